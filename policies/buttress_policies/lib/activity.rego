# METADATA
# title: Alerts on the activity log
# description: >-
#   Which operations and outages of an estate raise an alert that somebody gets, whoever causes them, wherever, and however they end: an
#   alert with a further condition, or on less than the subscription, hears a part of them. A condition that takes both ends, Succeeded
#   and Failed, and leaves out the start hears all of them.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#activity-log-alerts
# custom:
#   reads:
#     "azure-native:monitor:ActivityLogAlert":
#     - enabled
#     - scopes
#     - actions.actionGroups[].actionGroupId
#     - condition.allOf[].field
#     - condition.allOf[].equals
#     - condition.allOf[].containsAny
#     - condition.allOf[].anyOf[].field
#     - condition.allOf[].anyOf[].equals
package lib.activity

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: The operations of a list on which no alert fires.
# scope: document
operations_without_alert(operations) := {operation |
	some operation in operations
	not _told_of(operation)
}

_told_of(operation) if {
	some category in _categories(lower(operation))
	alerted(_entry(category, lower(operation)))
}

# Of Microsoft.Security the log names either.
_categories(operation) := ["administrative", "security"] if startswith(operation, "microsoft.security/")

else := ["administrative"]

# What an entry of the activity log says of an operation: its type is all but the verb.
_entry(category, operation) := {
	"category": category,
	"operationname": operation,
	"resourceprovider": parts[0],
	"resourcetype": concat("/", array.slice(parts, 0, count(parts) - 1)),
} if {
	parts := split(operation, "/")
}

# METADATA
# description: >-
#   Whether some alert that is not disabled, on the whole subscription, with an action group, hears every entry of the activity log that
#   has these fields, names and values in lower case.
# scope: document
alerted(entry) if {
	some alert in _alerts
	every condition in value.list(value.at(alert, ["props", "condition", "allOf"])) {
		_holds(entry, condition)
	}
}

_alerts contains alert if {
	some alert in input.by_type["azure-native:monitor:ActivityLogAlert"]
	not value.is_false(alert, ["props", "enabled"])
	_notifies(alert)
	_everywhere(alert)
	count(value.list(value.at(alert, ["props", "condition", "allOf"]))) > 0
}

_everywhere(alert) if not value.present(alert, ["props", "scopes"])

_everywhere(alert) if {
	some scope in alert.props.scopes
	arm.whole_subscription(scope)
}

_notifies(alert) if {
	some group in value.list(value.at(alert, ["props", "actions", "actionGroups"]))
	value.present(group, ["actionGroupId"])
}

_notifies(alert) if {
	some place, _ in value.at(alert, ["props", "actions", "actionGroups"])
	link.computed(alert, ["actions", "actionGroups", place, "actionGroupId"])
}

_holds(entry, condition) if {
	some leaf in array.concat([condition], value.list(value.at(condition, ["anyOf"])))
	some key in ["equals", "containsAny"]
	some named in value.list(value.at(leaf, [key]))
	entry[value.text(value.at(leaf, ["field"]))] == value.text(named)
}

_holds(_, condition) if {
	leaves := array.concat([condition], value.list(value.at(condition, ["anyOf"])))
	ends := {value.text(named) |
		some leaf in leaves
		value.text(value.at(leaf, ["field"])) == "status"
		some key in ["equals", "containsAny"]
		some named in value.list(value.at(leaf, [key]))
	}
	object.subset(ends, {"succeeded", "failed"})
}
