# METADATA
# title: S3 buckets log access
# description: >-
#   The bucket names a target for its access logs, or a BucketLogging is the bucket's. Buckets that themselves take the logs of another
#   bucket, of a load balancer (classic ones too) or of a CloudFront distribution are left out.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# custom:
#   id: aws-s3-bucket-access-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketLogging:BucketLogging": [bucket, targetBucket]
#     "aws:lb/loadBalancer:LoadBalancer": accessLogs
#     "aws:elb/loadBalancer:LoadBalancer": accessLogs
#     "aws:cloudfront/distribution:Distribution": loggingConfig
#   reads:
#     "aws:s3/bucket:Bucket": [logging.targetBucket]
#     "aws:s3/bucketLogging:BucketLogging": []
#     "aws:lb/loadBalancer:LoadBalancer": []
#     "aws:elb/loadBalancer:LoadBalancer": []
#     "aws:cloudfront/distribution:Distribution": []
#   presence:
#     "aws:s3/bucket:Bucket": [logging.targetBucket]
#   not_applicable: the bucket itself takes access logs
#   remediation: Add a BucketLogging with a targetBucket, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV_AWS_18
#   - trivy:AVD-AWS-0089
#   - prowler:s3_bucket_server_access_logging_enabled
#   - powerpipe:s3_bucket_logging_enabled
#   - securityhub:s3.9
#   - awsconfig:S3_BUCKET_LOGGING_ENABLED
#   - cdknag:AwsSolutions-S1
#   - awsguard:s3-bucket-logging-enabled
#   - kics:s3_bucket_logging_disabled
package checks.aws.s3.bucket_access_logging

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not s3.receives_logs(bucket)
	not s3.receives_distribution_logs(bucket)
}

deny contains {"resource": urn, "path": ["logging", "targetBucket"], "message": "the bucket has no access logging"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _logs(bucket)
}

_logs(bucket) if value.present(bucket, ["props", "logging", "targetBucket"])

_logs(bucket) if count(link.referrers(bucket.urn, "aws:s3/bucketLogging:BucketLogging", "bucket")) > 0
