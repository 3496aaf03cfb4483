# METADATA
# title: Key vaults are reached by private endpoints
# description: >-
#   A PrivateEndpoint leads to the vault, by an automatic or manual connection that is neither pending nor refused, or Azure
#   answers an approved one.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/general/private-link-service
# custom:
#   id: azure-keyvault-private-endpoint
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:keyvault:Vault"]
#   companions:
#     "azure-native:network:PrivateEndpoint": [privateLinkServiceConnections, manualPrivateLinkServiceConnections]
#   reads:
#     "azure-native:keyvault:Vault": []
#     "azure-native:network:PrivateEndpoint":
#     - privateLinkServiceConnections[].privateLinkServiceConnectionState.status
#     - manualPrivateLinkServiceConnections[].privateLinkServiceConnectionState.status
#   remediation: Add a network PrivateEndpoint whose privateLinkServiceConnections name the vault.
#   aliases:
#   - checkov:CKV2_AZURE_32
#   - prowler:keyvault_private_endpoints
#   - powerpipe:keyvault_vault_private_link_used
package checks.azure.keyvault.private_endpoint

import data.lib.endpoint
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the vault has no private endpoint"} if {
	some urn, vault in input.by_type["azure-native:keyvault:Vault"]
	not endpoint.leads_to(vault)
}
