# METADATA
# title: SQS queues are not public
# description: >-
#   No Allow statement of a queue's policy, its own or a QueuePolicy, has everybody as its principal unless a Condition holds
#   aws:SourceArn, aws:SourceAccount, aws:PrincipalOrgID or another key that identifies the caller to fixed values, or a Deny
#   takes from all other callers what it gives; negated, IfExists and ForAllValues operators and values with wildcards do not.
#   By a Condition it still does not grant sqs:* or *. With require_tls a policy must also deny sqs:SendMessage and sqs:ReceiveMessage where aws:SecureTransport is false. A queue
#   without a policy does not apply, even then; one that only echoes a QueuePolicy is checked there.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
# custom:
#   id: aws-sqs-queue-policy-not-public
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:sqs/queuePolicy:QueuePolicy
#   - aws:sqs/queue:Queue
#   reads:
#     "aws:sqs/queuePolicy:QueuePolicy": [policy]
#     "aws:sqs/queue:Queue": [policy]
#   parameters:
#     require_tls: {type: boolean, default: false, description: Whether a policy must deny requests without TLS}
#   remediation: Name the principals and actions, or add a Condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID.
#   aliases:
#   - checkov:CKV_AWS_72
#   - checkov:CKV_AWS_168
#   - checkov:CKV_AWS_387
#   - trivy:AVD-AWS-0097
#   - prowler:sqs_queues_not_publicly_accessible
#   - securityhub:sqs.3
#   - cdknag:AwsSolutions-SQS4
#   - kics:sqs_policy_with_public_access
#   - kics:sqs_policy_allows_all_actions
#   - kics:sqs_queue_exposed
package checks.aws.sqs.queue_policy_not_public

import data.lib.bare
import data.lib.caller
import data.lib.iam
import data.lib.messaging
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.resource_policy

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the queue's policy grants access to everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": message} if {
	some entry in _policies
	some statement in iam.allows(entry.policy)
	iam.anybody(statement)
	_limited(entry.policy, statement)
	_everything(statement)
	message := "the queue's policy grants every action to callers that only a condition limits"
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the queue's policy is not a JSON document, so it cannot be checked"} if {
	some entry in _policies
	iam.unreadable(entry.policy)
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the queue's policy does not deny messages without TLS"} if {
	input.parameters["aws-sqs-queue-policy-not-public"].require_tls
	some entry in _policies
	not messaging.requires_tls(entry, ["sqs:SendMessage", "sqs:ReceiveMessage"])
}

_limited(policy, statement) if not caller.open(policy, statement)

_everything(statement) if {
	some action in statement.actions
	action in {"*", "sqs:*"}
}

_everything(statement) if count(statement.not_actions) > 0

_policies := messaging.policies("aws:sqs/queue:Queue")
