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
	some opening in nsg.openings with input as given
	nsg.opens(opening, protocol, first, last) with input as given
}

test_an_opening_in_line if {
	openings := nsg.openings with input as _input([_ssh])
	openings == {{
		"urn": "web",
		"path": ["securityRules", 0, "sourceAddressPrefix"],
		"name": "ssh",
		"group": "web",
		"protocol": "Tcp",
		"priority": 200,
		"source": "Internet",
		"ports": {[20, 25]},
		"destinations": {"*"},
	}}
}

test_a_single_network_is_no_opening if {
	openings := nsg.openings with input as _input([object.union(_ssh, {"sourceAddressPrefix": "10.0.0.0/8"})])
	openings == set()
}

test_each_source_of_a_list_is_an_opening if {
	rule := object.union(object.remove(_ssh, ["sourceAddressPrefix"]), {"sourceAddressPrefixes": ["0.0.0.0/0", "10.0.0.0/8", "::/0", 5]})
	openings := nsg.openings with input as _input([rule])
	{opening.path | some opening in openings} == {["securityRules", 0, "sourceAddressPrefixes", 0], ["securityRules", 0, "sourceAddressPrefixes", 2]}
}

test_a_range_holds_its_ports if _opens(_input([_ssh]), "tcp", 22, 22)

test_a_range_holds_no_more if not _opens(_input([_ssh]), "tcp", 22, 26)

test_tcp_is_not_udp if not _opens(_input([_ssh]), "udp", 22, 22)

test_all_protocols_carry_udp if _opens(_input([object.union(_ssh, {"protocol": "*"})]), "udp", 22, 22)

test_ports_in_a_list_and_in_one_text if {
	rule := object.union(object.remove(_ssh, ["destinationPortRange"]), {"destinationPortRanges": ["1, 80-90", 443, "22.5", "http"]})
	openings := nsg.openings with input as _input([rule])
	{opening.ports | some opening in openings} == {{[1, 1], [80, 90], [443, 443]}}
}

test_a_deny_before_it_takes_it_back if not _opens(_input([_ssh, _deny]), "tcp", 22, 22)

test_a_deny_after_it_does_not if _opens(_input([_ssh, object.union(_deny, {"priority": 300})]), "tcp", 22, 22)

test_a_deny_without_a_number_does_not if _opens(_input([_ssh, object.union(_deny, {"priority": "100"})]), "tcp", 22, 22)

test_a_deny_of_another_protocol_does_not if _opens(_input([_ssh, object.union(_deny, {"protocol": "Udp"})]), "tcp", 22, 22)

test_a_deny_of_other_ports_does_not if _opens(_input([_ssh, object.union(_deny, {"destinationPortRange": "22"})]), "tcp", 22, 23)

test_a_deny_of_one_family_does_not if {
	_opens(_input([_ssh, object.union(_deny, {"sourceAddressPrefix": "0.0.0.0/0"})]), "tcp", 22, 22)
}

test_a_deny_of_both_families_does if {
	deny := object.union(object.remove(_deny, ["sourceAddressPrefix"]), {"sourceAddressPrefixes": ["0.0.0.0/0", "::/0"]})
	not _opens(_input([_ssh, deny]), "tcp", 22, 22)
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

test_a_deny_of_no_destination_does_not if {
	bare := object.remove(_deny, ["destinationAddressPrefix"])
	_opens(_input([object.remove(_ssh, ["destinationAddressPrefix"]), bare]), "tcp", 22, 22)
}

test_an_outbound_deny_does_not if _opens(_input([_ssh, object.union(_deny, {"direction": "Outbound"})]), "tcp", 22, 22)

_home := {"resourceGroupName": "net", "networkSecurityGroupName": "web"}

test_a_rule_of_its_own if {
	openings := nsg.openings with input as _alone({"one": object.union(_ssh, _home)})
	{[opening.path, opening.group, opening.name] | some opening in openings} == {[["sourceAddressPrefix"], "net/web", "one"]}
}

test_an_outbound_rule_of_its_own if {
	openings := nsg.openings with input as _alone({"one": object.union(_ssh, {"direction": "Outbound"})})
	openings == set()
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
	every prefix in ["*", "Any", "internet", "0.0.0.0/0", "::/0", "0.0.0.0/00"] {
		nsg.internet(prefix)
	}
}

test_what_is_not_the_internet if {
	every prefix in ["VirtualNetwork", "10.0.0.0/8", "", "AzureLoadBalancer"] {
		not nsg.internet(prefix)
	}
}
