# METADATA
# title: Policies of topics and queues
# description: The resource policies of SNS topics and SQS queues, whichever resource carries them, and whether they ask for TLS.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html
package lib.messaging

import data.lib.iam
import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every policy of the topics or queues (`type` is theirs) as {urn, policy}: those of policy resources, and those of the topics and
#   queues themselves, unless one only echoes a policy resource of its own.
# scope: document
policies(type) := _companions(_kinds[type].type) | {{"urn": urn, "policy": holder.props.policy} |
	some urn, holder in input.by_type[type]
	not _echoes(holder)
}

# METADATA
# description: >-
#   Whether a policy, as `policies` gives it, denies everybody each of `actions` where aws:SecureTransport is false. A further condition
#   would narrow the Deny, so its statement must have no other. Resources are not compared.
# scope: document
requires_tls(found, actions) if {
	every action in actions {
		some statement in iam.denies(found.policy)
		iam.anybody(statement)
		iam.names(statement, action)
		_without_tls(statement)
	}
}

_without_tls(statement) if {
	[condition] := iam.conditions(statement)
	condition.key == "aws:securetransport"
	value.text(condition.operator) in {"bool", "boolifexists"}
	[value.text(given) | some given in condition.values] == ["false"]
}

_companions(type) := {{"urn": urn, "policy": companion.props.policy} |
	some urn, companion in input.by_type[type]
}

_echoes(holder) if {
	not "policy" in holder.declared
	kind := _kinds[holder.type]
	count(link.referrers(holder.urn, kind.type, kind.property)) > 0
}

# A topic's ARN that is written out joins nobody by itself, since it is also the policy's own.
_echoes(holder) if {
	not "policy" in holder.declared
	holder.props.arn in _topics
}

_topics contains companion.props.arn if {
	some companion in input.by_type["aws:sns/topicPolicy:TopicPolicy"]
}

_kinds := {
	"aws:sns/topic:Topic": {"type": "aws:sns/topicPolicy:TopicPolicy", "property": "arn"},
	"aws:sqs/queue:Queue": {"type": "aws:sqs/queuePolicy:QueuePolicy", "property": "queueUrl"},
}
