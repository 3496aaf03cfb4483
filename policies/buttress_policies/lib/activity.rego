# METADATA
# title: Alerts on the activity log
# description: Which operations of an estate raise an alert that somebody gets.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts
# custom:
#   reads:
#     "azure-native:monitor:ActivityLogAlert":
#     - enabled
#     - actions.actionGroups[].actionGroupId
#     - condition.allOf[].field
#     - condition.allOf[].equals
#     - condition.allOf[].containsAny
#     - condition.allOf[].anyOf[].field
#     - condition.allOf[].anyOf[].equals
package lib.activity

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: The operations, lower case, on which an alert that is not disabled and has an action group fires.
# scope: document
alerted_operations contains operation if {
	some alert in input.by_type["azure-native:monitor:ActivityLogAlert"]
	not value.is_false(alert, ["props", "enabled"])
	_notifies(alert)
	some condition in value.list(value.at(alert, ["props", "condition", "allOf"]))
	some operation in _values(condition, "operationname")
}

# METADATA
# description: The categories of the activity log, lower case, on which an alert that is not disabled and has an action group fires.
# scope: document
alerted_categories contains category if {
	some alert in input.by_type["azure-native:monitor:ActivityLogAlert"]
	not value.is_false(alert, ["props", "enabled"])
	_notifies(alert)
	some condition in value.list(value.at(alert, ["props", "condition", "allOf"]))
	some category in _values(condition, "category")
}

# METADATA
# description: The operations of a list on which no alert fires.
# scope: document
operations_without_alert(operations) := {operation |
	some operation in operations
	not lower(operation) in alerted_operations
}

_notifies(alert) if {
	some group in value.list(value.at(alert, ["props", "actions", "actionGroups"]))
	value.present(group, ["actionGroupId"])
}

_notifies(alert) if {
	some place, _ in value.at(alert, ["props", "actions", "actionGroups"])
	link.computed(alert, ["actions", "actionGroups", place, "actionGroupId"])
}

_values(condition, field) := {value.text(named) |
	some leaf in array.concat([condition], value.list(value.at(condition, ["anyOf"])))
	value.text(value.at(leaf, ["field"])) == field
	some key in ["equals", "containsAny"]
	some named in value.list(value.at(leaf, [key]))
}
