# METADATA
# title: Athena databases encrypt their results with a KMS key
# description: >-
#   encryptionConfiguration.encryptionOption is SSE_KMS or CSE_KMS and encryptionConfiguration.kmsKey is set. SSE_S3 does not count.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html
# custom:
#   id: aws-athena-database-encrypted
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:athena/database:Database
#   reads:
#     "aws:athena/database:Database": [encryptionConfiguration.encryptionOption, encryptionConfiguration.kmsKey]
#   presence:
#     "aws:athena/database:Database": [encryptionConfiguration.kmsKey]
#   remediation: Set encryptionConfiguration with encryptionOption SSE_KMS and a kmsKey; this replaces the database.
#   precondition: The key's policy must admit the roles that run queries first.
#   aliases:
#   - checkov:CKV_AWS_77
#   - trivy:AVD-AWS-0006
#   - pulumi:aws-athena-database-disallow-unencrypted-database
#   - pulumi:aws-athena-database-configure-customer-managed-key
#   - kics:athena_database_not_encrypted
package checks.aws.athena.database_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encryptionConfiguration", "encryptionOption"], "message": message} if {
	some urn, database in input.by_type["aws:athena/database:Database"]
	not value.text(value.at(database.props, ["encryptionConfiguration", "encryptionOption"])) in {"sse_kms", "cse_kms"}
	message := "the database's query results are not encrypted with a KMS key"
}

deny contains {"resource": urn, "path": ["encryptionConfiguration", "kmsKey"], "message": "the database's encryption names no KMS key"} if {
	some urn, database in input.by_type["aws:athena/database:Database"]
	not value.present(database, ["props", "encryptionConfiguration", "kmsKey"])
}
