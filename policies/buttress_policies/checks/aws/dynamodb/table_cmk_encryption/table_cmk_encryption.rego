# METADATA
# title: DynamoDB tables are encrypted with a customer managed key
# description: >-
#   serverSideEncryption of the table is enabled with a kmsKeyArn, and a TableReplica sets its kmsKeyArn; neither is the
#   service's own key. What is enabled without a key is encrypted with the service's own, whose ARN a provider may read back
#   into a table: there the two cannot be distinguished.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
# custom:
#   id: aws-dynamodb-table-cmk-encryption
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"]
#   reads:
#     "aws:dynamodb/table:Table": [serverSideEncryption.enabled, serverSideEncryption.kmsKeyArn]
#     "aws:dynamodb/tableReplica:TableReplica": [kmsKeyArn]
#   presence:
#     "aws:dynamodb/table:Table": [serverSideEncryption.kmsKeyArn]
#     "aws:dynamodb/tableReplica:TableReplica": [kmsKeyArn]
#   remediation: Set serverSideEncryption.enabled and serverSideEncryption.kmsKeyArn of the table, and kmsKeyArn of each replica.
#   precondition: The key's policy must admit the roles that use the table, by way of DynamoDB, first.
#   aliases:
#   - checkov:CKV_AWS_119
#   - checkov:CKV_AWS_271
#   - trivy:AVD-AWS-0023
#   - trivy:AVD-AWS-0025
#   - prowler:dynamodb_tables_kms_cmk_encryption_enabled
#   - awsconfig:DYNAMODB_TABLE_ENCRYPTED_KMS
#   - awsconfig:DYNAMODB_TABLE_ENCRYPTION_ENABLED
#   - awsguard:dynamodb-table-encryption-enabled
#   - kics:dynamodb_table_not_encrypted
#   - kics-pulumi:dynamodb_table_not_encrypted
package checks.aws.dynamodb.table_cmk_encryption

import data.lib.key
import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["serverSideEncryption", "enabled"],
	"message": "the table is encrypted with a key that DynamoDB owns",
} if {
	some urn, table in input.by_type["aws:dynamodb/table:Table"]
	not value.is_true(table, ["props", "serverSideEncryption", "enabled"])
}

deny contains {"resource": urn, "path": ["serverSideEncryption", "kmsKeyArn"], "message": "the table is not encrypted with a customer managed key"} if {
	some urn, table in input.by_type["aws:dynamodb/table:Table"]
	value.is_true(table, ["props", "serverSideEncryption", "enabled"])
	not _keyed(table)
}

deny contains {"resource": urn, "path": ["kmsKeyArn"], "message": "the replica is not encrypted with a customer managed key"} if {
	some urn, replica in input.by_type["aws:dynamodb/tableReplica:TableReplica"]
	not key.chosen(replica, "kmsKeyArn")
}

_keyed(table) if {
	"serverSideEncryption" in table.declared
	key.named(table, ["serverSideEncryption", "kmsKeyArn"])
}
