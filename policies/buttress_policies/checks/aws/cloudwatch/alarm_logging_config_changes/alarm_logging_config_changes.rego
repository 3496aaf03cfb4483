# METADATA
# title: Changes of CloudTrail and AWS Config raise an alarm
# description: >-
#   The account has, for changes of CloudTrail (StopLogging or DeleteTrail) and of AWS Config (StopConfigurationRecorder or
#   DeleteDeliveryChannel), a LogMetricFilter whose pattern takes all of it and whose metric an alarm with actions watches,
#   or an enabled EventRule whose pattern takes all of it and that has a target. A pattern with further conditions (one
#   person, one region, one result), an alarm on a dimension or one that waits for more, and a rule on a bus of its own do
#   not. That a rule needs a target, and an alarm its actions switched on, is required as well, since without them nobody is
#   notified. That the filter's log group takes the trail's events is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-logging-config-changes
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:cloudwatch/logMetricFilter:LogMetricFilter
#   - aws:cloudwatch/metricAlarm:MetricAlarm
#   - aws:cloudwatch/eventRule:EventRule
#   companions:
#     "aws:cloudwatch/eventTarget:EventTarget": rule
#   reads_from: alarm
#   remediation: Add a LogMetricFilter on the trail's log group with a MetricAlarm that notifies, or an EventRule with an EventTarget.
#   aliases:
#   - trivy:AVD-AWS-0151
#   - trivy:AVD-AWS-0155
#   - prowler:cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled
#   - prowler:cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled
#   - kics:cloudwatch_cloudtrail_configuration_changes_alarm_missing
#   - kics:cloudwatch_aws_config_configuration_changes_alarm_missing
package checks.aws.cloudwatch.alarm_logging_config_changes

import data.lib.alarm
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"changes to CloudTrail": [[event.change("cloudtrail", name)] | some name in ["StopLogging", "DeleteTrail"]],
	"changes to AWS Config": [[event.change("config", name)] | some name in ["StopConfigurationRecorder", "DeleteDeliveryChannel"]],
}
