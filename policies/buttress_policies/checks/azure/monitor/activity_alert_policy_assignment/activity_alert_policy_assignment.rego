# METADATA
# title: Changes to policy assignments raise an alert
# description: >-
#   For writing and deleting policy assignments there is an ActivityLogAlert that is not disabled, names the operation
#   by operationName (equals, containsAny, or within anyOf) and has an action group. Case does not count.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts
# custom:
#   id: azure-activity-alert-policy-assignment
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:monitor:ActivityLogAlert"]
#   reads_from: activity
#   presence:
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].actionGroupId"]
#   remediation: Add an ActivityLogAlert on these operations with an action group, or use ActivityLogExport.
#   aliases:
#   - prowler:monitor_alert_create_policy_assignment
#   - prowler:monitor_alert_delete_policy_assignment
#   - powerpipe:monitor_log_alert_create_policy_assignment
#   - powerpipe:monitor_log_alert_delete_policy_assignment
#   - azurepolicy:c5447c04-a4d7-4ba8-a263-c9ee321a6858
package checks.azure.monitor.activity_alert_policy_assignment

import data.lib.activity
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some operation in activity.operations_without_alert(_operations)
	message := sprintf("the estate has no activity log alert on %s", [operation])
}

_operations := [
	"Microsoft.Authorization/policyAssignments/write",
	"Microsoft.Authorization/policyAssignments/delete",
]
