# METADATA
# title: The bucket of a trail is private, versioned and logged
# description: >-
#   A Bucket that a Trail of the stack writes to has a BucketPublicAccessBlock with all four flags true, access logging,
#   versioning, and no Allow in its policy for everybody that no Condition on the caller narrows. The finding is about the
#   bucket, which needs the fix; a bucket of another stack or account is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
# custom:
#   id: aws-cloudtrail-bucket-protected
#   severity: high
#   subsumes:
#     - aws-s3-bucket-access-logging
#     - aws-s3-bucket-public-access-block
#     - aws-s3-bucket-versioning-enabled
#   scope: stack
#   tier: 1
#   population:
#   - aws:s3/bucket:Bucket
#   companions:
#     "aws:cloudtrail/trail:Trail": s3BucketName
#     "aws:s3/bucketPolicy:BucketPolicy": bucket
#     "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucket
#     "aws:s3/bucketLogging:BucketLogging": bucket
#     "aws:s3/bucketVersioning:BucketVersioning": bucket
#   reads:
#     "aws:cloudtrail/trail:Trail": []
#     "aws:s3/bucket:Bucket": [logging.targetBucket, versioning.enabled, policy]
#     "aws:s3/bucketPolicy:BucketPolicy": []
#     "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":
#     - blockPublicAcls
#     - blockPublicPolicy
#     - ignorePublicAcls
#     - restrictPublicBuckets
#     "aws:s3/bucketLogging:BucketLogging": []
#     "aws:s3/bucketVersioning:BucketVersioning": [versioningConfiguration.status]
#   presence:
#     "aws:s3/bucket:Bucket": [logging.targetBucket]
#   not_applicable: no trail of the stack writes to the bucket
#   remediation: Add a BucketPublicAccessBlock, a BucketLogging and a BucketVersioning to the bucket of the trail, or use AuditTrail.
#   aliases:
#   - trivy:AVD-AWS-0161
#   - trivy:AVD-AWS-0163
#   - prowler:cloudtrail_logs_s3_bucket_is_not_publicly_accessible
#   - prowler:cloudtrail_logs_s3_bucket_access_logging_enabled
#   - awsconfig:CLOUDTRAIL_S3_BUCKET_PUBLIC_ACCESS_PROHIBITED
#   - kics:cloudtrail_log_files_s3_bucket_is_publicly_accessible
#   - kics:cloudtrail_log_files_s3_bucket_with_logging_disabled
package checks.aws.cloudtrail.bucket_protected

import data.lib.caller
import data.lib.iam
import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the trail's bucket has no public access block with all four flags"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _blocked(bucket)
}

deny contains {"resource": urn, "path": ["logging", "targetBucket"], "message": "the trail's bucket has no access logging"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _logged(bucket)
}

deny contains {"resource": urn, "path": ["versioning", "enabled"], "message": "the trail's bucket has no versioning"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _versioned(bucket)
}

deny contains {"resource": urn, "at": entry.urn, "path": ["policy"], "message": "the policy of the trail's bucket allows everybody"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some entry in s3.policies(bucket)
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": urn, "at": entry.urn, "path": ["policy"], "message": message} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	some entry in s3.policies(bucket)
	iam.unreadable(entry.policy)
	message := "the policy of the trail's bucket is not a JSON document, so it cannot be checked"
}

# A policy that is not known yet says nothing of the block, the logging and the versions, so it is told on its own.
deny contains {"resource": urn, "at": companion.urn, "path": ["policy"], "message": message} if {
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	some companion in link.referrers(urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")
	value.unknown(companion, "policy")
	message := "the policy of the trail's bucket may allow everybody"
}

applies contains urn if {
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	count(link.referrers(urn, "aws:cloudtrail/trail:Trail", "s3BucketName")) > 0
}

_blocked(bucket) if {
	some block in link.referrers(bucket.urn, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket")
	count(s3.open_flags(block)) == 0
}

_logged(bucket) if value.present(bucket, ["props", "logging", "targetBucket"])

_logged(bucket) if {
	some companion in link.referrers(bucket.urn, "aws:s3/bucketLogging:BucketLogging", "bucket")
	value.at(companion, ["props", "targetBucket"]) != ""
}

_versioned(bucket) if value.is_true(bucket, ["props", "versioning", "enabled"])

_versioned(bucket) if {
	some companion in link.referrers(bucket.urn, "aws:s3/bucketVersioning:BucketVersioning", "bucket")
	value.text(value.at(companion, ["props", "versioningConfiguration", "status"])) == "enabled"
}
