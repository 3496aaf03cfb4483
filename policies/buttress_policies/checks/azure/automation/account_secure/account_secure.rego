# METADATA
# title: Automation accounts are private and their variables encrypted
# description: >-
#   isEncrypted of a Variable is true; publicNetworkAccess of an AutomationAccount is false and disableLocalAuth true. Absent
#   fails, as all three default to open. The customer managed key is checked by azure-long-tail-customer-managed-key.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/automation/automation-security-guidelines
# custom:
#   id: azure-automation-account-secure
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - azure-native:automation:Variable
#   - azure-native:automation:AutomationAccount
#   reads:
#     "azure-native:automation:Variable": [isEncrypted]
#     "azure-native:automation:AutomationAccount": [publicNetworkAccess, disableLocalAuth]
#   remediation: >-
#     Set isEncrypted of the Variable, and publicNetworkAccess false and disableLocalAuth true of the AutomationAccount.
#   precondition: Nodes and hybrid workers that register by the account's keys must be moved to identities first.
#   aliases:
#   - checkov:CKV_AZURE_73
#   - checkov:CKV2_AZURE_24
#   - checkov:CKV2_AZURE_36
#   - powerpipe:automation_account_variable_encryption_enabled
#   - azurepolicy:3657f5a0-770e-44a3-b44e-9431ba1e9735
package checks.azure.automation.account_secure

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["isEncrypted"], "message": "the variable is not encrypted"} if {
	some urn, variable in input.by_type["azure-native:automation:Variable"]
	not value.is_true(variable, ["props", "isEncrypted"])
}

deny contains {"resource": urn, "path": ["publicNetworkAccess"], "message": "the account is reachable from any network"} if {
	some urn, account in input.by_type["azure-native:automation:AutomationAccount"]
	not value.is_false(account, ["props", "publicNetworkAccess"])
}

deny contains {"resource": urn, "path": ["disableLocalAuth"], "message": "the account accepts keys beside Entra ID"} if {
	some urn, account in input.by_type["azure-native:automation:AutomationAccount"]
	not value.is_true(account, ["props", "disableLocalAuth"])
}
