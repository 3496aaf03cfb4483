# METADATA
# title: Cosmos DB accounts are encrypted with a customer managed key
# description: >-
#   keyVaultKeyUri is set; absent means a key that Microsoft manages. Accounts whose name matches exempt_names do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/cosmos-db/how-to-setup-customer-managed-keys
# custom:
#   id: azure-cosmosdb-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:cosmosdb:DatabaseAccount"]
#   reads:
#     "azure-native:cosmosdb:DatabaseAccount": [keyVaultKeyUri]
#   presence:
#     "azure-native:cosmosdb:DatabaseAccount": [keyVaultKeyUri]
#   parameters:
#     exempt_names: {}
#   not_applicable: the name of the account is one of exempt_names
#   remediation: Set keyVaultKeyUri when the account is created.
#   precondition: >-
#     The account's identity, by default that of Azure Cosmos DB, needs leave to get, wrap and unwrap with the key, and the
#     vault purge protection, first.
#   aliases:
#   - checkov:CKV_AZURE_100
#   - powerpipe:cosmosdb_account_encryption_at_rest_using_cmk
#   - azurepolicy:1f905d99-2ab7-462c-a6b0-f709acca6c8f
package checks.azure.cosmosdb.customer_managed_key

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["keyVaultKeyUri"], "message": "the account is encrypted with a key that Microsoft manages"} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not value.present(account, ["props", "keyVaultKeyUri"])
}

applies contains urn if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not arm.named(account, _parameters.exempt_names)
}

_parameters := input.parameters["azure-cosmosdb-customer-managed-key"]
