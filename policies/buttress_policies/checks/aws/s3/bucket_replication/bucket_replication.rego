# METADATA
# title: S3 buckets with important data are replicated
# description: >-
#   Buckets whose tags match applies_tags have an enabled replication rule, in the bucket or in a BucketReplicationConfig. Where
#   buckets of the stack are among the destinations and other_region is true, one of them lies in another region; a region that is not
#   known is not compared. Buckets that are a destination or take logs do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
# custom:
#   id: aws-s3-bucket-replication
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [bucket, rules]
#     "aws:s3/bucketLogging:BucketLogging": targetBucket
#     "aws:lb/loadBalancer:LoadBalancer": accessLogs
#     "aws:elb/loadBalancer:LoadBalancer": accessLogs
#     "aws:cloudfront/distribution:Distribution": loggingConfig
#   reads:
#     "aws:s3/bucket:Bucket": ["replicationConfiguration.rules[].status", tags, tagsAll]
#     "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["rules[].status"]
#     "aws:s3/bucketLogging:BucketLogging": []
#     "aws:lb/loadBalancer:LoadBalancer": []
#     "aws:elb/loadBalancer:LoadBalancer": []
#     "aws:cloudfront/distribution:Distribution": []
#   parameters:
#     applies_tags: {default: {criticality: [high, critical]}}
#     other_region: {type: boolean, default: true, description: "Whether a copy must lie in another region"}
#   not_applicable: no tag of applies_tags says that the bucket is to be replicated, or it is a copy or takes logs itself
#   remediation: Add a BucketReplicationConfig with an enabled rule to a bucket in another region.
#   aliases:
#   - checkov:CKV_AWS_144
#   - prowler:s3_bucket_cross_region_replication
#   - powerpipe:s3_bucket_cross_region_replication_enabled
#   - awsconfig:S3_BUCKET_REPLICATION_ENABLED
#   - awsconfig:S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED
#   - pulumi:aws-s3-bucket-enable-replication-configuration
#   - pulumi:aws-s3-bucket-configure-replication-configuration
package checks.aws.s3.bucket_replication

import data.lib.link
import data.lib.s3
import data.lib.tags
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	tags.match(bucket, _parameters.applies_tags)
	not _destination(bucket)
	not s3.receives_logs(bucket)
	not s3.receives_distribution_logs(bucket)
}

deny contains {"resource": urn, "path": [], "message": "the bucket has no enabled replication rule"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _replicated(bucket)
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	_parameters.other_region
	_replicated(bucket)
	targets := _targets(bucket)
	count(targets) > 0
	every target in targets {
		_same_region(target, bucket)
	}
	message := sprintf("every replication destination is in the bucket's own region %s", [bucket.region])
}

_same_region(target, bucket) if {
	target.region != ""
	target.region == bucket.region
}

_replicated(bucket) if {
	some rule in bucket.props.replicationConfiguration.rules
	rule.status == "Enabled"
}

_replicated(bucket) if {
	some companion in _companions(bucket)
	some rule in companion.props.rules
	rule.status == "Enabled"
}

_targets(bucket) := array.concat(
	link.referred(bucket.urn, "replicationConfiguration", "aws:s3/bucket:Bucket"),
	[target |
		some companion in _companions(bucket)
		some target in link.referred(companion.urn, "rules", "aws:s3/bucket:Bucket")
	],
)

_companions(bucket) := link.referrers(bucket.urn, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "bucket")

_destination(bucket) if count(link.referrers(bucket.urn, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "rules")) > 0

_destination(bucket) if count(link.referrers(bucket.urn, "aws:s3/bucket:Bucket", "replicationConfiguration")) > 0

_parameters := input.parameters["aws-s3-bucket-replication"]
