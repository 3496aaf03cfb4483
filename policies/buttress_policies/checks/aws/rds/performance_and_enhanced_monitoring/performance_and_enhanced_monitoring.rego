# METADATA
# title: RDS instances have Performance Insights and enhanced monitoring
# description: >-
#   performanceInsightsEnabled is true and monitoringInterval is from 1 to 60 seconds (absent is 0, off), on the instance or,
#   for a member of a cluster, on its Cluster; a cluster with a
#   dbClusterInstanceClass, whose members RDS makes, is checked itself. Performance Insights are not needed for an engine or a class without them (small
#   MySQL and MariaDB, burstable Aurora MySQL, Db2). The key of these data is not checked: AWS encrypts them anyway.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
# custom:
#   id: aws-rds-performance-and-enhanced-monitoring
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [performanceInsightsEnabled, monitoringInterval, engine, instanceClass]
#     "aws:rds/clusterInstance:ClusterInstance": [performanceInsightsEnabled, monitoringInterval, engine, instanceClass]
#     "aws:rds/cluster:Cluster": [performanceInsightsEnabled, monitoringInterval, dbClusterInstanceClass]
#   remediation: Set performanceInsightsEnabled and monitoringInterval with a monitoringRoleArn, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_353
#   - checkov:CKV_AWS_354
#   - trivy:AVD-AWS-0078
#   - trivy:AVD-AWS-0133
#   - pulumi:aws-rds-instance-enable-performance-insights
#   - pulumi:aws-rds-instance-disallow-unencrypted-performance-insights
#   - pulumi:aws-rds-clusterinstance-enable-performance-insights
#   - pulumi:aws-rds-clusterinstance-disallow-unencrypted-performance-insights
#   - checkov:CKV_AWS_118
#   - prowler:rds_instance_enhanced_monitoring_enabled
#   - securityhub:rds.6
#   - awsconfig:RDS_ENHANCED_MONITORING_ENABLED
package checks.aws.rds.performance_and_enhanced_monitoring

import data.lib.capability
import data.lib.link
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the cluster is monitored by its members"} if {
	some urn, cluster in input.by_type["aws:rds/cluster:Cluster"]
	not value.present(cluster, ["props", "dbClusterInstanceClass"])
}

deny contains object.union(_place(instance, "performanceInsightsEnabled"), {"resource": urn, "message": "the database's Performance Insights are off"}) if {
	some urn, instance in _watched
	not _insights(instance)
	not capability.without_insights(instance)
}

deny contains object.union(_place(instance, "monitoringInterval"), {"resource": urn, "message": "the database's enhanced monitoring is off"}) if {
	some urn, instance in _watched
	not _monitored(instance)
}

_insights(instance) if {
	some watched in _self_and_cluster(instance)
	value.is_true(watched, ["props", "performanceInsightsEnabled"])
}

_monitored(instance) if {
	some watched in _self_and_cluster(instance)
	interval := value.number(watched.props.monitoringInterval)
	interval >= 1
	interval <= 60
}

# What the cluster says may be known only later; then that is the place.
_place(instance, property) := {"at": cluster.urn, "path": [property]} if {
	some cluster in _clusters(instance)
	value.unknown(cluster, property)
} else := {"path": [property]}

_self_and_cluster(instance) := array.concat([instance], _clusters(instance))

_clusters(instance) := link.referred(instance.urn, "clusterIdentifier", "aws:rds/cluster:Cluster")

_watched[urn] := instance if {
	some type in ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"]
	some urn, instance in input.by_type[type]
}

# A cluster whose members RDS makes has no member in the program.
_watched[urn] := cluster if {
	some urn, cluster in input.by_type["aws:rds/cluster:Cluster"]
	value.present(cluster, ["props", "dbClusterInstanceClass"])
}
