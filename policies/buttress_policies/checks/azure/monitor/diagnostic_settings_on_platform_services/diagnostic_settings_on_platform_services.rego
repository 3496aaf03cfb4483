# METADATA
# title: Platform services export their logs
# description: >-
#   A DiagnosticSetting of the resource has an enabled log, by the category group allLogs or audit or by a category, and a place
#   to send it to: workspaceId, storageAccountId or eventHubAuthorizationRuleId. Metrics alone do not count. Servers of PostgreSQL
#   and MySQL are the flexible ones.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings
# custom:
#   id: azure-diagnostic-settings-on-platform-services
#   severity: medium
#   scope: stack
#   tier: 2
#   population:
#   - "azure-native:eventhub:Namespace"
#   - "azure-native:servicebus:Namespace"
#   - "azure-native:logic:Workflow"
#   - "azure-native:batch:BatchAccount"
#   - "azure-native:streamanalytics:StreamingJob"
#   - "azure-native:iothub:IotHubResource"
#   - "azure-native:search:Service"
#   - "azure-native:machinelearningservices:Workspace"
#   - "azure-native:network:ApplicationGateway"
#   - "azure-native:network:AzureFirewall"
#   - "azure-native:cdn:Profile"
#   - "azure-native:apimanagement:ApiManagementService"
#   - "azure-native:cosmosdb:DatabaseAccount"
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbformysql:Server"
#   - "azure-native:containerregistry:Registry"
#   companions:
#     "azure-native:monitor:DiagnosticSetting": resourceUri
#   reads:
#     "azure-native:eventhub:Namespace": []
#     "azure-native:servicebus:Namespace": []
#     "azure-native:logic:Workflow": []
#     "azure-native:batch:BatchAccount": []
#     "azure-native:streamanalytics:StreamingJob": []
#     "azure-native:iothub:IotHubResource": []
#     "azure-native:search:Service": []
#     "azure-native:machinelearningservices:Workspace": []
#     "azure-native:network:ApplicationGateway": []
#     "azure-native:network:AzureFirewall": []
#     "azure-native:cdn:Profile": []
#     "azure-native:apimanagement:ApiManagementService": []
#     "azure-native:cosmosdb:DatabaseAccount": []
#     "azure-native:dbforpostgresql:Server": []
#     "azure-native:dbformysql:Server": []
#     "azure-native:containerregistry:Registry": []
#     "azure-native:monitor:DiagnosticSetting":
#     - logs[].enabled
#     - logs[].category
#     - logs[].categoryGroup
#     - workspaceId
#     - storageAccountId
#     - eventHubAuthorizationRuleId
#   presence:
#     "azure-native:monitor:DiagnosticSetting": [workspaceId, storageAccountId, eventHubAuthorizationRuleId]
#   live: the newest record
#   remediation: >-
#     Add a monitor DiagnosticSetting with the category group allLogs and a workspaceId; ProtectedFrontDoor and
#     AzureTransactionLog have theirs.
#   aliases:
#   - powerpipe:eventhub_namespace_logging_enabled
#   - powerpipe:servicebus_namespace_logging_enabled
#   - powerpipe:logic_app_workflow_logging_enabled
#   - powerpipe:batch_account_logging_enabled
#   - powerpipe:stream_analytics_job_logging_enabled
#   - powerpipe:iot_hub_logging_enabled
#   - powerpipe:search_service_logging_enabled
#   - azurepolicy:428256e6-1fac-4f48-a757-df34c2b3336d
#   - azurepolicy:057ef27e-665e-4328-8ea3-04b3122bd9fb
#   - azurepolicy:c95c74d9-38fe-4f0d-af86-0c7d626a315c
#   - azurepolicy:83a214f7-d01a-484b-91a9-ed54470c9a6a
#   - azurepolicy:383856f8-de7f-44a2-81fc-e5135b5c2aa4
#   - azurepolicy:34f95f76-5386-4de7-b824-0d8478470c9d
#   - azurepolicy:afe0c3be-ba3b-4544-ba52-0c99672a8ad6
#   - azurepolicy:f8d36e2f-389b-4ee4-898d-21aeb69a0f45
#   - azurepolicy:f9be5368-9bf5-4b84-9e0a-7850da98bb46
package checks.azure.monitor.diagnostic_settings_on_platform_services

import data.lib.arm
import data.lib.diagnostics
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the resource has no diagnostic setting that exports its logs"} if {
	some type in _types
	some urn, _ in input.by_type[type]
	count([setting | some setting in diagnostics.settings(urn); _tells(setting)]) == 0
}

_tells(setting) if {
	some sink in ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId"]
	arm.has_id(setting, [sink])
	some log in value.list(value.at(setting, ["props", "logs"]))
	value.is_true(log, ["enabled"])
	_named(log)
}

_named(log) if value.present(log, ["category"])

_named(log) if value.text(value.at(log, ["categoryGroup"])) in {"alllogs", "audit"}

_types := {
	"azure-native:eventhub:Namespace",
	"azure-native:servicebus:Namespace",
	"azure-native:logic:Workflow",
	"azure-native:batch:BatchAccount",
	"azure-native:streamanalytics:StreamingJob",
	"azure-native:iothub:IotHubResource",
	"azure-native:search:Service",
	"azure-native:machinelearningservices:Workspace",
	"azure-native:network:ApplicationGateway",
	"azure-native:network:AzureFirewall",
	"azure-native:cdn:Profile",
	"azure-native:apimanagement:ApiManagementService",
	"azure-native:cosmosdb:DatabaseAccount",
	"azure-native:dbforpostgresql:Server",
	"azure-native:dbformysql:Server",
	"azure-native:containerregistry:Registry",
}
