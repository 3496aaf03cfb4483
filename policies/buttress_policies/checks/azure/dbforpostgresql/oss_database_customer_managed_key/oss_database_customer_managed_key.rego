# METADATA
# title: MySQL and PostgreSQL servers are encrypted with a customer managed key
# description: >-
#   dataEncryption.type is AzureKeyVault and dataEncryption.primaryKeyURI names the key. Absent means a key that Microsoft
#   manages.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-data-encryption
# custom:
#   id: azure-oss-database-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"]
#   reads:
#     "azure-native:dbforpostgresql:Server": [dataEncryption.type, dataEncryption.primaryKeyURI]
#     "azure-native:dbformysql:Server": [dataEncryption.type, dataEncryption.primaryKeyURI]
#   presence:
#     "azure-native:dbformysql:Server": [dataEncryption.primaryKeyURI]
#     "azure-native:dbforpostgresql:Server": [dataEncryption.primaryKeyURI]
#   remediation: Set dataEncryption.type to AzureKeyVault with primaryKeyURI when the server is created.
#   precondition: >-
#     The server needs a user assigned identity with the role Key Vault Crypto Service Encryption User on the key, and the
#     vault purge protection.
#   aliases:
#   - checkov:CKV_AZURE_130
#   - checkov:CKV2_AZURE_16
#   - checkov:CKV2_AZURE_17
#   - powerpipe:mysql_server_encrypted_at_rest_using_cmk
#   - powerpipe:postgres_sql_server_encrypted_at_rest_using_cmk
#   - azurepolicy:83cef61d-dbd1-4b20-a4fc-5fbc7da10833
#   - azurepolicy:18adea5e-f416-4d0f-8aa8-d24321e3e274
package checks.azure.dbforpostgresql.oss_database_customer_managed_key

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["dataEncryption", "type"], "message": "the server is encrypted with a key that Microsoft manages"} if {
	some urn, server in _servers
	not _own_key(server)
}

deny contains {"resource": urn, "path": ["dataEncryption", "primaryKeyURI"], "message": "the server's encryption key is not named"} if {
	some urn, server in _servers
	_own_key(server)
	not value.present(server, ["props", "dataEncryption", "primaryKeyURI"])
}

_servers[urn] := server if {
	some type in ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"]
	some urn, server in input.by_type[type]
}

_own_key(server) if value.text(server.props.dataEncryption.type) == "azurekeyvault"
