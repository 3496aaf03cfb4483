package lib.trail_test

import data.lib.trail
import rego.v1

_advanced(selectors) := {"props": {"advancedEventSelectors": [{"fieldSelectors": fields} | some fields in selectors]}}

_management := {"field": "eventCategory", "equals": ["Management"]}

_data := [{"field": "eventCategory", "equals": ["Data"]}, {"field": "resources.type", "equals": ["T"]}]

_reads := {"field": "readOnly", "equals": ["true"]}

_writes := {"field": "readOnly", "equals": ["false"]}

test_management_events if {
	every one in [
		[{"props": {}}],
		[{"props": {"eventSelectors": [{"readWriteType": "ReadOnly"}, {"readWriteType": "WriteOnly"}]}}],
		[_advanced([[_management]])],
		[_advanced([[_management, _reads]]), _advanced([[_management, _writes]])],
	] {
		trail.records_management(one)
	}
	every one in [
		[],
		[{"props": {"eventSelectors": [{"readWriteType": "ReadOnly"}]}}],
		[{"props": {"eventSelectors": [{"readWriteType": "Other"}]}}],
		[{"props": {"eventSelectors": [{"includeManagementEvents": false}]}}],
		[_advanced([[_management, _reads]])],
		[_advanced([[_management, {"field": "eventSource", "notEquals": ["a"]}]])],
		[_advanced([_data])],
	] {
		not trail.records_management(one)
	}
}

test_data_events if {
	trail.records_data([_advanced([_data])], "T")
	trail.records_data([_advanced([array.concat(_data, [_reads]), array.concat(_data, [_writes])])], "T")
	not trail.records_data([_advanced([_data])], "U")
	not trail.records_data([_advanced([array.concat(_data, [_reads])])], "T")
	every operator in ["equals", "notEquals", "startsWiths", "notStartsWiths", "endsWiths", "notEndsWiths"] {
		every field in ["resources.ARN", "eventName", "eventSource", "userIdentity.arn"] {
			not trail.records_data([_advanced([array.concat(_data, [{"field": field, operator: ["arn:aws:s3:::a/"]}])])], "T")
		}
	}
}

test_the_trails_own_bucket if {
	selector := array.concat(_data, [{"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::logs/"]}])
	trail.records_data([{"props": {"s3BucketName": "logs", "advancedEventSelectors": [{"fieldSelectors": selector}]}}], "T")
	not trail.records_data([{"props": {"s3BucketName": "others", "advancedEventSelectors": [{"fieldSelectors": selector}]}}], "T")
}

test_running if {
	trail.running({"props": {}})
	not trail.running({"props": {"enableLogging": "false"}})
}

test_basic_selectors_of_data if {
	every values, expected in {"arn:aws:s3": 1, "arn:aws:s3:::orders/": 0} {
		selector := {"dataResources": [{"type": "T", "values": [values]}]}
		found := [1 | trail.records_data([{"props": {"eventSelectors": [selector]}}], "T")]
		count(found) == expected
	}
}

test_the_start_of_every_arn if {
	every start, expected in {"arn:aws:s3:::": 1, "arn:aws:s3:::orders/": 0} {
		selector := array.concat(_data, [{"field": "resources.ARN", "startsWiths": [start]}])
		found := [1 | trail.records_data([_advanced([selector])], "T")]
		count(found) == expected
	}
}
