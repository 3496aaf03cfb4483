# METADATA
# title: Database firewalls admit no wide range of addresses
# description: >-
#   No firewall rule starts at 0.0.0.0 or ::, which alone admits Azure's own services and else the internet, and none spans more than
#   max_addresses of IPv4 or more than a /48 of IPv6. The rules of one server, cluster, workspace or cache together admit no more than
#   max_addresses of IPv4, nor more than a /44 of IPv6. A rule whose addresses cannot be read fails; a rule without any does not
#   apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/firewall-configure
# custom:
#   id: azure-sql-firewall-not-open
#   severity: critical
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - "azure-native:sql:FirewallRule"
#   - "azure-native:dbforpostgresql:FirewallRule"
#   - "azure-native:dbforpostgresql:SingleServerFirewallRule"
#   - "azure-native:dbforpostgresql:ServerGroupFirewallRule"
#   - "azure-native:dbformysql:FirewallRule"
#   - "azure-native:dbformysql:SingleServerFirewallRule"
#   - "azure-native:dbformariadb:FirewallRule"
#   - "azure-native:cosmosdb:MongoClusterFirewallRule"
#   - "azure-native:synapse:IpFirewallRule"
#   - "azure-native:sql:IPv6FirewallRule"
#   - "azure-native:redis:FirewallRule"
#   - "azure-native:redis:RedisFirewallRule"
#   reads:
#     "azure-native:sql:FirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:dbforpostgresql:FirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:dbforpostgresql:SingleServerFirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:dbforpostgresql:ServerGroupFirewallRule": [startIpAddress, endIpAddress, clusterName]
#     "azure-native:dbformysql:FirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:dbformysql:SingleServerFirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:dbformariadb:FirewallRule": [startIpAddress, endIpAddress, serverName]
#     "azure-native:cosmosdb:MongoClusterFirewallRule": [startIpAddress, endIpAddress, mongoClusterName]
#     "azure-native:synapse:IpFirewallRule": [startIpAddress, endIpAddress, workspaceName]
#     "azure-native:sql:IPv6FirewallRule": [startIPv6Address, endIPv6Address, serverName]
#     "azure-native:redis:FirewallRule": [startIP, endIP, cacheName]
#     "azure-native:redis:RedisFirewallRule": [startIP, endIP, cacheName]
#   presence:
#     "azure-native:sql:FirewallRule": [serverName]
#     "azure-native:dbforpostgresql:FirewallRule": [serverName]
#     "azure-native:dbforpostgresql:SingleServerFirewallRule": [serverName]
#     "azure-native:dbforpostgresql:ServerGroupFirewallRule": [clusterName]
#     "azure-native:dbformysql:FirewallRule": [serverName]
#     "azure-native:dbformysql:SingleServerFirewallRule": [serverName]
#     "azure-native:dbformariadb:FirewallRule": [serverName]
#     "azure-native:cosmosdb:MongoClusterFirewallRule": [mongoClusterName]
#     "azure-native:synapse:IpFirewallRule": [workspaceName]
#     "azure-native:sql:IPv6FirewallRule": [serverName]
#     "azure-native:redis:FirewallRule": [cacheName]
#     "azure-native:redis:RedisFirewallRule": [cacheName]
#   parameters:
#     max_addresses:
#       type: integer
#       default: 65536
#       description: Most IPv4 addresses that the rules of one server may admit
#       minimum: 1
#       maximum: 16777216
#   not_applicable: the rule names no addresses
#   remediation: Give the rule the addresses that need access, or drop it and use a private endpoint.
#   aliases:
#   - checkov:CKV_AZURE_11
#   - checkov:CKV2_AZURE_6
#   - checkov:CKV2_AZURE_26
#   - checkov:CKV2_AZURE_34
#   - trivy:AVD-AZU-0029
#   - prowler:sqlserver_unrestricted_inbound_access
#   - prowler:postgresql_flexible_server_allow_access_services_disabled
#   - powerpipe:sql_database_allow_internet_access
#   - powerpipe:postgres_flexible_server_allow_access_to_azure_services_disabled
#   - kics:sql_server_ingress_from_any_ip
#   - kics:unrestricted_sql_server_access
package checks.azure.sql.firewall_not_open

import data.lib.addresses
import data.lib.ranges
import data.lib.value
import rego.v1

deny contains {"resource": rule.urn, "path": [rule.from], "message": message} if {
	some rule in _rules
	_from_zero(rule)
	_to_zero(rule)
	message := sprintf("the firewall rule from %s to %s admits Azure's own services, the machines of its other customers among them", [rule.first, rule.last])
}

deny contains {"resource": rule.urn, "path": [rule.from], "message": message} if {
	some rule in _rules
	_from_zero(rule)
	not _to_zero(rule)
	message := sprintf("the firewall rule starts at %s, which admits everybody up to %s", [rule.first, rule.last])
}

deny contains {"resource": rule.urn, "path": [rule.to], "message": message} if {
	some rule in _rules
	not _from_zero(rule)
	ranges.size(addresses.between(rule.first, rule.last)) > _most[addresses.family(rule.first)]
	message := sprintf("the firewall rule from %s to %s is too wide", [rule.first, rule.last])
}

deny contains {"resource": rule.urn, "path": [end.property], "message": "the firewall rule's range does not end in an IP address"} if {
	some rule in _rules
	some end in [{"property": rule.from, "address": rule.first}, {"property": rule.to, "address": rule.last}]
	not _readable(end)
}

# What each rule may admit, several may not: a range that is cut in pieces is as wide as before.
deny contains {"resource": rule.urn, "path": [rule.to], "message": message} if {
	some rule in _rules
	not _from_zero(rule)
	family := addresses.family(rule.first)
	ranges.size(addresses.between(rule.first, rule.last)) <= _most[family]
	together := ranges.size(ranges.merge(_admitted[[rule.server, family]]))
	together > _most_together[family]
	message := sprintf("the firewall rules of %s admit %v addresses together", [rule.what, together])
}

applies contains rule.urn if some rule in _rules

_rules contains {
	"urn": urn,
	"server": _server(rule, ends[2]),
	"what": _words[ends[2]],
	"from": ends[0],
	"to": ends[1],
	"first": first,
	"last": last,
} if {
	some type, ends in _ends
	some urn, rule in input.by_type[type]
	first := value.at(rule, ["props", ends[0]])
	last := value.at(rule, ["props", ends[1]])
	count(value.list([first, last])) > 0
}

_ends := {
	"azure-native:sql:FirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:dbforpostgresql:FirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:dbforpostgresql:SingleServerFirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:dbforpostgresql:ServerGroupFirewallRule": ["startIpAddress", "endIpAddress", "clusterName"],
	"azure-native:dbformysql:FirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:dbformysql:SingleServerFirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:dbformariadb:FirewallRule": ["startIpAddress", "endIpAddress", "serverName"],
	"azure-native:cosmosdb:MongoClusterFirewallRule": ["startIpAddress", "endIpAddress", "mongoClusterName"],
	"azure-native:synapse:IpFirewallRule": ["startIpAddress", "endIpAddress", "workspaceName"],
	"azure-native:sql:IPv6FirewallRule": ["startIPv6Address", "endIPv6Address", "serverName"],
	"azure-native:redis:FirewallRule": ["startIP", "endIP", "cacheName"],
	"azure-native:redis:RedisFirewallRule": ["startIP", "endIP", "cacheName"],
}

_from_zero(rule) if addresses.of_azure(rule.first)

_to_zero(rule) if addresses.of_azure(rule.last)

_readable(end) if addresses.number(end.address)

# A /48 is what one site of IPv6 has.
_most := {"IPv4": input.parameters["azure-sql-firewall-not-open"].max_addresses, "IPv6": bits.lsh(1, 80)}

# Sixteen sites of IPv6.
_most_together := {"IPv4": _most.IPv4, "IPv6": bits.lsh(1, 84)}

_words := {"cacheName": "the cache", "clusterName": "the cluster", "mongoClusterName": "the cluster", "serverName": "the server", "workspaceName": "the workspace"}

_admitted[[rule.server, addresses.family(rule.first)]] contains range if {
	some rule in _rules
	some range in addresses.between(rule.first, rule.last)
}

# A server by reference, or by its kind and name; a rule of which neither is known stands alone.
_server(rule, property) := min(servers) if {
	servers := input.refs[rule.urn][property]
} else := [split(rule.type, ":")[1], value.text(value.at(rule, ["props", "resourceGroupName"])), name] if {
	name := value.text(value.at(rule, ["props", property]))
	name != ""
} else := rule.urn
