# METADATA
# title: S3 bucket policies grant nothing to the public
# description: >-
#   No Allow statement of a bucket's policy has everybody as its principal (Principal *, AWS *, or a NotPrincipal) unless a
#   Condition limits the caller to fixed values: an account, organization, principal, network or endpoint, an access point, or
#   an aws:SourceIp range narrower than /8 (IPv6 /32); or a Deny takes from all other callers what it gives. Private ranges count
#   as narrow. aws:Referer, aws:UserAgent and aws:VpcSourceIp do not count, nor do negated, IfExists and ForAllValues operators.
#   Service principals are not public. A bucket with a BucketPolicy is judged by that.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
# custom:
#   id: aws-s3-bucket-policy-not-public
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population: ["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucket:Bucket"]
#   reads:
#     "aws:s3/bucketPolicy:BucketPolicy": [policy]
#     "aws:s3/bucket:Bucket": [policy]
#   remediation: >-
#     Name the principals, or narrow the statement by aws:PrincipalOrgID or aws:SourceVpce; serve public content through
#     ProtectedDistribution.
#   aliases:
#   - checkov:CKV_AWS_70
#   - prowler:s3_bucket_policy_public_write_access
#   - prowler:s3_bucket_public_access
#   - powerpipe:s3_bucket_policy_restrict_public_access
#   - securityhub:s3.2
#   - securityhub:s3.3
#   - awsconfig:S3_BUCKET_POLICY_GRANTEE_CHECK
#   - cdknag:AwsSolutions-S5
#   - kics:s3_bucket_access_to_any_principal
#   - kics:s3_bucket_with_all_permissions
#   - kics:s3_bucket_allows_get_action_from_all_principals
#   - kics:s3_bucket_allows_put_action_from_all_principals
#   - kics:s3_bucket_allows_delete_action_from_all_principals
package checks.aws.s3.bucket_policy_not_public

import data.lib.bare
import data.lib.caller
import data.lib.iam
import data.lib.link
import rego.v1

skips contains {"resource": urn, "reason": reason} if {
	some urn, reason in bare.resource_policy
	count(link.referrers(urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")) == 0
}

# What is known of the one is known of the other: a bucket does not pass while its BucketPolicy fails or is not known.
skips contains {"resource": urn, "reason": "the bucket's policy is a BucketPolicy, which is judged by itself"} if {
	some urn, _ in input.by_type["aws:s3/bucket:Bucket"]
	count(link.referrers(urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")) > 0
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the bucket's policy grants access to everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the bucket's policy is not a JSON document, so it cannot be checked"} if {
	some entry in _policies
	iam.unreadable(entry.policy)
}

_policies contains {"urn": urn, "policy": companion.props.policy} if {
	some urn, companion in input.by_type["aws:s3/bucketPolicy:BucketPolicy"]
}

# The provider reads a BucketPolicy back into its bucket.
_policies contains {"urn": urn, "policy": bucket.props.policy} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	count(link.referrers(urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")) == 0
}
