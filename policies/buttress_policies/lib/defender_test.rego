package lib.defender_test

import data.lib.defender
import rego.v1

_input := {"estate": {"id": "azure:x"}, "by_type": {"azure-native:security:Pricing": {
	"servers": {"urn": "servers", "props": {"pricingName": "VirtualMachines", "pricingTier": "standard"}},
	"machine": {"urn": "machine", "props": {"pricingName": "VirtualMachines", "pricingTier": "Standard", "scopeId": "subscriptions/1/resourceGroups/a"}},
	"by id": {"urn": "by id", "id": "/subscriptions/1/resourceGroups/a/x", "props": {"pricingName": "VirtualMachines", "pricingTier": "Standard"}},
	"keys": {"urn": "keys", "props": {"pricingName": "KeyVaults", "pricingTier": "Free"}},
	"odd": {"urn": "odd", "props": {}},
	"arm": {"urn": "arm", "props": {"name": "Arm", "pricingTier": "Standard"}},
}}}

test_a_plan_at_standard if {
	found := defender.standard("virtualmachines") with input as _input
	[pricing.urn | some pricing in found] == ["servers"]
}

test_a_plan_of_the_subscription if {
	scoped := {"by_type": {"azure-native:security:Pricing": {"p": {"props": {"pricingName": "Api", "pricingTier": "Standard", "scopeId": "subscriptions/1"}}}}, "estate": {"id": "azure:x"}}
	count(defender.standard("Api")) == 1 with input as scoped
}

test_plans_that_are_missing if {
	missing := defender.missing_plans(["VirtualMachines", "KeyVaults", "Arm", "Api"]) with input as _input
	missing == {"KeyVaults", "Api"}
}
