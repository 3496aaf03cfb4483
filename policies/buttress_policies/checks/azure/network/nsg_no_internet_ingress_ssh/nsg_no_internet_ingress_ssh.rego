# METADATA
# title: Network security groups block SSH from the internet
# description: >-
#   No inbound Allow for TCP or all protocols lets the internet reach the port, inline or as a SecurityRule. What Denies of
#   lower priority numbers in the same group take of its addresses does not count. The internet is *, Any, Internet, a /8 of
#   public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several of a group.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-nsg-no-internet-ingress-ssh
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:NetworkSecurityGroup
#   - azure-native:network:SecurityRule
#   reads_from: nsg
#   parameters:
#     port: {"type": "integer", "default": 22, "description": "The TCP port on which SSH is served", minimum: 1, maximum: 65535, sought: true}
#   remediation: >-
#     Name the addresses that need the port in sourceAddressPrefixes, or reach machines through a BastionHost and drop
#     the rule.
#   aliases:
#   - checkov:CKV_AZURE_10
#   - trivy:AVD-AZU-0050
#   - prowler:network_ssh_internet_access_restricted
#   - powerpipe:network_security_group_ssh_access_restricted
#   - azurepolicy:22730e10-96f6-4aac-ad84-9383d35b5917
#   - kics:ssh_is_exposed_to_the_internet
package checks.azure.network.nsg_no_internet_ingress_ssh

import data.lib.bare
import data.lib.nsg
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.inbound

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	nsg.allows(rule, "tcp", _port, _port)
	place := nsg.place(rule, "tcp", _port, _port)
	message := sprintf("the security rule %s allows %s to reach port %d", [rule.name, nsg.named(rule, "tcp", _port, _port), _port])
}

_port := input.parameters["azure-nsg-no-internet-ingress-ssh"].port
