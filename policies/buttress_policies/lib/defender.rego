# METADATA
# title: Plans of Defender for Cloud
# description: Which plans of an estate are paid for, whatever the case of their names.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction
package lib.defender

import data.lib.value
import rego.v1

# METADATA
# description: The Pricing resources of a plan that are at the tier Standard.
# scope: document
standard(plan) := [pricing |
	some pricing in input.by_type["azure-native:security:Pricing"]
	value.text(value.at(pricing, ["props", "pricingName"])) == lower(plan)
	value.text(value.at(pricing, ["props", "pricingTier"])) == "standard"
]

# METADATA
# description: The plans of a list that no Pricing has at the tier Standard.
# scope: document
missing(plans) := {plan | some plan in plans; count(standard(plan)) == 0}
