# METADATA
# title: The storage of the activity log is private and has a customer managed key
# description: >-
#   A StorageAccount that a SubscriptionDiagnosticSetting names in storageAccountId has encryption.keySource
#   Microsoft.Keyvault and allowBlobPublicAccess false (absent fails), and no BlobContainer of it has publicAccess.
#   Other accounts do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
# custom:
#   id: azure-activity-log-storage-protected
#   severity: medium
#   subsumes:
#     - azure-storage-customer-managed-key
#     - azure-storage-no-anonymous-blob-access
#   scope: stack
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   companions:
#     "azure-native:monitor:SubscriptionDiagnosticSetting": storageAccountId
#     "azure-native:storage:BlobContainer": accountName
#   reads:
#     "azure-native:storage:StorageAccount": [encryption.keySource, allowBlobPublicAccess]
#     "azure-native:monitor:SubscriptionDiagnosticSetting": []
#     "azure-native:storage:BlobContainer": [publicAccess]
#   not_applicable: no activity log of the stack goes to the account
#   remediation: >-
#     Set encryption.keySource to Microsoft.Keyvault and allowBlobPublicAccess to false, or use EncryptedStorageAccount.
#   precondition: >-
#     An identity of the account needs the role Key Vault Crypto Service Encryption User on the key, and the vault purge
#     protection, first.
#   aliases:
#   - checkov:CKV2_AZURE_8
#   - trivy:AVD-AZU-0059
#   - prowler:monitor_storage_account_with_activity_logs_cmk_encrypted
#   - prowler:monitor_storage_account_with_activity_logs_is_private
#   - powerpipe:monitor_logs_storage_container_insights_activity_logs_encrypted_with_byok
#   - powerpipe:monitor_logs_storage_container_insights_activity_logs_not_public_accessible
#   - azurepolicy:fbb99e8e-e444-4da0-9ff1-75c92f5a85b2
package checks.azure.monitor.activity_log_storage_protected

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, _ in input.by_type["azure-native:storage:StorageAccount"]
	count(link.referrers(urn, "azure-native:monitor:SubscriptionDiagnosticSetting", "storageAccountId")) > 0
}

deny contains {"resource": urn, "path": ["encryption", "keySource"], "message": "the storage account of the activity log has no customer managed key"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.text(value.at(account, ["props", "encryption", "keySource"])) != "microsoft.keyvault"
}

deny contains {
	"resource": urn,
	"path": ["allowBlobPublicAccess"],
	"message": "the storage account of the activity log allows anonymous access",
} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.is_false(account, ["props", "allowBlobPublicAccess"])
}

deny contains {
	"resource": urn,
	"at": container.urn,
	"path": ["publicAccess"],
	"message": "a container of the activity log's storage account is public",
} if {
	some urn, _ in input.by_type["azure-native:storage:StorageAccount"]
	some container in link.referrers(urn, "azure-native:storage:BlobContainer", "accountName")
	access := value.text(value.at(container, ["props", "publicAccess"]))
	not access in {"", "none"}
}
