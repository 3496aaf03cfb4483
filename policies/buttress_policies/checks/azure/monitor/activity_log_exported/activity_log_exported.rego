# METADATA
# title: The activity log is exported
# description: >-
#   Each category of the parameter is enabled, by name or by the group allLogs, in a diagnostic setting of the
#   subscription or of a management group (a DiagnosticSetting whose resourceUri is a subscription counts too) that
#   names a workspace, a storage account or an event hub. Several settings may share the categories among them. Any management group
#   counts, for which of them lie above the subscription is not in the program.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log
# custom:
#   id: azure-activity-log-exported
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - azure-native:monitor:SubscriptionDiagnosticSetting
#   - azure-native:monitor:ManagementGroupDiagnosticSetting
#   reads:
#     "azure-native:monitor:SubscriptionDiagnosticSetting":
#     - logs[].category
#     - logs[].categoryGroup
#     - logs[].enabled
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#     "azure-native:monitor:ManagementGroupDiagnosticSetting":
#     - logs[].category
#     - logs[].categoryGroup
#     - logs[].enabled
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#     "azure-native:monitor:DiagnosticSetting":
#     - resourceUri
#     - logs[].category
#     - logs[].categoryGroup
#     - logs[].enabled
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#   presence:
#     "azure-native:monitor:DiagnosticSetting": [workspaceId, storageAccountId, eventHubAuthorizationRuleId]
#     "azure-native:monitor:ManagementGroupDiagnosticSetting": [workspaceId, storageAccountId, eventHubAuthorizationRuleId]
#     "azure-native:monitor:SubscriptionDiagnosticSetting": [workspaceId, storageAccountId, eventHubAuthorizationRuleId]
#   parameters:
#     categories:
#       sought: true
#       type: array
#       items: string
#       default: ["Administrative", "Security", "Policy", "Alert"]
#       description: Categories of the activity log that must be exported
#   remediation: >-
#     Add a monitor SubscriptionDiagnosticSetting with these categories in logs and a workspaceId, or use
#     ActivityLogExport.
#   aliases:
#   - checkov:CKV_AZURE_38
#   - trivy:AVD-AZU-0032
#   - trivy:AVD-AZU-0033
#   - prowler:monitor_diagnostic_settings_exists
#   - prowler:monitor_diagnostic_setting_with_appropriate_categories
#   - powerpipe:monitor_diagnostic_settings_captures_proper_categories
#   - powerpipe:log_profile_enabled_for_all_subscription
#   - azurepolicy:7796937f-307b-4598-941c-67d3a05ebfe7
#   - azurepolicy:1a4e592a-6a6e-44a5-9814-e36264ca96e7
#   - azurepolicy:41388f1c-2db0-4c25-95b2-35d7f5ccbfa9
#   - azurepolicy:3e596b57-105f-48a6-be97-03e9243bad6e
package checks.azure.monitor.activity_log_exported

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some category in input.parameters["azure-activity-log-exported"].categories
	not _exported(category)
	message := sprintf("the estate has no diagnostic setting that exports the category %s of the activity log", [category])
}

_exported(category) if {
	some setting in _settings
	_has_sink(setting)
	some log in setting.props.logs
	value.is_true(log, ["enabled"])
	_covers(log, category)
}

_settings[urn] := setting if {
	some type in ["azure-native:monitor:SubscriptionDiagnosticSetting", "azure-native:monitor:ManagementGroupDiagnosticSetting"]
	some urn, setting in input.by_type[type]
}

_settings[urn] := setting if {
	some urn, setting in input.by_type["azure-native:monitor:DiagnosticSetting"]
	regex.match(`^/?subscriptions/[^/]+/?$`, value.text(value.at(setting, ["props", "resourceUri"])))
}

_covers(log, category) if value.text(value.at(log, ["category"])) == lower(category)

_covers(log, _) if value.text(value.at(log, ["categoryGroup"])) == "alllogs"

_has_sink(setting) if {
	some sink in ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId"]
	value.present(setting, ["props", sink])
}
