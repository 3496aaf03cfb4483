# METADATA
# title: Container registries are encrypted with a customer managed key
# description: >-
#   encryption.status is enabled and encryption.keyVaultProperties.keyIdentifier names the key. Absent means a key that
#   Microsoft manages.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys
# custom:
#   id: azure-acr-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:containerregistry:Registry"]
#   reads:
#     "azure-native:containerregistry:Registry": [encryption.status, encryption.keyVaultProperties.keyIdentifier]
#   presence:
#     "azure-native:containerregistry:Registry": [encryption.keyVaultProperties.keyIdentifier]
#   remediation: >-
#     Set encryption.status to enabled with keyVaultProperties.keyIdentifier when the registry is created.
#   precondition: >-
#     The registry must be Premium, with a user assigned identity that has the role Key Vault Crypto Service Encryption User
#     on the key.
#   aliases:
#   - powerpipe:container_registry_encrypted_with_cmk
#   - azurepolicy:5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580
package checks.azure.containerregistry.acr_customer_managed_key

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["encryption", "status"],
	"message": "the registry is encrypted with a key that Microsoft manages",
} if {
	some urn, registry in input.by_type["azure-native:containerregistry:Registry"]
	not _own_key(registry)
}

deny contains {
	"resource": urn,
	"path": ["encryption", "keyVaultProperties", "keyIdentifier"],
	"message": "the registry's encryption key is not named",
} if {
	some urn, registry in input.by_type["azure-native:containerregistry:Registry"]
	_own_key(registry)
	not value.present(registry, ["props", "encryption", "keyVaultProperties", "keyIdentifier"])
}

_own_key(registry) if value.text(registry.props.encryption.status) == "enabled"
