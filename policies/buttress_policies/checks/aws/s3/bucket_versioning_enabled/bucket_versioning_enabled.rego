# METADATA
# title: S3 buckets keep every version of an object
# description: >-
#   Versioning is on, in the bucket itself or in a BucketVersioning of the bucket, so that an overwritten or deleted object
#   can be brought back. Where the bucket has a BucketVersioning and sets nothing itself, the BucketVersioning is checked,
#   whatever the provider shows in the bucket.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: aws-s3-bucket-versioning-enabled
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketVersioning:BucketVersioning": bucket
#   reads:
#     "aws:s3/bucket:Bucket": ["versioning.enabled"]
#     "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration.status"]
#   remediation: Add a BucketVersioning with status Enabled, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV_AWS_21
#   - trivy:AVD-AWS-0090
#   - prowler:s3_bucket_object_versioning
#   - powerpipe:s3_bucket_versioning_enabled
#   - awsconfig:S3_BUCKET_VERSIONING_ENABLED
#   - kics:s3_bucket_without_versioning
package checks.aws.s3.bucket_versioning_enabled

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["versioning", "enabled"], "message": "the bucket's versioning is not enabled"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _versioned(bucket)
}

_versioned(bucket) if {
	s3.own_value_counts(bucket, "versioning", _companion)
	value.is_true(bucket, ["props", "versioning", "enabled"])
}

_versioned(bucket) if {
	some companion in link.referrers(bucket.urn, _companion, "bucket")
	companion.props.versioningConfiguration.status == "Enabled"
}

_companion := "aws:s3/bucketVersioning:BucketVersioning"
