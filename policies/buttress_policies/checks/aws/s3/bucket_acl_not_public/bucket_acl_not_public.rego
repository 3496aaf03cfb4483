# METADATA
# title: S3 access control lists grant nothing to the public
# description: >-
#   The acl of a bucket, a BucketAcl or an object is not public-read, public-read-write or authenticated-read, and no grant
#   goes to the group AllUsers or AuthenticatedUsers (any AWS account at all). Absent means private. Grants that the provider
#   reads back into a bucket count, except where a BucketAcl of the bucket is checked for them.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
# custom:
#   id: aws-s3-bucket-acl-not-public
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:s3/bucket:Bucket
#   - aws:s3/bucketAcl:BucketAcl
#   - aws:s3/bucketObject:BucketObject
#   - aws:s3/bucketObjectv2:BucketObjectv2
#   reads:
#     "aws:s3/bucket:Bucket": [acl, "grants[].uri"]
#     "aws:s3/bucketAcl:BucketAcl": [acl, "accessControlPolicy.grants[].grantee.uri"]
#     "aws:s3/bucketObject:BucketObject": [acl]
#     "aws:s3/bucketObjectv2:BucketObjectv2": [acl]
#   remediation: Set acl to private and drop the grants to those groups, or use EncryptedBucket, which turns access control lists off.
#   aliases:
#   - checkov:CKV_AWS_20
#   - checkov:CKV_AWS_57
#   - checkov:CKV_AWS_375
#   - checkov:CKV2_AWS_43
#   - trivy:AVD-AWS-0092
#   - prowler:s3_bucket_public_write_acl
#   - prowler:s3_bucket_public_list_acl
#   - prowler:s3_bucket_public_access
#   - powerpipe:s3_bucket_restrict_public_read_access
#   - powerpipe:s3_bucket_restrict_public_write_access
#   - securityhub:s3.2
#   - securityhub:s3.3
#   - awsconfig:S3_BUCKET_PUBLIC_READ_PROHIBITED
#   - awsconfig:S3_BUCKET_PUBLIC_WRITE_PROHIBITED
#   - pulumi:aws-s3-bucket-disallow-public-read
#   - kics:s3_bucket_acl_allows_read_or_write_to_all_users
#   - kics:s3_bucket_acl_allows_read_to_any_authenticated_user
package checks.aws.s3.bucket_acl_not_public

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["acl"], "message": message} if {
	some type in _types
	some urn, resource in input.by_type[type]
	acl := value.text(value.at(resource, ["props", "acl"]))
	acl in {"public-read", "public-read-write", "authenticated-read"}
	message := sprintf("the bucket's access control list is %s", [acl])
}

deny contains {"resource": urn, "path": ["grants", place, "uri"], "message": message} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _echoed(bucket)
	some place, grant in bucket.props.grants
	group := _public(grant)
	message := sprintf("the bucket's access control list grants access to the group %s", [group])
}

deny contains {"resource": urn, "path": ["accessControlPolicy", "grants", place, "grantee", "uri"], "message": message} if {
	some urn, list in input.by_type["aws:s3/bucketAcl:BucketAcl"]
	some place, grant in list.props.accessControlPolicy.grants
	group := _public(grant.grantee)
	message := sprintf("the bucket's access control list grants access to the group %s", [group])
}

_public(grantee) := group if {
	some group in ["AllUsers", "AuthenticatedUsers"]
	endswith(value.text(grantee.uri), sprintf("/global/%s", [lower(group)]))
}

_echoed(bucket) if {
	not "grants" in bucket.declared
	count(link.referrers(bucket.urn, "aws:s3/bucketAcl:BucketAcl", "bucket")) > 0
}

_types := {
	"aws:s3/bucket:Bucket",
	"aws:s3/bucketAcl:BucketAcl",
	"aws:s3/bucketObject:BucketObject",
	"aws:s3/bucketObjectv2:BucketObjectv2",
}
