# METADATA
# title: Ranges of numbers
# description: >-
#   Lists of [first, last], both ends counted, of ports or of addresses: their sum, what is left of them, what they have in common. A list
#   that comes from here is in order, and no two ranges of it touch. Whole numbers below 2^129 are exact.
# scope: package
package lib.ranges

import rego.v1

# METADATA
# description: The sum of ranges given in any order, as a list or a set. A range that ends before it begins holds nothing.
# scope: document
merge(given) := [range | some range in given; range[0] <= range[1]] if count(given) < 2

merge(given) := [[ordered[place][0], reach[next - 1]] |
	some index, place in starts
	next := limits[index + 1]
] if {
	count(given) > 1
	ordered := sort([range | some range in given; range[0] <= range[1]])
	reach := _highest([range[1] | some range in ordered])
	before := array.concat([-2], reach)
	starts := [place | some place, range in ordered; range[0] > before[place] + 1]
	limits := array.concat(starts, [count(ordered)])
}

# METADATA
# description: What is left of ranges when others are taken away.
# scope: document
without(given, taken) := merge(given) if {
	count(taken) == 0
} else := outside(given, merge(taken)) if {
	count(given) <= _few
} else := _complement(array.concat(_complement(given), taken))

# METADATA
# description: What is left of ranges when those of a list as `merge` makes it are taken away. It compares each with each.
# scope: document
outside(given, merged) := [[first, ends[place]] |
	some range in merge(given)
	met := [one | some one in merged; one[1] >= range[0]; one[0] <= range[1]]
	ends := array.concat([end | some one in met; end := one[0] - 1], [range[1]])
	some place, first in array.concat([range[0]], [start | some one in met; start := one[1] + 1])
	first <= ends[place]
]

# So many ranges are sooner compared with each of others than sorted among them.
_few := 4

# METADATA
# description: What two lists of ranges have in common.
# scope: document
common(left, right) := merge([[max([one[0], other[0]]), min([one[1], other[1]])] |
	some one in left
	some other in right
]) if {
	count(left) <= _few
} else := _complement(array.concat(_complement(left), _complement(right)))

# METADATA
# description: Whether ranges hold all of others, which hold something.
# scope: document
hold(given, others) if {
	count(others) > 0
	count(without(others, given)) == 0
}

# METADATA
# description: How many numbers a list from here holds.
# scope: document
size(merged) := sum([length | some [first, last] in merged; length := (last - first) + 1])

_complement(given) := [[first, ends[place]] | some place, first in starts; first <= ends[place]] if {
	merged := merge(given)
	starts := array.concat([0], [start | some [_, last] in merged; start := last + 1])
	ends := array.concat([end | some [first, _] in merged; end := first - 1], [_end])
}

_end := bits.lsh(1, 129) - 1

# The highest number so far, at each place of a list: where a long list does not rise by itself, each step looks back twice as far as the one before it.
# Beyond 65,536 numbers that is less than all, so that a list may hold ranges that overlap: it then counts too many, never too few.
_highest(list) := list if {
	list == sort(list)
} else := [max(array.slice(list, 0, place + 1)) | some place, _ in list] if {
	count(list) <= _short
} else := _looked_back(list)

_short := 64

_looked_back(l0) := l16 if {
	l1 := _look_back(l0, 1)
	l2 := _look_back(l1, 2)
	l3 := _look_back(l2, 4)
	l4 := _look_back(l3, 8)
	l5 := _look_back(l4, 16)
	l6 := _look_back(l5, 32)
	l7 := _look_back(l6, 64)
	l8 := _look_back(l7, 128)
	l9 := _look_back(l8, 256)
	l10 := _look_back(l9, 512)
	l11 := _look_back(l10, 1024)
	l12 := _look_back(l11, 2048)
	l13 := _look_back(l12, 4096)
	l14 := _look_back(l13, 8192)
	l15 := _look_back(l14, 16384)
	l16 := _look_back(l15, 32768)
}

_look_back(list, step) := list if step >= count(list)

_look_back(list, step) := [max([number, earlier[place]]) | some place, number in list] if {
	step < count(list)
	earlier := array.concat(array.slice(list, 0, step), list)
}
