# METADATA
# title: Storage accounts are reached by private endpoints
# description: >-
#   A PrivateEndpoint leads to the account, by an automatic or manual connection that is neither pending nor refused, or Azure
#   answers an approved one. Each sub-resource in group_ids, such as blob or file, is named by groupIds of a connection to the
#   account.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/storage-private-endpoints
# custom:
#   id: azure-storage-private-endpoint
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   companions:
#     "azure-native:network:PrivateEndpoint": [privateLinkServiceConnections, manualPrivateLinkServiceConnections]
#   reads:
#     "azure-native:storage:StorageAccount": []
#     "azure-native:network:PrivateEndpoint":
#     - privateLinkServiceConnections[].groupIds
#     - manualPrivateLinkServiceConnections[].groupIds
#     - privateLinkServiceConnections[].privateLinkServiceConnectionState.status
#     - manualPrivateLinkServiceConnections[].privateLinkServiceConnectionState.status
#   parameters:
#     group_ids:
#       type: array
#       items: string
#       default: []
#       description: "Sub-resources (blob, file, table, queue, dfs, web) that must each have a private endpoint"
#   remediation: >-
#     Add a network PrivateEndpoint whose privateLinkServiceConnections name the account and its sub-resources.
#   aliases:
#   - checkov:CKV2_AZURE_33
#   - prowler:storage_ensure_private_endpoints_in_storage_accounts
#   - powerpipe:storage_account_uses_private_link
package checks.azure.storage.private_endpoint

import data.lib.endpoint
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the account has no private endpoint"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not endpoint.leads_to(account)
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	some group in _parameters.group_ids
	not lower(group) in endpoint.groups(account)
	message := sprintf("the account has no private endpoint for the sub-resource %s", [group])
}

_parameters := input.parameters["azure-storage-private-endpoint"]
