# METADATA
# title: What CloudTrail records
# description: >-
#   Which events the trails of the input record together. Selectors add up, of one trail and of several: one for reads and one for writes
#   are all. A selector with a further condition (a name, a source, one bucket) records a part, and counts for nothing here.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
package lib.trail

import data.lib.value
import rego.v1

# METADATA
# description: Whether these trails record all management events, reads and writes.
# scope: document
records_management(trails) if {
	halves := {half |
		some trail in trails
		some half in _management_halves(trail)
	}
	halves == _halves
}

# METADATA
# description: Whether these trails record all data events of a type of resources, reads and writes.
# scope: document
records_data(trails, type) if {
	halves := {half |
		some trail in trails
		some half in _data_halves(trail, type)
	}
	halves == _halves
}

# METADATA
# description: Whether a trail is switched on, as it is by default.
# scope: document
running(trail) if not value.is_false(trail, ["props", "enableLogging"])

_halves := {"read", "write"}

_management_halves(trail) := _halves if {
	not value.present(trail, ["props", "eventSelectors"])
	not value.present(trail, ["props", "advancedEventSelectors"])
} else := {half |
	some selector in _basic(trail)
	not value.is_false(selector, ["includeManagementEvents"])
	not value.present(selector, ["excludeManagementEventSources"])
	some half in _basic_halves(selector)
} | {half |
	some selector in _advanced(trail)
	_equals(selector, "eventCategory") == {"Management"}
	every condition in selector.fieldSelectors {
		condition.field in {"eventCategory", "readOnly"}
	}
	some half in _advanced_halves(selector)
}

_data_halves(trail, type) := {half |
	some selector in _basic(trail)
	some resource in selector.dataResources
	resource.type == type
	some arn in resource.values
	regex.match(`^arn:[^:]*:[a-z0-9]+:*$`, arn)
	some half in _basic_halves(selector)
} | {half |
	some selector in _advanced(trail)
	_equals(selector, "eventCategory") == {"Data"}
	type in _equals(selector, "resources.type")
	every condition in selector.fieldSelectors {
		_of_all(condition, trail)
	}
	some half in _advanced_halves(selector)
}

_basic(trail) := value.list(value.at(trail, ["props", "eventSelectors"]))

_advanced(trail) := value.list(value.at(trail, ["props", "advancedEventSelectors"]))

_basic_halves(selector) := object.get(
	{"": _halves, "all": _halves, "readonly": {"read"}, "writeonly": {"write"}},
	value.text(value.at(selector, ["readWriteType"])), set(),
)

_advanced_halves(selector) := _halves if {
	every condition in selector.fieldSelectors {
		condition.field != "readOnly"
	}
} else := {half |
	some given in _equals(selector, "readOnly")
	half := {"true": "read", "false": "write"}[lower(given)]
}

# What a selector asks of a field to equal; nothing where it asks more of it than that.
_equals(selector, field) := {given |
	some condition in selector.fieldSelectors
	condition.field == field
	count([1 | some operator in _operators; value.present(condition, [operator])]) == 0
	some given in value.list(value.at(condition, ["equals"]))
}

_operators := ["notEquals", "startsWiths", "notStartsWiths", "endsWiths", "notEndsWiths"]

_of_all(condition, _) if condition.field in {"eventCategory", "resources.type", "readOnly"}

# The start of every ARN of the service.
_of_all(condition, _) if {
	condition.field == "resources.ARN"
	some start in condition.startsWiths
	regex.match(`^arn:[^:]*:[a-z0-9]+:*$`, start)
	_asks_only(condition, "startsWiths")
}

# The objects of the trail's own bucket, for which each delivery would be an event of its own.
_of_all(condition, trail) if {
	condition.field == "resources.ARN"
	some operator in ["notStartsWiths", "notEquals"]
	_asks_only(condition, operator)
	every arn in value.list(condition[operator]) {
		_own_bucket(arn, trail)
	}
}

_asks_only(condition, operator) if {
	asked := {other | some other in array.concat(["equals"], _operators); value.present(condition, [other])}
	asked == {operator}
}

_own_bucket(arn, trail) if {
	name := regex.find_all_string_submatch_n(`^arn:[^:]*:s3:::([^/]+)(/.*)?$`, arn, 1)[0][1]
	name == trail.props.s3BucketName
}
