package lib.ranges_test

import data.lib.ranges
import rego.v1

test_the_sum_of_ranges if {
	ranges.merge([]) == []
	ranges.merge({[5, 9], [0, 3]}) == [[0, 3], [5, 9]]
	ranges.merge([[0, 100], [5, 10], [101, 130], [140, 139], [150, 151]]) == [[0, 130], [150, 151]]
	ranges.merge([[0, 0], [1, 1], [3, 3], [2, 2], [5, 5]]) == [[0, 3], [5, 5]]
}

test_a_wide_range_swallows_many if {
	many := [[place * 10, (place * 10) + 1] | some place in numbers.range(1, 300)]
	ranges.merge(many) == many
	ranges.merge(array.concat(many, [[0, 5000]])) == [[0, 5000]]
	ranges.merge(array.concat(many, [[0, 1005]])) == array.concat([[0, 1005]], array.slice(many, 100, 300))
}

test_what_is_left if {
	ranges.without([[0, 100]], []) == [[0, 100]]
	ranges.without([[0, 100]], [[5, 10], [20, 30]]) == [[0, 4], [11, 19], [31, 100]]
	ranges.without([[5, 10]], [[0, 100]]) == []
}

# Few ranges are compared with each other, many sorted; both ways tell the same, whatever the order and the overlaps.
test_few_and_many_leave_the_same if {
	taken := [[7, 9], [40, 60], [22, 22], [55, 70], [0, 2], [64, 64], [101, 300]]
	given := [[50, 52], [1, 5], [20, 30], [8, 25], [68, 100], [90, 120]]
	left := [[3, 5], [10, 21], [23, 30], [71, 100]]
	ranges.without(given, taken) == left
	ranges.outside(given, ranges.merge(taken)) == left
	ranges.merge([range | some one in given; some range in ranges.without([one], taken)]) == left
}

test_what_is_common if {
	ranges.common([[0, 100]], [[5, 10], [95, 130]]) == [[5, 10], [95, 100]]
	ranges.common([[0, 4]], [[5, 10]]) == []
	many := [[50, 52], [1, 5], [20, 30], [8, 25], [68, 100]]
	ranges.common(many, [[24, 51], [3, 3]]) == [[3, 3], [24, 30], [50, 51]]
	ranges.common([[24, 51], [3, 3]], many) == [[3, 3], [24, 30], [50, 51]]
	ranges.common([[9, 5]], [[0, 10]]) == []
}

test_ranges_hold_others if {
	ranges.hold([[0, 4], [5, 9]], [[3, 7]])
	not ranges.hold([[0, 4], [6, 9]], [[3, 7]])
	not ranges.hold([[0, 4]], [])
}

test_sizes_are_exact_however_large if {
	ranges.size([[0, 9], [20, 20]]) == 11
	ranges.size([[bits.lsh(1, 128), bits.lsh(1, 129) - 1]]) == bits.lsh(1, 128)
	ranges.size([[bits.lsh(1, 128), bits.lsh(1, 129) - 2]]) == bits.lsh(1, 128) - 1
}
