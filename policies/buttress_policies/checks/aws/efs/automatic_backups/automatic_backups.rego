# METADATA
# title: EFS file systems are backed up
# description: >-
#   A BackupPolicy of the file system has status ENABLED, or a Selection of the stack takes it, by ARN, reference or pattern in
#   resources, or by one of selectionTags, or because it names neither; less notResources, and only as far as every condition holds.
#   Tags compare with regard to case.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html
# custom:
#   id: aws-efs-automatic-backups
#   severity: medium
#   scope: stack
#   tier: 1
#   subsumes: [aws-backup-covers-file-systems]
#   population: ["aws:efs/fileSystem:FileSystem"]
#   companions:
#     "aws:backup/selection:Selection": ""
#     "aws:efs/backupPolicy:BackupPolicy": fileSystemId
#   reads:
#     "aws:efs/fileSystem:FileSystem": [tags, tagsAll]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#     "aws:efs/backupPolicy:BackupPolicy": [backupPolicy.status]
#   remediation: Add an efs BackupPolicy with status ENABLED, or use BackupPlanVault.
#   aliases:
#   - prowler:efs_have_backup_enabled
#   - securityhub:efs.7
package checks.aws.efs.automatic_backups

import data.lib.backup
import data.lib.link
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the file system has no backup policy and is in no backup selection"} if {
	some urn, system in input.by_type["aws:efs/fileSystem:FileSystem"]
	not _by_policy(system)
	not backup.selected(system)
}

_by_policy(system) if {
	some policy in link.referrers(system.urn, "aws:efs/backupPolicy:BackupPolicy", "fileSystemId")
	policy.props.backupPolicy.status in {"ENABLED", "ENABLING"}
}
