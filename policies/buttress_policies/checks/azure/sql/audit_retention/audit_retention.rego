# METADATA
# title: SQL audit logs are kept long enough
# description: >-
#   retentionDays of an auditing policy is at least min_days, or 0 or absent, which mean without end. A policy that is
#   Disabled, or that stores nothing itself since it has no storageEndpoint, does not apply; the workspace keeps those logs.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/auditing-setup
# custom:
#   id: azure-sql-audit-retention
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["azure-native:sql:ServerBlobAuditingPolicy", "azure-native:sql:ExtendedServerBlobAuditingPolicy"]
#   reads:
#     "azure-native:sql:ServerBlobAuditingPolicy": [retentionDays, state, storageEndpoint]
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": [retentionDays, state, storageEndpoint]
#   presence:
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": [storageEndpoint]
#     "azure-native:sql:ServerBlobAuditingPolicy": [storageEndpoint]
#   parameters:
#     min_days: {default: 90}
#   not_applicable: the policy is off, or keeps its logs in a workspace
#   remediation: Set retentionDays to 0, which keeps the log without end, or to the required number of days.
#   aliases:
#   - checkov:CKV_AZURE_24
#   - trivy:AVD-AZU-0025
#   - prowler:sqlserver_auditing_retention_90_days
#   - powerpipe:sql_server_auditing_retention_period_90
#   - kics:small_mssql_audit_retention_period
#   - kics:small_msql_server_audit_retention
package checks.azure.sql.audit_retention

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["retentionDays"], "message": message} if {
	some urn, policy in _policies
	days := value.number(policy.props.retentionDays)
	days > 0
	days < _parameters.min_days
	message := sprintf("the auditing policy keeps the log for %v days only", [days])
}

applies contains urn if {
	some urn, policy in _policies
	value.text(value.at(policy, ["props", "state"])) != "disabled"
	_stores(policy)
}

_stores(policy) if value.present(policy, ["props", "storageEndpoint"])

# An endpoint that is not known yet is one.
_stores(policy) if ["storageEndpoint"] in policy.unknown

_policies[urn] := policy if {
	some type in ["azure-native:sql:ServerBlobAuditingPolicy", "azure-native:sql:ExtendedServerBlobAuditingPolicy"]
	some urn, policy in input.by_type[type]
}

_parameters := input.parameters["azure-sql-audit-retention"]
