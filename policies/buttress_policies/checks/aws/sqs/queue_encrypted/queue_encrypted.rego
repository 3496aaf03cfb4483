# METADATA
# title: Queues are encrypted
# description: >-
#   sqsManagedSseEnabled is not false, or kmsMasterKeyId names a key. Absent passes: SQS has encrypted every new queue by
#   itself since 2022. A customer managed key is not required.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
# custom:
#   id: aws-sqs-queue-encrypted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:sqs/queue:Queue"]
#   reads:
#     "aws:sqs/queue:Queue": [sqsManagedSseEnabled, kmsMasterKeyId]
#   presence:
#     "aws:sqs/queue:Queue": [kmsMasterKeyId]
#   remediation: Leave out sqsManagedSseEnabled, or set kmsMasterKeyId.
#   aliases:
#   - checkov:CKV_AWS_27
#   - checkov:CKV2_AWS_73
#   - trivy:AVD-AWS-0096
#   - trivy:AVD-AWS-0135
#   - prowler:sqs_queues_server_side_encryption_enabled
#   - securityhub:sqs.1
#   - cdknag:AwsSolutions-SQS2
#   - kics:sqs_with_sse_disabled
package checks.aws.sqs.queue_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["sqsManagedSseEnabled"], "message": "the queue's encryption is switched off"} if {
	some urn, queue in input.by_type["aws:sqs/queue:Queue"]
	value.is_false(queue, ["props", "sqsManagedSseEnabled"])
	not value.specified(queue, "kmsMasterKeyId")
}
