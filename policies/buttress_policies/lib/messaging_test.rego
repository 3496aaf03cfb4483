package lib.messaging_test

import data.lib.messaging
import rego.v1

_queue := "aws:sqs/queue:Queue"

_policy := "aws:sqs/queuePolicy:QueuePolicy"

_input(declared) := {
	"by_type": {
		_queue: {"queue": {"urn": "queue", "type": _queue, "declared": declared, "props": {"policy": "own"}}},
		_policy: {"policy": {"urn": "policy", "type": _policy, "declared": ["policy"], "props": {"policy": "companion"}}},
	},
	"referrers": {"queue": {_policy: {"queueUrl": ["policy"]}}},
}

_companion := {"urn": "policy", "policy": "companion"}

_own := {"urn": "queue", "policy": "own"}

test_an_echo_is_left_out if messaging.policies(_queue) == {_companion} with input as _input([])

test_what_the_queue_declares_counts if messaging.policies(_queue) == {_companion, _own} with input as _input(["policy"])

test_what_a_queue_alone_has_counts if {
	messaging.policies(_queue) == {_own} with input as {"by_type": {_queue: _input([]).by_type[_queue]}, "referrers": {}}
}

test_an_echo_is_left_out_where_the_arn_is_written_out if {
	arn := "arn:aws:sns:eu-west-1:123456789012:orders"
	topic := {"urn": "topic", "type": "aws:sns/topic:Topic", "declared": [], "props": {"arn": arn, "policy": "own"}}
	other := {"urn": "other", "type": "aws:sns/topic:Topic", "declared": [], "props": {"arn": "elsewhere", "policy": "own"}}
	policy := {"urn": "policy", "declared": ["arn", "policy"], "props": {"arn": arn, "policy": "companion"}}
	found := messaging.policies("aws:sns/topic:Topic") with input as {"by_type": {
		"aws:sns/topic:Topic": {"topic": topic, "other": other},
		"aws:sns/topicPolicy:TopicPolicy": {"policy": policy},
	}}
	found == {_companion, {"urn": "other", "policy": "own"}}
}

_deny(action, condition) := {"urn": "queue", "policy": {"Statement": [{
	"Effect": "Deny",
	"Principal": "*",
	"Action": action,
	"Resource": "*",
	"Condition": condition,
}]}}

_no_tls := {"Bool": {"aws:SecureTransport": "false"}}

test_tls_is_required if messaging.requires_tls(_deny("sqs:*", _no_tls), ["sqs:SendMessage", "sqs:ReceiveMessage"])

test_tls_is_not_required if {
	not messaging.requires_tls(_deny("sqs:SendMessage", _no_tls), ["sqs:SendMessage", "sqs:ReceiveMessage"])
	not messaging.requires_tls(_deny("sqs:*", {}), ["sqs:SendMessage"])
	not messaging.requires_tls(_deny("sqs:*", {"Bool": {"aws:SecureTransport": "true"}}), ["sqs:SendMessage"])
	not messaging.requires_tls(_deny("sqs:*", {"Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "false"}}), ["sqs:SendMessage"])
}
