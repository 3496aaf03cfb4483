# METADATA
# title: S3 buckets block all public access
# description: >-
#   A BucketPublicAccessBlock of the bucket has all four flags true (an absent flag is false), or the stack holds an
#   AccountPublicAccessBlock with all four true. S3 blocks public access of new buckets by itself; this check requires that
#   the program states it and keeps it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: aws-s3-bucket-public-access-block
#   severity: high
#   severity_absent: low
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucket
#     "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": ""
#   reads:
#     "aws:s3/bucket:Bucket": []
#     "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":
#     - blockPublicAcls
#     - blockPublicPolicy
#     - ignorePublicAcls
#     - restrictPublicBuckets
#     "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock":
#     - blockPublicAcls
#     - blockPublicPolicy
#     - ignorePublicAcls
#     - restrictPublicBuckets
#   remediation: Add a BucketPublicAccessBlock with all four flags true, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV_AWS_53
#   - checkov:CKV_AWS_54
#   - checkov:CKV_AWS_55
#   - checkov:CKV_AWS_56
#   - trivy:AVD-AWS-0086
#   - trivy:AVD-AWS-0087
#   - trivy:AVD-AWS-0091
#   - trivy:AVD-AWS-0093
#   - prowler:s3_bucket_level_public_access_block
#   - prowler:s3_bucket_public_access
#   - securityhub:s3.8
#   - cdknag:AwsSolutions-S2
#   - kics:s3_bucket_allows_public_acl
#   - kics:s3_bucket_with_public_policy
#   - kics:s3_bucket_without_ignore_public_acl
#   - kics:s3_bucket_without_restriction_of_public_bucket
#   - checkov:CKV2_AWS_6
#   - trivy:AVD-AWS-0094
#   - powerpipe:s3_bucket_restrict_public_read_access
#   - awsconfig:S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED
package checks.aws.s3.bucket_public_access_block

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the bucket has no public access block"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	count(_blocks(bucket)) == 0
	not _account_blocks
}

deny contains {"resource": urn, "at": block.urn, "path": [flag], "message": message} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _account_blocks
	some block in _blocks(bucket)
	some flag in s3.open_flags(block)
	message := sprintf("the bucket's public access block does not set %s to true", [flag])
}

_blocks(bucket) := link.referrers(bucket.urn, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket")

_account_blocks if {
	some block in input.by_type["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"]
	every flag in s3.open_flags(block) {
		value.unknown(block, flag)
	}
}
