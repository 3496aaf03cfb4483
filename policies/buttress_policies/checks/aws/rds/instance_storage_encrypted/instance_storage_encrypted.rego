# METADATA
# title: RDS instances encrypt their storage
# description: >-
#   storageEncrypted is true; absent is false. A read replica takes its encryption from its source and fails only if it sets
#   false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: aws-rds-instance-storage-encrypted
#   severity: high
#   subsumes:
#     - aws-rds-customer-managed-key
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance"]
#   reads:
#     "aws:rds/instance:Instance": [storageEncrypted, replicateSourceDb]
#   presence:
#     "aws:rds/instance:Instance": [replicateSourceDb]
#   remediation: Set storageEncrypted to true (this replaces the instance), or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_16
#   - trivy:AVD-AWS-0080
#   - prowler:rds_instance_storage_encrypted
#   - powerpipe:rds_db_instance_encryption_at_rest_enabled
#   - securityhub:rds.3
#   - awsconfig:RDS_STORAGE_ENCRYPTED
#   - cdknag:AwsSolutions-RDS2
#   - pulumi:aws-rds-instance-disallow-unencrypted-storage
#   - awsguard:rds-storage-encrypted
#   - kics:db_instance_storage_not_encrypted
#   - kics:rds_storage_not_encrypted
package checks.aws.rds.instance_storage_encrypted

import data.lib.rds
import rego.v1

deny contains {"resource": urn, "path": ["storageEncrypted"], "message": "the database's storage is not encrypted"} if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	rds.unencrypted(instance)
}
