# METADATA
# title: Cosmos DB accounts are not open to the internet
# description: >-
#   publicNetworkAccess is Disabled or SecuredByPerimeter, or the account admits chosen networks only:
#   isVirtualNetworkFilterEnabled is true or ipRules is filled, and no address in ipRules is 0.0.0.0, which stands for all of
#   Azure; nor do its ranges, alone or together, admit the internet. Absent is open to all.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall
# custom:
#   id: azure-cosmosdb-network-restricted
#   severity: high
#   subsumes:
#     - azure-private-link-for-remaining-paas
#   scope: resource
#   tier: 1
#   population: ["azure-native:cosmosdb:DatabaseAccount"]
#   reads:
#     "azure-native:cosmosdb:DatabaseAccount":
#     - publicNetworkAccess
#     - isVirtualNetworkFilterEnabled
#     - ipRules[].ipAddressOrRange
#   remediation: >-
#     Set publicNetworkAccess to Disabled and add a PrivateEndpoint, or list the addresses that need access in ipRules.
#   precondition: Clients must reach the account by a private endpoint or a listed network first.
#   aliases:
#   - checkov:CKV_AZURE_99
#   - checkov:CKV_AZURE_101
#   - prowler:cosmosdb_account_firewall_use_selected_networks
#   - prowler:cosmosdb_account_public_network_access_disabled
#   - powerpipe:cosmosdb_account_with_firewall_rules
#   - azurepolicy:862e97cf-49fc-4a5c-9de4-40d4e2e7c8eb
#   - azurepolicy:797b37f7-06b8-444c-b1ad-fc62867f335a
#   - azurepolicy:e0a2b1a3-f7f9-4569-807f-2a9edebdf4d9
#   - kics:cosmosdb_account_ip_range_filter_not_set
package checks.azure.cosmosdb.network_restricted

import data.lib.addresses
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the account is open to the internet"} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not _closed(account)
	not _filtered(account)
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not _closed(account)
	some rule in addresses.openings([value.at(rule, ["ipAddressOrRange"]) | some rule in _rules(account)])
	message := sprintf("the account admits %s", [rule.named])
}

deny contains {"resource": urn, "path": [], "message": "the account admits 0.0.0.0, all of Azure's own services and the machines of its other customers"} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not _closed(account)
	some rule in _rules(account)
	addresses.of_azure(value.at(rule, ["ipAddressOrRange"]))
}

_closed(account) if value.text(value.at(account, ["props", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}

_filtered(account) if value.is_true(account, ["props", "isVirtualNetworkFilterEnabled"])

_filtered(account) if count(_rules(account)) > 0

_rules(account) := value.list(value.at(account, ["props", "ipRules"]))
