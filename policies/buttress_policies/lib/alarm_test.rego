package lib.alarm_test

import data.lib.alarm
import rego.v1

_filter(pattern) := {"props": {"pattern": pattern, "metricTransformation": {"name": "m", "namespace": "n"}}}

_alarm := {"props": {"metricName": "m", "namespace": "n", "alarmActions": ["arn"]}}

_rule(props) := {"urn": "rule", "props": props, "unknown": []}

_input(filters, alarms, rules) := {
	"estate": {"id": "aws:123456789012"},
	"by_type": {
		"aws:cloudwatch/logMetricFilter:LogMetricFilter": filters,
		"aws:cloudwatch/metricAlarm:MetricAlarm": alarms,
		"aws:cloudwatch/eventRule:EventRule": rules,
		"aws:cloudwatch/eventTarget:EventTarget": {"target": {"props": {"arn": "arn"}}, "empty": {"props": {}}},
	},
	"referrers": {"rule": {"aws:cloudwatch/eventTarget:EventTarget": {"rule": ["target", "empty"]}}},
}

_events := {"root": [[{"detail.userIdentity.type": ["Root"]}]]}

_told(filters, alarms, rules) if {
	missing := alarm.events_without_alarm(_events) with input as _input(filters, alarms, rules)
	count(missing) == 0
}

test_a_filter_with_an_alarm if {
	_told({"f": _filter(`{ $.userIdentity.type = "Root" }`)}, {"a": _alarm}, {})
	_told({"f": _filter(`{ $.userIdentity.type = Root }`)}, {"a": {"props": {"alarmActions": ["arn"], "metricQueries": [{"expression": "m1"}, {"metric": {"metricName": "m", "namespace": "n"}}]}}}, {})
}

test_a_filter_that_tells_nobody if {
	not _told({}, {"a": _alarm}, {})
	not _told({"f": _filter(7)}, {"a": _alarm}, {})
	every pattern in [`{ $.userIdentity.type != "Root" }`, `{ $.userIdentity.type != Root }`, `{ $.userIdentity.type = "Rooted" }`, "Root"] {
		not _told({"f": _filter(pattern)}, {"a": _alarm}, {})
	}
	good := {"f": _filter(`{ $.userIdentity.type = "Root" }`)}
	not _told(good, {}, {})
	every change in [{"alarmActions": []}, {"actionsEnabled": false}, {"metricName": "other"}, {"namespace": "other"}] {
		not _told(good, {"a": {"props": object.union(_alarm.props, change)}}, {})
	}
}

test_a_rule_with_a_target if {
	pattern := `{"detail":{"userIdentity":{"type":["Root"]}}}`
	every props in [{}, {"state": "ENABLED"}, {"isEnabled": true}, {"state": "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"}] {
		_told({}, {}, {"rule": _rule(object.union(props, {"eventPattern": pattern}))})
	}
	every props in [{"state": "DISABLED"}, {"isEnabled": false}] {
		not _told({}, {}, {"rule": _rule(object.union(props, {"eventPattern": pattern}))})
	}
	not _told({}, {}, {"lonely": {"urn": "lonely", "unknown": [], "props": {"eventPattern": pattern}}})
}

test_a_rule_that_leaves_it_out if {
	every given in [`["Root"]`, `"Root"`, `{"prefix":"Root"}`] {
		pattern := sprintf(`{"detail":{"userIdentity":{"type":[{"anything-but":%s}]}}}`, [given])
		not _told({}, {}, {"rule": _rule({"eventPattern": pattern})})
	}
	not _told({}, {}, {"rule": _rule({"scheduleExpression": "rate(1 day)"})})
}

test_targets if {
	found := alarm.targets({"urn": "rule"}) with input as _input({}, {}, {})
	found == [{"props": {"arn": "arn"}}]
}

test_a_metric_that_adds_nothing if {
	silent := object.union(_filter(`{ $.userIdentity.type = "Root" }`), {"props": {"metricTransformation": {"name": "m", "namespace": "n", "value": "0"}}})
	not _told({"f": silent}, {"a": _alarm}, {})
}

test_an_alarm_on_more_than_none if {
	good := {"f": _filter(`{ $.userIdentity.type = "Root" }`)}
	_told(good, {"a": {"props": object.union(_alarm.props, {"threshold": 0, "comparisonOperator": "GreaterThanThreshold"})}}, {})
	not _told(good, {"a": {"props": object.union(_alarm.props, {"threshold": 1, "comparisonOperator": "GreaterThanThreshold"})}}, {})
}

test_an_alarm_on_a_unit_that_its_metric_has if {
	plain := _filter(`{ $.userIdentity.type = "Root" }`)
	transformation := object.union(plain.props.metricTransformation, {"unit": "Count"})
	counted := object.union(plain, {"props": object.union(plain.props, {"metricTransformation": transformation})})
	asks := {"props": object.union(_alarm.props, {"unit": "Count"})}
	_told({"f": counted}, {"a": asks}, {})
	not _told({"f": plain}, {"a": asks}, {})
	not _told({"f": counted}, {"a": {"props": object.union(_alarm.props, {"unit": "Bytes"})}}, {})
}
