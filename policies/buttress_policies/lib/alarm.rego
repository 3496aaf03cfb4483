# METADATA
# title: Alarms about what CloudTrail records
# description: >-
#   Whether an event notifies somebody: by a metric filter of a log group that feeds an alarm with actions, or by an enabled event
#   rule with a target.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   reads:
#     "aws:cloudwatch/logMetricFilter:LogMetricFilter": [pattern, metricTransformation.name, metricTransformation.namespace]
#     "aws:cloudwatch/metricAlarm:MetricAlarm":
#     - metricName
#     - namespace
#     - actionsEnabled
#     - "metricQueries[].metric.metricName"
#     - "metricQueries[].metric.namespace"
#     "aws:cloudwatch/eventRule:EventRule": [eventPattern, state, isEnabled]
#     "aws:cloudwatch/eventTarget:EventTarget": []
package lib.alarm

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Those of `events` that notify nobody. An event maps its name to the ways in which a pattern may name it, each a list of words
#   that must all stand in the pattern as text. What a pattern only excludes (`!=`, anything-but) does not count as named.
# scope: document
events_without_alarm(events) := {name |
	some name, ways in events
	not _has_filter(ways)
	not _has_rule(ways)
}

_has_filter(ways) if {
	some filter in input.by_type["aws:cloudwatch/logMetricFilter:LogMetricFilter"]
	pattern := filter.props.pattern
	is_string(pattern)
	_named(regex.replace(pattern, `!=\s*("[^"]*"|[^\s)}]*)`, ""), ways)
	transformation := filter.props.metricTransformation
	[value.at(transformation, ["namespace"]), transformation.name] in _alarmed_metrics
}

# The metrics, each as [namespace, name], that an alarm with actions watches.
_alarmed_metrics contains [value.at(metric, ["namespace"]), metric.metricName] if {
	some alarm in input.by_type["aws:cloudwatch/metricAlarm:MetricAlarm"]
	not value.is_false(alarm, ["props", "actionsEnabled"])
	value.specified(alarm, "alarmActions")
	some metric in _metrics(alarm)
}

_metrics(alarm) := {alarm.props} | {query.metric | some query in alarm.props.metricQueries}

_has_rule(ways) if {
	some rule in input.by_type["aws:cloudwatch/eventRule:EventRule"]
	enabled(rule)
	_named(pattern(rule), ways)
	count(targets(rule)) > 0
}

# METADATA
# description: Whether an event rule is enabled, as it is by default.
# scope: document
enabled(rule) if {
	not value.is_false(rule, ["props", "isEnabled"])
	regex.match(`^(|enabled.*)$`, value.text(value.at(rule, ["props", "state"])))
}

# METADATA
# description: The pattern of an event rule as text, without what it excludes; an empty text where it has none.
# scope: document
pattern(rule) := regex.replace(rule.props.eventPattern, `"anything-but"\s*:\s*(\[[^\]]*\]|"[^"]*"|\{[^}]*\})`, "") if {
	is_string(rule.props.eventPattern)
} else := ""

# METADATA
# description: The targets of an event rule that name an ARN, be it one that is not known yet.
# scope: document
targets(rule) := [target |
	some target in link.referrers(rule.urn, "aws:cloudwatch/eventTarget:EventTarget", "rule")
	value.specified(target, "arn")
]

_named(text, ways) if {
	some words in ways
	every word in words {
		_holds(text, word)
	}
}

# `CreateVpc` is not named by `CreateVpcPeeringConnection`.
_holds(text, word) if regex.match(sprintf(`%s([^A-Za-z]|$)`, [replace(word, ".", "[.]")]), text)

# A filter writes `$.userIdentity.type`, a rule nests it.
_holds(text, word) if {
	regex.match(`^\s*[{]\s*"`, text)
	every part in split(word, ".") {
		contains(text, sprintf("%q", [part]))
	}
}
