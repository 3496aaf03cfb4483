package lib.addresses_test

import data.lib.addresses
import data.lib.ranges
import rego.v1

_six := bits.lsh(1, 128)

test_what_can_be_read if {
	addresses.read("10.0.0.0/8") == [[167772160, 184549375]]
	addresses.read(" 010.0.0.7/08 ") == [[167772160, 184549375]]
	addresses.read("0.0.0.1") == [[1, 1]]
	addresses.read("0.0.0.9 - 0.0.0.12") == [[9, 12]]
	addresses.read("0.0.0.12-0.0.0.9") == []
	addresses.read("::") == [[_six, _six]]
	addresses.read("::1:FF") == [[_six + 65791, _six + 65791]]
	addresses.read("::/0") == [[_six, (2 * _six) - 1]]
	addresses.read("::0.0.1.2") == addresses.read("::102")
	addresses.read("1:2:3:4:5:6:7:8") == addresses.read("0001:2:3:4:5:6:0.7.0.8")
	every word in ["*", "Any", "internet"] {
		addresses.read(word) == addresses.read(["0.0.0.0/0", "::/0"])
	}
}

test_what_cannot_be_read if {
	every text in ["", null, 7, "office", "1.2.3", "1.2.3.256", "1.2.3.4/33", "::/129", "1:2", "1::2::3", "1:2:3:4:5:6:7:8::", "12345::", "1.2.3.4-::1", "AzureFrontDoor.Backend", "10.*", "1.2.3.4/a", "::1.2.3.256"] {
		addresses.read(text) == []
		not addresses.parse(text)
	}
}

test_what_is_the_internet if {
	every texts in [
		["0.0.0.0/0"],
		["::/0"],
		["0.0.0.0/1", "128.0.0.0/1"],
		["52.0.0.0/8"],
		["52.0.0.0/9", "54.0.0.0/9"],
		["10.0.0.0/7"],
		["2000::/4", "3000::/4"],
		["2600::/32"],
		["2600::/33", "2601::/33"],
		["*"],
		["1.0.0.0-223.255.255.255"],
	] {
		addresses.open(addresses.read(texts))
	}
}

test_what_is_not_the_internet if {
	every texts in [[], ["52.0.0.0/9"], ["10.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12", "100.64.0.0/10"], ["0.0.0.0/8"], ["224.0.0.0/3"], ["fc00::/7"], ["2600::/33"], ["2001:db8::/32"], ["52.0.0.0/9", "2600::/33"]] {
		not addresses.open(addresses.read(texts))
	}
}

test_narrow_conditions if {
	addresses.narrow("203.0.113.0/24")
	addresses.narrow(["10.0.0.0/8", "2001:db8::1"])
	every values in [[], "0.0.0.0/0", ["203.0.113.0/24", "1*"], ["0.0.0.0/1", "128.0.0.0/1"], "${aws:SourceIp}", "52.0.0.0/8"] {
		not addresses.narrow(values)
	}
}

test_which_of_a_list_open_it if {
	addresses.openings(["203.0.113.0/24", "0.0.0.0/0", null, "52.0.0.0/9", "52.128.0.0/9"]) == {{"place": 1, "named": "0.0.0.0/0"}}
	addresses.openings(["203.0.113.0/24", "2600::/64", "10.0.0.0/8", "52.0.0.0/9", "52.128.0.0/9"]) == {
		{"place": 0, "named": "203.0.113.0/24, with others the whole internet,"},
		{"place": 3, "named": "52.0.0.0/9, with others the whole internet,"},
		{"place": 4, "named": "52.128.0.0/9, with others the whole internet,"},
	}
	addresses.openings(["203.0.113.0/24"]) == set()
}

test_what_denies_leave if {
	rules := {
		{"action": "allow", "number": 2, "ranges": [[0, 9]]},
		{"action": "deny", "number": 1, "ranges": [[0, 4]]},
		{"action": "deny", "number": 3, "ranges": [[0, 9]]},
		{"action": "deny", "number": 2, "ranges": [[8, 9]]},
	}
	addresses.admitted(rules) == {{"action": "allow", "number": 2, "ranges": [[5, 9]]}}
}

test_wide_pieces if {
	addresses.wide(addresses.read(["52.0.0.0/24", "52.0.1.0/24"]), 24) == [[872415232, 872415743]]
	addresses.wide(addresses.read(["52.0.0.0/24", "52.0.2.0/24", "10.0.0.0/8", "2000::/3"]), 24) == []
}

test_whole_families if {
	addresses.whole_families(addresses.read(["0.0.0.0/0", "2000::/3"])) == {"IPv4", "IPv6"}
	addresses.whole_families(addresses.read(["0.0.0.0/1", "128.0.0.0/1"])) == {"IPv4"}
	addresses.whole_families(addresses.read(["0.0.0.0/1", "::/3"])) == set()
}

test_azure_itself if {
	addresses.of_azure("0.0.0.0")
	addresses.of_azure("::")
	not addresses.of_azure("0.0.0.1")
	not addresses.of_azure("0.0.0.0/0")
}

test_pairs_of_addresses if {
	addresses.between("0.0.0.1", "0.0.0.3") == [[1, 3]]
	addresses.between("0.0.0.3", "0.0.0.1") == []
	not addresses.between("0.0.0.1", "::1")
	not addresses.between("0.0.0.1", null)
	ranges.size(addresses.between("::", "::ffff")) == 65536
}

test_public_parts if {
	addresses.public(addresses.read(["10.0.0.0/7", "fc00::/7"])) == addresses.read("11.0.0.0/8")
}
