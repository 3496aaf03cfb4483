# METADATA
# title: Backup vaults are encrypted with a customer managed key
# description: >-
#   The program sets kmsKeyArn, or encryptionKeyArn of an air-gapped vault, to a key other than the service's own. A key that the
#   provider merely reads back does not count, since the service's own looks the same there.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
# custom:
#   id: aws-backup-vault-encrypted
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["aws:backup/vault:Vault", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"]
#   reads:
#     "aws:backup/vault:Vault": [kmsKeyArn]
#     "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": [encryptionKeyArn]
#   presence:
#     "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": [encryptionKeyArn]
#     "aws:backup/vault:Vault": [kmsKeyArn]
#   remediation: Set kmsKeyArn to a customer managed key (this replaces the vault), or use BackupPlanVault.
#   precondition: The key's policy must admit AWS Backup's role, and that of other accounts for copies, first.
#   aliases:
#   - checkov:CKV_AWS_166
#   - prowler:backup_vaults_encrypted
#   - prowler:backup_recovery_point_encrypted
#   - powerpipe:backup_recovery_point_encryption_enabled
#   - securityhub:backup.1
#   - awsconfig:BACKUP_RECOVERY_POINT_ENCRYPTED
#   - kics-pulumi:backup_vault_encryption_disabled
package checks.aws.backup.vault_encrypted

import data.lib.key
import rego.v1

deny contains {"resource": urn, "path": [property], "message": "the vault is not encrypted with a customer managed key"} if {
	some type, property in {
		"aws:backup/vault:Vault": "kmsKeyArn",
		"aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": "encryptionKeyArn",
	}
	some urn, vault in input.by_type[type]
	not key.chosen(vault, property)
}
