package lib.address_test

import data.lib.address
import rego.v1

test_ipv4_is_a_number if address.ipv4("1.2.3.4") == 16909060

test_the_last_ipv4 if address.ipv4("255.255.255.255") == 4294967295

test_no_ipv4 if {
	every text in ["1.2.3", "1.2.3.256", "::", "", 7] {
		not address.ipv4(text)
	}
}

test_ipv6_in_full if address.ipv6("2001:DB8:0:1:0:0:0:ff") == [8193, 3512, 0, 1, 0, 0, 0, 255]

test_ipv6_in_short if address.ipv6("2001:db8::1") == [8193, 3512, 0, 0, 0, 0, 0, 1]

test_ipv6_of_zeros if address.ipv6("::") == [0, 0, 0, 0, 0, 0, 0, 0]

test_no_ipv6 if {
	every text in ["1.2.3.4", "1:2:3", "1::2::3", "1:2:3:4:5:6:7:8::", "g::", "", 7] {
		not address.ipv6(text)
	}
}

test_a_whole_48_is_not_beyond if {
	not address.beyond_48(address.ipv6("2001:db8:1::"), address.ipv6("2001:db8:1:ffff:ffff:ffff:ffff:ffff"))
}

test_across_two_networks_but_small if not address.beyond_48(address.ipv6("2001:db8:1:ffff::"), address.ipv6("2001:db8:2::"))

test_one_more_than_a_48 if address.beyond_48(address.ipv6("2001:db8:1::"), address.ipv6("2001:db8:2::"))

test_many_networks if address.beyond_48(address.ipv6("2001:db8::"), address.ipv6("2001:db9::"))
