# METADATA
# title: SNS topics are not public
# description: >-
#   No Allow statement of a topic's policy, its own or a TopicPolicy, has everybody as its principal unless a Condition holds
#   aws:SourceArn, aws:SourceAccount, aws:PrincipalOrgID, sns:Endpoint or another key that identifies the caller to fixed
#   values, or a Deny takes from all other callers what it gives; negated, IfExists and ForAllValues operators and values with
#   wildcards do not. No TopicSubscription uses protocol http. With require_tls a policy must also deny sns:Publish where
#   aws:SecureTransport is false. A topic without a policy does not apply, even then; one that only echoes a TopicPolicy is checked there.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
# custom:
#   id: aws-sns-topic-policy-not-public
#   severity: high
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:sns/topicPolicy:TopicPolicy
#   - aws:sns/topic:Topic
#   - aws:sns/topicSubscription:TopicSubscription
#   reads:
#     "aws:sns/topicPolicy:TopicPolicy": [policy]
#     "aws:sns/topic:Topic": [policy]
#     "aws:sns/topicSubscription:TopicSubscription": [protocol]
#   parameters:
#     require_tls: {type: boolean, default: false, description: Whether a policy must deny requests without TLS}
#   remediation: >-
#     Name the principals, or add a Condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID; subscribe https endpoints.
#   aliases:
#   - checkov:CKV_AWS_169
#   - checkov:CKV_AWS_385
#   - prowler:sns_topics_not_publicly_accessible
#   - prowler:sns_subscription_not_using_http_endpoints
#   - securityhub:sns.4
#   - cdknag:AwsSolutions-SNS3
#   - kics:sns_topic_is_publicly_accessible
package checks.aws.sns.topic_policy_not_public

import data.lib.bare
import data.lib.caller
import data.lib.iam
import data.lib.messaging
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.resource_policy

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the topic's policy grants access to everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the topic's policy is not a JSON document, so it cannot be checked"} if {
	some entry in _policies
	iam.unreadable(entry.policy)
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the topic's policy does not deny publishing without TLS"} if {
	input.parameters["aws-sns-topic-policy-not-public"].require_tls
	some entry in _policies
	not messaging.requires_tls(entry, ["sns:Publish"])
}

deny contains {"resource": urn, "path": ["protocol"], "message": "the subscription delivers messages over plain HTTP"} if {
	some urn, subscription in input.by_type["aws:sns/topicSubscription:TopicSubscription"]
	value.text(value.at(subscription.props, ["protocol"])) == "http"
}

_policies := messaging.policies("aws:sns/topic:Topic")
