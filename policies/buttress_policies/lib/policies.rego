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
#   The assignments of the input that are enforced on the whole subscription, by it or a management group above it, and name one of these
#   definitions or initiatives, by their whole ids or the names at the end of them. One that leaves out a scope, or selects resources, is
#   enforced on a part.
# scope: document
enforced(definitions) := [assignment |
	some assignment in _named(definitions)
	_everywhere(assignment)
	not value.present(assignment, ["props", "notScopes"])
]

# METADATA
# description: The assignments of one of these definitions or initiatives that are enforced on a resource.
# scope: document
enforced_on(definitions, resource) := [assignment |
	some assignment in _named(definitions)
	_reaches(assignment, resource)
	not _excluded(assignment, resource)
]

_named(definitions) := [assignment |
	wanted := {arm.name(definition) | some definition in definitions}
	some assignment in input.by_type["azure-native:authorization:PolicyAssignment"]
	arm.name(value.at(assignment, ["props", "policyDefinitionId"])) in wanted
	value.text(value.at(assignment, ["props", "enforcementMode"])) in {"", "default"}
	not value.present(assignment, ["props", "resourceSelectors"])
]

_everywhere(assignment) if arm.whole_subscription(assignment.props.scope)

_everywhere(assignment) if regex.match(`^/?providers/microsoft[.]management/managementgroups/[^/]+/?$`, value.text(assignment.props.scope))

_everywhere(assignment) if not value.present(assignment, ["props", "scope"])

_reaches(assignment, _) if _everywhere(assignment)

_reaches(assignment, resource) if arm.within(resource.id, assignment.props.scope)

_excluded(assignment, resource) if {
	some scope in value.list(value.at(assignment, ["props", "notScopes"]))
	arm.within(resource.id, scope)
}

# METADATA
# description: The effect that an assignment asks for by its parameter `effect`, lower case; an empty text where it asks for none.
# scope: document
effect(assignment) := value.text(value.at(assignment, ["props", "parameters", "effect", "value"]))
