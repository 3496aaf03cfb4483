# METADATA
# title: Firewalls lead nobody from the internet to ports of administration and databases
# description: >-
#   No destination NAT rule, of a classic firewall or of a rule collection group, whose sourceAddresses are the internet, alone or
#   together, by *, Internet, Any or ranges, translates to a port of parameter ports. A rule with sourceIpGroups only is not judged, nor are
#   sources of several rules added up.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/firewall/rule-processing
# custom:
#   id: azure-firewall-no-internet-admin-dnat
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:network:AzureFirewall", "azure-native:network:FirewallPolicyRuleCollectionGroup"]
#   reads:
#     "azure-native:network:AzureFirewall": ["natRuleCollections[].rules[].sourceAddresses", "natRuleCollections[].rules[].translatedPort"]
#     "azure-native:network:FirewallPolicyRuleCollectionGroup":
#     - ruleCollections[].rules[].ruleType
#     - ruleCollections[].rules[].sourceAddresses
#     - ruleCollections[].rules[].translatedPort
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: integer
#       default: [22, 3389, 1433, 3306, 5432, 5985, 5986, 6379]
#       description: Ports of administration and databases
#   not_applicable: the firewall or the group has no destination NAT rule
#   remediation: Give the rule the addresses that need access as sourceAddresses, or reach the machine by Azure Bastion.
package checks.azure.network.firewall_no_internet_admin_dnat

import data.lib.addresses
import data.lib.value
import rego.v1

applies contains rule.urn if some rule in _rules

deny contains {"resource": rule.urn, "path": array.concat(rule.path, ["sourceAddresses", opening.place]), "message": message} if {
	some rule in _rules
	port := value.number(value.at(rule.given, ["translatedPort"]))
	port in input.parameters["azure-firewall-no-internet-admin-dnat"].ports
	some opening in addresses.openings(value.at(rule.given, ["sourceAddresses"]))
	message := sprintf("the rule leads %s to port %d", [opening.named, port])
}

_rules contains {"urn": urn, "path": ["natRuleCollections", place, "rules", number], "given": rule} if {
	some urn, firewall in input.by_type["azure-native:network:AzureFirewall"]
	some place, collection in value.at(firewall, ["props", "natRuleCollections"])
	some number, rule in value.at(collection, ["rules"])
}

_rules contains {"urn": urn, "path": ["ruleCollections", place, "rules", number], "given": rule} if {
	some urn, group in input.by_type["azure-native:network:FirewallPolicyRuleCollectionGroup"]
	some place, collection in value.at(group, ["props", "ruleCollections"])
	some number, rule in value.at(collection, ["rules"])
	value.text(value.at(rule, ["ruleType"])) == "natrule"
}
