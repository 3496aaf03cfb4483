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
#   not_applicable: the stack has no firewall, or the subnet cannot or need not route through one
#   remediation: >-
#     Set routeTable.id of the subnet to a RouteTable that sends 0.0.0.0/0 to the firewall's private address, and
#     firewallPolicy.id of the firewall.
#   aliases:
#   - checkov:CKV_AZURE_219
#   - powerpipe:network_subnet_protected_by_firewall
#   - azurepolicy:fc5e4038-4584-4632-8c85-c0448d374b2c
package checks.azure.network.firewall_routes_internet_traffic

import data.lib.addresses
import data.lib.arm
import data.lib.link
import data.lib.subnet
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["azure-native:network:AzureFirewall"]

applies contains entry.urn if some entry in _judged

deny contains {"resource": urn, "path": _policy, "message": "the firewall has no policy"} if {
	some urn, firewall in input.by_type["azure-native:network:AzureFirewall"]
	not arm.has_id(firewall, _policy)
}

deny contains {"resource": entry.urn, "path": path, "message": message} if {
	some entry in _judged
	resource := _holder(entry)
	path := array.concat(entry.path, ["routeTable", "id"])
	not arm.has_id(resource, path)
	message := sprintf("the subnet %s has no route table", [entry.name])
}

deny contains {"resource": entry.urn, "at": table.urn, "path": ["routes"], "message": message} if {
	some entry in _judged
	some table in _tables(entry)
	not _guarded(table)
	message := sprintf("the route table of the subnet %s does not send 0.0.0.0/0 to a firewall", [entry.name])
}

_judged contains entry if {
	count(object.get(input.by_type, "azure-native:network:AzureFirewall", {})) > 0
	some entry in subnet.all
	not subnet.platform(entry)
	not subnet.service_unknown(entry)
	count(subnet.delegations(entry)) == 0
	not _enclosed(entry)
}

_enclosed(entry) if {
	resource := _holder(entry)
	_without_default(entry, resource)
	path := array.concat(entry.path, ["natGateway", "id"])
	not arm.has_id(resource, path)
}

_without_default(entry, _) if value.is_false(entry, ["props", "defaultOutboundAccess"])

# Where it is not known whether there is a way out, nothing is said of the subnet; the outcome is unknown.
_without_default(entry, resource) if value.unknown_at(resource, array.concat(entry.path, ["defaultOutboundAccess"]))

_holder(entry) := resource if {
	some type in ["azure-native:network:Subnet", "azure-native:network:VirtualNetwork"]
	resource := input.by_type[type][entry.urn]
}

_tables(entry) := [table |
	some key in ["routeTable", "subnets"]
	some table in link.referred(entry.urn, key, "azure-native:network:RouteTable")
	_is_its(entry, table)
]

_is_its(entry, table) if arm.same(entry.props.routeTable.id, table.id)

_is_its(entry, _) if array.concat(entry.path, ["routeTable", "id"]) in _holder(entry).unknown

_guarded(table) if {
	routes := array.concat(value.list(value.at(table, ["props", "routes"])), [route.props | some route in link.referrers(table.urn, "azure-native:network:Route", "routeTableName")])
	prefixes := [value.at(route, ["addressPrefix"]) |
		some route in routes
		value.text(value.at(route, ["nextHopType"])) in {"virtualappliance", "none"}
	]
	"IPv4" in addresses.whole_families(addresses.read(prefixes))
}

_policy := ["firewallPolicy", "id"]
