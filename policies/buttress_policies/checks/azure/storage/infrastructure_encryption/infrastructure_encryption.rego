# METADATA
# title: Storage is encrypted twice
# description: >-
#   encryption.requireInfrastructureEncryption of an account is true. An EncryptionScope sets requireInfrastructureEncryption
#   to true and source to Microsoft.KeyVault. Absent means off; it can be set only when the account or scope is created.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable
# custom:
#   id: azure-storage-infrastructure-encryption
#   severity: low
#   opt_in: true
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount", "azure-native:storage:EncryptionScope"]
#   reads:
#     "azure-native:storage:StorageAccount": [encryption.requireInfrastructureEncryption]
#     "azure-native:storage:EncryptionScope": [requireInfrastructureEncryption, source]
#   remediation: >-
#     Create the account with encryption.requireInfrastructureEncryption true, and scopes with a key of the vault.
#   precondition: >-
#     For a scope with a key in Key Vault the account needs an identity with the role Key Vault Crypto Service Encryption
#     User on it.
#   aliases:
#   - trivy:AVD-AZU-0061
#   - prowler:storage_infrastructure_encryption_is_enabled
#   - powerpipe:storage_account_infrastructure_encryption_enabled
#   - azurepolicy:b5ec538c-daa0-4006-8596-35468b9148e8
#   - azurepolicy:bfecdea6-31c4-4045-ad42-71b9dc87247d
package checks.azure.storage.infrastructure_encryption

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encryption", "requireInfrastructureEncryption"], "message": "the account has no infrastructure encryption"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.is_true(account, ["props", "encryption", "requireInfrastructureEncryption"])
}

deny contains {"resource": urn, "path": ["requireInfrastructureEncryption"], "message": "the encryption scope has no infrastructure encryption"} if {
	some urn, encryption_scope in input.by_type["azure-native:storage:EncryptionScope"]
	not value.is_true(encryption_scope, ["props", "requireInfrastructureEncryption"])
}

deny contains {"resource": urn, "path": ["source"], "message": "the encryption scope has a key that Microsoft manages"} if {
	some urn, encryption_scope in input.by_type["azure-native:storage:EncryptionScope"]
	value.text(value.at(encryption_scope, ["props", "source"])) != "microsoft.keyvault"
}
