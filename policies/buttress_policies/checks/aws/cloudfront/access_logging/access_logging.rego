# METADATA
# title: CloudFront distributions log the requests they serve
# description: >-
#   loggingConfig names a bucket, or the distribution is the resourceArn of a CloudWatch LogDeliverySource of ACCESS_LOGS that a
#   LogDelivery takes its logs from (standard logging v2): a source alone logs nothing. Where the delivery then goes is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html
# custom:
#   id: aws-cloudfront-access-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   companions:
#     "aws:cloudwatch/logDeliverySource:LogDeliverySource": resourceArn
#     "aws:cloudwatch/logDelivery:LogDelivery": deliverySourceName
#   reads:
#     "aws:cloudfront/distribution:Distribution": [loggingConfig.bucket]
#     "aws:cloudwatch/logDeliverySource:LogDeliverySource": [logType]
#     "aws:cloudwatch/logDelivery:LogDelivery": []
#   presence:
#     "aws:cloudfront/distribution:Distribution": [loggingConfig.bucket]
#   remediation: Set loggingConfig.bucket, or add a LogDeliverySource and a LogDelivery for the distribution, or use ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_86
#   - trivy:AVD-AWS-0010
#   - prowler:cloudfront_distributions_logging_enabled
#   - securityhub:cloudfront.5
#   - awsconfig:CLOUDFRONT_ACCESSLOGS_ENABLED
#   - cdknag:AwsSolutions-CFR3
#   - pulumi:aws-cloudfront-distribution-enable-access-logging
#   - pulumi:aws-cloudfront-distribution-configure-access-logging
#   - kics:cloudfront_logging_disabled
package checks.aws.cloudfront.access_logging

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["loggingConfig", "bucket"], "message": "the distribution does not log requests"} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	not value.present(distribution, ["props", "loggingConfig", "bucket"])
	not _delivered(distribution)
}

_delivered(distribution) if {
	some source in link.referrers(distribution.urn, "aws:cloudwatch/logDeliverySource:LogDeliverySource", "resourceArn")
	value.text(value.at(source, ["props", "logType"])) == "access_logs"
	count(link.referrers(source.urn, "aws:cloudwatch/logDelivery:LogDelivery", "deliverySourceName")) > 0
}
