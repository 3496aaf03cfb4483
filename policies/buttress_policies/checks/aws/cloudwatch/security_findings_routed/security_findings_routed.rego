# METADATA
# title: Findings of GuardDuty and Security Hub notify someone
# description: >-
#   The account has an enabled EventRule whose eventPattern takes every grave finding of GuardDuty or of Security Hub, with an
#   EventTarget that can page somebody or make a ticket: a topic, a queue, a function, a workflow, a chat, an incident plan,
#   an OpsItem or an API destination. A log group or a stream alone notifies nobody.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cloudwatch-events.html
# custom:
#   id: aws-security-findings-routed
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:cloudwatch/eventRule:EventRule
#   companions:
#     "aws:cloudwatch/eventTarget:EventTarget": rule
#   reads:
#     "aws:cloudwatch/eventRule:EventRule": [eventPattern, state, isEnabled, eventBusName]
#     "aws:cloudwatch/eventTarget:EventTarget": [arn]
#   live: a test finding notified someone
#   remediation: Add an EventRule on the source aws.securityhub with an EventTarget that is a topic, or use SecurityMonitoring.
package checks.aws.cloudwatch.security_findings_routed

import data.lib.alarm
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "no event rule sends findings of GuardDuty or Security Hub to someone"} if {
	not _routed
}

_routed if {
	some rule in input.by_type["aws:cloudwatch/eventRule:EventRule"]
	some kind in _findings
	alarm.hears(rule, kind)
	some target in alarm.targets(rule)
	regex.match(`^arn:[^:]*:(sns|sqs|lambda|states|ssm|ssm-incidents|chatbot|events):`, value.text(target.props.arn))
}

# Grave ones, new and open: a rule may leave out the rest. A custom action sends nothing until somebody clicks.
_findings := [
	{"source": ["aws.guardduty"], "detail-type": ["GuardDuty Finding"], "detail.severity": [7, 8, 9]},
	{
		"source": ["aws.securityhub"],
		"detail-type": ["Security Hub Findings - Imported"],
		"detail.findings.Severity.Label": ["HIGH", "CRITICAL"],
		"detail.findings.Workflow.Status": ["NEW"],
		"detail.findings.RecordState": ["ACTIVE"],
		"detail.findings.Compliance.Status": ["FAILED"],
	},
]
