# METADATA
# title: Network security groups block UDP from the internet
# description: >-
#   No inbound Allow for UDP from the internet, inline or as a SecurityRule, unless every port of it is in allowed_ports. What
#   Denies of lower priority numbers in the same group take of its addresses does not count. The internet is *, Any, Internet,
#   a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several of a group. Protocol * is
#   checked by azure-nsg-no-internet-ingress-all. A rule whose ports are all allowed passes, since a group is checked as a
#   whole.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-nsg-no-internet-ingress-udp
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:NetworkSecurityGroup
#   - azure-native:network:SecurityRule
#   reads_from: nsg
#   parameters:
#     allowed_ports:
#       type: array
#       items: integer
#       default: []
#       description: UDP ports that the internet may reach
#   remediation: >-
#     Name the addresses that need the service in sourceAddressPrefixes, or list the ports of a VPN gateway in
#     allowed_ports.
#   aliases:
#   - checkov:CKV_AZURE_77
#   - prowler:network_udp_internet_access_restricted
#   - powerpipe:network_security_group_udp_service_restricted
#   - kics:udp_services_not_restricted_from_internet
package checks.azure.network.nsg_no_internet_ingress_udp

import data.lib.bare
import data.lib.nsg
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.inbound

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	_only_udp(rule)
	some range in rule.ports
	not _allowed(range)
	nsg.allows(rule, "udp", range[0], range[1])
	place := nsg.place(rule, "udp", range[0], range[1])
	message := sprintf("the security rule %s allows %s to reach UDP ports %d-%d", [rule.name, nsg.named(rule, "udp", range[0], range[1]), range[0], range[1]])
}

_only_udp(rule) if value.text(rule.protocol) in {"udp", "17"}

_allowed(range) if {
	within := {port | some port in _ports; port >= range[0]; port <= range[1]}
	count(within) == (range[1] - range[0]) + 1
}

_ports := {port | some port in input.parameters["azure-nsg-no-internet-ingress-udp"].allowed_ports}
