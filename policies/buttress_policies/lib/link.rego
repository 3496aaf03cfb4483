# METADATA
# title: Companions
# description: Who refers to a resource, and to whom it refers, by the look-ups that the host made.
# scope: package
package lib.link

import rego.v1

# METADATA
# description: The resources of one type that refer to `urn` by one top-level property.
# scope: document
referrers(urn, type, property) := [resource |
	some other in input.referrers[urn][type][property]
	resource := input.by_type[type][other]
]

# METADATA
# description: The resources of one type that `urn` refers to by one top-level property.
# scope: document
referred(urn, property, type) := [resource |
	some other in input.refs[urn][property]
	resource := input.by_type[type][other]
]

# METADATA
# description: The resources of one type that `urn` refers to by any property.
# scope: document
referred_by_any(urn, type) := [resource |
	some property
	some other in input.refs[urn][property]
	resource := input.by_type[type][other]
]

# METADATA
# description: >-
#   Whether the value at `path` of a resource is not known yet because the program takes it from a resource of its own, so that there
#   will be one.
# scope: document
computed(resource, path) if {
	path in resource.unknown
	count(object.get(input.refs, [resource.urn, path[0]], [])) > 0
}
