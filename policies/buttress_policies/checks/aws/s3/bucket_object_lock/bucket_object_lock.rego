# METADATA
# title: S3 buckets with records lock their objects
# description: >-
#   Buckets whose tags match applies_tags, and buckets that a CloudTrail trail writes to, have object lock on and a default
#   retention in mode GOVERNANCE or COMPLIANCE, in the bucket or in a BucketObjectLockConfiguration. A companion that leaves
#   objectLockEnabled out enables it. Other buckets are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# custom:
#   id: aws-s3-bucket-object-lock
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucket
#     "aws:cloudtrail/trail:Trail": s3BucketName
#   reads:
#     "aws:s3/bucket:Bucket": [objectLockEnabled, objectLockConfiguration, tags, tagsAll]
#     "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": [objectLockEnabled, rule.defaultRetention.mode]
#     "aws:cloudtrail/trail:Trail": []
#   parameters:
#     applies_tags:
#   not_applicable: neither a tag of applies_tags nor a trail says that the bucket holds records
#   remediation: >-
#     Set objectLockEnabled on the bucket and add a BucketObjectLockConfiguration with a rule.defaultRetention, or use TransactionLog.
#   aliases:
#   - checkov:CKV_AWS_143
#   - prowler:s3_bucket_object_lock
#   - powerpipe:s3_bucket_object_lock_enabled
#   - awsconfig:S3_BUCKET_DEFAULT_LOCK_ENABLED
package checks.aws.s3.bucket_object_lock

import data.lib.link
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	tags.match(bucket, _parameters.applies_tags)
}

applies contains urn if {
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	count(link.referrers(urn, "aws:cloudtrail/trail:Trail", "s3BucketName")) > 0
}

deny contains {"resource": urn, "path": ["objectLockEnabled"], "message": "the bucket's object lock is not enabled"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _locked(bucket)
}

deny contains {"resource": urn, "path": [], "message": "the bucket has no default retention for new objects"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	_locked(bucket)
	not _retained(bucket)
}

_locked(bucket) if value.is_true(bucket, ["props", "objectLockEnabled"])

_locked(bucket) if bucket.props.objectLockConfiguration.objectLockEnabled == "Enabled"

# What is known only later may lock it; the outcome is unknown.
_locked(bucket) if value.unknown_at(bucket, ["objectLockConfiguration", "objectLockEnabled"])

_locked(bucket) if {
	some companion in _companions(bucket)
	object.get(companion.props, "objectLockEnabled", "Enabled") == "Enabled"
}

_retained(bucket) if bucket.props.objectLockConfiguration.rule.defaultRetention.mode in _modes

_retained(bucket) if {
	some companion in _companions(bucket)
	companion.props.rule.defaultRetention.mode in _modes
}

_companions(bucket) := link.referrers(bucket.urn, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "bucket")

_modes := {"GOVERNANCE", "COMPLIANCE"}

_parameters := input.parameters["aws-s3-bucket-object-lock"]
