# METADATA
# title: Loss of keys and changes of bucket policies raise an alarm
# description: >-
#   The account has, for the disabling or scheduled deletion of a key (DisableKey or ScheduleKeyDeletion) and changes of
#   bucket policies (PutBucketPolicy or DeleteBucketPolicy), a LogMetricFilter whose pattern takes all of it and whose
#   metric an alarm with actions watches, or an enabled EventRule whose pattern takes all of it and that has a target. A
#   pattern with further conditions (one person, one region, one result), an alarm on a dimension or one that waits for
#   more, and a rule on a bus of its own do not. That a rule needs a target, and an alarm its actions switched on, is
#   required as well, since without them nobody is notified. That the filter's log group takes the trail's events is not
#   checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-key-and-bucket-policy-changes
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
#   - trivy:AVD-AWS-0153
#   - trivy:AVD-AWS-0154
#   - prowler:cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk
#   - prowler:cloudwatch_log_metric_filter_for_s3_bucket_policy_changes
#   - kics:cloudwatch_disabling_or_scheduled_deletion_of_customer_created_cmk_alarm_missing
#   - kics:cloudwatch_s3_policy_change_alarm_missing
package checks.aws.cloudwatch.alarm_key_and_bucket_policy_changes

import data.lib.alarm
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"keys that are disabled or deleted": [[event.change("kms", name)] | some name in ["DisableKey", "ScheduleKeyDeletion"]],
	"changes to bucket policies": [[event.change("s3", name)] | some name in ["PutBucketPolicy", "DeleteBucketPolicy"]],
}
