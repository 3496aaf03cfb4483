# METADATA
# title: Container registries are not open to the internet
# description: >-
#   publicNetworkAccess is Disabled, or networkRuleSet.defaultAction is Deny and its ipRules do not, alone or together, admit the internet.
#   Absent is open to all; a Basic or Standard registry cannot be closed and fails, whatever it sets.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks
# custom:
#   id: azure-acr-network-restricted
#   severity: high
#   subsumes:
#     - azure-private-link-for-remaining-paas
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerregistry:Registry"]
#   reads:
#     "azure-native:containerregistry:Registry":
#     - publicNetworkAccess
#     - networkRuleSet.defaultAction
#     - networkRuleSet.ipRules[].iPAddressOrRange
#     - sku.name
#   remediation: Set publicNetworkAccess to Disabled and add a PrivateEndpoint, on a Premium registry.
#   precondition: >-
#     The registry must be Premium, and clusters and pipelines must reach it by a private endpoint or a listed network
#     first.
#   aliases:
#   - checkov:CKV_AZURE_139
#   - prowler:containerregistry_not_publicly_accessible
#   - powerpipe:container_registry_public_network_access_disabled
#   - azurepolicy:0fdf0491-d080-4575-b627-ad0e843cba0f
#   - azurepolicy:c4857be7-912a-4c75-87e6-e30292bcdf78
package checks.azure.containerregistry.acr_network_restricted

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the registry is open to the internet"} if {
	some urn, registry in input.by_type["azure-native:containerregistry:Registry"]
	value.text(value.at(registry, ["props", "publicNetworkAccess"])) != "disabled"
	not _selective(registry)
}

deny contains {"resource": urn, "path": ["sku", "name"], "message": message} if {
	some urn, registry in input.by_type["azure-native:containerregistry:Registry"]
	name := value.text(value.at(registry, ["props", "sku", "name"]))
	name in {"basic", "standard"}
	message := sprintf("the registry's sku %s cannot be closed to the internet", [registry.props.sku.name])
}

_selective(registry) if {
	value.text(registry.props.networkRuleSet.defaultAction) == "deny"
	count(addresses.openings([value.at(rule, ["iPAddressOrRange"]) | some rule in value.at(registry, ["props", "networkRuleSet", "ipRules"])])) == 0
}
