# METADATA
# title: Changes to security groups and public addresses raise an alert
# description: >-
#   For writing and deleting security groups, security rules and public IP addresses there is an ActivityLogAlert that
#   is not disabled, names the operation by operationName (equals, containsAny, or within anyOf) and has an action
#   group. Case does not count.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts
# custom:
#   id: azure-activity-alert-network-changes
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:monitor:ActivityLogAlert"]
#   reads_from: activity
#   presence:
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].actionGroupId"]
#   remediation: Add an ActivityLogAlert on these operations with an action group, or use ActivityLogExport.
#   aliases:
#   - prowler:monitor_alert_create_update_nsg
#   - prowler:monitor_alert_delete_nsg
#   - prowler:monitor_alert_create_update_public_ip_address_rule
#   - prowler:monitor_alert_delete_public_ip_address_rule
#   - powerpipe:monitor_log_alert_create_update_nsg
#   - powerpipe:monitor_log_alert_delete_nsg
#   - powerpipe:monitor_log_alert_create_update_public_ip_address
#   - azurepolicy:b954148f-4c11-4c38-8221-be76711e194a
package checks.azure.monitor.activity_alert_network_changes

import data.lib.activity
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some operation in activity.operations_without_alert(_operations)
	message := sprintf("the estate has no activity log alert on %s", [operation])
}

_operations := [
	"Microsoft.Network/networkSecurityGroups/write",
	"Microsoft.Network/networkSecurityGroups/delete",
	"Microsoft.Network/networkSecurityGroups/securityRules/write",
	"Microsoft.Network/networkSecurityGroups/securityRules/delete",
	"Microsoft.Network/publicIPAddresses/write",
	"Microsoft.Network/publicIPAddresses/delete",
]
