# METADATA
# title: Trails also write to CloudWatch Logs
# description: >-
#   cloudWatchLogsGroupArn and cloudWatchLogsRoleArn of a Trail are set, so that alarms can be raised. A notice on delivery
#   (snsTopicName) is optional.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
# custom:
#   id: aws-cloudtrail-cloudwatch-integration
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   reads:
#     "aws:cloudtrail/trail:Trail": []
#   remediation: Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn, or use AuditTrail.
#   aliases:
#   - checkov:CKV2_AWS_10
#   - trivy:AVD-AWS-0162
#   - prowler:cloudtrail_cloudwatch_logging_enabled
#   - powerpipe:cloudtrail_trail_integrated_with_logs
#   - securityhub:cloudtrail.5
#   - awsconfig:CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED
#   - kics:cloudtrail_not_integrated_with_cloudwatch
#   - kics:cloudtrail_sns_topic_name_undefined
package checks.aws.cloudtrail.cloudwatch_integration

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": message} if {
	some urn, trail in input.by_type["aws:cloudtrail/trail:Trail"]
	some property, message in {
		"cloudWatchLogsGroupArn": "the trail sends events to no log group",
		"cloudWatchLogsRoleArn": "the trail has no role to write to a log group",
	}
	not value.present(trail, ["props", property])
}
