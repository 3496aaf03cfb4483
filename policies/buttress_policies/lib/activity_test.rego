package lib.activity_test

import data.lib.activity
import rego.v1

_input(alert) := {"estate": {"id": "azure:x"}, "by_type": {"azure-native:monitor:ActivityLogAlert": {"alert": {"urn": "alert", "props": alert}}}}

_alert(conditions) := {"actions": {"actionGroups": [null, {"actionGroupId": "/group"}]}, "condition": {"allOf": conditions}}

_conditions := [
	{"field": "category", "equals": "Administrative"},
	{"anyOf": [
		{"field": "OperationName", "equals": "P/A/Write"},
		{"field": "operationName", "equals": "p/b/write"},
		{"field": "operationName", "containsAny": ["P/D/Write", "p/e/write"]},
	]},
	null,
]

_silent(alert) := found if {
	found := activity.operations_without_alert(_all) with input as _input(alert)
}

_all := {"P/A/write", "P/B/write", "P/D/write", "P/E/write", "P/Z/write"}

test_the_operations_of_an_alert if _silent(_alert(_conditions)) == {"P/Z/write"}

test_a_disabled_alert_tells_nobody if _silent(object.union(_alert(_conditions), {"enabled": "false"})) == _all

test_an_alert_without_a_group_tells_nobody if {
	_silent({"actions": {"actionGroups": [{}]}, "condition": {"allOf": _conditions}}) == _all
}

test_an_alert_on_nothing_tells_nobody if _silent(_alert([])) == _all

test_what_goes_without_saying if {
	every field, text in {"resourceType": "P/A", "resourceProvider": "P", "category": "Administrative"} {
		not "P/A/write" in _silent(_alert(array.concat(_conditions, [{"field": field, "equals": text}])))
	}
}

test_a_further_condition if {
	every field in ["status", "level", "caller", "resourceGroup", "resourceId", "resourceType", "resourceProvider", "subStatus", "category", "properties.x"] {
		_silent(_alert(array.concat(_conditions, [{"field": field, "equals": "Failed"}]))) == _all
	}
}

test_both_ends if {
	both := [{"field": "status", "equals": "Succeeded"}, {"field": "status", "equals": "Failed"}]
	not "P/A/write" in _silent(_alert(array.concat(_conditions, [{"anyOf": both}])))
	not "P/A/write" in _silent(_alert(array.concat(_conditions, [{"field": "status", "containsAny": ["Failed", "Succeeded"]}])))
	_silent(_alert(array.concat(_conditions, [{"anyOf": [both[0]]}]))) == _all
	_silent(_alert(array.concat(_conditions, [{"field": "level", "containsAny": ["Failed", "Succeeded"]}]))) == _all
}

test_the_scope if {
	every scopes in [["/subscriptions/1"], ["/subscriptions/1/resourceGroups/a", "subscriptions/2/"]] {
		_silent(object.union(_alert(_conditions), {"scopes": scopes})) == {"P/Z/write"}
	}
	every scopes in [["/subscriptions/1/resourceGroups/a"], ["/"], [7]] {
		_silent(object.union(_alert(_conditions), {"scopes": scopes})) == _all
	}
}

test_security if {
	every category, count_of in {"Security": 0, "Administrative": 0, "Policy": 1} {
		conditions := [{"field": "category", "equals": category}, {"field": "operationName", "equals": "Microsoft.Security/a/write"}]
		silent := activity.operations_without_alert(["Microsoft.Security/a/write"]) with input as _input(_alert(conditions))
		count(silent) == count_of
	}
}

test_a_group_that_is_made_in_the_same_update_is_one if {
	path := ["actions", "actionGroups", 0, "actionGroupId"]
	alert := {"urn": "alert", "unknown": [path], "props": {"actions": {"actionGroups": [{}]}, "condition": {"allOf": _conditions}}}
	given := {"estate": {"id": "azure:x"}, "by_type": {"azure-native:monitor:ActivityLogAlert": {"alert": alert}}, "refs": {"alert": {"actions": ["group"]}}}
	activity.operations_without_alert(["P/A/write"]) == set() with input as given
}

test_the_categories_of_an_alert if {
	given := _input(_alert([{"field": "category", "equals": "ServiceHealth"}]))
	activity.alerted({"category": "servicehealth"}) with input as given
	not activity.alerted({"category": "administrative"}) with input as given
}
