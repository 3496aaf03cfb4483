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
	{rule | some rule in found; rule.urn == "declared"} == {
		{"urn": "declared", "path": ["ingress", 0], "protocol": "tcp", "first": 22, "last": 22, "cidr": "10.0.0.0/8"},
		{"urn": "declared", "path": ["ingress", 0], "protocol": "tcp", "first": 22, "last": 22, "cidr": "::/0"},
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
	found == {
		{"urn": "in", "path": ["cidrBlocks"], "protocol": "udp", "first": 1, "last": 2, "cidr": "0.0.0.0/0"},
		{"urn": "own", "path": ["cidrIpv6"], "protocol": "-1", "first": null, "last": null, "cidr": "::/0"},
	}
}

test_a_rule_whose_port_is_unknown_opens_something if {
	found := net.ingress_rules with input as {"by_type": _rules}
	{rule.urn | some rule in found; rule.unknown} == {"unknown"}
}

test_the_world_however_it_is_spelt if {
	every cidr in ["0.0.0.0/0", " 0.0.0.0/00", "::/0", "0:0:0:0:0:0:0:0/0", "2000::/3", "::/1"] {
		net.world(cidr)
	}
}

test_not_the_world if {
	every cidr in ["0.0.0.0/1", "10.0.0.0/8", "::/3", "2001:db8::/32", "pl-1", "", null, 0] {
		not net.world(cidr)
	}
}

test_a_range_holds_a_port if {
	net.holds(20, "30", 22)
	net.holds(22, 22, 22)
	net.holds(null, null, 22)
	net.holds(-1, "-1", 22)
}

test_a_range_does_not_hold_a_port if {
	not net.holds(23, 30, 22)
	not net.holds(1, 21, 22)
	not net.holds(null, 30, 22)
	not net.holds("ssh", 30, 22)
}

test_ranges_overlap if {
	net.overlap(20, 30, 25, 40)
	net.overlap("20", "30", 30, 30)
	net.overlap(null, null, 1, 2)
}

test_ranges_do_not_overlap if {
	not net.overlap(20, 30, 31, 40)
	not net.overlap(20, 30, 1, 19)
	not net.overlap(null, null, 2, 1)
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

test_transport_has_ports if {
	net.transport("tcp")
	net.transport("udp")
	not net.transport("icmp")
	not net.transport("58")
}

_opening(protocol, first, last) := {"protocol": protocol, "first": first, "last": last}

test_what_an_opening_reaches if {
	net.reaches(_opening("-1", 0, 0), 22)
	net.reaches(_opening("tcp", 20, 25), 22)
	not net.reaches(_opening("tcp", 443, 443), 22)
}

test_which_ranges_an_opening_meets if {
	net.overlapping(_opening("tcp", 20, 25), ["22", "25-30", "443"]) == ["22", "25-30"]
	net.overlapping(_opening("-1", 0, 0), ["22", "443"]) == ["22", "443"]
	net.overlapping(_opening("tcp", 80, 80), ["22", "https"]) == []
}

test_every_port if {
	net.every_port(_opening("-1", 0, 0))
	net.every_port(_opening("tcp", 0, 65535))
	net.every_port(_opening("udp", 1, 65535))
	not net.every_port(_opening("tcp", 2, 65535))
	not net.every_port(_opening("tcp", 1, 65534))
}

test_within_approved_ranges if {
	net.within(_opening("tcp", 443, 443), ["80", "443"])
	net.within(_opening("tcp", "1010", "1020"), ["1000-2000"])
	not net.within(_opening("tcp", 80, 443), ["80", "443"])
	not net.within(_opening("-1", 0, 0), ["0-65535"])
	not net.within(_opening("tcp", null, null), ["443"])
}

test_the_prefix_of_a_block if {
	net.prefix("10.0.0.0/8") == 8
	net.prefix(" 203.0.113.7/32 ") == 32
	not net.prefix("::/0")
	not net.prefix("10.0.0.0")
	not net.prefix(8)
}

test_public_addresses if {
	net.public_ipv4("52.0.0.0/8")
	net.public_ipv4("10.0.0.0/7")
	net.public_ipv4("0.0.0.0/0")
}

test_no_public_addresses if {
	every cidr in ["10.1.0.0/16", "172.16.0.0/12", "192.168.1.0/24", "100.64.0.0/10", "127.0.0.0/8", "169.254.1.0/24", "999.0.0.0/8", "52.0.0.0/33", "2000::/3", "office"] {
		not net.public_ipv4(cidr)
	}
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
				"networkAclId": "acl-1",
				"ruleAction": "allow",
				"protocol": "6",
				"fromPort": 1,
				"toPort": 2,
				"egress": false,
				"cidrBlock": "0.0.0.0/0",
			}},
			"alone": {"urn": "alone", "unknown": [], "props": {"ruleAction": "allow", "protocol": "6", "cidrBlock": "0.0.0.0/0"}},
			"out": {"urn": "out", "unknown": [], "props": {"ruleNumber": 110, "egress": true, "cidrBlock": "0.0.0.0/0"}},
			"unknown": {"urn": "unknown", "unknown": [["egress"]], "props": {"cidrBlock": "0.0.0.0/0"}},
		},
	},
}

test_entries_of_network_acls if {
	found := net.acl_ingress with input as _acls
	{[entry.urn, entry.acl, entry.number, entry.action, entry.cidr] | some entry in found} == {
		["acl", "acl", 100, "allow", "0.0.0.0/0"],
		["echo", "echo", 110, "allow", "0.0.0.0/0"],
		["rule", "acl", 90, "deny", "::/0"],
		["rule", "echo", 90, "deny", "::/0"],
		["literal", "acl-1", null, "allow", "0.0.0.0/0"],
		["alone", "alone", null, "allow", "0.0.0.0/0"],
	}
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

test_a_block_covers_what_lies_in_it if {
	every pair in [["10.0.0.0/8", "10.1.0.0/16"], ["10.0.0.0/8", " 10.1.2.3"], ["::/0", "2001:db8::1"], ["10.0.0.1", "10.0.0.1/32"]] {
		net.covers(pair[0], pair[1])
	}
}

test_a_block_covers_nothing_else if {
	every pair in [["10.0.0.0/16", "10.1.0.0/16"], ["10.0.0.0/8", "2001:db8::1"], ["virtualnetwork", "10.0.0.1"], ["10.0.0.0/8", "*"]] {
		not net.covers(pair[0], pair[1])
	}
}
