# METADATA
# title: Redshift clusters keep snapshots and accept new versions
# description: >-
#   automatedSnapshotRetentionPeriod is at least min_days (absent is 1), allowVersionUpgrade is not false and skipFinalSnapshot is not
#   true.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html
# custom:
#   id: aws-redshift-snapshots-and-maintenance
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:redshift/cluster:Cluster"]
#   reads:
#     "aws:redshift/cluster:Cluster": [automatedSnapshotRetentionPeriod, allowVersionUpgrade, skipFinalSnapshot]
#   parameters:
#     min_days: {default: 7}
#   remediation: Set automatedSnapshotRetentionPeriod, and leave allowVersionUpgrade and skipFinalSnapshot at their defaults.
#   aliases:
#   - checkov:CKV_AWS_141
#   - checkov:CKV_AWS_343
#   - prowler:redshift_cluster_automated_snapshot
#   - prowler:redshift_cluster_automatic_upgrades
#   - powerpipe:redshift_cluster_automatic_snapshots_min_7_days
#   - securityhub:redshift.3
#   - securityhub:redshift.6
#   - awsconfig:REDSHIFT_BACKUP_ENABLED
#   - awsconfig:REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK
#   - cdknag:AwsSolutions-RS9
#   - cdknag:AwsSolutions-RS10
#   - awsguard:redshift-cluster-maintenance-settings
package checks.aws.redshift.snapshots_and_maintenance

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["automatedSnapshotRetentionPeriod"], "message": message} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	not _kept(cluster)
	days := object.get(cluster.props, "automatedSnapshotRetentionPeriod", 1)
	message := sprintf("the cluster keeps snapshots for %v days, fewer than %d", [days, _parameters.min_days])
}

deny contains {"resource": urn, "path": ["allowVersionUpgrade"], "message": "the cluster does not accept new versions"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	value.is_false(cluster, ["props", "allowVersionUpgrade"])
}

deny contains {"resource": urn, "path": ["skipFinalSnapshot"], "message": "the cluster skips its final snapshot on deletion"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	value.is_true(cluster, ["props", "skipFinalSnapshot"])
}

_kept(cluster) if value.number(cluster.props.automatedSnapshotRetentionPeriod) >= _parameters.min_days

_parameters := input.parameters["aws-redshift-snapshots-and-maintenance"]
