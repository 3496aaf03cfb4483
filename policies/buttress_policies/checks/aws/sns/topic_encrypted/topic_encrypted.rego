# METADATA
# title: SNS topics are encrypted at rest
# description: kmsMasterKeyId is set. The service's own key (alias/aws/sns) counts unless customer_key is true.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
# custom:
#   id: aws-sns-topic-encrypted
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:sns/topic:Topic
#   reads:
#     "aws:sns/topic:Topic": [kmsMasterKeyId]
#   presence:
#     "aws:sns/topic:Topic": [kmsMasterKeyId]
#   parameters:
#     customer_key:
#   remediation: >-
#     Set kmsMasterKeyId; where alarms or bucket events publish to the topic take a kms Key whose policy lets them use it, since they
#     cannot use alias/aws/sns.
#   precondition: Publishers and services that send to the topic need leave on the key first.
#   aliases:
#   - checkov:CKV_AWS_26
#   - trivy:AVD-AWS-0095
#   - trivy:AVD-AWS-0136
#   - prowler:sns_topics_kms_encryption_at_rest_enabled
#   - powerpipe:sns_topic_encrypted_at_rest
#   - securityhub:sns.1
#   - awsconfig:SNS_ENCRYPTED_KMS
#   - kics:sns_topic_not_encrypted
#   - kics:sns_topic_encrypted_with_aws_managed_key
package checks.aws.sns.topic_encrypted

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["kmsMasterKeyId"], "message": message} if {
	some urn, topic in input.by_type["aws:sns/topic:Topic"]
	not value.present(topic, ["props", "kmsMasterKeyId"])
	message := "the topic is not encrypted at rest (CloudWatch alarms and S3 events can publish only under a customer managed key)"
}

deny contains {"resource": urn, "path": ["kmsMasterKeyId"], "message": "the topic is encrypted with the service's own key"} if {
	input.parameters["aws-sns-topic-encrypted"].customer_key
	some urn, topic in input.by_type["aws:sns/topic:Topic"]
	value.present(topic, ["props", "kmsMasterKeyId"])
	not key.named(topic, ["kmsMasterKeyId"])
}
