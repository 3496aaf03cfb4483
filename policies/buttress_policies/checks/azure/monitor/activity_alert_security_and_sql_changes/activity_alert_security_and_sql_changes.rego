# METADATA
# title: Changes to security solutions and SQL firewalls raise an alert
# description: >-
#   For writing and deleting security solutions and SQL server firewall entries there is an ActivityLogAlert that is not
#   disabled, names the operation by operationName (equals, containsAny, or within anyOf) and has an action group. Case
#   does not count.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts
# custom:
#   id: azure-activity-alert-security-and-sql-changes
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:monitor:ActivityLogAlert"]
#   reads_from: activity
#   presence:
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].actionGroupId"]
#   remediation: Add an ActivityLogAlert on these operations with an action group, or use ActivityLogExport.
#   aliases:
#   - prowler:monitor_alert_create_update_security_solution
#   - prowler:monitor_alert_delete_security_solution
#   - prowler:monitor_alert_create_update_sqlserver_fr
#   - prowler:monitor_alert_delete_sqlserver_fr
#   - powerpipe:monitor_log_alert_create_update_security_solution
#   - powerpipe:monitor_log_alert_delete_security_solution
#   - powerpipe:monitor_log_alert_sql_firewall_rule
#   - azurepolicy:3b980d31-7904-4bb7-8575-5665739a8052
package checks.azure.monitor.activity_alert_security_and_sql_changes

import data.lib.activity
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some operation in activity.operations_without_alert(_operations)
	message := sprintf("the estate has no activity log alert on %s", [operation])
}

_operations := [
	"Microsoft.Security/securitySolutions/write",
	"Microsoft.Security/securitySolutions/delete",
	"Microsoft.Sql/servers/firewallRules/write",
	"Microsoft.Sql/servers/firewallRules/delete",
]
