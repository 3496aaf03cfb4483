# METADATA
# title: RDS databases keep automatic backups
# description: >-
#   backupRetentionPeriod is at least min_days. Absent means 0 on an instance and 1 on a cluster (DocumentDB's and Neptune's, too), and fails. A read replica does not
#   apply: its source is backed up.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
# custom:
#   id: aws-rds-backup-retention
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [backupRetentionPeriod, replicateSourceDb]
#     "aws:rds/cluster:Cluster": [backupRetentionPeriod]
#     "aws:docdb/cluster:Cluster": [backupRetentionPeriod]
#     "aws:neptune/cluster:Cluster": [backupRetentionPeriod]
#   parameters:
#     min_days: {default: 7}
#   not_applicable: a read replica, or a member of a cluster, is backed up with its source
#   remediation: Set backupRetentionPeriod to the required number of days, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_133
#   - trivy:AVD-AWS-0077
#   - prowler:rds_instance_backup_enabled
#   - powerpipe:rds_db_instance_backup_enabled
#   - securityhub:rds.11
#   - awsconfig:DB_INSTANCE_BACKUP_ENABLED
#   - cdknag:AwsSolutions-RDS13
#   - pulumi:aws-rds-instance-enable-backup-retention
#   - pulumi:aws-rds-instance-configure-backup-retention
#   - pulumi:aws-rds-cluster-enable-backup-retention
#   - pulumi:aws-rds-cluster-configure-backup-retention
#   - awsguard:rds-instance-backup-enabled
#   - kics:rds_with_backup_disabled
#   - kics:rds_cluster_with_backup_disabled
package checks.aws.rds.backup_retention

import data.lib.rds
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	rds.standalone(instance)
}

applies contains urn if {
	some type, _ in _defaults
	type != "aws:rds/instance:Instance"
	some urn, _ in input.by_type[type]
}

deny contains {"resource": urn, "path": ["backupRetentionPeriod"], "message": message} if {
	some type, default_days in _defaults
	some urn, database in input.by_type[type]
	not _kept(database)
	days := object.get(database.props, "backupRetentionPeriod", default_days)
	message := sprintf("the database keeps automatic backups for %v days, fewer than %d", [days, _parameters.min_days])
}

_kept(database) if value.number(database.props.backupRetentionPeriod) >= _parameters.min_days

_parameters := input.parameters["aws-rds-backup-retention"]

# The days that are kept where nothing is set.
_defaults := {
	"aws:rds/instance:Instance": 0,
	"aws:rds/cluster:Cluster": 1,
	"aws:docdb/cluster:Cluster": 1,
	"aws:neptune/cluster:Cluster": 1,
}
