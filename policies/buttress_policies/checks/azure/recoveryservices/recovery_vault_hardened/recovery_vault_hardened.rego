# METADATA
# title: Backup vaults are immutable and private
# description: >-
#   A recovery services Vault keeps deleted backups (softDeleteState is Enabled, AlwaysON or absent), is immutable (Unlocked or
#   Locked), has no public address (publicNetworkAccess Disabled; absent is Enabled) and, where its standardTierStorageRedundancy
#   is GeoRedundant, restores in the other region too (crossRegionRestore Enabled). A dataprotection BackupVault keeps deleted
#   backups (state On, AlwaysOn or absent) and is immutable. Absent immutability is none.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept
# - ref: https://learn.microsoft.com/azure/backup/backup-azure-security-feature-cloud
# custom:
#   id: azure-recovery-vault-hardened
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:recoveryservices:Vault", "azure-native:dataprotection:BackupVault"]
#   reads:
#     "azure-native:recoveryservices:Vault":
#     - properties.securitySettings.softDeleteSettings.softDeleteState
#     - properties.securitySettings.immutabilitySettings.state
#     - properties.publicNetworkAccess
#     - properties.redundancySettings.standardTierStorageRedundancy
#     - properties.redundancySettings.crossRegionRestore
#     "azure-native:dataprotection:BackupVault":
#     - properties.securitySettings.softDeleteSettings.state
#     - properties.securitySettings.immutabilitySettings.state
#   live: backups that were deleted in the period
#   remediation: Set softDeleteSettings, immutabilitySettings and publicNetworkAccess of the vault, or use BackupVault.
#   aliases:
#   - checkov:CKV2_AZURE_35
#   - powerpipe:recovery_service_vault_encrypted_with_cmk
#   - powerpipe:recovery_service_vault_uses_managed_identity
#   - powerpipe:recovery_service_vault_uses_private_link_for_backup
#   - azurepolicy:deeddb44-9f94-4903-9fa0-081d524406e3
#   - azurepolicy:11e3da8c-1d68-4392-badd-0ff3c43ab5b0
package checks.azure.recoveryservices.recovery_vault_hardened

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": path, "message": "the vault's soft delete is off"} if {
	some type, key in {"azure-native:recoveryservices:Vault": "softDeleteState", "azure-native:dataprotection:BackupVault": "state"}
	some urn, vault in input.by_type[type]
	path := ["properties", "securitySettings", "softDeleteSettings", key]
	not value.text(value.at(vault.props, path)) in {"", "enabled", "on", "alwayson"}
}

deny contains {"resource": urn, "path": path, "message": "the vault is not immutable"} if {
	some type in ["azure-native:recoveryservices:Vault", "azure-native:dataprotection:BackupVault"]
	some urn, vault in input.by_type[type]
	path := ["properties", "securitySettings", "immutabilitySettings", "state"]
	not value.text(value.at(vault.props, path)) in {"unlocked", "locked"}
}

deny contains {"resource": urn, "path": ["properties", "publicNetworkAccess"], "message": "the vault has a public address"} if {
	some urn, vault in input.by_type["azure-native:recoveryservices:Vault"]
	value.text(value.at(vault, ["props", "properties", "publicNetworkAccess"])) != "disabled"
}

deny contains {
	"resource": urn,
	"path": ["properties", "redundancySettings", "crossRegionRestore"],
	"message": "the vault's cross-region restore is off",
} if {
	some urn, vault in input.by_type["azure-native:recoveryservices:Vault"]
	settings := value.at(vault, ["props", "properties", "redundancySettings"])
	value.text(value.at(settings, ["standardTierStorageRedundancy"])) == "georedundant"
	value.text(value.at(settings, ["crossRegionRestore"])) != "enabled"
}
