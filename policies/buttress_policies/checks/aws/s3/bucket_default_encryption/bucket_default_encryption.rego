# METADATA
# title: S3 buckets state their default encryption
# description: >-
#   The bucket, or a BucketServerSideEncryptionConfiguration of the bucket, names a default algorithm: AES256, aws:kms or aws:kms:dsse.
#   S3 applies AES256 by itself where nothing is stated, so what is missing is the statement, not the encryption. An AES256 that the
#   provider merely reads back into a bucket of the program does not count; aws:kms does, for S3 never applies it by itself. In a
#   bucket that the program only reads, what is read back counts.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
# custom:
#   id: aws-s3-bucket-default-encryption
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucket
#   reads:
#     "aws:s3/bucket:Bucket": [serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm]
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
#     - rules[].applyServerSideEncryptionByDefault.sseAlgorithm
#   remediation: Add a BucketServerSideEncryptionConfiguration with an sseAlgorithm, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV_AWS_19
#   - trivy:AVD-AWS-0088
#   - prowler:s3_bucket_default_encryption
#   - powerpipe:s3_bucket_default_encryption_enabled
#   - awsconfig:S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED
#   - pulumi:aws-s3-bucket-enable-server-side-encryption
package checks.aws.s3.bucket_default_encryption

import data.lib.s3
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the bucket states no default encryption, so it relies on the S3 default"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _stated(bucket)
}

_stated(bucket) if {
	some setting in s3.encryption(bucket)
	s3.algorithm(setting) in {"aws:kms", "aws:kms:dsse"}
}

_stated(bucket) if {
	some setting in s3.encryption(bucket)
	s3.algorithm(setting) == "aes256"
	_chosen(setting, bucket)
}

_chosen(setting, bucket) if setting.urn != bucket.urn

_chosen(_, bucket) if "serverSideEncryptionConfiguration" in bucket.declared

# A bucket that the program only reads has no settings of the program's own.
_chosen(_, bucket) if count(bucket.declared) == 0
