# METADATA
# title: SQL databases are encrypted at rest
# description: >-
#   No TransparentDataEncryption turns the encryption of a database off; without one it is on. A TransparentDataEncryption
#   whose database is not in the stack is checked on its own.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-tde-overview
# custom:
#   id: azure-sql-tde-enabled
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["azure-native:sql:Database", "azure-native:sql:TransparentDataEncryption"]
#   companions:
#     "azure-native:sql:TransparentDataEncryption": databaseName
#   reads:
#     "azure-native:sql:Database": []
#     "azure-native:sql:TransparentDataEncryption": [state]
#   not_applicable: the setting is judged with its database
#   remediation: Set state of the TransparentDataEncryption to Enabled, or drop the resource.
#   aliases:
#   - checkov:CKV2_AZURE_25
#   - prowler:sqlserver_tde_encryption_enabled
#   - powerpipe:sql_database_transparent_data_encryption_enabled
#   - azurepolicy:17k78e20-9358-41c9-923c-fb736d382a12
package checks.azure.sql.tde_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "at": encryption.urn, "path": ["state"], "message": "the database's encryption is off"} if {
	some urn, database in input.by_type["azure-native:sql:Database"]
	some encryption in link.referrers(urn, "azure-native:sql:TransparentDataEncryption", "databaseName")
	not _elsewhere(database, encryption)
	_off(encryption)
}

deny contains {"resource": urn, "path": ["state"], "message": "the database's encryption is off"} if {
	some urn, encryption in input.by_type["azure-native:sql:TransparentDataEncryption"]
	_off(encryption)
}

applies contains urn if some urn, _ in input.by_type["azure-native:sql:Database"]

applies contains urn if {
	some urn, encryption in input.by_type["azure-native:sql:TransparentDataEncryption"]
	every database in link.referred(urn, "databaseName", "azure-native:sql:Database") {
		_elsewhere(database, encryption)
	}
}

_off(encryption) if value.text(value.at(encryption, ["props", "state"])) == "disabled"

# Two servers may each have a database of the same name, and before the first update the names of the servers do not tell them apart.
_elsewhere(database, encryption) if {
	count(_servers(database) & _servers(encryption)) == 0
	count(_servers(database)) > 0
	count(_servers(encryption)) > 0
}

_servers(resource) := {urn | some urn in input.refs[resource.urn].serverName}
