# METADATA
# title: Storage accounts accept identities, not shared keys
# description: >-
#   allowSharedKeyAccess is false; absent is true. Where it is not, the account passes with keyPolicy.keyExpirationPeriodInDays of
#   at most max_days, a sasPolicy.sasExpirationPeriod and defaultToOAuthAuthentication. Local users (isLocalUserEnabled), who sign
#   in by passwords and keys of their own, pass only with isSftpEnabled.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent
# custom:
#   id: azure-storage-shared-key-disabled
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount":
#     - allowSharedKeyAccess
#     - defaultToOAuthAuthentication
#     - isLocalUserEnabled
#     - isSftpEnabled
#     - keyPolicy.keyExpirationPeriodInDays
#     - sasPolicy.sasExpirationPeriod
#   parameters:
#     max_days: {default: 90}
#   live: keys were renewed within that time
#   remediation: Set allowSharedKeyAccess to false, or use EncryptedStorageAccount.
#   precondition: >-
#     Apps, functions and pipelines that read the account by its key or a connection string must use an identity with a data
#     role first, else they fail.
#   aliases:
#   - checkov:CKV2_AZURE_40
#   - checkov:CKV2_AZURE_41
#   - checkov:CKV_AZURE_244
#   - prowler:storage_account_key_access_disabled
#   - prowler:storage_key_rotation_90_days
#   - powerpipe:storage_account_shared_key_access_disabled
#   - powerpipe:storage_account_key_rotation_reminder_enabled
#   - azurepolicy:8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54
#   - azurepolicy:044985bb-afe1-42cd-8a36-9d5d42424537
#   - prowler:storage_default_to_entra_authorization_enabled
#   - powerpipe:storage_account_default_to_oauth_authentication
package checks.azure.storage.shared_key_disabled

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": _place(account), "message": "the account accepts shared keys"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.is_false(account, ["props", "allowSharedKeyAccess"])
	not _bounded(account)
}

deny contains {"resource": urn, "path": ["isLocalUserEnabled"], "message": "the account allows local users although SFTP, which needs them, is off"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.is_true(account, ["props", "isLocalUserEnabled"])
	not value.is_true(account, ["props", "isSftpEnabled"])
	not value.unknown(account, "isSftpEnabled")
}

_bounded(account) if {
	value.number(value.at(account, ["props", "keyPolicy", "keyExpirationPeriodInDays"])) <= _parameters.max_days
	value.present(account, ["props", "sasPolicy", "sasExpirationPeriod"])
	value.is_true(account, ["props", "defaultToOAuthAuthentication"])
}

# What bounds the keys may still turn up.
_place(account) := [] if {
	some property in ["keyPolicy", "sasPolicy", "defaultToOAuthAuthentication"]
	value.unknown(account, property)
} else := ["allowSharedKeyAccess"]

_parameters := input.parameters["azure-storage-shared-key-disabled"]
