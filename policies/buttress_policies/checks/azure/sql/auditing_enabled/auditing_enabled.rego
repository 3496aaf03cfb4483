# METADATA
# title: SQL servers write an audit log
# description: >-
#   A ServerBlobAuditingPolicy or ExtendedServerBlobAuditingPolicy of the server has state Enabled and a sink:
#   storageEndpoint, or isAzureMonitorTargetEnabled true. Where auditActionsAndGroups is given it holds BATCH_COMPLETED_GROUP,
#   SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP and FAILED_DATABASE_AUTHENTICATION_GROUP; where it is absent the service takes
#   these three. A predicateExpression keeps a part and fails. One good policy is enough.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/auditing-overview
# custom:
#   id: azure-sql-auditing-enabled
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["azure-native:sql:Server"]
#   companions:
#     "azure-native:sql:ServerBlobAuditingPolicy": serverName
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": serverName
#   reads:
#     "azure-native:sql:Server": []
#     "azure-native:sql:ServerBlobAuditingPolicy":
#     - state
#     - storageEndpoint
#     - isAzureMonitorTargetEnabled
#     - auditActionsAndGroups
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy":
#     - predicateExpression
#     - state
#     - storageEndpoint
#     - isAzureMonitorTargetEnabled
#     - auditActionsAndGroups
#   presence:
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": [storageEndpoint]
#     "azure-native:sql:ServerBlobAuditingPolicy": [storageEndpoint]
#   remediation: >-
#     Add an ExtendedServerBlobAuditingPolicy with state Enabled and isAzureMonitorTargetEnabled true, or use
#     HardenedSqlDatabase.
#   aliases:
#   - checkov:CKV_AZURE_23
#   - checkov:CKV_AZURE_156
#   - trivy:AVD-AZU-0027
#   - prowler:sqlserver_auditing_enabled
#   - powerpipe:sql_server_auditing_on
#   - azurepolicy:a6fb4358-5bf4-4ad7-ba82-2cd2f41ce5e9
#   - azurepolicy:7ff426e2-515f-405a-91c8-4f2333442eb5
#   - kics:sql_server_auditing_disabled
#   - kics:mssql_server_auditing_disabled
#   - kics:sql_database_audit_disabled
package checks.azure.sql.auditing_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the server has no auditing policy"} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	count(_policies(urn)) == 0
}

deny contains {"resource": urn, "at": policy.urn, "path": defect.path, "message": defect.message} if {
	some urn, _ in input.by_type["azure-native:sql:Server"]
	policies := _policies(urn)
	every other in policies {
		count(_defects(other)) > 0
	}
	some policy in policies
	some defect in _defects(policy)
}

_policies(urn) := array.concat(
	link.referrers(urn, "azure-native:sql:ServerBlobAuditingPolicy", "serverName"),
	link.referrers(urn, "azure-native:sql:ExtendedServerBlobAuditingPolicy", "serverName"),
)

_defects(policy) := {defect | some defect in array.concat(array.concat(_state(policy), _sink(policy)), array.concat(_groups(policy), _predicate(policy)))}

_state(policy) := [{"path": ["state"], "message": "the server's auditing is not enabled"} |
	value.text(value.at(policy, ["props", "state"])) != "enabled"
]

_sink(policy) := [{"path": [], "message": "the server's audit log has no destination"} |
	not value.present(policy, ["props", "storageEndpoint"])
	not value.unknown_at(policy, ["storageEndpoint"])
	not value.is_true(policy, ["props", "isAzureMonitorTargetEnabled"])
]

_groups(policy) := [{"path": ["auditActionsAndGroups"], "message": message} |
	value.present(policy, ["props", "auditActionsAndGroups"])
	missing := _default_groups - {upper(value.text(group)) | some group in value.list(policy.props.auditActionsAndGroups)}
	count(missing) > 0
	message := sprintf("the server's audit log leaves out %s", [concat(", ", sort(missing))])
]

_predicate(policy) := [{"path": ["predicateExpression"], "message": "the server's audit log keeps only what its predicate selects"} |
	value.present(policy, ["props", "predicateExpression"])
]

_default_groups := {"BATCH_COMPLETED_GROUP", "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP", "FAILED_DATABASE_AUTHENTICATION_GROUP"}
