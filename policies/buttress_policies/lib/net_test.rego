package lib.net_test

import data.lib.net
import rego.v1

_groups := {"aws:ec2/securityGroup:SecurityGroup": {
	"declared": {"urn": "declared", "declared": ["ingress"], "props": {"ingress": [
		{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["10.0.0.0/8", null], "ipv6CidrBlocks": "::/0"},
		{"protocol": "-1", "self": true},
	]}},
	"echoed": {"urn": "echoed", "declared": ["vpcId"], "props": {"ingress": [{"protocol": "-1", "cidrBlocks": ["0.0.0.0/0"]}]}},
}}

test_what_nobody_declares_and_no_rule_explains_opens_too if {
	found := net.ingress with input as {"by_type": _groups}
	{rule.urn | some rule in found} == {"declared", "echoed"}
}

test_an_inline_rule_opens_to_each_block if {
	found := net.ingress with input as {"by_type": _groups}
	{[rule.place, rule.protocol, rule.first, rule.last, rule.cidr, rule.sets] | some rule in found; rule.urn == "declared"} == {
		[{"path": ["ingress", 0]}, "tcp", 22, 22, "10.0.0.0/8", {"declared"}],
		[{"path": ["ingress", 0]}, "tcp", 22, 22, "::/0", {"declared"}],
	}
}

_echoing := {
	"by_type": {
		"aws:ec2/securityGroup:SecurityGroup": {"group": {"urn": "group", "declared": [], "props": {"ingress": [
			{"protocol": "-1", "fromPort": 0, "toPort": 0, "ipv6CidrBlocks": ["::/0"]},
			{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["0.0.0.0/0", "10.0.0.0/8"]},
			{"protocol": "tcp", "fromPort": 80, "toPort": 80, "cidrBlocks": ["0.0.0.0/0"]},
		]}}},
		"aws:ec2/securityGroupRule:SecurityGroupRule": {
			"old": {"urn": "old", "unknown": [], "props": {"type": "ingress", "protocol": "6", "fromPort": "22", "toPort": "22", "cidrBlocks": ["0.0.0.0/0"]}},
			"out": {"urn": "out", "unknown": [], "props": {"type": "egress", "protocol": "tcp", "fromPort": 80, "toPort": 80, "cidrBlocks": ["0.0.0.0/0"]}},
		},
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {"new": {"urn": "new", "unknown": [], "props": {"ipProtocol": "-1", "cidrIpv6": "::/0"}}},
	},
	"refs": {"old": {"securityGroupId": ["group"]}, "out": {"securityGroupId": ["group"]}, "new": {"securityGroupId": ["group"]}},
}

test_what_rules_explain_does_not_open_the_group_again if {
	found := net.ingress with input as _echoing
	{[rule.first, rule.cidr] | some rule in found; rule.urn == "group"} == {[22, "10.0.0.0/8"], [80, "0.0.0.0/0"]}
}

test_what_the_group_declares_opens_it_though_a_rule_does_too if {
	given := json.patch(_echoing, [{"op": "add", "path": "/by_type/aws:ec2~1securityGroup:SecurityGroup/group/declared/0", "value": "ingress"}])
	found := net.ingress with input as given
	count({rule | some rule in found; rule.urn == "group"}) == 4
}

_rules := {
	"aws:ec2/securityGroupRule:SecurityGroupRule": {
		"in": {"urn": "in", "unknown": [], "props": {"type": "ingress", "protocol": "udp", "fromPort": 1, "toPort": 2, "cidrBlocks": ["0.0.0.0/0"]}},
		"out": {"urn": "out", "unknown": [], "props": {"type": "egress", "protocol": "udp", "fromPort": 1, "toPort": 2, "cidrBlocks": ["0.0.0.0/0"]}},
		"unknown": {"urn": "unknown", "unknown": [["fromPort"]], "props": {"type": "ingress", "protocol": "udp", "toPort": 2, "cidrBlocks": ["0.0.0.0/0"]}},
	},
	"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
		"own": {"urn": "own", "unknown": [["description"]], "props": {"ipProtocol": "-1", "cidrIpv6": "::/0"}},
		"list": {"urn": "list", "unknown": [], "props": {"ipProtocol": "-1", "prefixListId": "pl-1"}},
	},
}

test_rule_resources_open if {
	found := net.ingress with input as {"by_type": _rules}
	{[rule.urn, rule.place, rule.protocol, rule.first, rule.last, rule.cidr] | some rule in found; not rule.unknown} == {
		["in", {"path": ["cidrBlocks"]}, "udp", 1, 2, "0.0.0.0/0"],
		["own", {"path": ["cidrIpv6"]}, "-1", null, null, "::/0"],
	}
}

test_a_rule_whose_port_is_unknown_opens_something if {
	found := net.ingress with input as {"by_type": _rules}
	{rule.urn | some rule in found; rule.unknown} == {"unknown"}
	reached := net.reached("group", {"udp"}, ["2"]) with input as {"by_type": _rules}
	{rule.urn | some rule in reached} == {"in", "own"}
}

_lists := {
	"refs": {"new": {"prefixListId": ["list"]}, "entry": {"prefixListId": ["list"]}, "group": {"ingress": ["list", "role"]}},
	"by_type": {
		"aws:ec2/managedPrefixList:ManagedPrefixList": {"list": {"urn": "list", "id": "pl-1", "props": {"entries": [{"cidr": "52.0.0.0/9"}]}}},
		"aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": {"entry": {"urn": "entry", "props": {"cidr": "52.128.0.0/9"}}},
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
			"new": {"urn": "new", "unknown": [["prefixListId"]], "props": {"ipProtocol": "-1"}},
			"named": {"urn": "named", "unknown": [], "props": {"ipProtocol": "-1", "prefixListId": "pl-1"}},
			"other": {"urn": "other", "unknown": [], "props": {"ipProtocol": "-1", "prefixListId": "pl-2"}},
		},
		"aws:ec2/securityGroup:SecurityGroup": {"group": {
			"urn": "group",
			"declared": ["ingress"],
			"unknown": [["ingress", 1, "prefixListIds", 0]],
			"props": {"ingress": [{"protocol": "-1", "prefixListIds": ["pl-9"]}, {"protocol": "tcp", "fromPort": 22, "toPort": 22, "prefixListIds": [null]}]},
		}},
	},
}

test_prefix_lists_of_the_stack_are_opened if {
	found := net.reached("group", {"tcp"}, ["22"]) with input as _lists
	{[rule.urn, rule.place] | some rule in found} == {[urn, place] |
		some urn in ["new", "named", "group"]
		some place in [{"at": "list", "path": ["entries", 0, "cidr"]}, {"at": "entry", "path": ["cidr"]}]
	}
}

_group(ingress) := {"declared": ["ingress"], "unknown": [], "props": {"ingress": ingress}}

_stack(groups) := {"by_type": {"aws:ec2/securityGroup:SecurityGroup": {name: object.union(group, {"urn": name}) | some name, group in groups}}}

_rule(protocol, first, last, blocks) := {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": blocks}

_reached(ingress, protocols, ports) := found if {
	found := net.reached("group", protocols, ports) with input as _stack({"web": _group(ingress)})
}

test_which_ports_the_internet_reaches if {
	{rule.ports | some rule in _reached([_rule("tcp", 20, 25, ["0.0.0.0/0"])], {"tcp"}, ["22", "25-30", "443", "https"])} == {["22", "25-30"]}
	{rule.ports | some rule in _reached([_rule("-1", 0, 0, ["0.0.0.0/0"])], {"tcp"}, ["22", "443"])} == {["22", "443"]}
	{rule.ports | some rule in _reached([_rule("tcp", "-1", -1, ["0.0.0.0/0"])], {"tcp"}, ["22"])} == {["22"]}
	{rule.ports | some rule in _reached([_rule("udp", null, null, ["0.0.0.0/0"])], {"tcp", "udp"}, ["22"])} == {["22"]}
	count(_reached([_rule("tcp", 443, 443, ["0.0.0.0/0"])], {"tcp"}, ["22"])) == 0
	count(_reached([_rule("tcp", null, 30, ["0.0.0.0/0"])], {"tcp"}, ["22"])) == 0
	count(_reached([_rule("tcp", "ssh", 30, ["0.0.0.0/0"])], {"tcp"}, ["22"])) == 0
	count(_reached([_rule("icmp", -1, -1, ["0.0.0.0/0"])], {"tcp", "udp"}, ["22"])) == 0
	count(_reached([_rule("udp", 22, 22, ["0.0.0.0/0"])], {"tcp"}, ["22"])) == 0
	count(_reached([_rule("tcp", 22, 22, ["10.0.0.0/8", "203.0.113.0/24"])], {"tcp"}, ["22"])) == 0
}

test_sources_add_up_where_they_reach_the_same_port if {
	found := _reached([_rule("tcp", 20, 30, ["52.0.0.0/9"]), _rule("tcp", 25, 40, ["52.128.0.0/9"])], {"tcp"}, ["20-40"])
	{[rule.place.path[1], rule.cidr] | some rule in found} == {
		[0, "52.0.0.0/9, with others the whole internet,"],
		[1, "52.128.0.0/9, with others the whole internet,"],
	}
	count(_reached([_rule("tcp", 20, 24, ["52.0.0.0/9"]), _rule("tcp", 25, 40, ["52.128.0.0/9"])], {"tcp"}, ["20-40"])) == 0
	count(_reached([_rule("tcp", 22, 22, ["52.0.0.0/9"]), _rule("udp", 22, 22, ["52.128.0.0/9"])], {"tcp", "udp"}, ["22"])) == 0
}

test_who_is_the_internet_alone_is_named_alone if {
	found := _reached([_rule("tcp", 22, 22, ["0.0.0.0/0", "203.0.113.7/32"])], {"tcp"}, ["22"])
	{rule.cidr | some rule in found} == {"0.0.0.0/0"}
}

test_groups_of_one_resource_add_up if {
	stack := _stack({"one": _group([_rule("tcp", 22, 22, ["52.0.0.0/9"])]), "two": _group([_rule("tcp", 22, 22, ["52.128.0.0/9"])])})
	apart := net.reached("group", {"tcp"}, ["22"]) with input as stack
	count(apart) == 0
	holders := {name: {"aws:ec2/instance:Instance": {"vpcSecurityGroupIds": ["machine"]}} | some name in ["one", "two"]}
	together := net.reached("group", {"tcp"}, ["22"]) with input as object.union(stack, {"referrers": holders})
	{[rule.urn, rule.set] | some rule in together} == {["one", "machine"], ["two", "machine"]}
}

_beyond(ingress, ports) := found if {
	found := net.reached_beyond("group", {"tcp", "udp"}, ports) with input as _stack({"web": _group(ingress)})
}

test_ports_beyond_the_approved_ones if {
	count(_beyond([_rule("tcp", 443, 443, ["0.0.0.0/0"])], ["80", "443"])) == 0
	count(_beyond([_rule("tcp", "1010", "1020", ["0.0.0.0/0"])], ["1000-2000"])) == 0
	count(_beyond([_rule("tcp", 80, 81, ["0.0.0.0/0"])], ["80", "81"])) == 0
	count(_beyond([_rule("tcp", 80, 443, ["0.0.0.0/0"])], ["80", "443"])) == 1
	count(_beyond([_rule("-1", 0, 0, ["0.0.0.0/0"])], ["1-65535"])) == 1
	count(_beyond([_rule("tcp", null, null, ["0.0.0.0/0"])], ["443"])) == 1
}

_all(ingress) := {rule.place.path[1] | some rule in found} if {
	found := net.reached_all("group", {"tcp", "udp"}) with input as _stack({"web": _group(ingress)})
}

test_all_ports if {
	_all([_rule("-1", 0, 0, ["0.0.0.0/0"]), _rule("tcp", 443, 443, ["0.0.0.0/0"])]) == {0}
	_all([_rule("tcp", 0, 65535, ["0.0.0.0/0"])]) == {0}
	_all([_rule("udp", 1, 65535, ["0.0.0.0/0"])]) == {0}
	_all([_rule("tcp", 2, 65535, ["0.0.0.0/0"])]) == set()
	_all([_rule("tcp", 1, 65534, ["0.0.0.0/0"])]) == set()
	_all([_rule("tcp", 1, 30000, ["0.0.0.0/0"]), _rule("tcp", 30001, 65535, ["0.0.0.0/0"])]) == {0, 1}
	_all([_rule("tcp", 1, 30000, ["0.0.0.0/0"]), _rule("tcp", 30002, 65535, ["0.0.0.0/0"])]) == set()
}

test_protocols if {
	every name in ["-1", -1, "all", "ANY", "*"] {
		net.any_protocol(name)
		net.tcp(name)
		net.udp(name)
	}
	net.tcp("TCP")
	net.tcp(6)
	net.udp("udp")
	net.udp("17")
	not net.tcp("udp")
	not net.udp("tcp")
	not net.any_protocol("icmp")
}

_acls := {
	"refs": {"rule": {"networkAclId": ["acl", "echo"]}, "out": {"networkAclId": ["echo"]}},
	"by_type": {
		"aws:ec2/networkAcl:NetworkAcl": {
			"acl": {"urn": "acl", "declared": ["ingress"], "props": {"ingress": [{
				"ruleNo": "100",
				"action": "Allow",
				"protocol": "tcp",
				"fromPort": 22,
				"toPort": 22,
				"cidrBlock": "0.0.0.0/0",
			}]}},
			"echo": {"urn": "echo", "declared": [], "props": {"ingress": [
				{"ruleNo": 90, "cidrBlock": "0.0.0.0/0"},
				{"ruleNo": 110, "action": "allow", "cidrBlock": "0.0.0.0/0"},
			]}},
		},
		"aws:ec2/networkAclRule:NetworkAclRule": {
			"rule": {"urn": "rule", "unknown": [], "props": {"ruleNumber": 90, "ruleAction": "deny", "protocol": "-1", "ipv6CidrBlock": "::/0"}},
			"literal": {"urn": "literal", "unknown": [], "props": {
				"ruleNumber": 5,
				"networkAclId": "acl-1",
				"ruleAction": "allow",
				"protocol": "6",
				"fromPort": 1,
				"toPort": 22,
				"egress": false,
				"cidrBlock": "0.0.0.0/0",
			}},
			"alone": {"urn": "alone", "unknown": [], "props": {"ruleAction": "allow", "protocol": "6", "cidrBlock": "0.0.0.0/0"}},
			"out": {"urn": "out", "unknown": [], "props": {"ruleNumber": 110, "egress": true, "cidrBlock": "0.0.0.0/0"}},
			"unknown": {"urn": "unknown", "unknown": [["egress"]], "props": {"cidrBlock": "0.0.0.0/0"}},
		},
	},
}

test_network_acls if {
	found := net.reached("acl", {"tcp"}, ["22"]) with input as _acls
	{[entry.urn, entry.set, entry.place.path] | some entry in found} == {
		["acl", "acl", ["ingress", 0]],
		["literal", "acl-1", ["cidrBlock"]],
	}
}

_acl(entries) := {"by_type": {"aws:ec2/networkAcl:NetworkAcl": {"acl": {"urn": "acl", "declared": ["ingress"], "unknown": [], "props": {"ingress": entries}}}}}

_entry(number, action, block) := {"ruleNo": number, "action": action, "protocol": "-1", "cidrBlock": block}

_acl_reached(entries) := {entry.place.path[1] | some entry in found} if {
	found := net.reached("acl", {"tcp"}, ["22"]) with input as _acl(entries)
}

test_entries_of_lower_numbers_deny if {
	_acl_reached([_entry(1, "deny", "0.0.0.0/0"), _entry(2, "allow", "0.0.0.0/0")]) == set()
	_acl_reached([_entry(1, "deny", "0.0.0.0/1"), _entry(2, "deny", "128.0.0.0/1"), _entry(3, "allow", "0.0.0.0/0")]) == set()
	_acl_reached([_entry(1, "deny", "0.0.0.0/1"), _entry(2, "allow", "0.0.0.0/0")]) == {1}
	_acl_reached([_entry(2, "deny", "0.0.0.0/0"), _entry(1, "allow", "0.0.0.0/0")]) == {1}
	_acl_reached([_entry(1, "allow", "52.0.0.0/9"), _entry(2, "allow", "52.128.0.0/9")]) == {0, 1}
	_acl_reached([_entry(1, "deny", "::/0"), _entry(2, "allow", "0.0.0.0/0")]) == {1}
	_acl_reached([_entry(1, "deny", "0.0.0.0/0"), _entry(2, "allow", "::/0")]) == {1}
	_acl_reached([object.union(_entry(1, "deny", "0.0.0.0/0"), {"protocol": "udp"}), _entry(2, "allow", "0.0.0.0/0")]) == {1}
	_acl_reached([_entry("x", "allow", "0.0.0.0/0"), "odd"]) == set()
}

test_what_may_be_a_deny_is_the_place if {
	source := {"set": "acl", "place": {"path": ["ingress", 1]}}
	known := _acl([_entry(1, "deny", "10.0.0.0/8"), _entry(2, "allow", "0.0.0.0/0")])
	net.acl_place(source) == source.place with input as known
	unknown := json.patch(known, [{"op": "add", "path": "/by_type/aws:ec2~1networkAcl:NetworkAcl/acl/unknown/0", "value": ["ingress", 0, "cidrBlock"]}])
	net.acl_place(source) == {"at": "acl", "path": ["ingress", 0, "cidrBlock"]} with input as unknown
}

test_bounds if {
	net.bounds("*") == [0, 65535]
	net.bounds("0-65535") == [0, 65535]
	net.bounds(22) == [22, 22]
	net.bounds("22") == [22, 22]
	net.bounds("20-25") == [20, 25]
	net.bounds("20 - 25") == [20, 25]
	not net.bounds("ssh")
	not net.bounds(null)
}
