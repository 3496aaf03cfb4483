package lib.diagnostics_test

import data.lib.diagnostics
import rego.v1

_setting(log) := {"urn": "setting", "props": {"logs": [null, log]}}

test_the_settings_of_a_resource if {
	found := diagnostics.settings("vault") with input as {
		"by_type": {"azure-native:monitor:DiagnosticSetting": {"setting": _setting({})}},
		"referrers": {"vault": {"azure-native:monitor:DiagnosticSetting": {"resourceUri": ["setting"]}}},
	}
	count(found) == 1
}

test_a_category_counts if diagnostics.logs(_setting({"category": "AuditEvent", "enabled": true}), {"auditevent"}, set())

test_a_group_counts if diagnostics.logs(_setting({"categoryGroup": "allLogs", "enabled": "true"}), set(), {"alllogs"})

test_what_is_off_does_not_count if not diagnostics.logs(_setting({"category": "AuditEvent", "enabled": false}), {"auditevent"}, set())

test_another_category_does_not_count if not diagnostics.logs(_setting({"category": "Other", "enabled": true}), {"auditevent"}, {"alllogs"})

test_no_logs if not diagnostics.logs({"props": {}}, {"auditevent"}, {"alllogs"})

test_a_workspace_is_a_sink if diagnostics.sends({"props": {"workspaceId": "/w"}})

test_nowhere if not diagnostics.sends({"props": {"workspaceId": ""}})

test_a_secret_log_is_no_log if not diagnostics.logs({"props": {"logs": ["[secret]"]}}, {"auditevent"}, {"alllogs"})
