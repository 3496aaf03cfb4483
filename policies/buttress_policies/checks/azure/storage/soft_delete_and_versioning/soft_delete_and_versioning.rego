# METADATA
# title: Storage accounts keep deleted and overwritten data
# description: >-
#   A BlobServiceProperties of the account keeps deleted blobs and deleted containers for at least min_days, and keeps
#   versions, unless isHnsEnabled is true, where versions do not exist. A FileServiceProperties, where declared, does not turn
#   soft delete of shares off; without one it is on. An account of kind FileStorage has no blobs and is checked only for its
#   shares, where a FileServiceProperties is declared; else it does not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/blobs/data-protection-overview
# custom:
#   id: azure-storage-soft-delete-and-versioning
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   companions:
#     "azure-native:storage:BlobServiceProperties": accountName
#     "azure-native:storage:FileServiceProperties": accountName
#   reads:
#     "azure-native:storage:StorageAccount": [kind, isHnsEnabled]
#     "azure-native:storage:BlobServiceProperties":
#     - deleteRetentionPolicy.enabled
#     - deleteRetentionPolicy.days
#     - containerDeleteRetentionPolicy.enabled
#     - containerDeleteRetentionPolicy.days
#     - isVersioningEnabled
#     "azure-native:storage:FileServiceProperties": [shareDeleteRetentionPolicy.enabled]
#   parameters:
#     min_days: {default: 7}
#   not_applicable: the account has no blobs, and no file shares in the stack
#   remediation: >-
#     Add a BlobServiceProperties with both retention policies and isVersioningEnabled, or use EncryptedStorageAccount.
#   aliases:
#   - checkov:CKV2_AZURE_38
#   - trivy:AVD-AZU-0056
#   - prowler:storage_ensure_soft_delete_is_enabled
#   - prowler:storage_ensure_file_shares_soft_delete_is_enabled
#   - prowler:storage_blob_versioning_is_enabled
#   - powerpipe:storage_account_soft_delete_enabled
#   - powerpipe:storage_account_blob_versioning_enabled
package checks.azure.storage.soft_delete_and_versioning

import data.lib.link
import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": [],
	"message": "the account has no blob service properties that keep deleted blobs",
} if {
	some urn, account in _blob_accounts
	count(_blob_services(account)) == 0
}

deny contains {"resource": urn, "at": service.urn, "path": [policy, "enabled"], "message": message} if {
	some urn, account in _blob_accounts
	some service in _blob_services(account)
	some policy, what in _policies
	not value.is_true(service, ["props", policy, "enabled"])
	message := sprintf("the account does not keep deleted %s", [what])
}

deny contains {"resource": urn, "at": service.urn, "path": [policy, "days"], "message": message} if {
	some urn, account in _blob_accounts
	some service in _blob_services(account)
	some policy, what in _policies
	value.is_true(service, ["props", policy, "enabled"])
	not _long(service, policy)
	message := sprintf("the account keeps deleted %s for less than %d days", [what, _parameters.min_days])
}

deny contains {"resource": urn, "at": service.urn, "path": ["isVersioningEnabled"], "message": "the account does not keep overwritten blobs"} if {
	some urn, account in _blob_accounts
	not value.is_true(account, ["props", "isHnsEnabled"])
	not ["isHnsEnabled"] in account.unknown
	some service in _blob_services(account)
	not value.is_true(service, ["props", "isVersioningEnabled"])
}

deny contains {
	"resource": urn,
	"at": service.urn,
	"path": ["shareDeleteRetentionPolicy", "enabled"],
	"message": "the account does not keep deleted file shares",
} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	some service in _file_services(account)
	value.is_false(service, ["props", "shareDeleteRetentionPolicy", "enabled"])
}

applies contains urn if some urn, _ in _blob_accounts

applies contains urn if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	count(_file_services(account)) > 0
}

_blob_accounts[urn] := account if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.text(value.at(account, ["props", "kind"])) != "filestorage"
}

_blob_services(account) := link.referrers(account.urn, "azure-native:storage:BlobServiceProperties", "accountName")

_file_services(account) := link.referrers(account.urn, "azure-native:storage:FileServiceProperties", "accountName")

_policies := {"deleteRetentionPolicy": "blobs", "containerDeleteRetentionPolicy": "containers"}

_long(service, policy) if value.number(service.props[policy].days) >= _parameters.min_days

_parameters := input.parameters["azure-storage-soft-delete-and-versioning"]
