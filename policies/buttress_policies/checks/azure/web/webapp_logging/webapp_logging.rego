# METADATA
# title: Web apps log requests
# description: >-
#   A DiagnosticSetting of the app or slot sends AppServiceHTTPLogs (FunctionAppLogs for a function app, WorkflowRuntime for a
#   workflow app, by kind) or the group allLogs; or siteConfig.httpLoggingEnabled is true; or a
#   WebAppDiagnosticLogsConfiguration of the app, or its twin of a slot, turns httpLogs on, in fileSystem or azureBlobStorage.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/app-service/troubleshoot-diagnostic-logs
# custom:
#   id: azure-webapp-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
#   companions:
#     "azure-native:monitor:DiagnosticSetting": resourceUri
#     "azure-native:web:WebAppDiagnosticLogsConfiguration": name
#     "azure-native:web:WebAppDiagnosticLogsConfigurationSlot": slot
#   reads:
#     "azure-native:web:WebApp": [siteConfig.httpLoggingEnabled, kind]
#     "azure-native:web:WebAppSlot": [siteConfig.httpLoggingEnabled, kind]
#     "azure-native:web:WebAppDiagnosticLogsConfigurationSlot":
#     - httpLogs.fileSystem.enabled
#     - httpLogs.azureBlobStorage.enabled
#     "azure-native:web:WebAppDiagnosticLogsConfiguration":
#     - httpLogs.fileSystem.enabled
#     - httpLogs.azureBlobStorage.enabled
#     "azure-native:monitor:DiagnosticSetting": ["logs[].category", "logs[].categoryGroup", "logs[].enabled"]
#   remediation: Add a monitor DiagnosticSetting of the app with AppServiceHTTPLogs and a workspaceId.
#   aliases:
#   - checkov:CKV_AZURE_63
#   - checkov:CKV_AZURE_65
#   - checkov:CKV_AZURE_66
#   - checkov:CKV_AZURE_159
#   - prowler:app_http_logs_enabled
#   - powerpipe:appservice_web_app_diagnostic_logs_enabled
#   - azurepolicy:91a78b24-f231-4a8a-8da9-02c35b2b6510
package checks.azure.web.webapp_logging

import data.lib.arm
import data.lib.diagnostics
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the app does not log requests"} if {
	some type, _ in _configuring
	some urn, app in input.by_type[type]
	not _logged(app)
}

_logged(app) if value.is_true(app, ["props", "siteConfig", "httpLoggingEnabled"])

_logged(app) if {
	some setting in diagnostics.settings(app.urn)
	diagnostics.logs(setting, {_category(app)}, {"alllogs"})
}

_logged(app) if {
	some configuration in _configurations(app)
	some sink in ["fileSystem", "azureBlobStorage"]
	value.is_true(configuration, ["props", "httpLogs", sink, "enabled"])
}

_configurations(app) := array.concat(referring, own) if {
	[kind, property] := _configuring[app.type]
	referring := link.referrers(app.urn, kind, property)
	own := [configuration | some configuration in _by_app[lower(app.id)]]
}

# The provider answers `logs` as the name, so that a literal name of the app is lost; the id still tells whose it is.
_by_app[arm.parent(configuration.id)] contains configuration if {
	some _, [kind, _] in _configuring
	some configuration in input.by_type[kind]
}

# What configures the logs of an app or of a slot, and by which property it names it.
_configuring := {
	"azure-native:web:WebApp": ["azure-native:web:WebAppDiagnosticLogsConfiguration", "name"],
	"azure-native:web:WebAppSlot": ["azure-native:web:WebAppDiagnosticLogsConfigurationSlot", "slot"],
}

_category(app) := "workflowruntime" if {
	contains(_kind(app), "workflowapp")
} else := "functionapplogs" if {
	contains(_kind(app), "functionapp")
} else := "appservicehttplogs"

_kind(app) := value.text(value.at(app, ["props", "kind"]))
