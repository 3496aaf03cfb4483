# METADATA
# title: Search services and App Configuration stores take identities only, and not from the internet
# description: >-
#   publicNetworkAccess is Disabled or SecuredByPerimeter, or the networkRuleSet of a search service lists addresses that do not, alone or
#   together, admit the internet; disableLocalAuth is true. Absent is open. Free ones have no private endpoints and
#   are checked for keys only. Replicas and protection from purging are not checked. Customer managed keys are checked by
#   azure-long-tail-customer-managed-key.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/search/service-configure-firewall
# - ref: https://learn.microsoft.com/azure/azure-app-configuration/concept-private-endpoint
# custom:
#   id: azure-search-and-appconfig-secure
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:search:Service", "azure-native:appconfiguration:ConfigurationStore"]
#   reads:
#     "azure-native:search:Service": [publicNetworkAccess, disableLocalAuth, sku.name, "networkRuleSet.ipRules[].value"]
#     "azure-native:appconfiguration:ConfigurationStore": [publicNetworkAccess, disableLocalAuth, sku.name]
#   remediation: Set disableLocalAuth to true and publicNetworkAccess to Disabled, with a PrivateEndpoint.
#   precondition: Clients must use an Entra identity with a data role and reach the service by a private endpoint first.
#   aliases:
#   - checkov:CKV_AZURE_124
#   - checkov:CKV_AZURE_184
#   - checkov:CKV_AZURE_185
#   - prowler:aisearch_service_not_publicly_accessible
#   - powerpipe:search_service_public_network_access_disabled
#   - kics:azure_cognitive_search_public_network_access_enabled
package checks.azure.search.and_appconfig_secure

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["disableLocalAuth"], "message": "the service accepts keys beside Entra ID"} if {
	some urn, service in _services
	not value.is_true(service, ["props", "disableLocalAuth"])
}

deny contains {"resource": urn, "path": ["publicNetworkAccess"], "message": "the service answers every network"} if {
	some urn, service in _services
	_closable(service)
	not _closed(service)
	count(_addresses(service)) == 0
	not value.unknown(service, "networkRuleSet")
}

deny contains {"resource": urn, "path": ["networkRuleSet", "ipRules", rule.place, "value"], "message": message} if {
	some urn, service in _services
	not _closed(service)
	some rule in addresses.openings(_addresses(service))
	message := sprintf("the service's network rules admit %s", [rule.named])
}

_services[urn] := service if {
	some type in ["azure-native:search:Service", "azure-native:appconfiguration:ConfigurationStore"]
	some urn, service in input.by_type[type]
}

_closable(service) if {
	value.text(value.at(service, ["props", "sku", "name"])) != "free"
	not value.unknown(service, "sku")
}

_closed(service) if value.text(value.at(service, ["props", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}

# A store has no rules of addresses.
_addresses(service) := [value.at(rule, ["value"]) | some rule in value.at(service, ["props", "networkRuleSet", "ipRules"])]
