# METADATA
# title: ElastiCache accepts encrypted and authenticated connections only
# description: >-
#   A replication group has transitEncryptionEnabled, a transitEncryptionMode that is absent or required (preferred still takes plain
#   text), and an authToken, authTokenWo or userGroupIds. A Memcached cluster has transitEncryptionEnabled; a stand-alone Redis or
#   Valkey cluster cannot encrypt and fails. Members of a replication group and secondaries of a global one (which name its id) take it
#   from there and do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: aws-elasticache-encrypted-in-transit
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"]
#   reads:
#     "aws:elasticache/replicationGroup:ReplicationGroup":
#     - transitEncryptionEnabled
#     - transitEncryptionMode
#     - authToken
#     - authTokenWo
#     - userGroupIds
#     - globalReplicationGroupId
#     "aws:elasticache/cluster:Cluster": [transitEncryptionEnabled, engine, replicationGroupId]
#   presence:
#     "aws:elasticache/replicationGroup:ReplicationGroup": [authToken, authTokenWo, userGroupIds]
#   not_applicable: a member or secondary takes the setting of its replication group
#   remediation: Use a ReplicationGroup with transitEncryptionEnabled true, transitEncryptionMode required and userGroupIds.
#   aliases:
#   - checkov:CKV_AWS_30
#   - checkov:CKV_AWS_31
#   - trivy:AVD-AWS-0051
#   - prowler:elasticache_redis_cluster_in_transit_encryption_enabled
#   - prowler:elasticache_redis_replication_group_auth_enabled
#   - securityhub:elasticache.5
#   - securityhub:elasticache.6
#   - cdknag:AwsSolutions-AEC3
#   - cdknag:AwsSolutions-AEC6
#   - kics:elasticache_replication_group_not_encrypted_at_transit
package checks.aws.elasticache.encrypted_in_transit

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, group in input.by_type["aws:elasticache/replicationGroup:ReplicationGroup"]
	not _secondary(group)
}

applies contains urn if {
	some urn, cluster in input.by_type["aws:elasticache/cluster:Cluster"]
	not value.present(cluster, ["props", "replicationGroupId"])
	not value.unknown(cluster, "replicationGroupId")
}

deny contains {"resource": urn, "path": ["transitEncryptionEnabled"], "message": "the cache does not encrypt connections"} if {
	some type in ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"]
	some urn, cache in input.by_type[type]
	not value.is_true(cache, ["props", "transitEncryptionEnabled"])
}

deny contains {"resource": urn, "path": ["transitEncryptionMode"], "message": "the cache still accepts plain text"} if {
	some urn, group in input.by_type["aws:elasticache/replicationGroup:ReplicationGroup"]
	value.present(group, ["props", "transitEncryptionMode"])
	value.text(group.props.transitEncryptionMode) != "required"
}

deny contains {"resource": urn, "path": [], "message": "the cache requires neither a token nor a user group of clients"} if {
	some urn, group in input.by_type["aws:elasticache/replicationGroup:ReplicationGroup"]
	every property in ["authToken", "authTokenWo", "userGroupIds"] {
		not value.present(group, ["props", property])
	}
}

deny contains {"resource": urn, "path": ["engine"], "message": "a stand-alone cluster of this engine cannot encrypt connections"} if {
	some urn, cluster in input.by_type["aws:elasticache/cluster:Cluster"]
	value.text(value.at(cluster, ["props", "engine"])) in {"redis", "valkey"}
}

# The first group of a global one carries its id too, but does not set it.
_secondary(group) if {
	"globalReplicationGroupId" in group.declared
	value.present(group, ["props", "globalReplicationGroupId"])
}

_secondary(group) if value.unknown(group, "globalReplicationGroupId")
