package lib.subnet_test

import data.lib.subnet
import rego.v1

_subnet := "azure-native:network:Subnet"

_network := "azure-native:network:VirtualNetwork"

_input := {"by_type": {
	_subnet: {
		"a": {"urn": "a", "name": "A", "id": "/net/subnets/a", "props": {"subnetName": "Apps", "name": "x"}},
		"b": {"urn": "b", "name": "B", "id": "", "props": {"name": "GatewaySubnet"}},
		"c": {"urn": "c", "name": "C", "id": "", "props": {}},
	},
	_network: {"net": {"urn": "net", "props": {"subnets": [{"id": "/NET/subnets/a", "name": "apps"}, {"name": "Data"}, {}]}}},
}}

test_subnets_in_one_form if {
	found := subnet.all with input as _input
	{[one.urn, one.path, one.name] | some one in found} == {
		["a", [], "apps"],
		["b", [], "gatewaysubnet"],
		["c", [], "c"],
		["net", ["subnets", 1], "data"],
		["net", ["subnets", 2], ""],
	}
}

test_subnets_of_the_platform if subnet.platform({"name": "azurebastionsubnet"})

test_a_subnet_of_ones_own if not subnet.platform({"name": "apps"})

test_delegations if {
	subnet.delegations({"props": {"delegations": [{"serviceName": "Microsoft.Web/serverFarms"}, null]}}) == {"microsoft.web/serverfarms"}
}

test_no_delegation if subnet.delegations({"props": {}}) == set()

test_open if {
	network := {"urn": "n", "unknown": [["subnets", 0, "name"]]}
	every unknown in [["subnetName"], ["name"], ["delegations"], ["delegations", 0, "serviceName"]] {
		alone := {"urn": "s", "unknown": [unknown]}
		subnet.service_unknown({"urn": "s", "path": []}) with input.by_type as {"azure-native:network:Subnet": {"s": alone}}
	}
	subnet.service_unknown({"urn": "n", "path": ["subnets", 0]}) with input.by_type as {"azure-native:network:VirtualNetwork": {"n": network}}
}

test_not_open if {
	network := {"urn": "n", "unknown": [["subnets", 1, "name"], ["subnets", 0, "addressPrefix"]]}
	not subnet.service_unknown({"urn": "n", "path": ["subnets", 0]}) with input.by_type as {"azure-native:network:VirtualNetwork": {"n": network}}
}
