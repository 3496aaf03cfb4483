# METADATA
# title: ElastiCache keeps snapshots
# description: >-
#   snapshotRetentionLimit is at least min_days; absent or 0 is no backup. Memcached has no snapshots, and a member of a replication
#   group is backed up with it: neither applies. A cache that holds nothing of its own is tagged as exempt_tags says.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: aws-elasticache-backup-retention
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:elasticache/replicationGroup:ReplicationGroup
#   - aws:elasticache/cluster:Cluster
#   - aws:elasticache/serverlessCache:ServerlessCache
#   reads:
#     "aws:elasticache/replicationGroup:ReplicationGroup": [snapshotRetentionLimit, tags, tagsAll]
#     "aws:elasticache/cluster:Cluster": [snapshotRetentionLimit, engine, replicationGroupId, tags, tagsAll]
#     "aws:elasticache/serverlessCache:ServerlessCache": [snapshotRetentionLimit, engine, tags, tagsAll]
#   parameters:
#     min_days: {default: 7}
#     exempt_tags: {default: {backup: [none]}}
#   not_applicable: Memcached has no snapshots, a member is backed up with its replication group, and a tag of exempt_tags excuses a cache
#   remediation: Set snapshotRetentionLimit to the required number of days, or tag a pure cache with backup = none.
#   aliases:
#   - checkov:CKV_AWS_134
#   - trivy:AVD-AWS-0050
#   - prowler:elasticache_redis_cluster_backup_enabled
#   - powerpipe:elasticache_redis_cluster_automatic_backup_retention_15_days
#   - securityhub:elasticache.1
#   - awsconfig:ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK
#   - kics:elasticache_redis_cluster_without_backup
#   - kics-pulumi:elasticache_redis_cluster_without_backup
package checks.aws.elasticache.backup_retention

import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, cache in input.by_type[type]
	value.text(value.at(cache, ["props", "engine"])) != "memcached"
	not _member(cache)
	not tags.match(cache, _parameters.exempt_tags)
	exempt := object.keys(_parameters.exempt_tags)
	not tags.tag_unknown(cache, exempt)
}

deny contains {"resource": urn, "path": ["snapshotRetentionLimit"], "message": message} if {
	some type in _types
	some urn, cache in input.by_type[type]
	not value.unknown(cache, "engine")
	not _kept(cache)
	days := object.get(cache.props, "snapshotRetentionLimit", 0)
	message := sprintf("the cache keeps snapshots for %v days, fewer than %d", [days, _parameters.min_days])
}

_kept(cache) if value.number(cache.props.snapshotRetentionLimit) >= _parameters.min_days

_member(cache) if value.present(cache, ["props", "replicationGroupId"])

_member(cache) if value.unknown(cache, "replicationGroupId")

_types := {
	"aws:elasticache/replicationGroup:ReplicationGroup",
	"aws:elasticache/cluster:Cluster",
	"aws:elasticache/serverlessCache:ServerlessCache",
}

_parameters := input.parameters["aws-elasticache-backup-retention"]
