# METADATA
# title: RDS clusters have members in two zones
# description: >-
#   Two or more ClusterInstance resources belong to the cluster and do not all name the same availabilityZone; where none is named AWS
#   spreads them. A Multi-AZ cluster (dbClusterInstanceClass) and engineMode serverless pass by themselves. A cluster whose members are
#   not in the stack does not apply; availabilityZones of the cluster place its storage, not a standby, and are not read.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
# custom:
#   id: aws-rds-cluster-multi-az
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:rds/cluster:Cluster"]
#   companions:
#     "aws:rds/clusterInstance:ClusterInstance": clusterIdentifier
#   reads:
#     "aws:rds/cluster:Cluster": [engineMode, dbClusterInstanceClass]
#     "aws:rds/clusterInstance:ClusterInstance": [availabilityZone]
#   not_applicable: the members of the cluster are not in the stack
#   remediation: Add a second ClusterInstance to the cluster and leave availabilityZone out or different, or use HardenedDatabase.
#   aliases:
#   - prowler:rds_cluster_multi_az
#   - securityhub:rds.15
#   - awsconfig:RDS_CLUSTER_MULTI_AZ_ENABLED
#   - pulumi:aws-rds-cluster-disallow-single-availability-zone
package checks.aws.rds.cluster_multi_az

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, cluster in input.by_type["aws:rds/cluster:Cluster"]
	count(_members(cluster)) > 0
}

applies contains urn if {
	some urn, cluster in input.by_type["aws:rds/cluster:Cluster"]
	_by_itself(cluster)
}

# A member whose cluster is known later may be this one's.
applies contains urn if {
	some urn, _ in input.by_type["aws:rds/cluster:Cluster"]
	count(input.unresolved["aws:rds/clusterInstance:ClusterInstance"]) > 0
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, cluster in input.by_type["aws:rds/cluster:Cluster"]
	not _by_itself(cluster)
	message := _alone(_members(cluster))
}

_alone(members) := "the cluster has one member only" if count(members) == 1

_alone(members) := sprintf("all members of the cluster are in %s", [zone]) if {
	count(members) > 1
	zones := [value.text(value.at(member, ["props", "availabilityZone"])) | some member in members]
	some zone in {one | some one in zones}
	zone != ""
	count({one | some one in zones}) == 1
}

_by_itself(cluster) if value.present(cluster, ["props", "dbClusterInstanceClass"])

_by_itself(cluster) if value.text(value.at(cluster, ["props", "engineMode"])) == "serverless"

_members(cluster) := link.referrers(cluster.urn, "aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier")
