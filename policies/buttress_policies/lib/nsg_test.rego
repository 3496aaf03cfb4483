package lib.nsg_test

import data.lib.nsg
import rego.v1

_group := "azure-native:network:NetworkSecurityGroup"

_rule := "azure-native:network:SecurityRule"

_ssh := {
	"name": "ssh",
	"direction": "Inbound",
	"access": "Allow",
	"protocol": "Tcp",
	"priority": 200,
	"sourceAddressPrefix": "Internet",
	"sourcePortRange": "*",
	"destinationAddressPrefix": "*",
	"destinationPortRange": "20-25",
}

_deny := object.union(_ssh, {"name": "deny", "access": "Deny", "priority": 100, "destinationPortRange": "*"})

_resource(type, name, props) := {"urn": name, "type": type, "name": name, "id": "", "props": props}

_input(rules) := {"by_type": {_group: {"web": _resource(_group, "web", {"securityRules": rules})}}}

_alone(rules) := {"by_type": {_rule: {name: _resource(_rule, name, props) | some name, props in rules}}}

_opens(given, protocol, first, last) if {
	some rule in nsg.ingress_rules with input as given
	nsg.allows(rule, protocol, first, last) with input as given
}

test_an_opening_in_line if {
	rules := nsg.ingress_rules with input as _input([_ssh])
	{object.remove(rule, ["ranges", "rule"]) | some rule in rules} == {{
		"urn": "web",
		"path": ["securityRules", 0, "sourceAddressPrefix"],
		"name": "ssh",
		"protocol": "Tcp",
		"source": "Internet",
		"ports": [[20, 25]],
	}}
}

test_a_single_network_is_no_opening if {
	rules := nsg.ingress_rules with input as _input([object.union(_ssh, {"sourceAddressPrefix": "10.0.0.0/8"})])
	rules == set()
}

test_each_source_of_a_list_is_an_opening if {
	rule := object.union(object.remove(_ssh, ["sourceAddressPrefix"]), {"sourceAddressPrefixes": ["0.0.0.0/0", "10.0.0.0/8", "::/0", 5]})
	rules := nsg.ingress_rules with input as _input([rule])
	{rule.path | some rule in rules} == {["securityRules", 0, "sourceAddressPrefixes", 0], ["securityRules", 0, "sourceAddressPrefixes", 2]}
}

test_a_source_in_the_place_of_a_list_is_an_opening_too if {
	rule := object.union(_ssh, {"sourceAddressPrefix": ["*"], "sourceAddressPrefixes": "Any"})
	rules := nsg.ingress_rules with input as _input([rule])
	{rule.path | some rule in rules} == {["securityRules", 0, "sourceAddressPrefix", 0], ["securityRules", 0, "sourceAddressPrefixes"]}
}

test_a_range_holds_its_ports if _opens(_input([_ssh]), "tcp", 22, 22)

test_a_range_holds_no_more if not _opens(_input([_ssh]), "tcp", 22, 26)

test_tcp_is_not_udp if not _opens(_input([_ssh]), "udp", 22, 22)

test_all_protocols_carry_udp if _opens(_input([object.union(_ssh, {"protocol": "*"})]), "udp", 22, 22)

test_ports_in_a_list_and_in_one_text if {
	rule := object.union(object.remove(_ssh, ["destinationPortRange"]), {"destinationPortRanges": ["1, 80-90", 443, "22.5", "http"]})
	rules := nsg.ingress_rules with input as _input([rule])
	{rule.ports | some rule in rules} == {[[1, 1], [80, 90], [443, 443]]}
}

test_a_deny_before_it_takes_it_back if not _opens(_input([_ssh, _deny]), "tcp", 22, 22)

test_a_deny_after_it_does_not if _opens(_input([_ssh, object.union(_deny, {"priority": 300})]), "tcp", 22, 22)

test_a_deny_whose_number_is_text_does if not _opens(_input([_ssh, object.union(_deny, {"priority": "100"})]), "tcp", 22, 22)

test_a_deny_without_a_number_does_not if _opens(_input([_ssh, object.remove(_deny, ["priority"])]), "tcp", 22, 22)

test_a_deny_of_another_protocol_does_not if _opens(_input([_ssh, object.union(_deny, {"protocol": "Udp"})]), "tcp", 22, 22)

test_a_deny_of_other_ports_does_not if _opens(_input([_ssh, object.union(_deny, {"destinationPortRange": "22"})]), "tcp", 22, 23)

test_a_deny_of_one_family_does_not if {
	_opens(_input([_ssh, object.union(_deny, {"sourceAddressPrefix": "0.0.0.0/0"})]), "tcp", 22, 22)
}

test_a_deny_of_both_families_does if {
	deny := object.union(object.remove(_deny, ["sourceAddressPrefix"]), {"sourceAddressPrefixes": ["0.0.0.0/0", "::/0"]})
	not _opens(_input([_ssh, deny]), "tcp", 22, 22)
}

test_denies_of_one_family_each_do if {
	four := object.union(_deny, {"sourceAddressPrefix": "0.0.0.0/0"})
	not _opens(_input([_ssh, four, object.union(_deny, {"sourceAddressPrefix": "::/0"})]), "tcp", 22, 22)
}

test_a_deny_of_one_source_port_does_not if _opens(_input([_ssh, object.union(_deny, {"sourcePortRange": "1024"})]), "tcp", 22, 22)

test_a_deny_that_says_nothing_of_source_ports_does if {
	not _opens(_input([_ssh, object.remove(_deny, ["sourcePortRange"])]), "tcp", 22, 22)
}

test_a_deny_of_another_destination_does_not if {
	_opens(_input([_ssh, object.union(_deny, {"destinationAddressPrefix": "10.0.1.4"})]), "tcp", 22, 22)
}

test_a_deny_of_the_same_destination_does if {
	only := {"destinationAddressPrefix": "10.0.1.4"}
	not _opens(_input([object.union(_ssh, only), object.union(_deny, only)]), "tcp", 22, 22)
}

test_a_deny_of_a_network_around_the_destination_does if {
	deny := object.union(_deny, {"destinationAddressPrefix": "10.0.1.0/24"})
	not _opens(_input([object.union(_ssh, {"destinationAddressPrefix": "10.0.1.4"}), deny]), "tcp", 22, 22)
}

test_a_deny_of_the_virtual_network_does if {
	not _opens(_input([_ssh, object.union(_deny, {"destinationAddressPrefix": "VirtualNetwork"})]), "tcp", 22, 22)
}

test_a_deny_of_no_destination_does_not if {
	bare := object.remove(_deny, ["destinationAddressPrefix"])
	_opens(_input([object.remove(_ssh, ["destinationAddressPrefix"]), bare]), "tcp", 22, 22)
}

test_an_outbound_deny_does_not if _opens(_input([_ssh, object.union(_deny, {"direction": "Outbound"})]), "tcp", 22, 22)

_home := {"resourceGroupName": "net", "networkSecurityGroupName": "web"}

test_a_rule_of_its_own if {
	rules := nsg.ingress_rules with input as _alone({"one": object.union(_ssh, _home)})
	{[rule.path, rule.rule.group, rule.name] | some rule in rules} == {[["sourceAddressPrefix"], "net/web", "one"]}
}

test_an_outbound_rule_of_its_own if {
	rules := nsg.ingress_rules with input as _alone({"one": object.union(_ssh, {"direction": "Outbound"})})
	rules == set()
}

test_a_neighbour_takes_it_back if {
	not _opens(_alone({"one": object.union(_ssh, _home), "two": object.union(_deny, _home)}), "tcp", 22, 22)
}

test_a_rule_of_another_group_does_not if {
	elsewhere := {"resourceGroupName": "net", "networkSecurityGroupName": "db"}
	_opens(_alone({"one": object.union(_ssh, _home), "two": object.union(_deny, elsewhere)}), "tcp", 22, 22)
}

_referring := {
	"by_type": {
		_group: {"web": _resource(_group, "web", {"networkSecurityGroupName": "web-1", "securityRules": [_deny]})},
		_rule: {"one": _resource(_rule, "one", object.union(_ssh, {"networkSecurityGroupName": "Web-1"}))},
	},
	"refs": {"one": {"networkSecurityGroupName": ["web"]}},
}

test_the_group_takes_back_a_rule_of_its_own if not _opens(_referring, "tcp", 22, 22)

test_the_names_of_a_group if nsg.group_names(_resource(_group, "Web", {"networkSecurityGroupName": "web-1"})) == {"web", "web-1"}

test_the_names_of_the_group_of_a_rule if {
	names := nsg.group_names(_referring.by_type[_rule].one) with input as _referring
	names == {"web", "web-1"}
}

test_tags_and_blocks_of_the_internet if {
	every prefix in ["*", "Any", "internet", "0.0.0.0/0", "::/0", "0.0.0.0/00", "52.0.0.0/8"] {
		_opens(_input([object.union(_ssh, {"sourceAddressPrefix": prefix})]), "tcp", 22, 22)
	}
}

test_what_is_not_the_internet if {
	every prefix in ["VirtualNetwork", "10.0.0.0/8", "", "AzureLoadBalancer", "52.0.0.0/9"] {
		not _opens(_input([object.union(_ssh, {"sourceAddressPrefix": prefix})]), "tcp", 22, 22)
	}
}

test_sources_of_a_group_add_up if {
	one := object.union(_ssh, {"sourceAddressPrefix": "52.0.0.0/9"})
	two := object.union(_ssh, {"name": "two", "sourceAddressPrefix": "52.128.0.0/9"})
	_opens(_input([one, two]), "tcp", 22, 22)
	not _opens(_input([one, object.union(two, {"destinationPortRange": "443"})]), "tcp", 22, 22)
	not _opens(_input([one, object.union(two, {"protocol": "Udp"})]), "tcp", 22, 22)
	not _opens(_input([one, two, object.union(_deny, {"sourceAddressPrefix": "52.128.0.0/9"})]), "tcp", 22, 22)
}

test_ports_of_a_rule_add_up if {
	rule := object.union(object.remove(_ssh, ["destinationPortRange"]), {"destinationPortRanges": ["1-22", "23-65535"]})
	_opens(_input([rule]), "tcp", 1, 65535)
}

test_denies_add_up if {
	halves := [object.union(_deny, {"name": half, "sourceAddressPrefix": half}) | some half in ["0.0.0.0/1", "128.0.0.0/1"]]
	four := object.union(_ssh, {"sourceAddressPrefix": "0.0.0.0/0"})
	_opens(_input([four, halves[0]]), "tcp", 22, 22)
	not _opens(_input(array.concat([four], halves)), "tcp", 22, 22)
}

test_the_name_says_whether_it_is_the_internet_alone if {
	one := object.union(_ssh, {"sourceAddressPrefix": "52.0.0.0/9"})
	given := _input([one, object.union(one, {"sourceAddressPrefix": "52.128.0.0/9"}), object.union(one, {"sourceAddressPrefix": "*", "destinationPortRange": "443"})])
	names := {name |
		some rule in nsg.ingress_rules with input as given
		some port in [22, 443]
		nsg.allows(rule, "tcp", port, port) with input as given
		name := nsg.named(rule, "tcp", port, port) with input as given
	}
	names == {"*", "52.0.0.0/9, with others the whole internet,", "52.128.0.0/9, with others the whole internet,"}
}

_places(given) := {place |
	some rule in nsg.ingress_rules with input as given
	nsg.allows(rule, "tcp", 22, 22) with input as given
	place := nsg.place(rule, "tcp", 22, 22) with input as given
}

_sure := {{"path": ["securityRules", 0, "sourceAddressPrefix"]}}

_unsettled(rules, unknown) := {"by_type": {_group: {"web": object.union(
	_resource(_group, "web", {"securityRules": rules}),
	{"unknown": unknown},
)}}}

test_the_place_is_the_source if _places(_input([_ssh])) == _sure

test_the_place_is_what_a_deny_leaves_open if {
	every property in [
		"access", "direction", "priority", "protocol", "destinationPortRange", "sourcePortRange", "sourceAddressPrefix",
		"destinationAddressPrefix",
	] {
		path := ["securityRules", 1, property]
		_places(_unsettled([_ssh, object.remove(_deny, [property])], [path])) == {{"at": "web", "path": path}}
	}
}

test_the_place_is_a_part_of_what_a_deny_leaves_open if {
	deny := object.union(object.remove(_deny, ["sourceAddressPrefix"]), {"sourceAddressPrefixes": ["10.0.0.0/8", null]})
	given := _unsettled([_ssh, deny], [["securityRules", 1, "sourceAddressPrefixes", 1]])
	_places(given) == {{"at": "web", "path": ["securityRules", 1, "sourceAddressPrefixes"]}}
}

test_a_deny_that_comes_to_nothing_whatever_is_open_leaves_the_source if {
	every change in [{"destinationPortRange": "443"}, {"protocol": "Udp"}, {"sourceAddressPrefix": "10.0.0.0/8"}] {
		deny := object.union(object.remove(_deny, ["priority"]), change)
		_places(_unsettled([_ssh, deny], [["securityRules", 1, "priority"]])) == _sure
	}
}

test_a_deny_of_one_family_that_is_open_leaves_the_source if {
	deny := object.union(object.remove(_deny, ["priority"]), {"sourceAddressPrefix": "0.0.0.0/0"})
	_places(_unsettled([_ssh, deny], [["securityRules", 1, "priority"]])) == _sure
}

test_the_place_is_what_the_allow_leaves_open if {
	every property in ["priority", "destinationAddressPrefix"] {
		path := ["securityRules", 0, property]
		deny := object.union(_deny, {"destinationAddressPrefix": "10.0.1.4"})
		allow := object.remove(object.union(_ssh, {"destinationAddressPrefix": "10.0.1.4"}), [property])
		_places(_unsettled([allow, deny], [path])) == {{"at": "web", "path": path}}
	}
}

test_a_priority_that_is_open_is_nothing_without_a_deny if {
	_places(_unsettled([object.remove(_ssh, ["priority"])], [["securityRules", 0, "priority"]])) == _sure
}

test_the_place_is_a_rule_that_is_not_known_at_all if {
	every path in [["securityRules"], ["securityRules", 1]] {
		_places(_unsettled([_ssh, null], [path])) == {{"at": "web", "path": path}}
	}
}

_alone_unsettled(props, unknown) := {"by_type": {_rule: {
	"one": _resource(_rule, "one", object.union(_ssh, _home)),
	"two": object.union(_resource(_rule, "two", props), {"unknown": unknown}),
}}}

test_the_place_is_the_group_that_a_deny_leaves_open if {
	given := _alone_unsettled(object.union(_deny, {"resourceGroupName": "net"}), [["networkSecurityGroupName"]])
	_places(given) == {{"at": "two", "path": ["networkSecurityGroupName"]}}
}

test_a_deny_that_refers_to_another_group_leaves_the_source if {
	given := object.union(_alone_unsettled(_deny, [["networkSecurityGroupName"]]), {
		"by_type": {_group: {"db": _resource(_group, "db", {})}},
		"refs": {"two": {"networkSecurityGroupName": ["db"]}},
	})
	_places(given) == {{"path": ["sourceAddressPrefix"]}}
}

test_the_place_is_the_group_that_the_allow_leaves_open if {
	allow := object.union(_resource(_rule, "one", _ssh), {"unknown": [["networkSecurityGroupName"]]})
	given := {"by_type": {_rule: {"one": allow, "two": _resource(_rule, "two", object.union(_deny, _home))}}}
	_places(given) == {{"at": "one", "path": ["networkSecurityGroupName"]}}
}

_in_words(site) := {"by_type": {
	_group: {"web": _resource(_group, "web", {"resourceGroupName": "net", "networkSecurityGroupName": "Web-1", "securityRules": [_ssh]})},
	_rule: {"two": _resource(_rule, "two", object.union(_deny, site))},
}}

test_a_deny_that_names_the_group_in_words_takes_it_back if {
	not _opens(_in_words({"resourceGroupName": "Net", "networkSecurityGroupName": "web-1"}), "tcp", 22, 22)
}

test_a_deny_that_names_a_group_elsewhere_does_not if {
	_opens(_in_words({"resourceGroupName": "lab", "networkSecurityGroupName": "web-1"}), "tcp", 22, 22)
}
