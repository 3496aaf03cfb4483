# METADATA
# title: SQL servers have no public address
# description: >-
#   publicNetworkAccess of a Server is Disabled or SecuredByPerimeter; absent is Enabled. publicDataEndpointEnabled of a
#   ManagedInstance is not true; absent is false.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings
# custom:
#   id: azure-sql-server-no-public-access
#   severity: high
#   subsumes:
#     - azure-sql-private-endpoint
#   scope: resource
#   tier: 2
#   population: ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
#   reads:
#     "azure-native:sql:Server": [publicNetworkAccess]
#     "azure-native:sql:ManagedInstance": [publicDataEndpointEnabled]
#   live: traffic that was refused
#   remediation: Set publicNetworkAccess to Disabled, or publicDataEndpointEnabled to false, or use HardenedSqlDatabase.
#   precondition: Applications and administrators must reach the server by a private endpoint or its network first.
#   aliases:
#   - checkov:CKV_AZURE_113
#   - trivy:AVD-AZU-0022
#   - powerpipe:sql_db_public_network_access_disabled
#   - azurepolicy:1b8ca024-1d5c-4dec-8995-b1a932b41780
#   - azurepolicy:9dfea752-dd46-4766-aed1-c355fa93fb91
#   - kics:mssql_server_public_network_access_enabled
package checks.azure.sql.server_no_public_access

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["publicNetworkAccess"], "message": "the server has a public address"} if {
	some urn, server in input.by_type["azure-native:sql:Server"]
	not value.text(value.at(server, ["props", "publicNetworkAccess"])) in {"disabled", "securedbyperimeter"}
}

deny contains {"resource": urn, "path": ["publicDataEndpointEnabled"], "message": "the instance has a public endpoint"} if {
	some urn, instance in input.by_type["azure-native:sql:ManagedInstance"]
	value.is_true(instance, ["props", "publicDataEndpointEnabled"])
}
