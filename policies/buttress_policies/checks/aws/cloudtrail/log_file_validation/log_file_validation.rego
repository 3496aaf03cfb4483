# METADATA
# title: Trails sign digests of their log files
# description: >-
#   enableLogFileValidation of every trail is true; absent is false. So it can be proven later that no log file was changed or
#   deleted.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
# custom:
#   id: aws-cloudtrail-log-file-validation
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   reads:
#     "aws:cloudtrail/trail:Trail": [enableLogFileValidation]
#   remediation: Set enableLogFileValidation to true, or use AuditTrail.
#   aliases:
#   - checkov:CKV_AWS_36
#   - trivy:AVD-AWS-0016
#   - prowler:cloudtrail_log_file_validation_enabled
#   - powerpipe:cloudtrail_trail_validation_enabled
#   - securityhub:cloudtrail.4
#   - awsconfig:CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED
#   - kics:cloudtrail_log_file_validation_disabled
package checks.aws.cloudtrail.log_file_validation

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableLogFileValidation"], "message": "the trail's log files have no signed digests"} if {
	some urn, trail in input.by_type["aws:cloudtrail/trail:Trail"]
	not value.is_true(trail, ["props", "enableLogFileValidation"])
}
