package lib.link_test

import data.lib.link
import rego.v1

_input := {
	"by_type": {
		"log": {"log-1": {"urn": "log-1"}, "log-2": {"urn": "log-2"}},
		"net": {"net-1": {"urn": "net-1"}},
	},
	"refs": {
		"log-1": {"vpcId": ["net-1", "gone"], "role": ["role-1"]},
		"log-2": {"subnetId": ["net-1"]},
	},
	"referrers": {"net-1": {"log": {"vpcId": ["log-1", "not-shown"], "subnetId": ["log-2"]}}},
}

test_who_refers_by_a_property if {
	link.referrers("net-1", "log", "vpcId") == [{"urn": "log-1"}] with input as _input
}

test_nobody_refers if {
	link.referrers("net-2", "log", "vpcId") == [] with input as _input
	link.referrers("net-1", "log", "eniId") == [] with input as _input
}

test_to_whom_a_property_refers if {
	link.referred("log-1", "vpcId", "net") == [{"urn": "net-1"}] with input as _input
}

test_to_nobody_of_the_type if {
	link.referred("log-1", "role", "net") == [] with input as _input
}

test_to_whom_any_property_refers if {
	link.referred_by_any("log-2", "net") == [{"urn": "net-1"}] with input as _input
	link.referred_by_any("net-1", "log") == [] with input as _input
}

test_awaited if {
	resource := {"urn": "trail", "unknown": [["key"], ["rules", 0, "key"], ["loose"]]}
	refs := {"trail": {"key": ["k"], "rules": ["k"], "name": ["k"], "loose": []}}
	every path in [["key"], ["rules", 0, "key"]] {
		link.computed(resource, path) with input as {"refs": refs}
	}
	every path in [["name"], ["loose"], ["rules"], ["rules", 1, "key"]] {
		not link.computed(resource, path) with input as {"refs": refs}
	}
	not link.computed(resource, ["key"]) with input as {"refs": {}}
}
