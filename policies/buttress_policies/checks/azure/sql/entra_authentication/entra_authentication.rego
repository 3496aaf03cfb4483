# METADATA
# title: SQL servers accept Microsoft Entra identities only
# description: >-
#   administrators.azureADOnlyAuthentication is true in the Server or ManagedInstance, or in a companion of it, and an
#   administrator is named, by administrators.sid or by a companion. With require_group the administrator in administrators is a
#   Group. A companion that turns it off again counts for nothing beside the server's own setting.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-only-authentication
# custom:
#   id: azure-sql-entra-authentication
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
#   companions:
#     "azure-native:sql:ServerAzureADAdministrator": serverName
#     "azure-native:sql:ServerAzureADOnlyAuthentication": serverName
#     "azure-native:sql:ManagedInstanceAzureADOnlyAuthentication": managedInstanceName
#     "azure-native:sql:ManagedInstanceAdministrator": managedInstanceName
#   reads:
#     "azure-native:sql:Server": [administrators.azureADOnlyAuthentication, administrators.sid, administrators.principalType]
#     "azure-native:sql:ManagedInstance": [administrators.azureADOnlyAuthentication, administrators.sid, administrators.principalType]
#     "azure-native:sql:ServerAzureADAdministrator": [sid]
#     "azure-native:sql:ServerAzureADOnlyAuthentication": [azureADOnlyAuthentication]
#     "azure-native:sql:ManagedInstanceAzureADOnlyAuthentication": [azureADOnlyAuthentication]
#     "azure-native:sql:ManagedInstanceAdministrator": [sid]
#   presence:
#     "azure-native:sql:Server": [administrators.sid]
#     "azure-native:sql:ManagedInstance": [administrators.sid]
#     "azure-native:sql:ServerAzureADAdministrator": [sid]
#     "azure-native:sql:ManagedInstanceAdministrator": [sid]
#   parameters:
#     require_group:
#       type: boolean
#       default: false
#       description: Whether the administrator must be a group
#   live: who is in the group
#   remediation: Set administrators with azureADOnlyAuthentication true and the sid of a group, or use HardenedSqlDatabase.
#   precondition: Applications that use SQL logins must sign in through Entra ID first, else they are locked out.
#   aliases:
#   - checkov:CKV2_AZURE_7
#   - checkov:CKV2_AZURE_27
#   - prowler:sqlserver_azuread_administrator_enabled
#   - powerpipe:sql_server_azure_ad_authentication_enabled
#   - azurepolicy:abda6d70-9778-44e7-84a8-06713e6db027
#   - azurepolicy:78215662-041e-49ed-a9dd-5385911b3a1f
#   - kics:ad_admin_not_configured_for_sql_server
package checks.azure.sql.entra_authentication

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": _place(server), "message": "the server accepts SQL passwords"} if {
	some urn, server in _servers
	not _only(server)
}

deny contains {"resource": urn, "path": ["administrators", "sid"], "message": "the server has no Microsoft Entra administrator"} if {
	some urn, server in _servers
	not value.present(server, ["props", "administrators", "sid"])
	count(_named(server, "sid")) == 0
}

deny contains {"resource": urn, "path": ["administrators", "principalType"], "message": "the server's administrator is a single identity, not a group"} if {
	input.parameters["azure-sql-entra-authentication"].require_group
	some urn, server in _servers
	value.text(value.at(server, ["props", "administrators", "principalType"])) != "group"
}

_servers[urn] := server if {
	some type, _ in _companions
	some urn, server in input.by_type[type]
}

_only(server) if value.is_true(server, ["props", "administrators", "azureADOnlyAuthentication"])

_only(server) if {
	some companion in _named(server, "azureADOnlyAuthentication")
	value.is_true(companion, ["props", "azureADOnlyAuthentication"])
}

# The companions of a server that say something of a property.
_named(server, property) := [companion |
	some type, by in _companions[server.type]
	some companion in link.referrers(server.urn, type, by)
	value.specified(companion, property)
]

# A companion whose word is known later may still turn it on.
_place(server) := [] if {
	count(_named(server, "azureADOnlyAuthentication")) > 0
} else := ["administrators", "azureADOnlyAuthentication"]

_companions := {
	"azure-native:sql:Server": {
		"azure-native:sql:ServerAzureADAdministrator": "serverName",
		"azure-native:sql:ServerAzureADOnlyAuthentication": "serverName",
	},
	"azure-native:sql:ManagedInstance": {
		"azure-native:sql:ManagedInstanceAdministrator": "managedInstanceName",
		"azure-native:sql:ManagedInstanceAzureADOnlyAuthentication": "managedInstanceName",
	},
}
