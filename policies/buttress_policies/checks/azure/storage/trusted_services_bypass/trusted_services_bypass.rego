# METADATA
# title: Closed storage accounts admit trusted Azure services
# description: >-
#   Where networkRuleSet.defaultAction is Deny, the comma-separated networkRuleSet.bypass holds AzureServices; absent is
#   AzureServices to the service. Other accounts do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services
# custom:
#   id: azure-storage-trusted-services-bypass
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount": [networkRuleSet.defaultAction, networkRuleSet.bypass]
#   not_applicable: the account is not closed, so that there is nothing to pass
#   remediation: Set networkRuleSet.bypass to AzureServices, or leave it out.
#   aliases:
#   - checkov:CKV_AZURE_36
#   - trivy:AVD-AZU-0010
#   - prowler:storage_ensure_azure_services_are_trusted_to_access_is_enabled
#   - powerpipe:storage_account_trusted_microsoft_services_enabled
#   - azurepolicy:c9d007d0-c057-4772-b18c-01e546713bcd
#   - kics:trusted_microsoft_services_not_enabled
package checks.azure.storage.trusted_services_bypass

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["networkRuleSet", "bypass"], "message": "the account does not admit trusted Azure services"} if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.present(account, ["props", "networkRuleSet", "bypass"])
	not _trusting(account)
}

applies contains urn if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	value.text(value.at(account, ["props", "networkRuleSet", "defaultAction"])) == "deny"
}

_trusting(account) if {
	some part in split(value.text(account.props.networkRuleSet.bypass), ",")
	trim_space(part) == "azureservices"
}
