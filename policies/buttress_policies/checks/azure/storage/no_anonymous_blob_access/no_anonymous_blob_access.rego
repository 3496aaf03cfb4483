# METADATA
# title: Storage accounts and containers allow no anonymous access
# description: >-
#   allowBlobPublicAccess of an account is false; absent fails, since an account made before August 2023 reads it as true.
#   publicAccess of a container is None or absent. Account and container are checked each on its own.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent
# custom:
#   id: azure-storage-no-anonymous-blob-access
#   severity: critical
#   severity_absent: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount", "azure-native:storage:BlobContainer"]
#   reads:
#     "azure-native:storage:StorageAccount": [allowBlobPublicAccess]
#     "azure-native:storage:BlobContainer": [publicAccess]
#   remediation: >-
#     Set allowBlobPublicAccess to false and leave publicAccess of containers None, or use EncryptedStorageAccount.
#   aliases:
#   - checkov:CKV_AZURE_34
#   - checkov:CKV_AZURE_59
#   - checkov:CKV_AZURE_190
#   - checkov:CKV2_AZURE_47
#   - trivy:AVD-AZU-0007
#   - prowler:storage_blob_public_access_level_is_disabled
#   - powerpipe:storage_account_blob_public_access_disabled
#   - powerpipe:storage_account_block_public_access
#   - azurepolicy:4fa4b6c0-31ca-4c0d-b10d-24b96f62a751
#   - kics:public_storage_account
#   - kics:storage_container_is_publicly_accessible
package checks.azure.storage.no_anonymous_blob_access

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["allowBlobPublicAccess"], "message": _message(account)} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.is_false(account, ["props", "allowBlobPublicAccess"])
}

deny contains {"resource": urn, "path": ["publicAccess"], "message": message} if {
	some urn, container in input.by_type["azure-native:storage:BlobContainer"]
	value.present(container, ["props", "publicAccess"])
	value.text(container.props.publicAccess) != "none"
	message := sprintf("the container allows anonymous access at the level %s", [container.props.publicAccess])
}

_message(account) := "the account allows anonymous access to containers" if value.is_true(account, ["props", "allowBlobPublicAccess"])

else := "the account does not disable anonymous access"
