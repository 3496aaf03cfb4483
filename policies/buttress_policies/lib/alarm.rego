# METADATA
# title: Alarms about what CloudTrail records
# description: >-
#   Whether an event notifies somebody, whoever causes it: by metric filters of a log group that feed alarms with actions, or by enabled
#   event rules with targets. A pattern with further conditions, or an alarm that waits for more, does not.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   reads:
#     "aws:cloudwatch/logMetricFilter:LogMetricFilter":
#     - pattern
#     - metricTransformation.name
#     - metricTransformation.namespace
#     - metricTransformation.value
#     - metricTransformation.dimensions
#     - metricTransformation.unit
#     "aws:cloudwatch/metricAlarm:MetricAlarm":
#     - metricName
#     - namespace
#     - actionsEnabled
#     - dimensions
#     - unit
#     - statistic
#     - extendedStatistic
#     - comparisonOperator
#     - threshold
#     - evaluationPeriods
#     - datapointsToAlarm
#     - "metricQueries[].expression"
#     - "metricQueries[].metric.metricName"
#     - "metricQueries[].metric.namespace"
#     - "metricQueries[].metric.stat"
#     - "metricQueries[].metric.dimensions"
#     - "metricQueries[].metric.unit"
#     "aws:cloudwatch/eventRule:EventRule": [eventPattern, state, isEnabled, eventBusName]
#     "aws:cloudwatch/eventTarget:EventTarget": []
package lib.alarm

import data.lib.event
import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Those of `events` that notify nobody. An event maps its name to the ways in which it may be heard, of which one is enough; a way is
#   a list of kinds (lib.event), each of which must be heard whole, and `times` of a kind says after how many of them at the latest (one,
#   where it is not given).
# scope: document
events_without_alarm(events) := {name |
	some name, ways in events
	not _heard(ways)
}

_heard(ways) if {
	some way in ways
	every kind in way {
		_alarmed(kind)
	}
}

_alarmed(kind) if {
	some filter in input.by_type["aws:cloudwatch/logMetricFilter:LogMetricFilter"]
	event.filtered(kind, filter.props.pattern)
	_counts(filter)
	transformation := filter.props.metricTransformation
	some watch in _watched[[value.at(transformation, ["namespace"]), transformation.name]]
	watch.unit in {"", _unit(transformation)}
	watch.times <= object.get(kind, "times", 1)
}

_alarmed(kind) if {
	some rule in input.by_type["aws:cloudwatch/eventRule:EventRule"]
	hears(rule, kind)
	count(targets(rule)) > 0
}

# METADATA
# description: Whether an event rule is enabled, on the bus that AWS itself sends to, and takes every event of a kind.
# scope: document
hears(rule, kind) if {
	enabled(rule)
	regex.match(`^(.*/)?default$|^$`, value.text(value.at(rule, ["props", "eventBusName"])))
	not value.unknown(rule, "eventBusName")
	event.ruled(object.union(kind, _own_account), rule.props.eventPattern)
}

# A rule of the account hears of that account alone, whether it says so or not.
_own_account := {"account": [trim_prefix(input.estate.id, "aws:")]}

# An alarm that asks for a unit hears only of values with it; a filter gives them none unless it says so.
_unit(given) := value.text(value.at(given, ["unit"])) if {
	value.present(given, ["unit"])
} else := "none"

# A metric without dimensions to which each event adds.
_counts(filter) if {
	not value.present(filter, ["props", "metricTransformation", "dimensions"])
	not _adds_nothing(filter)
}

_adds_nothing(filter) if value.number(filter.props.metricTransformation.value) < 1

# By namespace and name of the metric, after how many events an alarm with actions is raised.
_watched[[value.at(metric, ["namespace"]), metric.metricName]] contains {"alarm": urn, "times": _times(alarm.props), "unit": value.text(value.at(metric, ["unit"]))} if {
	some urn, alarm in input.by_type["aws:cloudwatch/metricAlarm:MetricAlarm"]
	not value.is_false(alarm, ["props", "actionsEnabled"])
	value.specified(alarm, "alarmActions")
	some metric in _metrics(alarm)
	not value.present(metric, ["dimensions"])
	value.text(object.get(metric, "statistic", object.get(metric, "stat", ""))) in {"", "sum", "samplecount", "maximum"}
}

_metrics(alarm) := {alarm.props | not value.present(alarm, ["props", "extendedStatistic"])} | {query.metric |
	every query in alarm.props.metricQueries {
		regex.match(`^(\w*|(FILL|SUM|MAX)\([^()]*\))$`, object.get(query, "expression", ""))
	}
	some query in alarm.props.metricQueries
}

_times(alarm) := _events(alarm) * value.number(object.get(alarm, "datapointsToAlarm", object.get(alarm, "evaluationPeriods", 1)))

_events(alarm) := max([1, ceil(value.number(object.get(alarm, "threshold", 1)))]) if {
	object.get(alarm, "comparisonOperator", "") in {"", "GreaterThanOrEqualToThreshold"}
}

_events(alarm) := floor(value.number(alarm.threshold)) + 1 if alarm.comparisonOperator == "GreaterThanThreshold"

# METADATA
# description: Whether an event rule is enabled, as it is by default.
# scope: document
enabled(rule) if {
	not value.is_false(rule, ["props", "isEnabled"])
	regex.match(`^(|enabled.*)$`, value.text(value.at(rule, ["props", "state"])))
}

# METADATA
# description: The targets of an event rule that name an ARN, be it one that is not known yet.
# scope: document
targets(rule) := [target |
	some target in link.referrers(rule.urn, "aws:cloudwatch/eventTarget:EventTarget", "rule")
	value.specified(target, "arn")
]
