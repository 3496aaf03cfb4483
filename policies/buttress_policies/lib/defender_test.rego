package lib.defender_test

import data.lib.defender
import rego.v1

_input := {"by_type": {"azure-native:security:Pricing": {
	"servers": {"urn": "servers", "props": {"pricingName": "VirtualMachines", "pricingTier": "standard"}},
	"keys": {"urn": "keys", "props": {"pricingName": "KeyVaults", "pricingTier": "Free"}},
	"odd": {"urn": "odd", "props": {}},
	"arm": {"urn": "arm", "props": {"name": "Arm", "pricingTier": "Standard"}},
}}}

test_a_plan_at_standard if {
	found := defender.standard("virtualmachines") with input as _input
	[pricing.urn | some pricing in found] == ["servers"]
}

test_plans_that_are_missing if {
	missing := defender.missing_plans(["VirtualMachines", "KeyVaults", "Arm", "Api"]) with input as _input
	missing == {"KeyVaults", "Api"}
}
