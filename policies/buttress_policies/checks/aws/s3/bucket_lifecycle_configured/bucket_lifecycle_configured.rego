# METADATA
# title: S3 buckets have a lifecycle rule
# description: >-
#   A lifecycle rule of the bucket is enabled, or a BucketLifecycleConfiguration of the bucket has a rule of status Enabled.
#   With abort_days above 0 some enabled rule must also abort incomplete uploads after at most that many days; by default this
#   is not required.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
# custom:
#   id: aws-s3-bucket-lifecycle-configured
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucket
#   reads:
#     "aws:s3/bucket:Bucket": ["lifecycleRules[].enabled", "lifecycleRules[].abortIncompleteMultipartUploadDays"]
#     "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":
#     - rules[].status
#     - rules[].abortIncompleteMultipartUpload.daysAfterInitiation
#   parameters:
#     abort_days: {type: integer, default: 0, description: "Most days after which incomplete uploads are aborted; 0 for any", minimum: 0, maximum: 365}
#   remediation: Add a BucketLifecycleConfiguration with an enabled rule, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV2_AWS_61
#   - prowler:s3_bucket_lifecycle_enabled
#   - powerpipe:s3_bucket_lifecycle_policy_enabled
#   - powerpipe:s3_bucket_versioning_and_lifecycle_policy_enabled
#   - securityhub:s3.10
#   - securityhub:s3.13
#   - awsconfig:S3_LIFECYCLE_POLICY_CHECK
#   - awsconfig:S3_VERSION_LIFECYCLE_POLICY_CHECK
#   - checkov:CKV_AWS_300
package checks.aws.s3.bucket_lifecycle_configured

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the bucket has no enabled lifecycle rule"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	count(_enabled(bucket)) == 0
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	_parameters.abort_days > 0
	count(_enabled(bucket)) > 0
	not _aborts(bucket)
	message := sprintf("the bucket has no enabled lifecycle rule that aborts incomplete uploads within %d days", [_parameters.abort_days])
}

_enabled(bucket) := array.concat(
	[{"days": value.at(rule, ["abortIncompleteMultipartUploadDays"])} |
		s3.own_value_counts(bucket, "lifecycleRules", _companion)
		some rule in bucket.props.lifecycleRules
		value.is_true(rule, ["enabled"])
	],
	[{"days": value.at(rule, ["abortIncompleteMultipartUpload", "daysAfterInitiation"])} |
		some companion in link.referrers(bucket.urn, _companion, "bucket")
		some rule in companion.props.rules
		rule.status == "Enabled"
	],
)

_aborts(bucket) if {
	some rule in _enabled(bucket)
	days := value.number(rule.days)
	days > 0
	days <= _parameters.abort_days
}

_companion := "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"

_parameters := input.parameters["aws-s3-bucket-lifecycle-configured"]
