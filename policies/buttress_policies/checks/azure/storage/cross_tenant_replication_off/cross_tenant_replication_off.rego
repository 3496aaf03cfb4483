# METADATA
# title: Storage accounts replicate nothing to other tenants
# description: >-
#   allowCrossTenantReplication is not true; absent is false, as the API applies it. With require_copy_scope, allowedCopyScope is
#   AAD or PrivateLink too, so that copies stay within the tenant or its private links.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/blobs/object-replication-prevent-cross-tenant-policies
# custom:
#   id: azure-storage-cross-tenant-replication-off
#   severity: medium
#   scope: resource
#   tier: 3
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount": [allowCrossTenantReplication, allowedCopyScope]
#   parameters:
#     require_copy_scope:
#       type: boolean
#       default: false
#       description: Whether allowedCopyScope is required
#   remediation: Set allowCrossTenantReplication to false, or use EncryptedStorageAccount.
#   aliases:
#   - prowler:storage_cross_tenant_replication_disabled
#   - powerpipe:storage_account_cross_tenant_replication_disabled
package checks.azure.storage.cross_tenant_replication_off

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["allowCrossTenantReplication"], "message": "the account allows replication to another tenant"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.is_true(account, ["props", "allowCrossTenantReplication"])
}

deny contains {"resource": urn, "path": ["allowedCopyScope"], "message": "the account allows copies to any tenant"} if {
	input.parameters["azure-storage-cross-tenant-replication-off"].require_copy_scope
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.text(value.at(account, ["props", "allowedCopyScope"])) in {"aad", "privatelink"}
}
