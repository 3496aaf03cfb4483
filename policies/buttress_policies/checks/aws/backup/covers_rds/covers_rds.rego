# METADATA
# title: RDS databases are covered by a backup plan
# description: >-
#   A Selection of the stack takes every cluster and every instance, by ARN, reference or pattern in resources, or by one of
#   selectionTags; less notResources, and only as far as every condition holds. Tags compare with regard
#   to case. A tag of covered_tags says that a plan elsewhere covers the resource. Read replicas do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: aws-backup-covers-rds
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
#   companions:
#     "aws:backup/selection:Selection": ""
#   reads:
#     "aws:rds/instance:Instance": [replicateSourceDb, tags, tagsAll]
#     "aws:rds/cluster:Cluster": [tags, tagsAll]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#   parameters:
#     covered_tags:
#   not_applicable: a read replica, or a member of a cluster, is backed up with its source
#   remediation: Add the database's ARN or tag to a backup Selection, or use BackupPlanVault.
#   aliases:
#   - checkov:CKV2_AWS_8
#   - prowler:rds_instance_protected_by_backup_plan
#   - prowler:rds_cluster_protected_by_backup_plan
#   - powerpipe:rds_db_instance_in_backup_plan
#   - powerpipe:rds_db_instance_protected_by_backup_plan
#   - powerpipe:rds_db_cluster_aurora_protected_by_backup_plan
#   - awsconfig:RDS_IN_BACKUP_PLAN
#   - awsconfig:RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN
#   - awsconfig:AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN
package checks.aws.backup.covers_rds

import data.lib.backup
import data.lib.rds
import rego.v1

applies contains urn if {
	some type in _types
	some urn, database in input.by_type[type]
	rds.standalone(database)
}

deny contains {"resource": urn, "path": [], "message": "the database is in no backup selection"} if {
	some type in _types
	some urn, database in input.by_type[type]
	not backup.covered(database, _parameters.covered_tags)
}

_types := {"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"}

_parameters := input.parameters["aws-backup-covers-rds"]
