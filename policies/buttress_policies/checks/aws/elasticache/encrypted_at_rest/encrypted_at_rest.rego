# METADATA
# title: Caches are encrypted at rest
# description: >-
#   atRestEncryptionEnabled is true. Absent passes only with the engine valkey, where it is true, or with
#   globalReplicationGroupId, from which the group takes it; with redis or no engine it is false. Serverless caches are always
#   encrypted. A customer managed key is not required.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: aws-elasticache-encrypted-at-rest
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:elasticache/replicationGroup:ReplicationGroup"]
#   reads:
#     "aws:elasticache/replicationGroup:ReplicationGroup": [atRestEncryptionEnabled, engine, globalReplicationGroupId]
#   presence:
#     "aws:elasticache/replicationGroup:ReplicationGroup": [globalReplicationGroupId]
#   remediation: Set atRestEncryptionEnabled to true, which replaces the group.
#   aliases:
#   - checkov:CKV_AWS_29
#   - checkov:CKV_AWS_191
#   - trivy:AVD-AWS-0045
#   - prowler:elasticache_redis_cluster_rest_encryption_enabled
#   - securityhub:elasticache.4
#   - cdknag:AwsSolutions-AEC3
#   - kics:elasticache_replication_group_not_encrypted_at_rest
package checks.aws.elasticache.encrypted_at_rest

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["atRestEncryptionEnabled"], "message": "the cache is not encrypted at rest"} if {
	some urn, cache in input.by_type["aws:elasticache/replicationGroup:ReplicationGroup"]
	not value.is_true(cache, ["props", "atRestEncryptionEnabled"])
	not _otherwise(cache)
}

_otherwise(cache) if {
	not value.is_false(cache, ["props", "atRestEncryptionEnabled"])
	value.text(value.at(cache, ["props", "engine"])) == "valkey"
}

_otherwise(cache) if {
	not value.is_false(cache, ["props", "atRestEncryptionEnabled"])
	some property in ["engine", "globalReplicationGroupId"]
	value.unknown(cache, property)
}

_otherwise(cache) if {
	not value.is_false(cache, ["props", "atRestEncryptionEnabled"])
	value.present(cache, ["props", "globalReplicationGroupId"])
}
