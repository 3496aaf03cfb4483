# METADATA
# title: Restores of backups are tested at least every quarter
# description: >-
#   The account has a RestoreTestingPlan whose schedule runs at least once in any three months, with a RestoreTestingSelection that
#   sets validationWindowHours. Each type of database, table, disk, machine or file system that a backup Selection takes has such a
#   selection of its protectedResourceType. Whether restore jobs completed is live data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
# custom:
#   id: aws-backup-restore-testing-scheduled
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["aws:backup/restoreTestingPlan:RestoreTestingPlan", "aws:backup/restoreTestingSelection:RestoreTestingSelection"]
#   companions:
#     "aws:backup/restoreTestingSelection:RestoreTestingSelection": restoreTestingPlanName
#     "aws:backup/selection:Selection": ""
#   reads:
#     "aws:backup/restoreTestingPlan:RestoreTestingPlan": [scheduleExpression]
#     "aws:backup/restoreTestingSelection:RestoreTestingSelection": [validationWindowHours, protectedResourceType]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#     "aws:rds/instance:Instance": [tags, tagsAll]
#     "aws:rds/cluster:Cluster": [tags, tagsAll]
#     "aws:dynamodb/table:Table": [tags, tagsAll]
#     "aws:ebs/volume:Volume": [tags, tagsAll]
#     "aws:ec2/instance:Instance": [tags, tagsAll]
#     "aws:efs/fileSystem:FileSystem": [tags, tagsAll]
#     "aws:fsx/windowsFileSystem:WindowsFileSystem": [tags, tagsAll]
#     "aws:fsx/lustreFileSystem:LustreFileSystem": [tags, tagsAll]
#     "aws:fsx/ontapFileSystem:OntapFileSystem": [tags, tagsAll]
#     "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": [tags, tagsAll]
#   live: restore jobs of the plan completed
#   remediation: >-
#     Add a RestoreTestingPlan with a monthly scheduleExpression and a RestoreTestingSelection for each type, or use BackupPlanVault.
package checks.aws.backup.restore_testing_scheduled

import data.lib.backup
import data.lib.link
import data.lib.schedule
import data.lib.value
import rego.v1

deny contains {
	"resource": input.estate.id,
	"path": [],
	"message": "the account has no restore testing plan that runs at least quarterly with a selection",
} if count(_tested) == 0

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	count(_tested) > 0
	some kind in _protected
	not kind in _tested
	message := sprintf("resources of type %s are backed up, but restoring them is not tested", [kind])
}

_tested contains selection.props.protectedResourceType if {
	some urn, plan in input.by_type["aws:backup/restoreTestingPlan:RestoreTestingPlan"]
	schedule.quarterly(plan.props.scheduleExpression)
	some selection in link.referrers(urn, "aws:backup/restoreTestingSelection:RestoreTestingSelection", "restoreTestingPlanName")
	value.present(selection, ["props", "validationWindowHours"])
}

_protected contains kind if {
	some type, kind in _kinds
	some resource in input.by_type[type]
	backup.selected(resource)
}

# What AWS Backup calls the types.
_kinds := {
	"aws:rds/instance:Instance": "RDS",
	"aws:rds/cluster:Cluster": "Aurora",
	"aws:dynamodb/table:Table": "DynamoDB",
	"aws:ebs/volume:Volume": "EBS",
	"aws:ec2/instance:Instance": "EC2",
	"aws:efs/fileSystem:FileSystem": "EFS",
	"aws:fsx/windowsFileSystem:WindowsFileSystem": "FSx",
	"aws:fsx/lustreFileSystem:LustreFileSystem": "FSx",
	"aws:fsx/ontapFileSystem:OntapFileSystem": "FSx",
	"aws:fsx/openZfsFileSystem:OpenZfsFileSystem": "FSx",
}
