# METADATA
# title: Further services are reached by private endpoints
# description: >-
#   A PrivateEndpoint leads to each service, by an automatic or manual connection that is neither pending nor refused, or Azure
#   answers an approved one. BatchAccount, SignalR, Redis and cognitive Account also have publicNetworkAccess Disabled (absent
#   fails); for the others that is covered by checks of their own. A Redis in a subnet and a registry below Premium cannot have
#   an endpoint and do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/private-link/private-link-overview
# custom:
#   id: azure-private-link-for-remaining-paas
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - azure-native:batch:BatchAccount
#   - azure-native:signalrservice:SignalR
#   - azure-native:cognitiveservices:Account
#   - azure-native:redis:Redis
#   - azure-native:containerregistry:Registry
#   - azure-native:cosmosdb:DatabaseAccount
#   - azure-native:redisenterprise:RedisEnterprise
#   companions:
#     "azure-native:network:PrivateEndpoint": [privateLinkServiceConnections, manualPrivateLinkServiceConnections]
#   reads:
#     "azure-native:batch:BatchAccount": [publicNetworkAccess]
#     "azure-native:signalrservice:SignalR": [publicNetworkAccess]
#     "azure-native:redis:Redis": [publicNetworkAccess]
#     "azure-native:cognitiveservices:Account": [properties.publicNetworkAccess]
#     "azure-native:containerregistry:Registry": [sku.name]
#     "azure-native:cosmosdb:DatabaseAccount": []
#     "azure-native:redisenterprise:RedisEnterprise": []
#     "azure-native:network:PrivateEndpoint":
#     - privateLinkServiceConnections[].privateLinkServiceConnectionState.status
#     - manualPrivateLinkServiceConnections[].privateLinkServiceConnectionState.status
#   not_applicable: the tier or the network of the resource takes no private endpoint
#   remediation: >-
#     Add a PrivateEndpoint with the resource's id in privateLinkServiceConnections, and set publicNetworkAccess to
#     Disabled.
#   precondition: Registries must be Premium, and clients must resolve the private address before public access is closed.
#   aliases:
#   - checkov:CKV_AZURE_248
#   - powerpipe:signalr_service_private_link_used
#   - powerpipe:cognitive_account_private_link_used
#   - azurepolicy:009a0c92-f5b4-4776-9b66-4ed2b4775563
#   - azurepolicy:2393d2cf-a342-44cd-a2e2-fe0188fd1234
#   - azurepolicy:d6759c02-b87f-42b7-892e-71b3f471d782
#   - prowler:containerregistry_uses_private_link
#   - powerpipe:container_registry_uses_private_link
#   - prowler:cosmosdb_account_use_private_endpoints
#   - powerpipe:cosmosdb_account_uses_private_link
package checks.azure.any.private_link_for_remaining_paas

import data.lib.arm
import data.lib.endpoint
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, resource in input.by_type[type]
	not _excused(resource)
}

deny contains {"resource": urn, "path": [], "message": "the resource has no private endpoint"} if {
	some type in _types
	some urn, resource in input.by_type[type]
	not endpoint.leads_to(resource)
}

deny contains {"resource": urn, "path": path, "message": "the resource is reachable from any network"} if {
	some type, path in _switches
	some urn, resource in input.by_type[type]
	value.text(value.at(resource.props, path)) != "disabled"
}

_excused(resource) if {
	arm.has_id(resource, ["subnetId"])
}

_excused(resource) if {
	resource.type == "azure-native:containerregistry:Registry"
	value.text(value.at(resource, ["props", "sku", "name"])) != "premium"
}

_switches := {
	"azure-native:batch:BatchAccount": ["publicNetworkAccess"],
	"azure-native:signalrservice:SignalR": ["publicNetworkAccess"],
	"azure-native:redis:Redis": ["publicNetworkAccess"],
	"azure-native:cognitiveservices:Account": ["properties", "publicNetworkAccess"],
}

_types := object.keys(_switches) | {
	"azure-native:containerregistry:Registry",
	"azure-native:cosmosdb:DatabaseAccount",
	"azure-native:redisenterprise:RedisEnterprise",
}
