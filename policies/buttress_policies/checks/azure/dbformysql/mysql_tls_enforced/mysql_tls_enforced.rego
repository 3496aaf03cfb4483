# METADATA
# title: MySQL servers require TLS 1.2
# description: >-
#   No Configuration of a flexible server turns require_secure_transport off or has TLSv1 or TLSv1.1 in tls_version; without
#   one the server requires TLS 1.2. A Configuration whose server is not in the stack is checked on its own. A single server
#   sets properties.sslEnforcement to Enabled and properties.minimalTlsVersion to TLS1_2; absent fails there.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/mysql/flexible-server/security-tls-how-to-connect
# custom:
#   id: azure-mysql-tls-enforced
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - "azure-native:dbformysql:Server"
#   - "azure-native:dbformysql:Configuration"
#   - "azure-native:dbformysql:SingleServer"
#   companions:
#     "azure-native:dbformysql:Configuration": serverName
#   reads:
#     "azure-native:dbformysql:Server": []
#     "azure-native:dbformysql:Configuration": [configurationName, value]
#     "azure-native:dbformysql:SingleServer": [properties.sslEnforcement, properties.minimalTlsVersion, sslEnforcement, minimalTlsVersion]
#   not_applicable: the server requires TLS 1.2 unless a setting says otherwise, and this setting does not
#   remediation: >-
#     Drop the Configuration, or set require_secure_transport to ON and tls_version to TLSv1.2.
#   aliases:
#   - checkov:CKV_AZURE_28
#   - checkov:CKV_AZURE_54
#   - prowler:mysql_flexible_server_ssl_connection_enabled
#   - prowler:mysql_flexible_server_minimum_tls_version_12
#   - powerpipe:mysql_flexible_server_ssl_enabled
#   - powerpipe:mysql_flexible_server_min_tls_1_2
#   - powerpipe:mysql_ssl_enabled
#   - azurepolicy:e802a67a-daf5-4436-9ea6-f6d821dd0c5d
#   - kics:mysql_ssl_connection_disabled
#   - kics:mysql_enforce_ssl_connection_disabled
#   - kics:mysql_not_using_latest_tls
package checks.azure.dbformysql.mysql_tls_enforced

import data.lib.arm
import data.lib.database
import data.lib.value
import rego.v1

deny contains {"resource": urn, "at": setting.urn, "path": ["value"], "message": message} if {
	some urn, server in input.by_type["azure-native:dbformysql:Server"]
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
	some urn, server in input.by_type["azure-native:dbformysql:SingleServer"]
	value.text(arm.property(server, ["sslEnforcement"])) != "enabled"
}

deny contains {"resource": urn, "path": arm.property_path(server, ["minimalTlsVersion"]), "message": "the server accepts TLS before 1.2"} if {
	some urn, server in input.by_type["azure-native:dbformysql:SingleServer"]
	not value.text(arm.property(server, ["minimalTlsVersion"])) in {"tls1_2", "tls1_3"}
}

applies contains urn if {
	some type in ["azure-native:dbformysql:Server", "azure-native:dbformysql:SingleServer"]
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, setting in database.settings_without_server
	_weak[database.parameter(setting)]
}

_weak := {"require_secure_transport": {"off"}, "tls_version": {"tlsv1", "tlsv1.0", "tlsv1.1"}}

_weakens(setting) if {
	some part in split(value.text(value.at(setting, ["props", "value"])), ",")
	trim_space(part) in _weak[database.parameter(setting)]
}
