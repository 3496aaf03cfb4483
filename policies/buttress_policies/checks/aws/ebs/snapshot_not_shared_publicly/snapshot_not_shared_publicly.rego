# METADATA
# title: Disk snapshots are shared with trusted accounts only
# description: >-
#   A SnapshotBlockPublicAccess, where there is one, has state block-all-sharing or block-new-sharing. The accountId of each
#   SnapshotCreateVolumePermission is in the parameter, which is empty by default.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
# custom:
#   id: aws-ebs-snapshot-not-shared-publicly
#   severity: critical
#   scope: resource
#   tier: 1
#   population:
#   - aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess
#   - aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission
#   reads:
#     "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": [state]
#     "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": [accountId]
#   parameters:
#     trusted_accounts:
#   live: no snapshot of the account is public
#   remediation: Set state to block-all-sharing, and name accounts that may restore a snapshot in trusted_accounts.
#   aliases:
#   - prowler:ec2_ebs_public_snapshot
#   - prowler:ec2_ebs_snapshot_account_block_public_access
#   - powerpipe:ebs_snapshot_not_publicly_restorable
#   - securityhub:ec2.1
#   - awsconfig:EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK
package checks.aws.ebs.snapshot_not_shared_publicly

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["state"], "message": "the account lets snapshots be made public"} if {
	some urn, block in input.by_type["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"]
	not value.text(object.get(block.props, "state", null)) in {"block-all-sharing", "block-new-sharing"}
}

deny contains {"resource": urn, "path": ["accountId"], "message": message} if {
	some urn, permission in input.by_type["aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission"]
	account := object.get(permission.props, "accountId", "")
	not account in input.parameters["aws-ebs-snapshot-not-shared-publicly"].trusted_accounts
	message := sprintf("the snapshot is shared with account %v, which is not trusted", [account])
}
