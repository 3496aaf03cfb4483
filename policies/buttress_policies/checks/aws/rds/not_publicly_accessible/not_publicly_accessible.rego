# METADATA
# title: RDS databases have no public address
# description: publiclyAccessible is false or absent, which means false, on instances, members of clusters (Neptune's, too), clusters and shard groups.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: aws-rds-not-publicly-accessible
#   severity: critical
#   scope: resource
#   tier: 1
#   population:
#   - aws:rds/instance:Instance
#   - aws:rds/clusterInstance:ClusterInstance
#   - aws:rds/cluster:Cluster
#   - aws:rds/shardGroup:ShardGroup
#   - aws:neptune/clusterInstance:ClusterInstance
#   reads:
#     "aws:rds/instance:Instance": [publiclyAccessible]
#     "aws:rds/clusterInstance:ClusterInstance": [publiclyAccessible]
#     "aws:rds/cluster:Cluster": [publiclyAccessible]
#     "aws:rds/shardGroup:ShardGroup": [publiclyAccessible]
#     "aws:neptune/clusterInstance:ClusterInstance": [publiclyAccessible]
#   remediation: Set publiclyAccessible to false, or use HardenedDatabase.
#   precondition: Clients from outside must reach the database's network first, by VPN, peering or a session.
#   aliases:
#   - checkov:CKV_AWS_17
#   - trivy:AVD-AWS-0180
#   - prowler:rds_instance_no_public_access
#   - powerpipe:rds_db_instance_prohibit_public_access
#   - securityhub:rds.2
#   - awsconfig:RDS_INSTANCE_PUBLIC_ACCESS_CHECK
#   - pulumi:aws-rds-instance-disallow-public-access
#   - pulumi:aws-rds-clusterinstance-disallow-public-access
#   - awsguard:rds-instance-public-access
#   - kics:rds_db_instance_publicly_accessible
#   - kics-pulumi:rds_db_instance_publicly_accessible
package checks.aws.rds.not_publicly_accessible

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["publiclyAccessible"], "message": "the database has a public address"} if {
	some type in _types
	some urn, database in input.by_type[type]
	value.is_true(database, ["props", "publiclyAccessible"])
}

_types := {
	"aws:rds/instance:Instance",
	"aws:rds/clusterInstance:ClusterInstance",
	"aws:rds/cluster:Cluster",
	"aws:rds/shardGroup:ShardGroup",
	"aws:neptune/clusterInstance:ClusterInstance",
}
