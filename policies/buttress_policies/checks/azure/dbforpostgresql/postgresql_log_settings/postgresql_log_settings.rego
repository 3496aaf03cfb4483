# METADATA
# title: PostgreSQL servers log connections and keep the log
# description: >-
#   Configurations of a flexible server set connection_throttle.enable to on and logfiles.retention_days to at least min_days; a
#   missing one fails. log_checkpoints, log_connections and log_disconnections are on by default there, so that only another value
#   fails. A single server has SingleServerConfigurations for all, with connection_throttling and log_retention_days in place of the
#   first two. A setting whose
#   server is not in the stack is checked on its own where it sets one of these. Replicas do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-logging
# custom:
#   id: azure-postgresql-log-settings
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbforpostgresql:SingleServer"
#   - "azure-native:dbforpostgresql:Configuration"
#   - "azure-native:dbforpostgresql:SingleServerConfiguration"
#   companions:
#     "azure-native:dbforpostgresql:Configuration": serverName
#     "azure-native:dbforpostgresql:SingleServerConfiguration": serverName
#   reads:
#     "azure-native:dbforpostgresql:Server": [createMode]
#     "azure-native:dbforpostgresql:Configuration": [configurationName, value]
#     "azure-native:dbforpostgresql:SingleServer": [properties.createMode]
#     "azure-native:dbforpostgresql:SingleServerConfiguration": [configurationName, value]
#   parameters:
#     min_days: {default: 4}
#   fix: in place
#   not_applicable: a replica, or another setting than those of the log, is not judged
#   remediation: Add a Configuration for each of the settings that is missing, and drop those that turn logging off.
#   aliases:
#   - checkov:CKV_AZURE_30
#   - checkov:CKV_AZURE_31
#   - checkov:CKV_AZURE_32
#   - checkov:CKV_AZURE_146
#   - trivy:AVD-AZU-0019
#   - trivy:AVD-AZU-0021
#   - trivy:AVD-AZU-0024
#   - prowler:postgresql_flexible_server_log_checkpoints_on
#   - prowler:postgresql_flexible_server_log_connections_on
#   - prowler:postgresql_flexible_server_log_disconnections_on
#   - prowler:postgresql_flexible_server_log_retention_days_greater_3
#   - prowler:postgresql_flexible_server_connection_throttling_on
#   - powerpipe:postgres_flexible_server_log_checkpoints_on
#   - powerpipe:postgres_db_server_log_connections_on
#   - powerpipe:postgres_db_server_log_disconnections_on
#   - powerpipe:postgres_flexible_server_log_retention_days_3
#   - kics:postgresql_log_checkpoints_disabled
#   - kics:postgresql_log_connections_not_set
#   - kics:postgresql_log_disconnections_not_set
#   - kics:postgresql_server_without_connection_throttling
package checks.azure.dbforpostgresql.postgresql_log_settings

import data.lib.capability
import data.lib.database
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some type, names in _wanted
	some urn, server in input.by_type[type]
	some name in (names - capability.logs_unasked[type])
	count(database.settings(server, name)) == 0
	message := sprintf("the server does not turn on %s", [name])
}

deny contains {"resource": urn, "at": setting.urn, "path": ["value"], "message": message} if {
	some type, names in _wanted
	some urn, server in input.by_type[type]
	some name in names
	some setting in database.settings(server, name)
	not _good(setting)
	message := _defect(setting)
}

deny contains {"resource": urn, "path": ["value"], "message": _defect(setting)} if {
	some urn, setting in database.settings_without_server
	not _good(setting)
}

applies contains urn if {
	some type, _ in _wanted
	some urn, server in input.by_type[type]
	not database.replica(server)
}

applies contains urn if {
	some urn, setting in database.settings_without_server
	some _, names in _wanted
	database.parameter(setting) in names
}

_wanted := {
	"azure-native:dbforpostgresql:Server": (_switches | {"connection_throttle.enable", "logfiles.retention_days"}),
	"azure-native:dbforpostgresql:SingleServer": (_switches | {"connection_throttling", "log_retention_days"}),
}

_switches := {"log_checkpoints", "log_connections", "log_disconnections"}

_days := {"logfiles.retention_days", "log_retention_days"}

_good(setting) if {
	not database.parameter(setting) in _days
	value.text(value.at(setting, ["props", "value"])) == "on"
}

_good(setting) if {
	database.parameter(setting) in _days
	value.number(setting.props.value) >= _parameters.min_days
}

_defect(setting) := sprintf("the server keeps logs for less than %d days", [_parameters.min_days]) if {
	database.parameter(setting) in _days
} else := sprintf("the server parameter %s is not on", [database.parameter(setting)])

_parameters := input.parameters["azure-postgresql-log-settings"]
