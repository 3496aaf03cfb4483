# METADATA
# title: Vaults refuse unknown networks
# description: >-
#   properties.publicNetworkAccess of a vault or a managed HSM is Disabled or SecuredByPerimeter, in any case, or
#   properties.networkAcls.defaultAction is Deny and its ipRules do not, alone or together, admit the internet. Absent is Allow, as the API applies it.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/general/network-security
# custom:
#   id: azure-keyvault-network-restricted
#   severity: high
#   subsumes:
#     - azure-keyvault-private-endpoint
#   scope: resource
#   tier: 2
#   population: ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
#   reads:
#     "azure-native:keyvault:Vault": [properties.publicNetworkAccess, properties.networkAcls.defaultAction, "properties.networkAcls.ipRules[].value"]
#     "azure-native:keyvault:ManagedHsm": [properties.publicNetworkAccess, properties.networkAcls.defaultAction, "properties.networkAcls.ipRules[].value"]
#   live: traffic that was refused
#   remediation: Set properties.publicNetworkAccess to Disabled, or properties.networkAcls.defaultAction to Deny.
#   precondition: >-
#     Apps, pipelines and the machine that runs Pulumi must reach the vault by a private endpoint or a listed network first.
#   aliases:
#   - checkov:CKV_AZURE_109
#   - checkov:CKV_AZURE_189
#   - trivy:AVD-AZU-0013
#   - prowler:keyvault_access_only_through_private_endpoints
#   - powerpipe:keyvault_firewall_enabled
#   - powerpipe:keyvault_vault_public_network_access_disabled
#   - azurepolicy:55615ac9-af46-4a59-874e-391cc3dfb490
#   - azurepolicy:ea4d6841-2173-4317-9747-ff522a45120f
package checks.azure.keyvault.network_restricted

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["properties", "networkAcls", "defaultAction"], "message": "the vault accepts every network"} if {
	some urn, vault in _open
	value.text(value.at(vault, ["props", "properties", "networkAcls", "defaultAction"])) != "deny"
}

deny contains {"resource": urn, "path": ["properties", "networkAcls", "ipRules", rule.place, "value"], "message": message} if {
	some urn, vault in _open
	some rule in addresses.openings([value.at(rule, ["value"]) | some rule in value.at(vault, ["props", "properties", "networkAcls", "ipRules"])])
	message := sprintf("the vault's network rules admit %s", [rule.named])
}

# Whether the public address answers at all may be known later.
_open[urn] := vault if {
	some type in ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"]
	some urn, vault in input.by_type[type]
	not value.text(value.at(vault, ["props", "properties", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}
	not value.unknown_at(vault, ["properties", "publicNetworkAccess"])
}
