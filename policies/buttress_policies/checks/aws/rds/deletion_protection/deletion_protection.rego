# METADATA
# title: RDS databases are protected against deletion
# description: >-
#   deletionProtection is true (absent is false), and skipFinalSnapshot of an instance or a cluster (DocumentDB's and Neptune's, too) is not true. Read replicas do not
#   apply: they must skip the final snapshot. A global cluster has no final snapshot.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: aws-rds-deletion-protection
#   severity: medium
#   subsumes:
#     - aws-stateful-resource-protect-option
#   scope: resource
#   tier: 1
#   population:
#   - aws:rds/instance:Instance
#   - aws:rds/cluster:Cluster
#   - aws:rds/globalCluster:GlobalCluster
#   - aws:docdb/cluster:Cluster
#   - aws:neptune/cluster:Cluster
#   reads:
#     "aws:rds/instance:Instance": [deletionProtection, skipFinalSnapshot, replicateSourceDb]
#     "aws:rds/cluster:Cluster": [deletionProtection, skipFinalSnapshot]
#     "aws:rds/globalCluster:GlobalCluster": [deletionProtection]
#     "aws:docdb/cluster:Cluster": [deletionProtection, skipFinalSnapshot]
#     "aws:neptune/cluster:Cluster": [deletionProtection, skipFinalSnapshot]
#   not_applicable: a read replica, or a member of a cluster, is protected with its source
#   remediation: Set deletionProtection to true and skipFinalSnapshot to false, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_139
#   - checkov:CKV_AWS_293
#   - trivy:AVD-AWS-0177
#   - trivy:AVD-AWS-0343
#   - prowler:rds_instance_deletion_protection
#   - prowler:rds_cluster_deletion_protection
#   - powerpipe:rds_db_instance_deletion_protection_enabled
#   - securityhub:rds.7
#   - securityhub:rds.8
#   - awsconfig:RDS_INSTANCE_DELETION_PROTECTION_ENABLED
#   - awsconfig:RDS_CLUSTER_DELETION_PROTECTION_ENABLED
#   - cdknag:AwsSolutions-RDS10
package checks.aws.rds.deletion_protection

import data.lib.rds
import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, database in input.by_type[type]
	rds.standalone(database)
}

deny contains {"resource": urn, "path": ["deletionProtection"], "message": "the database is not protected against deletion"} if {
	some type in _types
	some urn, database in input.by_type[type]
	not value.is_true(database, ["props", "deletionProtection"])
}

deny contains {"resource": urn, "path": ["skipFinalSnapshot"], "message": "the database skips its final snapshot on deletion"} if {
	some type in _types
	some urn, database in input.by_type[type]
	value.is_true(database, ["props", "skipFinalSnapshot"])
}

_types := {
	"aws:rds/instance:Instance",
	"aws:rds/cluster:Cluster",
	"aws:rds/globalCluster:GlobalCluster",
	"aws:docdb/cluster:Cluster",
	"aws:neptune/cluster:Cluster",
}
