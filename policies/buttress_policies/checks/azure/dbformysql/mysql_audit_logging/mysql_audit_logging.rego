# METADATA
# title: MySQL servers write an audit log of connections
# description: >-
#   A Configuration of the flexible server sets audit_log_enabled to ON, and another has CONNECTION or CONNECTION_V2 in
#   audit_log_events; without them the server writes none. A Configuration whose server is not in the stack is checked on its
#   own where it sets one of the two. Replicas do not apply; single servers have no such settings here.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/mysql/flexible-server/concepts-audit-logs
# custom:
#   id: azure-mysql-audit-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:dbformysql:Server", "azure-native:dbformysql:Configuration"]
#   companions:
#     "azure-native:dbformysql:Configuration": serverName
#   reads:
#     "azure-native:dbformysql:Server": [createMode]
#     "azure-native:dbformysql:Configuration": [configurationName, value]
#   not_applicable: a replica, or another setting than those of the audit log, is not judged
#   remediation: >-
#     Add a Configuration audit_log_enabled with value ON and one audit_log_events with value CONNECTION.
#   aliases:
#   - prowler:mysql_flexible_server_audit_log_enabled
#   - prowler:mysql_flexible_server_audit_log_connection_activated
#   - powerpipe:mysql_flexible_server_audit_logging_enabled
#   - powerpipe:mysql_flexible_server_audit_logging_events_connection_set
package checks.azure.dbformysql.mysql_audit_logging

import data.lib.database
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, server in input.by_type["azure-native:dbformysql:Server"]
	some name, message in _defects
	count(database.settings(server, name)) == 0
}

deny contains {"resource": urn, "at": setting.urn, "path": ["value"], "message": _defects[name]} if {
	some urn, server in input.by_type["azure-native:dbformysql:Server"]
	some name, _ in _defects
	some setting in database.settings(server, name)
	not _good(setting)
}

deny contains {"resource": urn, "path": ["value"], "message": _defects[database.parameter(setting)]} if {
	some urn, setting in database.settings_without_server
	not _good(setting)
}

applies contains urn if {
	some urn, server in input.by_type["azure-native:dbformysql:Server"]
	not database.replica(server)
}

applies contains urn if {
	some urn, setting in database.settings_without_server
	_defects[database.parameter(setting)]
}

_defects := {"audit_log_enabled": "the server writes no audit log", "audit_log_events": "the server's audit log leaves connections out"}

_good(setting) if {
	database.parameter(setting) == "audit_log_enabled"
	value.text(value.at(setting, ["props", "value"])) == "on"
}

_good(setting) if {
	database.parameter(setting) == "audit_log_events"
	some event in split(value.text(value.at(setting, ["props", "value"])), ",")
	trim_space(event) in {"connection", "connection_v2"}
}
