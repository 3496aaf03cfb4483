# METADATA
# title: Failed sign-ins, sign-ins without MFA and refused calls raise an alarm
# description: >-
#   The account has, for refused API calls (AccessDenied or UnauthorizedOperation), failed sign-ins to the console and sign-
#   ins without MFA, a LogMetricFilter whose pattern takes all of it and whose metric an alarm with actions watches, or an
#   enabled EventRule whose pattern takes all of it and that has a target. A pattern with further conditions (one person,
#   one region, one result), an alarm on a dimension or one that waits for more, and a rule on a bus of its own do not. That
#   a rule needs a target, and an alarm its actions switched on, is required as well, since without them nobody is notified.
#   That the filter's log group takes the trail's events is not checked.
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
import data.lib.event
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("no alarm or event rule notifies anyone of %s", [name])} if {
	some name in alarm.events_without_alarm(_events)
}

_events := {
	"refused API calls": [[_refused(code)] | some code in ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"]],
	"failed sign-ins to the console": [[_failed]],
	"sign-ins without MFA": [[event.sign_in({
		"detail.userIdentity.type": ["IAMUser"],
		"detail.additionalEventData.MFAUsed": ["No"],
		"detail.responseElements.ConsoleLogin": ["Success"],
		"detail.errorMessage": [null],
	})]],
}

# A few of either happen every day.
_refused(code) := event.call({"detail.errorCode": [code], "times": 10})

_failed := event.sign_in({
	"detail.errorMessage": ["Failed authentication"],
	"detail.responseElements.ConsoleLogin": ["Failure"],
	"times": 10,
})
