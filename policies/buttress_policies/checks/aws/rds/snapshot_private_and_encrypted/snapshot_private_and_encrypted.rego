# METADATA
# title: RDS snapshots are private and encrypted
# description: >-
#   No snapshot is shared with all accounts. The database of a snapshot, where it is in the stack, is encrypted. A copy of a
#   snapshot, or a replication of automated backups, names a kmsKeyId unless it comes from an encrypted database of the stack.
#   A snapshot of a database of another stack is not checked for encryption.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
# custom:
#   id: aws-rds-snapshot-private-and-encrypted
#   severity: critical
#   scope: stack
#   tier: 1
#   population:
#   - aws:rds/snapshot:Snapshot
#   - aws:rds/clusterSnapshot:ClusterSnapshot
#   - aws:rds/snapshotCopy:SnapshotCopy
#   - aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy
#   - aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication
#   reads:
#     "aws:rds/snapshot:Snapshot": [sharedAccounts, dbInstanceIdentifier]
#     "aws:rds/clusterSnapshot:ClusterSnapshot": [sharedAccounts, dbClusterIdentifier]
#     "aws:rds/snapshotCopy:SnapshotCopy": [sharedAccounts, kmsKeyId]
#     "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": [sharedAccounts, kmsKeyId]
#     "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [kmsKeyId]
#     "aws:rds/instance:Instance": [storageEncrypted, replicateSourceDb]
#     "aws:rds/cluster:Cluster": [storageEncrypted, engineMode, replicationSourceIdentifier]
#   presence:
#     "aws:rds/snapshot:Snapshot": [dbInstanceIdentifier]
#     "aws:rds/clusterSnapshot:ClusterSnapshot": [dbClusterIdentifier]
#     "aws:rds/cluster:Cluster": [replicationSourceIdentifier]
#     "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": [kmsKeyId]
#     "aws:rds/instance:Instance": [replicateSourceDb]
#     "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [kmsKeyId]
#     "aws:rds/snapshotCopy:SnapshotCopy": [kmsKeyId]
#   remediation: Share with named accounts only, take snapshots of encrypted databases and set kmsKeyId of copies.
#   aliases:
#   - checkov:CKV_AWS_146
#   - checkov:CKV_AWS_266
#   - checkov:CKV_AWS_302
#   - prowler:rds_snapshots_public_access
#   - prowler:rds_snapshots_encrypted
#   - powerpipe:rds_db_snapshot_encrypted_at_rest
#   - powerpipe:rds_db_snapshot_prohibit_public_access
#   - securityhub:rds.1
#   - securityhub:rds.4
#   - awsconfig:RDS_SNAPSHOTS_PUBLIC_PROHIBITED
#   - awsconfig:RDS_SNAPSHOT_ENCRYPTED
#   - kics:db_snapshot_public
#   - checkov:CKV_AWS_245
package checks.aws.rds.snapshot_private_and_encrypted

import data.lib.link
import data.lib.rds
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["sharedAccounts", place], "message": "the snapshot is shared with every AWS account"} if {
	some type in _types
	some urn, snapshot in input.by_type[type]
	some place, account in snapshot.props.sharedAccounts
	account == "all"
}

deny contains {
	"resource": urn,
	"at": database.urn,
	"path": ["storageEncrypted"],
	"message": "the snapshot is of a database that is not encrypted",
} if {
	some type in ["aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot"]
	some urn, snapshot in input.by_type[type]
	some database in _databases(snapshot)
	rds.unencrypted(database)
}

deny contains object.union(_place(copy), {"resource": urn, "message": "the copy of the snapshot has no KMS key"}) if {
	some type in [
		"aws:rds/snapshotCopy:SnapshotCopy",
		"aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
		"aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
	]
	some urn, copy in input.by_type[type]
	not value.present(copy, ["props", "kmsKeyId"])
	not _from_encrypted(copy)
}

# Whether the database is encrypted may be known only later; then that is the place.
_place(copy) := {"at": database.urn, "path": ["storageEncrypted"]} if {
	some database in _origins(copy)
	value.unknown(database, "storageEncrypted")
} else := {"path": ["kmsKeyId"]}

_from_encrypted(copy) if {
	some database in _origins(copy)
	not rds.unencrypted(database)
}

_databases(snapshot) := array.concat(
	_instances(snapshot),
	link.referred(snapshot.urn, "dbClusterIdentifier", "aws:rds/cluster:Cluster"),
)

_instances(snapshot) := entry if {
	entry := link.referred(snapshot.urn, "dbInstanceIdentifier", "aws:rds/instance:Instance")
	count(entry) > 0
} else := [instance | some instance in _named[value.at(snapshot, ["props", "dbInstanceIdentifier"])]]

# An instance's id is not its identifier, so a name that is written out joins nobody by itself.
_named[instance.props.identifier] contains instance if {
	some instance in input.by_type["aws:rds/instance:Instance"]
}

_origins(copy) := array.concat(
	link.referred(copy.urn, "sourceDbInstanceArn", "aws:rds/instance:Instance"),
	[database |
		some property, type in {
			"sourceDbSnapshotIdentifier": "aws:rds/snapshot:Snapshot",
			"sourceDbClusterSnapshotIdentifier": "aws:rds/clusterSnapshot:ClusterSnapshot",
		}
		some snapshot in link.referred(copy.urn, property, type)
		some database in _databases(snapshot)
	],
)

_types := {
	"aws:rds/snapshot:Snapshot",
	"aws:rds/snapshotCopy:SnapshotCopy",
	"aws:rds/clusterSnapshot:ClusterSnapshot",
	"aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
}
