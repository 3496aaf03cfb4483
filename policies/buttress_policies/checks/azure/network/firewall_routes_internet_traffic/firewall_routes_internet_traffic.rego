# METADATA
# title: Traffic to the internet passes the firewall
# description: >-
#   In a stack with an AzureFirewall, each Subnet and inline subnet has a route table whose route for 0.0.0.0/0, inline or a
#   Route, goes to a VirtualAppliance or None, and the firewall names a policy. A route table outside the stack is trusted.
#   Subnets of gateways, firewalls, Bastion and route servers, delegated subnets, and those with defaultOutboundAccess false
#   and no NAT gateway do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/firewall/forced-tunneling
# custom:
#   id: azure-firewall-routes-internet-traffic
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - azure-native:network:Subnet
#   - azure-native:network:VirtualNetwork
#   - azure-native:network:AzureFirewall
#   companions:
#     "azure-native:network:RouteTable": ""
#     "azure-native:network:Route": [routeTableName]
#   reads:
#     "azure-native:network:Subnet": [subnetName, name, delegations, defaultOutboundAccess]
#     "azure-native:network:VirtualNetwork": ["subnets[].name", "subnets[].delegations", "subnets[].defaultOutboundAccess"]
#     "azure-native:network:AzureFirewall": []
#     "azure-native:network:RouteTable": ["routes[].addressPrefix", "routes[].nextHopType"]
#     "azure-native:network:Route": [addressPrefix, nextHopType]
#   remediation: >-
#     Set routeTable.id of the subnet to a RouteTable that sends 0.0.0.0/0 to the firewall's private address, and
#     firewallPolicy.id of the firewall.
#   aliases:
#   - checkov:CKV_AZURE_219
#   - powerpipe:network_subnet_protected_by_firewall
#   - azurepolicy:fc5e4038-4584-4632-8c85-c0448d374b2c
package checks.azure.network.firewall_routes_internet_traffic

import data.lib.arm
import data.lib.link
import data.lib.subnet
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["azure-native:network:AzureFirewall"]

applies contains one.urn if some one in _judged

deny contains {"resource": urn, "path": _policy, "message": "the firewall has no policy"} if {
	some urn, firewall in input.by_type["azure-native:network:AzureFirewall"]
	not arm.filled(firewall, _policy)
}

deny contains {"resource": one.urn, "path": path, "message": message} if {
	some one in _judged
	resource := _holder(one)
	path := array.concat(one.path, ["routeTable", "id"])
	not arm.filled(resource, path)
	message := sprintf("the subnet %s has no route table", [one.name])
}

deny contains {"resource": one.urn, "at": table.urn, "path": ["routes"], "message": message} if {
	some one in _judged
	some table in _tables(one)
	not _guarded(table)
	message := sprintf("the route table of the subnet %s does not send 0.0.0.0/0 to a firewall", [one.name])
}

_judged contains one if {
	count(object.get(input.by_type, "azure-native:network:AzureFirewall", {})) > 0
	some one in subnet.all
	not subnet.platform(one)
	not subnet.open(one)
	count(subnet.delegations(one)) == 0
	not _enclosed(one)
}

_enclosed(one) if {
	resource := _holder(one)
	_without_default(one, resource)
	path := array.concat(one.path, ["natGateway", "id"])
	not arm.filled(resource, path)
}

_without_default(one, _) if value.is_false(one, ["props", "defaultOutboundAccess"])

# Where it is not known whether there is a way out, nothing is said of the subnet; the outcome is unknown.
_without_default(one, resource) if value.pending(resource, array.concat(one.path, ["defaultOutboundAccess"]))

_holder(one) := resource if {
	some type in ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"]
	resource := input.by_type[type][one.urn]
}

_tables(one) := [table |
	some key in ["routeTable", "subnets"]
	some table in link.referred(one.urn, key, "azure-native:network:RouteTable")
	_is_its(one, table)
]

_is_its(one, table) if arm.same(one.props.routeTable.id, table.id)

_is_its(one, _) if array.concat(one.path, ["routeTable", "id"]) in _holder(one).unknown

_guarded(table) if {
	some route in table.props.routes
	_safe(route)
}

_guarded(table) if {
	some route in link.referrers(table.urn, "azure-native:network:Route", "routeTableName")
	_safe(route.props)
}

_safe(route) if {
	route.addressPrefix == "0.0.0.0/0"
	value.text(value.at(route, ["nextHopType"])) in {"virtualappliance", "none"}
}

_policy := ["firewallPolicy", "id"]
