# METADATA
# title: S3 bucket policies deny requests without TLS
# description: >-
#   A policy of the bucket, inline or in a BucketPolicy, denies everybody s3:* or * where aws:SecureTransport is false, or
#   where s3:TlsVersion is below 1.2 (or a later one). A further condition would narrow the Deny, so the statement must have
#   no other. The ARNs in Resource are not compared, since they are often unknown before the first update.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: aws-s3-bucket-policy-requires-tls
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketPolicy:BucketPolicy": bucket
#   reads:
#     "aws:s3/bucket:Bucket": [policy]
#     "aws:s3/bucketPolicy:BucketPolicy": [policy]
#   remediation: Add a BucketPolicy that denies s3:* where aws:SecureTransport is false, or use EncryptedBucket.
#   aliases:
#   - checkov:CKV_AWS_379
#   - prowler:s3_bucket_secure_transport_policy
#   - powerpipe:s3_bucket_enforces_ssl
#   - securityhub:s3.5
#   - awsconfig:S3_BUCKET_SSL_REQUESTS_ONLY
#   - cdknag:AwsSolutions-S10
#   - kics:s3_bucket_policy_accepts_http_requests
package checks.aws.s3.bucket_policy_requires_tls

import data.lib.iam
import data.lib.s3
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["policy"], "message": "the bucket has no policy that denies requests without TLS"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	count(s3.policies(bucket)) == 0
}

deny contains {"resource": urn, "at": entry.urn, "path": ["policy"], "message": "the bucket's policy does not deny requests without TLS"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _requires_tls(bucket)
	some entry in s3.policies(bucket)
}

_requires_tls(bucket) if {
	some entry in s3.policies(bucket)
	some statement in iam.denies(entry.policy)
	iam.anybody(statement)
	some action in statement.actions
	action in {"s3:*", "*"}
	conditions := iam.conditions(statement)
	count(conditions) == 1
	_without_tls(conditions[0])
}

_without_tls(condition) if {
	condition.key == "aws:securetransport"
	value.text(condition.operator) in {"bool", "boolifexists"}
	some given in condition.values
	value.text(given) == "false"
}

_without_tls(condition) if {
	condition.key == "s3:tlsversion"
	value.text(condition.operator) in {"numericlessthan", "numericlessthanifexists"}
	some given in condition.values
	value.number(given) >= 1.2
}
