# METADATA
# title: Action groups have receivers
# description: >-
#   The group is not disabled (enabled is true by default, as the SDK sends it) and has at least one receiver, of any kind.
#   Otherwise every alert that uses it reaches nobody.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups
# custom:
#   id: azure-action-group-has-receivers
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:monitor:ActionGroup"]
#   reads:
#     "azure-native:monitor:ActionGroup":
#     - enabled
#     - emailReceivers
#     - smsReceivers
#     - voiceReceivers
#     - webhookReceivers
#     - armRoleReceivers
#     - itsmReceivers
#     - logicAppReceivers
#     - azureFunctionReceivers
#     - automationRunbookReceivers
#     - eventHubReceivers
#     - azureAppPushReceivers
#     - incidentReceivers
#   presence:
#     "azure-native:monitor:ActionGroup": [emailReceivers, smsReceivers, voiceReceivers, webhookReceivers, armRoleReceivers, itsmReceivers, logicAppReceivers, azureFunctionReceivers, automationRunbookReceivers, eventHubReceivers, azureAppPushReceivers, incidentReceivers]
#   remediation: >-
#     Set enabled to true and add a receiver, such as emailReceivers; SubscriptionBaseline and ActivityLogExport make such a
#     group.
package checks.azure.monitor.action_group_has_receivers

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enabled"], "message": "the action group is disabled, so its alerts reach nobody"} if {
	some urn, group in input.by_type["azure-native:monitor:ActionGroup"]
	value.is_false(group, ["props", "enabled"])
}

deny contains {"resource": urn, "path": [], "message": "the action group has no receiver, so its alerts reach nobody"} if {
	some urn, group in input.by_type["azure-native:monitor:ActionGroup"]
	not _reaches(group)
}

_reaches(group) if {
	some kind in _kinds
	count(value.list(value.at(group, ["props", kind]))) > 0
}

_kinds := {
	"emailReceivers",
	"smsReceivers",
	"voiceReceivers",
	"webhookReceivers",
	"armRoleReceivers",
	"itsmReceivers",
	"logicAppReceivers",
	"azureFunctionReceivers",
	"automationRunbookReceivers",
	"eventHubReceivers",
	"azureAppPushReceivers",
	"incidentReceivers",
}
