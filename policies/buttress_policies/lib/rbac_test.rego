package lib.rbac_test

import data.lib.rbac
import rego.v1

test_a_role_by_its_whole_id if {
	rbac.role("/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-A8FF-443C-A75C-2FE8C4BCB635") == "Owner"
}

test_a_role_by_its_guid if rbac.role("f58310d9-a9f6-439a-9e8d-f62e7b41a168") == "Role Based Access Control Administrator"

test_a_custom_role if not rbac.role("/roleDefinitions/00000000-0000-0000-0000-000000000001")

test_who_hands_out_access if {
	{name | some name in rbac.roles; rbac.grants_access(name)} == {"Owner", "User Access Administrator", "Role Based Access Control Administrator"}
}

test_how_far_scopes_reach if {
	reaches := {
		"/": "root",
		"/providers/Microsoft.Management/managementGroups/all": "management group",
		"/Subscriptions/1/": "subscription",
		"/subscriptions/1/resourceGroups/apps": "resource group",
		"/subscriptions/1/resourceGroups/apps/providers/Microsoft.Storage/storageAccounts/orders": "resource",
		"/providers/Microsoft.Other/things/1": "resource",
	}
	every scope, reach in reaches {
		rbac.reach(scope) == reach
	}
}

test_what_is_no_scope_reaches_nowhere if {
	not rbac.reach(null)
	not rbac.reach("apps")
}

test_broad_scopes if {
	every scope in ["/", "/subscriptions/1", "/providers/Microsoft.Management/managementGroups/all"] {
		rbac.broad(scope)
	}
}

test_narrow_scopes if {
	every scope in ["/subscriptions/1/resourceGroups/apps", 5] {
		not rbac.broad(scope)
	}
}
