# METADATA
# title: S3 buckets are encrypted with a customer managed key
# description: >-
#   The default encryption of the bucket, inline or in a companion, is aws:kms or aws:kms:dsse with a kmsMasterKeyId that is
#   not the service's own key. Buckets that take access logs of S3 or of a load balancer, classic ones too, are left out:
#   those services write with SSE-S3 only. Where a bucket has a companion, the companion is checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
# custom:
#   id: aws-s3-bucket-kms-encryption
#   severity: low
#   subsumes:
#     - aws-s3-bucket-default-encryption
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucket
#     "aws:s3/bucketLogging:BucketLogging": [targetBucket]
#     "aws:lb/loadBalancer:LoadBalancer": accessLogs
#     "aws:elb/loadBalancer:LoadBalancer": accessLogs
#   reads:
#     "aws:s3/bucket:Bucket":
#     - serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm
#     - serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
#     - rules[].applyServerSideEncryptionByDefault.sseAlgorithm
#     - rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId
#     "aws:s3/bucketLogging:BucketLogging": []
#     "aws:lb/loadBalancer:LoadBalancer": []
#     "aws:elb/loadBalancer:LoadBalancer": []
#   presence:
#     "aws:s3/bucket:Bucket": [serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId]
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
#     - rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId
#   not_applicable: the bucket takes logs of services that write with SSE-S3 only
#   remediation: Set sseAlgorithm to aws:kms and kmsMasterKeyId to a customer managed key, or use EncryptedBucket.
#   precondition: >-
#     Roles and services that write and read objects, of other accounts too, need kms:GenerateDataKey and kms:Decrypt on the
#     key first.
#   aliases:
#   - checkov:CKV_AWS_145
#   - trivy:AVD-AWS-0132
#   - prowler:s3_bucket_kms_encryption
#   - awsconfig:S3_DEFAULT_ENCRYPTION_KMS
#   - pulumi:aws-s3-bucket-configure-server-side-encryption-kms
#   - pulumi:aws-s3-bucket-configure-server-side-encryption-customer-managed-key
package checks.aws.s3.bucket_kms_encryption

import data.lib.key
import data.lib.s3
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not s3.receives_logs(bucket)
}

deny contains {"resource": urn, "path": [], "message": "the bucket has no default encryption with a customer managed key"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	count(s3.encryption(bucket)) == 0
}

deny contains {"resource": urn, "at": setting.urn, "path": path, "message": "the bucket's default encryption is not by AWS KMS"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some setting in s3.encryption(bucket)
	not _by_kms(setting)
	path := array.concat(setting.path, ["applyServerSideEncryptionByDefault", "sseAlgorithm"])
}

deny contains {
	"resource": urn,
	"at": setting.urn,
	"path": path,
	"message": "the bucket's default encryption key is the service's own, not a customer managed key",
} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some setting in s3.encryption(bucket)
	_by_kms(setting)
	not _own_key(setting)
	path := _key_path(setting)
}

_by_kms(setting) if s3.algorithm(setting) in {"aws:kms", "aws:kms:dsse"}

_own_key(setting) if {
	some type in _holders
	key.named(input.by_type[type][setting.urn], _key_path(setting))
}

_key_path(setting) := array.concat(setting.path, ["applyServerSideEncryptionByDefault", "kmsMasterKeyId"])

_holders := [
	"aws:s3/bucket:Bucket",
	"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
]
