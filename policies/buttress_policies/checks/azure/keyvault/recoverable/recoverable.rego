# METADATA
# title: Key vaults and managed HSMs can be recovered after deletion
# description: >-
#   properties.enablePurgeProtection is true: absent fails for a Vault, where it means off, and accepted for a ManagedHsm,
#   where it means on. properties.enableSoftDelete is not false, and properties.softDeleteRetentionInDays, 90 where absent, is
#   at least min_retention_days.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
# custom:
#   id: azure-keyvault-recoverable
#   severity: high
#   subsumes:
#     - azure-stateful-resource-protect-option
#   scope: resource
#   tier: 1
#   population: ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
#   reads:
#     "azure-native:keyvault:Vault":
#     - properties.enablePurgeProtection
#     - properties.enableSoftDelete
#     - properties.softDeleteRetentionInDays
#     "azure-native:keyvault:ManagedHsm":
#     - properties.enablePurgeProtection
#     - properties.enableSoftDelete
#     - properties.softDeleteRetentionInDays
#   parameters:
#     min_retention_days: {type: integer, default: 7, description: "Fewest days in which a deleted vault, key or secret can be recovered", minimum: 7, maximum: 90}
#   remediation: Set properties.enablePurgeProtection to true and leave properties.enableSoftDelete on.
#   aliases:
#   - checkov:CKV_AZURE_42
#   - checkov:CKV_AZURE_110
#   - checkov:CKV_AZURE_111
#   - trivy:AVD-AZU-0016
#   - prowler:keyvault_recoverable
#   - powerpipe:keyvault_purge_protection_enabled
#   - powerpipe:keyvault_soft_delete_enabled
#   - powerpipe:keyvault_managed_hms_purge_protection_enabled
#   - azurepolicy:0b60c0b2-2dc2-4e1c-b5c9-abbed971de53
#   - azurepolicy:1e66c121-a66a-4b1f-9b83-0fd99bf0fc2d
#   - azurepolicy:c39ba22d-4428-4149-b981-70acb31fc383
package checks.azure.keyvault.recoverable

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["properties", "enablePurgeProtection"],
	"message": "the vault has no purge protection",
} if {
	some urn, vault in input.by_type["azure-native:keyvault:Vault"]
	not value.is_true(vault, ["props", "properties", "enablePurgeProtection"])
}

deny contains {"resource": urn, "path": ["properties", "enablePurgeProtection"], "message": "the managed HSM has no purge protection"} if {
	some urn, hsm in input.by_type["azure-native:keyvault:ManagedHsm"]
	value.is_false(hsm, ["props", "properties", "enablePurgeProtection"])
}

deny contains {"resource": urn, "path": ["properties", "enableSoftDelete"], "message": "the vault's soft delete is off"} if {
	some urn, store in _stores
	value.is_false(store, ["props", "properties", "enableSoftDelete"])
}

deny contains {"resource": urn, "path": ["properties", "softDeleteRetentionInDays"], "message": message} if {
	some urn, store in _stores
	days := value.number(store.props.properties.softDeleteRetentionInDays)
	days < _parameters.min_retention_days
	message := sprintf("the vault keeps deleted items recoverable for %v days only", [days])
}

_stores[urn] := store if {
	some type in ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
	some urn, store in input.by_type[type]
}

_parameters := input.parameters["azure-keyvault-recoverable"]
