package lib.policies_test

import data.lib.policies
import rego.v1

_assignments := {
	"a": {"props": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/ONE"}},
	"b": {"props": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/one", "enforcementMode": "Default"}},
	"c": {"props": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/one", "enforcementMode": "DoNotEnforce"}},
	"d": {"props": {"policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/two"}},
	"e": {"props": {}},
}

test_only_what_is_enforced if {
	found := policies.enforced(["/providers/x/one"]) with input as {"by_type": {"azure-native:authorization:PolicyAssignment": _assignments}}
	count(found) == 2
}

test_nothing_is_assigned if policies.enforced(["one"]) == [] with input as {"by_type": {}}

test_the_effect if policies.effect({"props": {"parameters": {"effect": {"value": "Deny"}}}}) == "deny"

test_no_effect if policies.effect({"props": {}}) == ""

_scoped(change) := {"by_type": {"azure-native:authorization:PolicyAssignment": {"a": {"props": object.union({"policyDefinitionId": "one", "scope": "/subscriptions/1"}, change)}}}, "estate": {"id": "azure:x"}}

test_scopes if {
	every change in [{}, {"scope": "/providers/Microsoft.Management/managementGroups/all"}] {
		count(policies.enforced(["one"])) == 1 with input as _scoped(change)
	}
	every change in [{"scope": "/subscriptions/1/resourceGroups/a"}, {"notScopes": ["/subscriptions/1/resourceGroups/a"]}, {"resourceSelectors": [{"name": "x"}]}] {
		count(policies.enforced(["one"])) == 0 with input as _scoped(change)
	}
}

test_on_a_resource if {
	vault := {"id": "/subscriptions/1/resourceGroups/a/providers/x"}
	every change in [{}, {"scope": "/subscriptions/1/resourceGroups/A"}, {"notScopes": ["/subscriptions/1/resourceGroups/b"]}] {
		count(policies.enforced_on(["one"], vault)) == 1 with input as _scoped(change)
	}
	every change in [{"scope": "/subscriptions/1/resourceGroups/b"}, {"notScopes": ["/subscriptions/1/resourceGroups/a"]}, {"resourceSelectors": [{}]}] {
		count(policies.enforced_on(["one"], vault)) == 0 with input as _scoped(change)
	}
}
