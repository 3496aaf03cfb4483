# METADATA
# title: Storage accounts require TLS 1.2 or later
# description: minimumTlsVersion is TLS1_2 or TLS1_3. Where it is absent the service reads TLS1_0, so absence fails.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version
# custom:
#   id: azure-storage-minimum-tls-12
#   severity: medium
#   severity_absent: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount": [minimumTlsVersion]
#   remediation: Set minimumTlsVersion to TLS1_2, or use EncryptedStorageAccount.
#   aliases:
#   - checkov:CKV_AZURE_44
#   - trivy:AVD-AZU-0011
#   - prowler:storage_ensure_minimum_tls_version_12
#   - powerpipe:storage_account_min_tls_1_2
#   - kics:storage_account_not_using_latest_tls_encryption_version
package checks.azure.storage.minimum_tls_12

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["minimumTlsVersion"], "message": _message(account)} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not _modern(account)
}

_modern(account) if value.text(value.at(account, ["props", "minimumTlsVersion"])) in {"tls1_2", "tls1_3"}

_message(account) := sprintf("the account accepts %s", [account.props.minimumTlsVersion]) if {
	value.present(account, ["props", "minimumTlsVersion"])
} else := "the account states no minimum TLS version"
