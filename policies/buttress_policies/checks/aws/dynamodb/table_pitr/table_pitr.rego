# METADATA
# title: DynamoDB tables can be restored to any point in time
# description: >-
#   pointInTimeRecovery is on for the table, for every replica that the table declares and for every TableReplica, which is
#   checked on its own; absent is off. Replicas that the provider only echoes into the table are checked where they were
#   declared.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
# custom:
#   id: aws-dynamodb-table-pitr
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"]
#   reads:
#     "aws:dynamodb/table:Table": [pointInTimeRecovery.enabled, "replicas[].pointInTimeRecovery"]
#     "aws:dynamodb/tableReplica:TableReplica": [pointInTimeRecovery]
#   remediation: Set pointInTimeRecovery.enabled of the table, and pointInTimeRecovery of each replica, to true.
#   aliases:
#   - checkov:CKV_AWS_28
#   - checkov:CKV_AWS_165
#   - trivy:AVD-AWS-0024
#   - prowler:dynamodb_tables_pitr_enabled
#   - powerpipe:dynamodb_table_point_in_time_recovery_enabled
#   - securityhub:dynamodb.2
#   - awsconfig:DYNAMODB_PITR_ENABLED
#   - cdknag:AwsSolutions-DDB3
#   - kics:dynamodb_table_point_in_time_recovery_disabled
#   - kics-pulumi:dynamodb_table_point_in_time_recovery_disabled
package checks.aws.dynamodb.table_pitr

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["pointInTimeRecovery", "enabled"], "message": "the table's point-in-time recovery is off"} if {
	some urn, table in input.by_type["aws:dynamodb/table:Table"]
	not value.is_true(table, ["props", "pointInTimeRecovery", "enabled"])
}

deny contains {"resource": urn, "path": ["replicas", place, "pointInTimeRecovery"], "message": message} if {
	some urn, table in input.by_type["aws:dynamodb/table:Table"]
	"replicas" in table.declared
	some place, _ in table.props.replicas
	not value.is_true(table, ["props", "replicas", place, "pointInTimeRecovery"])
	message := sprintf("the point-in-time recovery of replica %d is off", [place])
}

deny contains {"resource": urn, "path": ["pointInTimeRecovery"], "message": "the replica's point-in-time recovery is off"} if {
	some urn, replica in input.by_type["aws:dynamodb/tableReplica:TableReplica"]
	not value.is_true(replica, ["props", "pointInTimeRecovery"])
}
