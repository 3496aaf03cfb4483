# METADATA
# title: File systems are covered by a backup plan
# description: >-
#   A Selection of the stack takes every EFS and FSx file system, by ARN, reference or pattern in resources, or by one of
#   selectionTags; less notResources, and only as far as every condition holds. Tags compare with
#   regard to case. A tag of covered_tags says that a plan elsewhere covers the resource. For FSx,
#   automaticBackupRetentionDays above 0 counts too; absent it is 7 on Windows and does not count elsewhere. Backup policies
#   of EFS are covered by another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: aws-backup-covers-file-systems
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:efs/fileSystem:FileSystem
#   - aws:fsx/windowsFileSystem:WindowsFileSystem
#   - aws:fsx/lustreFileSystem:LustreFileSystem
#   - aws:fsx/ontapFileSystem:OntapFileSystem
#   - aws:fsx/openZfsFileSystem:OpenZfsFileSystem
#   companions:
#     "aws:backup/selection:Selection": ""
#   reads:
#     "aws:efs/fileSystem:FileSystem": [tags, tagsAll]
#     "aws:fsx/windowsFileSystem:WindowsFileSystem": [automaticBackupRetentionDays, tags, tagsAll]
#     "aws:fsx/lustreFileSystem:LustreFileSystem": [automaticBackupRetentionDays, tags, tagsAll]
#     "aws:fsx/ontapFileSystem:OntapFileSystem": [automaticBackupRetentionDays, tags, tagsAll]
#     "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": [automaticBackupRetentionDays, tags, tagsAll]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#   parameters:
#     covered_tags:
#   remediation: Add the file system's ARN or tag to a backup Selection, or use BackupPlanVault.
#   aliases:
#   - checkov:CKV2_AWS_18
#   - powerpipe:efs_file_system_in_backup_plan
#   - powerpipe:efs_file_system_protected_by_backup_plan
#   - powerpipe:fsx_file_system_protected_by_backup_plan
#   - securityhub:efs.2
#   - awsconfig:EFS_IN_BACKUP_PLAN
#   - awsconfig:EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN
#   - awsconfig:FSX_RESOURCES_PROTECTED_BY_BACKUP_PLAN
package checks.aws.backup.covers_file_systems

import data.lib.backup
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the file system is in no backup selection"} if {
	some type, default_days in _types
	some urn, system in input.by_type[type]
	not backup.covered(system, _parameters.covered_tags)
	not _by_itself(system, default_days)
}

_by_itself(system, default_days) if value.number(object.get(system.props, "automaticBackupRetentionDays", default_days)) > 0

# The days for which FSx keeps backups of its own where nothing is said.
_types := {
	"aws:efs/fileSystem:FileSystem": 0,
	"aws:fsx/windowsFileSystem:WindowsFileSystem": 7,
	"aws:fsx/lustreFileSystem:LustreFileSystem": 0,
	"aws:fsx/ontapFileSystem:OntapFileSystem": 0,
	"aws:fsx/openZfsFileSystem:OpenZfsFileSystem": 0,
}

_parameters := input.parameters["aws-backup-covers-file-systems"]
