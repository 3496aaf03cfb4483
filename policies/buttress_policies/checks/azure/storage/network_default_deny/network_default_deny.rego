# METADATA
# title: Storage accounts refuse unknown networks
# description: >-
#   publicNetworkAccess is Disabled or SecuredByPerimeter, or networkRuleSet.defaultAction is Deny and its ipRules do not,
#   alone or together, admit the internet. Absent is Allow, as the API applies it.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/storage/common/storage-network-security
# custom:
#   id: azure-storage-network-default-deny
#   severity: high
#   subsumes:
#     - azure-storage-private-endpoint
#   scope: resource
#   tier: 2
#   population: ["azure-native:storage:StorageAccount"]
#   reads:
#     "azure-native:storage:StorageAccount":
#     - publicNetworkAccess
#     - networkRuleSet.defaultAction
#     - networkRuleSet.ipRules[].iPAddressOrRange
#   live: traffic that was refused
#   remediation: Set publicNetworkAccess to Disabled, or networkRuleSet.defaultAction to Deny, or use EncryptedStorageAccount.
#   precondition: >-
#     A static website and all clients outside the listed networks lose access, so the site must be served through a CDN or
#     Front Door that is let in, and apps and pipelines through a private endpoint or a listed network, first.
#   aliases:
#   - checkov:CKV_AZURE_35
#   - trivy:AVD-AZU-0012
#   - prowler:storage_default_network_access_rule_is_denied
#   - prowler:storage_account_public_network_access_disabled
#   - powerpipe:storage_account_default_network_access_deny
#   - powerpipe:storage_account_public_network_access_disabled
#   - azurepolicy:34c877ad-507e-4c82-993e-3452a6e0ad3c
#   - azurepolicy:60d21c4f-21a3-4d94-85f4-b924e6aeeda4
#   - kics:default_azure_storage_account_network_access_is_too_permissive
package checks.azure.storage.network_default_deny

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["networkRuleSet", "defaultAction"], "message": "the account accepts every network"} if {
	some urn, account in _open
	value.text(value.at(account, ["props", "networkRuleSet", "defaultAction"])) != "deny"
}

deny contains {"resource": urn, "path": ["networkRuleSet", "ipRules", rule.place, "iPAddressOrRange"], "message": message} if {
	some urn, account in _open
	some rule in addresses.openings([value.at(rule, ["iPAddressOrRange"]) | some rule in value.at(account, ["props", "networkRuleSet", "ipRules"])])
	message := sprintf("the account's network rules admit %s", [rule.named])
}

# Whether the public address answers at all may be known later; then nothing is said of what it lets in.
_open[urn] := account if {
	some urn, account in input.by_type["azure-native:storage:StorageAccount"]
	not value.text(value.at(account, ["props", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}
	not value.unknown(account, "publicNetworkAccess")
}
