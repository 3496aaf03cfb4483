# METADATA
# title: S3 buckets
# description: What a bucket and its companions set together, read in one way wherever it is set.
# scope: package
package lib.s3

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   The default encryption settings of a bucket as {urn, path, rule}: those of its companions, or its own where it has no companion,
#   since the provider echoes a companion into the bucket.
# scope: document
encryption(bucket) := _companion_encryption(bucket) if _encrypted_by_companion(bucket)

encryption(bucket) := [{"urn": bucket.urn, "path": path, "rule": rule} |
	path := ["serverSideEncryptionConfiguration", "rule"]
	rule := value.at(bucket.props, path)
	is_object(rule)
] if {
	not _encrypted_by_companion(bucket)
}

# METADATA
# description: The algorithm of an encryption setting, or an empty text.
# scope: document
algorithm(setting) := value.text(value.at(setting.rule, ["applyServerSideEncryptionByDefault", "sseAlgorithm"]))

# METADATA
# description: Whether a bucket takes the access logs of another bucket or of a load balancer, which are written with SSE-S3 only.
# scope: document
receives_logs(bucket) if {
	some type, property in _log_writers
	count(input.referrers[bucket.urn][type][property]) > 0
}

receives_logs(bucket) if bucket.props.bucket in _named_targets

# METADATA
# description: Whether a bucket takes the standard logs of a CloudFront distribution.
# scope: document
receives_distribution_logs(bucket) if {
	count(input.referrers[bucket.urn]["aws:cloudfront/distribution:Distribution"].loggingConfig) > 0
}

receives_distribution_logs(bucket) if bucket.props.bucket in _named_distribution_targets

# METADATA
# description: The flags of a block of public access (of a bucket or an account) that are not true.
# scope: document
open_flags(block) := {flag |
	some flag in ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
	not value.is_true(block, ["props", flag])
}

# METADATA
# description: >-
#   Whether the value that a bucket itself shows in a property counts: the program set it there, or no companion of `type` is the bucket's.
#   Of a companion the provider shows an echo in the bucket, which may be older than the companion.
# scope: document
own_value_counts(bucket, property, _) if property in bucket.declared

own_value_counts(bucket, _, type) if count(link.referrers(bucket.urn, type, "bucket")) == 0

# METADATA
# description: >-
#   The policies of a bucket as {urn, policy}, those of its BucketPolicy resources, or its own where there is none, since the provider
#   echoes theirs.
# scope: document
policies(bucket) := [{"urn": companion.urn, "policy": companion.props.policy} |
	some companion in link.referrers(bucket.urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")
	value.present(companion, ["props", "policy"])
] if {
	count(link.referrers(bucket.urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")) > 0
}

policies(bucket) := [{"urn": bucket.urn, "policy": bucket.props.policy} | value.present(bucket, ["props", "policy"])] if {
	count(link.referrers(bucket.urn, "aws:s3/bucketPolicy:BucketPolicy", "bucket")) == 0
}

_companion_encryption(bucket) := [{"urn": companion.urn, "path": ["rules", place], "rule": rule} |
	some companion in link.referrers(bucket.urn, _configuration, "bucket")
	some place, rule in companion.props.rules
	is_object(rule)
]

_encrypted_by_companion(bucket) if count(link.referrers(bucket.urn, _configuration, "bucket")) > 0

_configuration := "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

_log_writers := {
	"aws:s3/bucketLogging:BucketLogging": "targetBucket",
	"aws:s3/bucket:Bucket": "logging",
	"aws:lb/loadBalancer:LoadBalancer": "accessLogs",
	"aws:elb/loadBalancer:LoadBalancer": "accessLogs",
}

# A name written out joins nobody before the bucket exists.
_named_targets contains name if {
	some bucket in input.by_type["aws:s3/bucket:Bucket"]
	name := bucket.props.logging.targetBucket
	name != object.get(bucket.props, "bucket", null)
}

_named_distribution_targets contains name if {
	some distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	domain := distribution.props.loggingConfig.bucket
	is_string(domain)
	contains(domain, ".s3")
	name := split(domain, ".s3")[0]
}
