# METADATA
# title: Audit trails are encrypted with a customer managed key
# description: >-
#   kmsKeyId of a Trail, and of an EventDataStore, is set.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
# custom:
#   id: aws-cloudtrail-kms-encrypted
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   - aws:cloudtrail/eventDataStore:EventDataStore
#   reads:
#     "aws:cloudtrail/trail:Trail": []
#     "aws:cloudtrail/eventDataStore:EventDataStore": []
#   remediation: Set kmsKeyId to a kms Key whose policy lets CloudTrail use it, or use AuditTrail.
#   precondition: >-
#     The key's policy must let cloudtrail.amazonaws.com use it for this trail, and readers of the logs decrypt, first.
#   aliases:
#   - checkov:CKV_AWS_35
#   - checkov:CKV_AWS_294
#   - trivy:AVD-AWS-0015
#   - prowler:cloudtrail_kms_encryption_enabled
#   - powerpipe:cloudtrail_trail_logs_encrypted_with_kms_cmk
#   - securityhub:cloudtrail.2
#   - awsconfig:CLOUD_TRAIL_ENCRYPTION_ENABLED
#   - kics:cloudtrail_log_files_not_encrypted_with_kms
package checks.aws.cloudtrail.kms_encrypted

import data.lib.key
import rego.v1

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "recorded events are not encrypted with a customer managed key"} if {
	some type in ["aws:cloudtrail/trail:Trail", "aws:cloudtrail/eventDataStore:EventDataStore"]
	some urn, resource in input.by_type[type]
	not key.named(resource, ["kmsKeyId"])
}
