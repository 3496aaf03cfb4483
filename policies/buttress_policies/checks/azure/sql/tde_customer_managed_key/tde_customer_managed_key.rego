# METADATA
# title: SQL servers are encrypted with a customer managed key
# description: >-
#   keyId of the server or managed instance is set, or an EncryptionProtector of the server has serverKeyType AzureKeyVault.
#   Absent means a key that Microsoft manages.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-byok-overview
# custom:
#   id: azure-sql-tde-customer-managed-key
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
#   companions:
#     "azure-native:sql:EncryptionProtector": serverName
#   reads:
#     "azure-native:sql:Server": [keyId]
#     "azure-native:sql:ManagedInstance": [keyId]
#     "azure-native:sql:EncryptionProtector": [serverKeyType]
#   presence:
#     "azure-native:sql:ManagedInstance": [keyId]
#     "azure-native:sql:Server": [keyId]
#   remediation: >-
#     Set keyId to the URI of a key in Key Vault, or add an EncryptionProtector with serverKeyType AzureKeyVault.
#   precondition: >-
#     The server needs an identity with the role Key Vault Crypto Service Encryption User on the key, and the vault purge
#     protection, first.
#   aliases:
#   - prowler:sqlserver_tde_encrypted_with_cmk
#   - powerpipe:sql_server_tde_protector_cmk_encrypted
#   - powerpipe:mssql_managed_instance_encryption_at_rest_using_cmk
#   - azurepolicy:0a370ff3-6cab-4e85-8995-295fd854c5b8
#   - azurepolicy:ac01ad65-10e5-46df-bdd9-6b0cad13e1d2
package checks.azure.sql.tde_customer_managed_key

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["keyId"], "message": "the server's databases are encrypted with a key that Microsoft manages"} if {
	some type in ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
	some urn, server in input.by_type[type]
	not value.present(server, ["props", "keyId"])
	not _protected(server)
}

_protected(server) if {
	some protector in link.referrers(server.urn, "azure-native:sql:EncryptionProtector", "serverName")
	value.text(value.at(protector, ["props", "serverKeyType"])) == "azurekeyvault"
}
