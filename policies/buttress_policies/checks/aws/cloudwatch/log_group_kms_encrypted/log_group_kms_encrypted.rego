# METADATA
# title: Log groups are encrypted with a customer managed key
# description: >-
#   kmsKeyId of a LogGroup is set; without it CloudWatch Logs encrypts with a key that it keeps itself.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   id: aws-cloudwatch-log-group-kms-encrypted
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudwatch/logGroup:LogGroup
#   reads:
#     "aws:cloudwatch/logGroup:LogGroup": []
#   remediation: Set kmsKeyId to a kms Key whose policy lets CloudWatch Logs use it.
#   precondition: The key must be in the group's region, and its policy must let CloudWatch Logs use it first.
#   aliases:
#   - checkov:CKV_AWS_158
#   - trivy:AVD-AWS-0017
#   - prowler:cloudwatch_log_group_kms_encryption_enabled
#   - powerpipe:log_group_encryption_at_rest_enabled
#   - awsconfig:CLOUDWATCH_LOG_GROUP_ENCRYPTED
#   - kics:cloudwatch_log_group_not_encrypted
package checks.aws.cloudwatch.log_group_kms_encrypted

import data.lib.key
import rego.v1

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "the log group is not encrypted with a customer managed key"} if {
	some urn, group in input.by_type["aws:cloudwatch/logGroup:LogGroup"]
	not key.named(group, ["kmsKeyId"])
}
