# METADATA
# title: Alarms have actions
# description: >-
#   Actions of an alarm are not switched off and alarmActions has a target. A MetricAlarm that a CompositeAlarm of the stack names in
#   its alarmRule, by its name or its ARN, needs no action of its own.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
# custom:
#   id: aws-cloudwatch-alarm-actions-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:cloudwatch/metricAlarm:MetricAlarm
#   - aws:cloudwatch/compositeAlarm:CompositeAlarm
#   companions:
#     "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarmRule
#   reads:
#     "aws:cloudwatch/metricAlarm:MetricAlarm": [actionsEnabled, name]
#     "aws:cloudwatch/compositeAlarm:CompositeAlarm": [actionsEnabled, alarmRule]
#   remediation: Give alarmActions the ARN of a topic or an incident response plan, and drop actionsEnabled false.
#   aliases:
#   - checkov:CKV_AWS_319
#   - prowler:cloudwatch_alarm_actions_enabled
#   - prowler:cloudwatch_alarm_actions_alarm_state_configured
#   - powerpipe:cloudwatch_alarm_action_enabled
#   - powerpipe:cloudwatch_alarm_action_enabled_check
#   - awsconfig:CLOUDWATCH_ALARM_ACTION_CHECK
package checks.aws.cloudwatch.alarm_actions_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains object.union(place, {"resource": alarm.urn, "message": "the alarm's actions are switched off"}) if {
	some alarm in _alarms
	value.is_false(alarm, ["props", "actionsEnabled"])
	place := _place(alarm, "actionsEnabled")
}

deny contains object.union(place, {"resource": alarm.urn, "message": "the alarm has no action"}) if {
	some alarm in _alarms
	not value.present(alarm, ["props", "alarmActions"])
	place := _place(alarm, "alarmActions")
}

_alarms contains alarm if {
	some alarm in input.by_type[_composite]
}

_alarms contains alarm if {
	some alarm in input.by_type["aws:cloudwatch/metricAlarm:MetricAlarm"]
	not _combined(alarm)
}

_place(alarm, property) := {"path": [property]} if alarm.type == _composite

_place(alarm, property) := _hidden_in(alarm, {"path": [property]}) if alarm.type != _composite

# A rule or a name that is known only later may make the alarm a part of a composite one; then that is the place.
_hidden_in(alarm, own) := {"at": composite.urn, "path": ["alarmRule"]} if {
	some composite in input.by_type[_composite]
	value.unknown(composite, "alarmRule")
	count(object.get(input.refs, [composite.urn, "alarmRule"], [])) == 0
} else := {"path": ["name"]} if {
	value.unknown(alarm, "name")
	count(object.get(input.by_type, _composite, {})) > 0
} else := own

_composite := "aws:cloudwatch/compositeAlarm:CompositeAlarm"

_combined(alarm) if count(link.referrers(alarm.urn, _composite, "alarmRule")) > 0

_combined(alarm) if {
	name := regex.replace(value.text(object.get(alarm.props, "name", alarm.name)), `\s`, "")
	some composite in input.by_type[_composite]
	rule := regex.replace(value.text(composite.props.alarmRule), `[\s"']`, "")
	some form in ["(%s)", ":alarm:%s)"]
	contains(rule, sprintf(form, [name]))
}
