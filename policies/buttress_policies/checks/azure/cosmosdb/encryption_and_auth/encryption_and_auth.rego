# METADATA
# title: Cosmos DB accounts accept identities instead of keys, over TLS 1.2
# description: >-
#   disableKeyBasedMetadataWriteAccess is true, and disableLocalAuth is true for accounts of the NoSQL API (kind
#   GlobalDocumentDB or absent, without a capability of another API); other APIs need keys and are not checked.
#   minimalTlsVersion is Tls12 or later; absent passes, since that is the default. The customer managed key is covered by
#   another check.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/cosmos-db/how-to-connect-role-based-access-control
# custom:
#   id: azure-cosmosdb-encryption-and-auth
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:cosmosdb:DatabaseAccount"]
#   reads:
#     "azure-native:cosmosdb:DatabaseAccount":
#     - disableKeyBasedMetadataWriteAccess
#     - disableLocalAuth
#     - minimalTlsVersion
#     - kind
#     - capabilities[].name
#   remediation: Set disableKeyBasedMetadataWriteAccess and disableLocalAuth to true.
#   precondition: Clients that use the account's keys must use an Entra identity with a data role first, else they fail.
#   aliases:
#   - checkov:CKV_AZURE_132
#   - checkov:CKV_AZURE_140
#   - prowler:cosmosdb_account_use_aad_and_rbac
#   - prowler:cosmosdb_account_minimum_tls_version
#   - powerpipe:cosmosdb_account_uses_aad_and_rbac
#   - azurepolicy:5450f5bd-9c72-4390-a9c4-a7aba4edfdd2
package checks.azure.cosmosdb.encryption_and_auth

import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": ["disableKeyBasedMetadataWriteAccess"],
	"message": "the account lets key holders change databases and containers",
} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	not value.is_true(account, ["props", "disableKeyBasedMetadataWriteAccess"])
}

deny contains {"resource": urn, "path": ["disableLocalAuth"], "message": "the account accepts keys beside identities"} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	value.text(value.at(account, ["props", "kind"])) in {"", "globaldocumentdb"}
	not _other_api(account)
	not value.is_true(account, ["props", "disableLocalAuth"])
}

deny contains {"resource": urn, "path": ["minimalTlsVersion"], "message": message} if {
	some urn, account in input.by_type["azure-native:cosmosdb:DatabaseAccount"]
	value.text(value.at(account, ["props", "minimalTlsVersion"])) in {"tls", "tls11"}
	message := sprintf("the account accepts %s", [account.props.minimalTlsVersion])
}

_other_api(account) if {
	some capability in value.list(account.props.capabilities)
	value.text(value.at(capability, ["name"])) in {"enabletable", "enablegremlin", "enablecassandra", "enablemongo"}
}
