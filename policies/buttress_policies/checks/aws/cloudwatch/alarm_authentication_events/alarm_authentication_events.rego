# METADATA
# title: Failed sign-ins, sign-ins without MFA and refused calls raise an alarm
# description: >-
#   The account has, for refused API calls (AccessDenied or UnauthorizedOperation), failed sign-ins to the console and
#   sign-ins without MFA, a LogMetricFilter whose pattern names the event and whose metric an alarm with actions watches, or
#   an enabled EventRule whose pattern names the event and that has a target. Patterns are searched as text; an event that a
#   pattern only excludes does not count. That a rule needs a target, and an alarm its actions switched on, is required as
#   well, since without them nobody is notified. That the filter's log group takes the trail's events is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudwatch-alarm-authentication-events
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
#   - trivy:AVD-AWS-0147
#   - trivy:AVD-AWS-0148
#   - trivy:AVD-AWS-0152
#   - prowler:cloudwatch_log_metric_filter_unauthorized_api_calls
#   - prowler:cloudwatch_log_metric_filter_authentication_failures
#   - prowler:cloudwatch_log_metric_filter_sign_in_without_mfa
#   - kics:cloudwatch_unauthorized_access_defined_alarm_missing
#   - kics:cloudwatch_management_console_auth_failed_alarm_missing
#   - kics:cloudwatch_management_console_sign_in_without_mfa_alarm_missing
package checks.aws.cloudwatch.alarm_authentication_events

import data.lib.alarm
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"refused API calls": [["AccessDenied"], ["AccessDeniedException"], ["UnauthorizedOperation"]],
	"failed sign-ins to the console": [["ConsoleLogin", "Failed authentication"], ["ConsoleLogin", "Failure"]],
	"sign-ins without MFA": [["ConsoleLogin", "MFAUsed"]],
}
