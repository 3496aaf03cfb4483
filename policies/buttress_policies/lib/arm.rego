# METADATA
# title: Azure Resource Manager ids
# description: Ids compare without regard to case; a child's id starts with its parent's.
# scope: package
package lib.arm

import rego.v1

# METADATA
# description: Whether two ids name the same resource.
# scope: document
same(one, other) if {
	is_string(one)
	is_string(other)
	trim_suffix(lower(one), "/") == trim_suffix(lower(other), "/")
}

# METADATA
# description: Whether `id` lies below `parent`, or is it.
# scope: document
within(id, parent) if same(id, parent)

within(id, parent) if {
	is_string(id)
	is_string(parent)
	startswith(lower(id), sprintf("%s/", [trim_suffix(lower(parent), "/")]))
}

# METADATA
# description: The last part of an id, lower case.
# scope: document
name(id) := lower(parts[count(parts) - 1]) if {
	is_string(id)
	parts := split(trim_suffix(id, "/"), "/")
}
