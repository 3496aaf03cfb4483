# METADATA
# title: Network security groups block plain HTTP from the internet
# description: >-
#   No inbound Allow for TCP or all protocols lets the internet reach port 80, inline or as a SecurityRule. What Denies of
#   lower priority numbers in the same group take of its addresses does not count. The internet is *, Any, Internet, a /8 of
#   public IPv4 or a /32 of IPv6, or as much in ranges that add up, in one rule or several of a group. Groups whose name
#   matches exempt_names, and the rules in them, do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   id: azure-nsg-no-internet-ingress-http
#   severity: medium
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - azure-native:network:NetworkSecurityGroup
#   - azure-native:network:SecurityRule
#   reads_from: nsg
#   parameters:
#     exempt_names: {}
#   not_applicable: the name of the group is one of exempt_names
#   remediation: >-
#     Serve HTTPS on port 443 only, and put a gateway that redirects plain HTTP into a group that exempt_names lists.
#   aliases:
#   - checkov:CKV_AZURE_160
#   - prowler:network_http_internet_access_restricted
#   - powerpipe:network_security_group_https_access_restricted
package checks.azure.network.nsg_no_internet_ingress_http

import data.lib.bare
import data.lib.nsg
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.inbound

applies contains urn if {
	some type in ["azure-native:network:NetworkSecurityGroup", "azure-native:network:SecurityRule"]
	some urn, resource in input.by_type[type]
	not _exempt(resource)
}

deny contains object.union(place, {"resource": rule.urn, "message": message}) if {
	some rule in nsg.ingress_rules
	nsg.allows(rule, "tcp", 80, 80)
	place := _place(rule)
	message := sprintf("the security rule %s allows %s to reach port 80", [rule.name, nsg.named(rule, "tcp", 80, 80)])
}

# The group of a rule may be exempt, as long as its name is not known.
_place(rule) := {"path": ["networkSecurityGroupName"]} if {
	count(_exempt_names) > 0
	"networkSecurityGroupName" in rule.rule.unknown
} else := nsg.place(rule, "tcp", 80, 80)

_exempt(resource) if {
	some name in nsg.group_names(resource)
	some pattern in _exempt_names
	glob.match(lower(pattern), null, name)
}

_exempt_names := input.parameters["azure-nsg-no-internet-ingress-http"].exempt_names
