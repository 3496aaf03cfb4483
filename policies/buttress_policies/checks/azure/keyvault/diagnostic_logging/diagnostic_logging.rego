# METADATA
# title: Key vaults and managed HSMs export their audit log
# description: >-
#   A DiagnosticSetting of the vault or HSM sends the category AuditEvent, or the group audit or allLogs, and has a
#   workspaceId, storageAccountId or eventHubAuthorizationRuleId to send to.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/general/howto-logging
# custom:
#   id: azure-keyvault-diagnostic-logging
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
#   companions:
#     "azure-native:monitor:DiagnosticSetting": resourceUri
#   reads:
#     "azure-native:keyvault:Vault": []
#     "azure-native:keyvault:ManagedHsm": []
#     "azure-native:monitor:DiagnosticSetting":
#     - logs[].category
#     - logs[].categoryGroup
#     - logs[].enabled
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#   presence:
#     "azure-native:monitor:DiagnosticSetting": [workspaceId, eventHubAuthorizationRuleId, storageAccountId]
#   remediation: Add a monitor DiagnosticSetting with the category group audit and a workspaceId.
#   aliases:
#   - prowler:keyvault_logging_enabled
#   - powerpipe:keyvault_logging_enabled
#   - azurepolicy:cf820ca0-f99e-4f3e-84fb-66e913812d21
#   - azurepolicy:a2a5b911-5617-447e-a49e-59dbe0e0434b
#   - kics:vault_auditing_disabled
package checks.azure.keyvault.diagnostic_logging

import data.lib.diagnostics
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the vault's audit log is not exported"} if {
	some type in ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
	some urn, store in input.by_type[type]
	not _logged(store)
}

_logged(store) if {
	some setting in diagnostics.settings(store.urn)
	diagnostics.logs(setting, {"auditevent"}, {"audit", "alllogs"})
	diagnostics.sends(setting)
}
