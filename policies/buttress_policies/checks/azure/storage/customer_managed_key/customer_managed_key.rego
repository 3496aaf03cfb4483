# METADATA
# title: Storage accounts are encrypted with a customer managed key
# description: >-
#   encryption.keySource is Microsoft.Keyvault, in any case, and encryption.keyVaultProperties names the key and the vault.
#   Absent means a key that Microsoft manages, and fails.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview
# custom:
#   id: azure-storage-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount":
#     - encryption.keySource
#     - encryption.keyVaultProperties.keyName
#     - encryption.keyVaultProperties.keyVaultUri
#   presence:
#     "azure-native:storage:StorageAccount": [encryption.keyVaultProperties.keyName, encryption.keyVaultProperties.keyVaultUri]
#   remediation: >-
#     Set encryption.keySource to Microsoft.Keyvault with keyName and keyVaultUri, or use EncryptedStorageAccount.
#   precondition: >-
#     An identity of the account needs the role Key Vault Crypto Service Encryption User on the key, and the vault purge
#     protection, first.
#   aliases:
#   - checkov:CKV2_AZURE_1
#   - trivy:AVD-AZU-0060
#   - prowler:storage_ensure_encryption_with_customer_managed_keys
#   - powerpipe:storage_account_encryption_at_rest_using_cmk
#   - azurepolicy:6fac406b-40ca-413b-bf8e-0bf964659c25
package checks.azure.storage.customer_managed_key

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["encryption", "keySource"],
	"message": "the account is encrypted with a key that Microsoft manages",
} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not _own_key(account)
}

deny contains {"resource": urn, "path": ["encryption", "keyVaultProperties", property], "message": message} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	_own_key(account)
	some property in ["keyName", "keyVaultUri"]
	not value.present(account, ["props", "encryption", "keyVaultProperties", property])
	message := sprintf("the account's encryption key is not named, since %s is missing", [property])
}

_own_key(account) if value.text(value.at(account, ["props", "encryption", "keySource"])) == "microsoft.keyvault"
