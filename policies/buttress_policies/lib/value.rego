# METADATA
# title: Plain values
# description: Properties come as numbers or text, single or in lists, present or empty; these make one of it.
# scope: package
package lib.value

import data.lib.link
import rego.v1

# METADATA
# description: A list of what is there, whether it came as nothing, one value or a list; nulls are left out.
# scope: document
list(value) := [member | some member in value; member != null] if {
	is_array(value)
} else := [] if {
	value in {null, ""}
} else := [value]

# METADATA
# description: >-
#   Whether a property of an object at `path` (keys and positions) holds something, neither null nor an empty text, list or object. Below
#   `props` of a resource that is so too where the program takes the value from a resource of its own and it is not known yet: METADATA
#   names such a path under `presence`, or the outcome is unknown.
# scope: document
present(resource, path) if {
	value := at(resource, path)
	not value in {null, "", [], {}}
}

present(resource, path) if {
	path[0] == "props"
	link.computed(resource, array.slice(path, 1, count(path)))
}

# METADATA
# description: The value at `path`, or null; null too where something else, such as the mark of a secret, stands in the place of an object.
# scope: document
at(resource, path) := object.get(resource, path, null) if {
	is_object(resource)
} else := null

# METADATA
# description: Whether a top-level property of a resource, or a part of it, is not known yet, so that its absence means nothing.
# scope: document
unknown(resource, property) if {
	some path in resource.unknown
	path[0] == property
}

# METADATA
# description: Whether a top-level property of a resource is given, be it that its value, or a part of it, is not known yet.
# scope: document
specified(resource, property) if present(resource.props, [property])

specified(resource, property) if unknown(resource, property)

# METADATA
# description: Whether the value at `path` of a resource's properties, or all of what holds it, is not known yet.
# scope: document
unknown_at(resource, path) if {
	some unknown in resource.unknown
	array.slice(path, 0, count(unknown)) == unknown
}

# METADATA
# description: Whether the value at `path` is true, as a boolean or as text.
# scope: document
is_true(resource, path) if text(at(resource, path)) == "true"

# METADATA
# description: Whether the value at `path` is false, as a boolean or as text.
# scope: document
is_false(resource, path) if text(at(resource, path)) == "false"

# METADATA
# description: A number from a number or a text that holds one; undefined for anything else.
# scope: document
number(value) := value if {
	is_number(value)
} else := to_number(value) if {
	is_string(value)
	regex.match(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`, value)
}

# METADATA
# description: A value as lower-case text; an empty text for null.
# scope: document
text(value) := lower(value) if {
	is_string(value)
} else := "" if {
	value == null
} else := lower(sprintf("%v", [value]))

# METADATA
# description: Whether a text matches a pattern in which only `*` is a wildcard; every other sign stands for itself.
# scope: document
like(pattern, text) if {
	is_string(text)
	parts := [regex.replace(part, `[.+?^$(){}|\[\]\\]`, `\$0`) | some part in split(pattern, "*")]
	regex.match(sprintf("(?s)^%s$", [concat(".*", parts)]), text)
}
