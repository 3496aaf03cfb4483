# METADATA
# title: PostgreSQL servers require TLS 1.2
# description: >-
#   No Configuration of a flexible server turns require_secure_transport off or has TLSv1 or TLSv1.1 in
#   ssl_min_protocol_version; without one the server requires TLS 1.2. A Configuration whose server is not in the stack is
#   checked on its own. A single server sets properties.sslEnforcement to Enabled and properties.minimalTlsVersion to TLS1_2;
#   absent fails there.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/security-tls
# custom:
#   id: azure-postgresql-tls-enforced
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbforpostgresql:Configuration"
#   - "azure-native:dbforpostgresql:SingleServer"
#   companions:
#     "azure-native:dbforpostgresql:Configuration": serverName
#   reads:
#     "azure-native:dbforpostgresql:Server": []
#     "azure-native:dbforpostgresql:Configuration": [configurationName, value]
#     "azure-native:dbforpostgresql:SingleServer": [properties.sslEnforcement, properties.minimalTlsVersion, sslEnforcement, minimalTlsVersion]
#   not_applicable: the server requires TLS 1.2 unless a setting says otherwise, and this setting does not
#   remediation: >-
#     Drop the Configuration, or set require_secure_transport to on and ssl_min_protocol_version to TLSv1.2.
#   aliases:
#   - checkov:CKV_AZURE_29
#   - checkov:CKV_AZURE_147
#   - trivy:AVD-AZU-0020
#   - prowler:postgresql_flexible_server_enforce_ssl_enabled
#   - powerpipe:postgres_sql_flexible_server_ssl_enabled
#   - powerpipe:postgres_sql_ssl_enabled
#   - azurepolicy:d158790f-bfb0-486c-8631-2dc6b4e8e6af
#   - kics:postgres_enforce_ssl_connection_disabled
package checks.azure.dbforpostgresql.postgresql_tls_enforced

import data.lib.arm
import data.lib.database
import data.lib.value
import rego.v1

deny contains {"resource": urn, "at": setting.urn, "path": ["value"], "message": message} if {
	some urn, server in input.by_type["azure-native:dbforpostgresql:Server"]
	some name, _ in _weak
	some setting in database.settings(server, name)
	_weakens(setting)
	message := sprintf("the server parameter %s is %v", [name, setting.props.value])
}

deny contains {"resource": urn, "path": ["value"], "message": message} if {
	some urn, setting in database.settings_without_server
	_weakens(setting)
	message := sprintf("the server parameter %s is %v", [database.parameter(setting), setting.props.value])
}

deny contains {"resource": urn, "path": arm.property_path(server, ["sslEnforcement"]), "message": "the server accepts connections without TLS"} if {
	some urn, server in input.by_type["azure-native:dbforpostgresql:SingleServer"]
	value.text(arm.property(server, ["sslEnforcement"])) != "enabled"
}

deny contains {"resource": urn, "path": arm.property_path(server, ["minimalTlsVersion"]), "message": "the server accepts TLS before 1.2"} if {
	some urn, server in input.by_type["azure-native:dbforpostgresql:SingleServer"]
	not value.text(arm.property(server, ["minimalTlsVersion"])) in {"tls1_2", "tls1_3"}
}

applies contains urn if {
	some type in ["azure-native:dbforpostgresql:Server", "azure-native:dbforpostgresql:SingleServer"]
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, setting in database.settings_without_server
	_weak[database.parameter(setting)]
}

_weak := {"require_secure_transport": {"off"}, "ssl_min_protocol_version": {"tlsv1", "tlsv1.0", "tlsv1.1"}}

_weakens(setting) if {
	some part in split(value.text(value.at(setting, ["props", "value"])), ",")
	trim_space(part) in _weak[database.parameter(setting)]
}
