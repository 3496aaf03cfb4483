# METADATA
# title: Storage accounts accept HTTPS only
# description: enableHttpsTrafficOnly is true. Where it is absent the service applies true, since API version 2019-04-01.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer
# custom:
#   id: azure-storage-https-only
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount": [enableHttpsTrafficOnly]
#   remediation: Set enableHttpsTrafficOnly to true, or use EncryptedStorageAccount.
#   aliases:
#   - checkov:CKV_AZURE_3
#   - trivy:AVD-AZU-0008
#   - prowler:storage_secure_transfer_required_is_enabled
#   - powerpipe:storage_account_secure_transfer_required_enabled
#   - azurepolicy:404c3081-a854-4457-ae30-26a93ef643f9
#   - kics:storage_account_not_forcing_https
#   - kics-pulumi:storage_account_not_forcing_https
package checks.azure.storage.https_only

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableHttpsTrafficOnly"], "message": "the account accepts plain HTTP"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.is_false(account, ["props", "enableHttpsTrafficOnly"])
}
