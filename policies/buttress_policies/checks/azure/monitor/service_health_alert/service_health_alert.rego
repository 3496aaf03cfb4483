# METADATA
# title: Outages of Azure itself raise an alert
# description: >-
#   The estate has an ActivityLogAlert on the category ServiceHealth (in allOf, or within anyOf) that is not disabled and has an
#   action group. Case does not count. It may leave out what is no incident; an alert on one service or region only, by further
#   conditions or a scope below the subscription, does not count.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/service-health/alerts-activity-log-service-notifications-portal
# custom:
#   id: azure-service-health-alert
#   severity: medium
#   scope: estate
#   tier: 3
#   population: ["azure-native:monitor:ActivityLogAlert"]
#   reads_from: activity
#   presence:
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].actionGroupId"]
#   live: the alert was tested
#   remediation: Add an ActivityLogAlert on the category ServiceHealth with an action group, or use SubscriptionBaseline.
#   aliases:
#   - prowler:monitor_alert_service_health_exists
package checks.azure.monitor.service_health_alert

import data.lib.activity
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the estate has no activity log alert on service health"} if {
	not activity.alerted({"category": "servicehealth", "properties.incidenttype": "incident"})
}
