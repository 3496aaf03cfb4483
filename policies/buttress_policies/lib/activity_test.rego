package lib.activity_test

import data.lib.activity
import rego.v1

_input(alert) := {"by_type": {"azure-native:monitor:ActivityLogAlert": {"alert": {"urn": "alert", "props": alert}}}}

_alert(conditions) := {"actions": {"actionGroups": [null, {"actionGroupId": "/group"}]}, "condition": {"allOf": conditions}}

_conditions := [
	{"field": "category", "equals": "Administrative"},
	{"field": "operationName", "equals": "A/Write"},
	{"anyOf": [{"field": "OperationName", "equals": "b/write"}, {"field": "resourceType", "equals": "c"}]},
	{"field": "operationName", "containsAny": ["D/Write", "e/write"]},
	null,
]

test_the_operations_of_an_alert if {
	alerted := activity.alerted_operations with input as _input(_alert(_conditions))
	alerted == {"a/write", "b/write", "d/write", "e/write"}
}

test_a_disabled_alert_tells_nobody if {
	alerted := activity.alerted_operations with input as _input(object.union(_alert(_conditions), {"enabled": "false"}))
	alerted == set()
}

test_an_alert_without_a_group_tells_nobody if {
	alerted := activity.alerted_operations with input as _input({"actions": {"actionGroups": [{}]}, "condition": {"allOf": _conditions}})
	alerted == set()
}

test_operations_without_an_alert if {
	silent := activity.operations_without_alert(["A/write", "Z/write"]) with input as _input(_alert(_conditions))
	silent == {"Z/write"}
}

test_a_group_that_is_made_in_the_same_update_is_one if {
	path := ["actions", "actionGroups", 0, "actionGroupId"]
	alert := {"urn": "alert", "unknown": [path], "props": {"actions": {"actionGroups": [{}]}, "condition": {"allOf": _conditions}}}
	given := {"by_type": {"azure-native:monitor:ActivityLogAlert": {"alert": alert}}, "refs": {"alert": {"actions": ["group"]}}}
	count(activity.alerted_operations) == 4 with input as given
}

test_the_categories_of_an_alert if {
	categories := activity.alerted_categories with input as _input(_alert(_conditions))
	categories == {"administrative"}
}

test_a_disabled_alert_has_no_category if {
	categories := activity.alerted_categories with input as _input(object.union(_alert(_conditions), {"enabled": false}))
	categories == set()
}

test_an_alert_without_a_group_has_no_category if {
	categories := activity.alerted_categories with input as _input({"condition": {"allOf": _conditions}})
	categories == set()
}
