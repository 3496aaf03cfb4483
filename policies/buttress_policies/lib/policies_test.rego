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
