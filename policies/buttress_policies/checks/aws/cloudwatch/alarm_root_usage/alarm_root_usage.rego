# METADATA
# title: Use of the root user raises an alarm
# description: >-
#   The account has, for what the root user does (userIdentity.type Root), a LogMetricFilter whose pattern takes all of it
#   and whose metric an alarm with actions watches, or an enabled EventRule whose pattern takes all of it and that has a
#   target. A pattern with further conditions (one person, one region, one result), an alarm on a dimension or one that
#   waits for more, and a rule on a bus of its own do not. That a rule needs a target, and an alarm its actions switched on,
#   is required as well, since without them nobody is notified. That the filter's log group takes the trail's events is not
#   checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-root-usage
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
#   - trivy:AVD-AWS-0149
#   - prowler:cloudwatch_log_metric_filter_root_usage
#   - kics:cloudwatch_root_account_use_alarm_missing
package checks.aws.cloudwatch.alarm_root_usage

import data.lib.alarm
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"use of the root user": [[event.call(_by_root), event.sign_in(_by_root)]],
}

# What a service does on its behalf is no use of it.
_by_root := {"detail.userIdentity.type": ["Root"], "detail.userIdentity.invokedBy": [null]}
