# METADATA
# title: The activity log is kept long enough in its workspace
# description: >-
#   Each Workspace that a SubscriptionDiagnosticSetting names in workspaceId has retentionInDays of at least min_days, or a Table
#   AzureActivity of it has totalRetentionInDays of that length; absent is 30 days. Other workspaces do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
# custom:
#   id: azure-activity-log-retention
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:operationalinsights:Workspace"]
#   companions:
#     "azure-native:monitor:SubscriptionDiagnosticSetting": workspaceId
#     "azure-native:operationalinsights:Table": workspaceName
#   reads:
#     "azure-native:operationalinsights:Workspace": [retentionInDays]
#     "azure-native:monitor:SubscriptionDiagnosticSetting": []
#     "azure-native:operationalinsights:Table": [tableName, name, totalRetentionInDays]
#   parameters:
#     min_days:
#   live: the oldest record
#   not_applicable: no activity log of the stack goes to the workspace
#   remediation: >-
#     Set retentionInDays of the Workspace, or totalRetentionInDays of its Table AzureActivity, or use ActivityLogExport.
#   aliases:
#   - checkov:CKV_AZURE_37
#   - trivy:AVD-AZU-0031
#   - powerpipe:monitor_log_profile_retention_365_days
#   - azurepolicy:b02aacc0-b073-424e-8298-42b22829ee0a
#   - kics:small_activity_log_retention_period
package checks.azure.monitor.activity_log_retention

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, _ in input.by_type["azure-native:operationalinsights:Workspace"]
	count(link.referrers(urn, "azure-native:monitor:SubscriptionDiagnosticSetting", "workspaceId")) > 0
}

deny contains {"resource": urn, "path": _place(workspace), "message": message} if {
	some urn, workspace in input.by_type["azure-native:operationalinsights:Workspace"]
	not _long(value.at(workspace, ["props", "retentionInDays"]))
	count([table | some table in _tables(workspace); _long(value.at(table, ["props", "totalRetentionInDays"]))]) == 0
	message := sprintf("the workspace keeps the activity log for less than %d days", [_parameters.min_days])
}

_tables(workspace) := [table |
	some table in link.referrers(workspace.urn, "azure-native:operationalinsights:Table", "workspaceName")
	some key in ["tableName", "name"]
	value.text(value.at(table, ["props", key])) == "azureactivity"
]

# A table that is known later may be the one that keeps it.
_place(workspace) := [] if {
	count(link.referrers(workspace.urn, "azure-native:operationalinsights:Table", "workspaceName")) > 0
} else := ["retentionInDays"]

_long(days) if value.number(days) >= _parameters.min_days

_parameters := input.parameters["azure-activity-log-retention"]
