# METADATA
# title: Azure Policy assignments
# description: Which policies and initiatives an estate has assigned and enforces.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure
package lib.policies

import data.lib.arm
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   The assignments of the input that are enforced and name one of these definitions or initiatives, by their whole ids or the names at
#   the end of them.
# scope: document
enforced(definitions) := [assignment |
	wanted := {arm.name(definition) | some definition in definitions}
	some assignment in input.by_type["azure-native:authorization:PolicyAssignment"]
	arm.name(value.at(assignment, ["props", "policyDefinitionId"])) in wanted
	value.text(value.at(assignment, ["props", "enforcementMode"])) in {"", "default"}
]

# METADATA
# description: The effect that an assignment asks for by its parameter `effect`, lower case; an empty text where it asks for none.
# scope: document
effect(assignment) := value.text(value.at(assignment, ["props", "parameters", "effect", "value"]))
