# METADATA
# title: Network security groups block the internet from every port and the sensitive ones
# description: >-
#   No inbound Allow for TCP, UDP or all protocols from the internet covers all ports (1-65535 or more) or one of the ports of
#   the parameter, inline or as a SecurityRule. What Denies of lower priority numbers in the same group take of its addresses
#   does not count. The internet is *, Any, Internet, a /8 of public IPv4 or a /32 of IPv6, or as much in ranges that add up,
#   in one rule or several of a group. SSH and RDP have checks of their own.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-nsg-no-internet-ingress-all
#   severity: critical
#   subsumes:
#     - azure-nsg-no-internet-ingress-http
#     - azure-nsg-no-internet-ingress-rdp
#     - azure-nsg-no-internet-ingress-ssh
#     - azure-nsg-no-internet-ingress-udp
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:NetworkSecurityGroup
#   - azure-native:network:SecurityRule
#   reads_from: nsg
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: integer
#       default: [21, 23, 25, 135, 139, 445, 1433, 1521, 3306, 5432, 5985, 5986, 6379, 9200, 11211, 27017]
#       description: Ports that the internet must not reach, by TCP or UDP
#   remediation: >-
#     Name the ports that a service needs and the addresses that need them, and reach databases and file shares through
#     private endpoints.
#   aliases:
#   - trivy:AVD-AZU-0047
#   - trivy:AVD-AZU-0074
#   - powerpipe:compute_vm_remote_access_restricted_all_ports
#   - azurepolicy:9daedab3-fb2d-461e-b861-71790eead4f6
#   - azurepolicy:af99038c-02fd-4a2f-ac24-386b62bf32de
#   - kics:sensitive_port_is_exposed_to_entire_network
package checks.azure.network.nsg_no_internet_ingress_all

import data.lib.bare
import data.lib.nsg
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.inbound

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	some [place, source] in _every_port(rule)
	message := sprintf("the security rule %s allows %s to reach every port", [rule.name, source])
}

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	count(_every_port(rule)) == 0
	reached := {[port, place, source] | some port in _parameters.ports; some [place, source] in _places(rule, port, port)}
	some [_, place, source] in reached
	ports := concat(", ", [sprintf("%d", [port]) | some [port, where, who] in reached; [where, who] == [place, source]])
	message := sprintf("the security rule %s allows %s to reach port %s", [rule.name, source, ports])
}

_every_port(rule) := _places(rule, 1, 65535)

_places(rule, first, last) := {[place, source] |
	some protocol in ["tcp", "udp"]
	nsg.allows(rule, protocol, first, last)
	place := nsg.place(rule, protocol, first, last)
	source := nsg.named(rule, protocol, first, last)
}

_parameters := input.parameters["azure-nsg-no-internet-ingress-all"]
