# METADATA
# title: Servers of PostgreSQL, MySQL and MariaDB have no public address
# description: >-
#   A flexible server has network.publicNetworkAccess Disabled or a subnet of its own (network.delegatedSubnetResourceId). A
#   single server and one of MariaDB have publicNetworkAccess Disabled. A cluster of server groups has neither
#   coordinatorEnablePublicIpAccess nor nodeEnablePublicIpAccess. Absent is public, except on the cluster.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private
# custom:
#   id: azure-oss-database-no-public-access
#   severity: high
#   subsumes:
#     - azure-private-link-for-remaining-paas
#   scope: resource
#   tier: 2
#   population: ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server", "azure-native:dbforpostgresql:SingleServer", "azure-native:dbformysql:SingleServer", "azure-native:dbformariadb:Server", "azure-native:dbforpostgresql:ServerGroupCluster"]
#   reads:
#     "azure-native:dbforpostgresql:Server": [network.publicNetworkAccess, network.delegatedSubnetResourceId]
#     "azure-native:dbformysql:Server": [network.publicNetworkAccess, network.delegatedSubnetResourceId]
#     "azure-native:dbforpostgresql:SingleServer": [properties.publicNetworkAccess, publicNetworkAccess]
#     "azure-native:dbformysql:SingleServer": [properties.publicNetworkAccess, publicNetworkAccess]
#     "azure-native:dbformariadb:Server": [properties.publicNetworkAccess, publicNetworkAccess]
#     "azure-native:dbforpostgresql:ServerGroupCluster": [coordinatorEnablePublicIpAccess, nodeEnablePublicIpAccess]
#   presence:
#     "azure-native:dbforpostgresql:Server": [network.delegatedSubnetResourceId]
#     "azure-native:dbformysql:Server": [network.delegatedSubnetResourceId]
#   remediation: Set publicNetworkAccess to Disabled, or give a flexible server a delegated subnet.
#   precondition: Clients must reach the server by a private endpoint or its subnet first.
#   aliases:
#   - checkov:CKV_AZURE_48
#   - checkov:CKV_AZURE_53
#   - checkov:CKV_AZURE_68
#   - powerpipe:mysql_server_public_network_access_disabled
#   - powerpipe:postgresql_server_public_network_access_disabled
#   - powerpipe:mariadb_server_public_network_access_disabled
#   - azurepolicy:c9299215-ae47-4f50-9c54-8a392f68a052
#   - azurepolicy:d9844e8a-1437-4aeb-a32c-0c992f056095
#   - azurepolicy:5e1de0e3-42cb-4ebc-a86d-61d0c619ca48
#   - azurepolicy:b52376f7-9612-48a1-81cd-1ffe4b61032c
#   - azurepolicy:fdccbe47-f3e3-4213-ad5d-ea459b2fa077
#   - kics:mysql_server_public_access_enabled
#   - kics:postgres_sql_server_enables_public_access
#   - kics:mariadb_public_network_access_enabled
package checks.azure.dbforpostgresql.oss_database_no_public_access

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["network", "publicNetworkAccess"], "message": "the server has a public address"} if {
	some type in ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"]
	some urn, server in input.by_type[type]
	value.text(value.at(server, ["props", "network", "publicNetworkAccess"])) != "disabled"
	not arm.has_id(server, ["network", "delegatedSubnetResourceId"])
	not value.unknown_at(server, ["network", "delegatedSubnetResourceId"])
}

deny contains {"resource": urn, "path": arm.property_path(server, ["publicNetworkAccess"]), "message": "the server has a public address"} if {
	some type in ["azure-native:dbforpostgresql:SingleServer", "azure-native:dbformysql:SingleServer", "azure-native:dbformariadb:Server"]
	some urn, server in input.by_type[type]
	value.text(arm.property(server, ["publicNetworkAccess"])) != "disabled"
}

deny contains {"resource": urn, "path": [property], "message": "the cluster's nodes have public addresses"} if {
	some urn, cluster in input.by_type["azure-native:dbforpostgresql:ServerGroupCluster"]
	some property in ["coordinatorEnablePublicIpAccess", "nodeEnablePublicIpAccess"]
	value.is_true(cluster, ["props", property])
}
