# METADATA
# title: Network security groups block RDP from the internet
# description: >-
#   No inbound Allow for TCP, UDP or all protocols lets the internet reach port 3389, inline or as a SecurityRule. What Denies
#   of lower priority numbers in the same group take of its addresses does not count. The internet is *, Any, Internet, a /8
#   of public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several of a group.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-nsg-no-internet-ingress-rdp
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:NetworkSecurityGroup
#   - azure-native:network:SecurityRule
#   reads_from: nsg
#   remediation: >-
#     Name the addresses that need port 3389 in sourceAddressPrefixes, or reach machines through a BastionHost and drop
#     the rule.
#   aliases:
#   - checkov:CKV_AZURE_9
#   - trivy:AVD-AZU-0048
#   - prowler:network_rdp_internet_access_restricted
#   - powerpipe:network_security_group_rdp_access_restricted
#   - azurepolicy:22730e10-96f6-4aac-ad84-9383d35b5917
#   - kics:rdp_is_exposed_to_the_internet
package checks.azure.network.nsg_no_internet_ingress_rdp

import data.lib.bare
import data.lib.nsg
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.inbound

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	some protocol in ["tcp", "udp"]
	nsg.allows(rule, protocol, 3389, 3389)
	place := nsg.place(rule, protocol, 3389, 3389)
	message := sprintf("the security rule %s allows %s to reach port 3389", [rule.name, nsg.named(rule, protocol, 3389, 3389)])
}
