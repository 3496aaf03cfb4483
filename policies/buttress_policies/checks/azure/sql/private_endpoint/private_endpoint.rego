# METADATA
# title: SQL servers are reached by private endpoints
# description: >-
#   A PrivateEndpoint leads to each SQL server, flexible server and single server, by an automatic or manual connection that is
#   neither pending nor refused. A flexible server in a subnet of its own (network.delegatedSubnetResourceId) needs none.
#   Managed instances live in a subnet and do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/private-endpoint-overview
# custom:
#   id: azure-sql-private-endpoint
#   severity: medium
#   scope: stack
#   tier: 2
#   population:
#   - "azure-native:sql:Server"
#   - "azure-native:dbformysql:Server"
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbforpostgresql:SingleServer"
#   - "azure-native:dbformysql:SingleServer"
#   companions:
#     "azure-native:network:PrivateEndpoint": [privateLinkServiceConnections, manualPrivateLinkServiceConnections]
#   reads:
#     "azure-native:sql:Server": []
#     "azure-native:dbformysql:Server": [network.delegatedSubnetResourceId]
#     "azure-native:dbforpostgresql:Server": [network.delegatedSubnetResourceId]
#     "azure-native:dbforpostgresql:SingleServer": []
#     "azure-native:dbformysql:SingleServer": []
#     "azure-native:network:PrivateEndpoint":
#     - privateLinkServiceConnections[].privateLinkServiceConnectionState.status
#     - manualPrivateLinkServiceConnections[].privateLinkServiceConnectionState.status
#   presence:
#     "azure-native:dbforpostgresql:Server": [network.delegatedSubnetResourceId]
#     "azure-native:dbformysql:Server": [network.delegatedSubnetResourceId]
#   live: the connection is approved
#   remediation: >-
#     Add a network PrivateEndpoint whose privateLinkServiceConnections name the server, or use HardenedSqlDatabase.
#   aliases:
#   - checkov:CKV2_AZURE_42
#   - checkov:CKV2_AZURE_44
#   - checkov:CKV2_AZURE_45
#   - checkov:CKV2_AZURE_56
#   - checkov:CKV2_AZURE_57
#   - powerpipe:sql_server_uses_private_link
#   - powerpipe:postgres_server_private_link_used
#   - powerpipe:mysql_server_private_link_used
#   - azurepolicy:7698e800-9299-47a6-b3b6-5a0fee576eed
#   - azurepolicy:0a1302fb-a631-4106-9753-f3d494733990
#   - azurepolicy:0564d078-92f5-4f97-8398-b9f58a51f70b
#   - azurepolicy:ae5d2f14-d830-42b6-9899-df6cfe9c71a3
package checks.azure.sql.private_endpoint

import data.lib.arm
import data.lib.endpoint
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the server has no private endpoint"} if {
	some type in _types
	some urn, server in input.by_type[type]
	not endpoint.leads_to(server)
	not arm.has_id(server, ["network", "delegatedSubnetResourceId"])
}

_types := {
	"azure-native:sql:Server",
	"azure-native:dbformysql:Server",
	"azure-native:dbforpostgresql:Server",
	"azure-native:dbforpostgresql:SingleServer",
	"azure-native:dbformysql:SingleServer",
}
