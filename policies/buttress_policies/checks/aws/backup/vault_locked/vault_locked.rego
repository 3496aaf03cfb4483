# METADATA
# title: Backup vaults protect recovery points from deletion
# description: >-
#   A VaultLockConfiguration of the vault has minRetentionDays of at least min_days, or a VaultPolicy of the vault denies
#   everybody backup:DeleteRecoveryPoint without a condition. With compliance_mode the lock must also set changeableForDays,
#   after which nobody can lift it, and a policy does not do. Air-gapped vaults are locked by nature and not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
# custom:
#   id: aws-backup-vault-locked
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:backup/vault:Vault"]
#   companions:
#     "aws:backup/vaultLockConfiguration:VaultLockConfiguration": backupVaultName
#     "aws:backup/vaultPolicy:VaultPolicy": backupVaultName
#   reads:
#     "aws:backup/vault:Vault": []
#     "aws:backup/vaultLockConfiguration:VaultLockConfiguration": [minRetentionDays, changeableForDays]
#     "aws:backup/vaultPolicy:VaultPolicy": [policy]
#   parameters:
#     min_days: {default: 7}
#     compliance_mode: {type: boolean, default: false, description: "Whether the lock must be one that nobody can lift"}
#   remediation: Add a VaultLockConfiguration with minRetentionDays, or use BackupPlanVault.
#   aliases:
#   - powerpipe:backup_recovery_point_manual_deletion_disabled
#   - powerpipe:backup_recovery_point_min_retention_35_days
#   - awsconfig:BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED
#   - awsconfig:BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK
package checks.aws.backup.vault_locked

import data.lib.iam
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the vault does not protect its recovery points from deletion"} if {
	some urn, vault in input.by_type["aws:backup/vault:Vault"]
	count(_locks(vault)) == 0
	not _denies_deletion(vault)
}

deny contains {"resource": urn, "at": lock.urn, "path": ["minRetentionDays"], "message": message} if {
	some urn, vault in input.by_type["aws:backup/vault:Vault"]
	some lock in _locks(vault)
	not _long(lock)
	not _denies_deletion(vault)
	message := sprintf("the vault's lock keeps recovery points for fewer than %d days", [_parameters.min_days])
}

deny contains {"resource": urn, "at": lock.urn, "path": ["changeableForDays"], "message": "the vault's lock is not in compliance mode"} if {
	some urn, vault in input.by_type["aws:backup/vault:Vault"]
	_parameters.compliance_mode
	some lock in _locks(vault)
	not value.present(lock, ["props", "changeableForDays"])
}

_locks(vault) := link.referrers(vault.urn, "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "backupVaultName")

_long(lock) if value.number(lock.props.minRetentionDays) >= _parameters.min_days

_denies_deletion(vault) if {
	not _parameters.compliance_mode
	some companion in link.referrers(vault.urn, "aws:backup/vaultPolicy:VaultPolicy", "backupVaultName")
	some statement in iam.denies(companion.props.policy)
	iam.anybody(statement)
	iam.names(statement, "backup:DeleteRecoveryPoint")
	count(iam.conditions(statement)) == 0
}

_parameters := input.parameters["aws-backup-vault-locked"]
