# METADATA
# title: Tags
# description: Whether a resource carries a tag that a parameter names. Keys and values compare without regard to case.
# scope: package
package lib.tags

import data.lib.value
import rego.v1

# METADATA
# description: >-
#   The tags of a resource with lower-case keys and values; `tagsAll` (the provider's defaults included) and `tags` together, the
#   resource's own first. Tags may be a map, or a list of {key, value}.
# scope: document
of(resource) := object.union(_named(resource, "tagsAll"), _named(resource, "tags"))

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
# description: Whether the resource's tag `environment` names an environment that is not production.
# scope: document
non_production(resource, names) if {
	found := of(resource).environment
	some name in names
	lower(name) == found
}

# METADATA
# description: Whether it is not known yet if the resource carries a tag of one of `keys`, or of what value.
# scope: document
tag_unknown(resource, keys) if {
	some path in resource.unknown
	path[0] in {"tags", "tagsAll"}
	_about(path, keys)
}

_about(path, _) if count(path) == 1

_about(path, _) if is_number(path[1])

_about(path, keys) if lower(path[1]) in {lower(key) | some key in keys}

_same(wanted, _) if wanted == "*"

_same(wanted, found) if value.text(wanted) == found

# Of two keys that differ in case only, one value is taken, whatever their order.
_named(resource, property) := {key: text | some [key, text] in pairs} if {
	pairs := _pairs(object.get(resource.props, property, null))
	count({key | some [key, _] in pairs}) == count(pairs)
} else := {key: max(values) |
	pairs := _pairs(object.get(resource.props, property, null))
	some [key, _] in pairs
	values := [value | some [other, value] in pairs; other == key]
}

_pairs(given) := {[lower(key), value.text(one)] | some key, one in given} if is_object(given)

_pairs(given) := {[lower(one.key), value.text(one.value)] | some one in given; is_string(one.key)} if is_array(given)

_pairs(given) := set() if {
	not is_object(given)
	not is_array(given)
}
