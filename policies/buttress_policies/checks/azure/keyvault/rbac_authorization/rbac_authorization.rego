# METADATA
# title: Vaults control access by roles
# description: >-
#   properties.enableRbacAuthorization is true; absent is false, as the SDK sends it. Access policies, which set what is
#   allowed to all secrets of a vault at once and which whoever may write the vault may change, are not checked: with roles
#   on, the vault ignores them.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/general/rbac-guide
# custom:
#   id: azure-keyvault-rbac-authorization
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:keyvault:Vault"]
#   reads:
#     "azure-native:keyvault:Vault": [properties.enableRbacAuthorization]
#   live: who holds the roles
#   remediation: Set properties.enableRbacAuthorization to true and give roles by RoleAssignments.
#   aliases:
#   - prowler:keyvault_rbac_enabled
#   - powerpipe:keyvault_rbac_enabled
#   - azurepolicy:12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5
package checks.azure.keyvault.rbac_authorization

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["properties", "enableRbacAuthorization"],
	"message": "the vault controls access by access policies, not by roles",
} if {
	some urn, vault in input.by_type["azure-native:keyvault:Vault"]
	not value.is_true(vault, ["props", "properties", "enableRbacAuthorization"])
}
