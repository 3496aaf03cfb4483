# METADATA
# title: Diagnostic settings
# description: Which log categories of a resource are sent somewhere.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings
package lib.diagnostics

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: The diagnostic settings of the resource with this URN.
# scope: document
settings(urn) := link.referrers(urn, "azure-native:monitor:DiagnosticSetting", "resourceUri")

# METADATA
# description: Whether a setting sends logs of one of these categories or category groups (both lower case).
# scope: document
logs(setting, categories, groups) if {
	some log in value.list(value.at(setting, ["props", "logs"]))
	value.is_true(log, ["enabled"])
	_among(log, categories, groups)
}

# METADATA
# description: Whether a setting has a place to send logs to.
# scope: document
sends(setting) if {
	some sink in ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId"]
	value.present(setting, ["props", sink])
}

_among(log, categories, _) if value.text(value.at(log, ["category"])) in categories

_among(log, _, groups) if value.text(value.at(log, ["categoryGroup"])) in groups
