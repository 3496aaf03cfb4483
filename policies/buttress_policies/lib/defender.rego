# METADATA
# title: Plans of Defender for Cloud
# description: >-
#   Which plans of an estate are paid for, whatever the case of their names. A plan of one machine or one group of resources is not the
#   subscription's.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction
package lib.defender

import data.lib.arm
import data.lib.value
import rego.v1

# METADATA
# description: The Pricing resources of a plan that are at the tier Standard for the whole subscription.
# scope: document
standard(plan) := [pricing |
	some pricing in input.by_type["azure-native:security:Pricing"]
	_plan(pricing) == lower(plan)
	value.text(value.at(pricing, ["props", "pricingTier"])) == "standard"
	_of_subscription(pricing)
]

_of_subscription(pricing) if arm.whole_subscription(pricing.props.scopeId)

# Earlier versions of the API know no scope, and the id tells.
_of_subscription(pricing) if {
	not value.present(pricing, ["props", "scopeId"])
	not contains(lower(object.get(pricing, "id", "")), "/resourcegroups/")
}

# METADATA
# description: The plans of a list that no Pricing has at the tier Standard.
# scope: document
missing_plans(plans) := {plan | some plan in plans; count(standard(plan)) == 0}

# What Azure made without a pricingName answers its name.
_plan(pricing) := value.text(given[0]) if {
	given := [one | some key in ["pricingName", "name"]; one := object.get(pricing.props, key, ""); one != ""]
} else := ""
