# METADATA
# title: Changes of IAM policies and of the organization raise an alarm
# description: >-
#   The account has, for changes of IAM policies (AttachRolePolicy, PutUserPolicy or CreatePolicyVersion) and of the
#   organization (organizations.amazonaws.com), a LogMetricFilter whose pattern takes all of it and whose metric an alarm
#   with actions watches, or an enabled EventRule whose pattern takes all of it and that has a target. A pattern with
#   further conditions (one person, one region, one result), an alarm on a dimension or one that waits for more, and a rule
#   on a bus of its own do not. That a rule needs a target, and an alarm its actions switched on, is required as well, since
#   without them nobody is notified. That the filter's log group takes the trail's events is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-iam-and-org-changes
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
#   - trivy:AVD-AWS-0150
#   - trivy:AVD-AWS-0174
#   - prowler:cloudwatch_log_metric_filter_policy_changes
#   - prowler:cloudwatch_log_metric_filter_aws_organizations_changes
#   - kics:cloudwatch_iam_policy_changes_alarm_missing
#   - kics:cloudwatch_aws_organizations_changes_missing_alarm
package checks.aws.cloudwatch.alarm_iam_and_org_changes

import data.lib.alarm
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"changes to IAM policies": [[event.change("iam", name)] |
		some name in ["AttachRolePolicy", "PutUserPolicy", "CreatePolicyVersion"]
	],
	"changes to the organization": [[event.change("organizations", name)] |
		some name in ["AttachPolicy", "DetachPolicy", "UpdatePolicy", "LeaveOrganization", "RemoveAccountFromOrganization"]
	],
}
