# METADATA
# title: EFS file systems are encrypted
# description: encrypted is true; absent is false. With customer_key the program must also choose a kmsKeyId.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
# custom:
#   id: aws-efs-file-system-encrypted
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:efs/fileSystem:FileSystem"]
#   reads:
#     "aws:efs/fileSystem:FileSystem": [encrypted, kmsKeyId]
#   presence:
#     "aws:efs/fileSystem:FileSystem": [kmsKeyId]
#   parameters:
#     customer_key:
#   remediation: Set encrypted to true (this replaces the file system), and kmsKeyId where a customer managed key is required.
#   precondition: >-
#     A customer managed key must admit the roles that make the file system, and data must be copied to the new one, first.
#   aliases:
#   - checkov:CKV_AWS_42
#   - checkov:CKV_AWS_184
#   - trivy:AVD-AWS-0037
#   - prowler:efs_encryption_at_rest_enabled
#   - powerpipe:efs_file_system_encrypt_data_at_rest
#   - securityhub:efs.1
#   - securityhub:efs.8
#   - awsconfig:EFS_ENCRYPTED_CHECK
#   - cdknag:AwsSolutions-EFS1
#   - pulumi:aws-efs-filesystem-disallow-unencrypted-file-system
#   - pulumi:aws-efs-filesystem-configure-customer-managed-key
#   - awsguard:efs-encrypted
#   - kics:efs_not_encrypted
#   - kics:efs_without_kms
package checks.aws.efs.file_system_encrypted

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encrypted"], "message": "the file system is not encrypted"} if {
	some urn, system in input.by_type["aws:efs/fileSystem:FileSystem"]
	not value.is_true(system, ["props", "encrypted"])
}

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "the file system is not encrypted with a customer managed key"} if {
	_parameters.customer_key
	some urn, system in input.by_type["aws:efs/fileSystem:FileSystem"]
	not key.chosen(system, "kmsKeyId")
}

_parameters := input.parameters["aws-efs-file-system-encrypted"]
