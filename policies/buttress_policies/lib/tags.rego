# METADATA
# title: Tags
# description: Whether a resource carries a tag that a parameter names. Keys and values compare without regard to case.
# scope: package
package lib.tags

import data.lib.value
import rego.v1

# METADATA
# description: The tags of a resource with lower-case keys and values; `tagsAll` (the provider's defaults included) and `tags` together.
# scope: document
of(resource) := {lower(key): value.text(given) |
	some name in ["tagsAll", "tags"]
	tags := object.get(resource.props, name, {})
	is_object(tags)
	some key, given in tags
	not _overridden(resource, name, key)
}

# METADATA
# description: Whether any tag of `wanted` (key to a value or a list of values, `*` for any) is on the resource.
# scope: document
match(resource, wanted) if {
	tags := of(resource)
	some key, given in wanted
	found := tags[lower(key)]
	some one in value.list(given)
	_same(one, found)
}

# METADATA
# description: Whether the resource's tag `environment` says that it is not production.
# scope: document
non_production(resource, names) if {
	found := of(resource).environment
	some name in names
	lower(name) == found
}

_same(wanted, _) if wanted == "*"

_same(wanted, found) if value.text(wanted) == found

_overridden(resource, name, key) if {
	name == "tagsAll"
	some other, _ in object.get(resource.props, "tags", {})
	lower(other) == lower(key)
}
