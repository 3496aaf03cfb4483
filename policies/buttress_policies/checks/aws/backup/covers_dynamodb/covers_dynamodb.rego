# METADATA
# title: DynamoDB tables are covered by a backup plan
# description: >-
#   A Selection of the stack takes every table, by ARN, reference or pattern in resources, or by one of selectionTags; less
#   notResources, and only as far as every condition holds. Tags compare with regard to case. A tag of covered_tags says that a
#   plan elsewhere covers the resource.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
# custom:
#   id: aws-backup-covers-dynamodb
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:dynamodb/table:Table"]
#   companions:
#     "aws:backup/selection:Selection": ""
#   reads:
#     "aws:dynamodb/table:Table": [tags, tagsAll]
#     "aws:backup/selection:Selection": [resources, "selectionTags[].key", "selectionTags[].value", conditions, notResources]
#   parameters:
#     covered_tags:
#   remediation: Add the table's ARN or tag to a backup Selection, or use BackupPlanVault.
#   aliases:
#   - prowler:dynamodb_table_protected_by_backup_plan
#   - powerpipe:dynamodb_table_in_backup_plan
#   - powerpipe:dynamodb_table_protected_by_backup_plan
#   - awsconfig:DYNAMODB_IN_BACKUP_PLAN
#   - awsconfig:DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN
package checks.aws.backup.covers_dynamodb

import data.lib.backup
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the table is in no backup selection"} if {
	some urn, table in input.by_type["aws:dynamodb/table:Table"]
	not backup.covered(table, _parameters.covered_tags)
}

_parameters := input.parameters["aws-backup-covers-dynamodb"]
