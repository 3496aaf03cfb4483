# METADATA
# title: SQL servers require TLS 1.2 or later
# description: >-
#   minimalTlsVersion is 1.2 or 1.3. Where it is absent, or None, a server may take older versions, so absence fails.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings
# custom:
#   id: azure-sql-minimum-tls-12
#   severity: medium
#   severity_absent: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
#   reads:
#     "azure-native:sql:Server": [minimalTlsVersion]
#     "azure-native:sql:ManagedInstance": [minimalTlsVersion]
#   remediation: Set minimalTlsVersion to 1.2, or use HardenedSqlDatabase.
#   aliases:
#   - checkov:CKV_AZURE_52
#   - trivy:AVD-AZU-0026
#   - prowler:sqlserver_recommended_minimal_tls_version
#   - azurepolicy:32e6bbec-16b6-44c2-be37-c5b672d103cf
#   - azurepolicy:a8793640-60f7-487c-b5c3-1d37215905c4
package checks.azure.sql.minimum_tls_12

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["minimalTlsVersion"], "message": _message(server)} if {
	some type in ["azure-native:sql:Server", "azure-native:sql:ManagedInstance"]
	some urn, server in input.by_type[type]
	not value.text(value.at(server, ["props", "minimalTlsVersion"])) in {"1.2", "1.3"}
}

_message(server) := sprintf("the server accepts TLS from version %v", [server.props.minimalTlsVersion]) if {
	value.present(server, ["props", "minimalTlsVersion"])
} else := "the server sets no minimum TLS version"
