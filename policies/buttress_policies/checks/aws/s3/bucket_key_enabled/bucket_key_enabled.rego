# METADATA
# title: S3 buckets with aws:kms use a bucket key
# description: >-
#   Where the default algorithm is aws:kms, in the bucket or in a companion, bucketKeyEnabled of the same rule is true. It does not
#   apply to AES256, to aws:kms:dsse (which has no bucket keys) or to a bucket without encryption settings.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
# custom:
#   id: aws-s3-bucket-key-enabled
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucket
#   reads:
#     "aws:s3/bucket:Bucket":
#     - serverSideEncryptionConfiguration.rule.bucketKeyEnabled
#     - serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
#     - rules[].bucketKeyEnabled
#     - rules[].applyServerSideEncryptionByDefault.sseAlgorithm
#   not_applicable: the bucket does not use aws:kms, which alone has bucket keys
#   remediation: Set bucketKeyEnabled of the encryption's rule to true, or use EncryptedBucket.
#   aliases:
#   - pulumi:aws-s3-bucket-enable-server-side-encryption-bucket-key
package checks.aws.s3.bucket_key_enabled

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some setting in s3.encryption(bucket)
	s3.algorithm(setting) == "aws:kms"
}

# What a companion sets may be known later only.
applies contains urn if {
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	some companion in link.referrers(urn, _configuration, "bucket")
	some path in companion.unknown
	array.slice(path, 0, 1) == ["rules"]
	array.slice(path, 2, 4) in [[], _algorithm, array.slice(_algorithm, 0, 1)]
}

deny contains {"resource": urn, "at": setting.urn, "path": path, "message": "the bucket's default encryption by AWS KMS has no bucket key"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some setting in s3.encryption(bucket)
	s3.algorithm(setting) == "aws:kms"
	not value.is_true(setting, ["rule", "bucketKeyEnabled"])
	path := array.concat(setting.path, ["bucketKeyEnabled"])
}

_configuration := "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

_algorithm := ["applyServerSideEncryptionByDefault", "sseAlgorithm"]
