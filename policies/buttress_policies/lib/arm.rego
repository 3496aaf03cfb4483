# METADATA
# title: Azure Resource Manager ids
# description: Ids compare without regard to case; a child's id starts with its parent's.
# scope: package
package lib.arm

import data.lib.value
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

# METADATA
# description: The id of the resource that holds a child resource, lower case; undefined for a resource that is nobody's child.
# scope: document
parent(id) := concat("/", array.slice(parts, 0, count(parts) - 2)) if {
	is_string(id)
	parts := split(trim_suffix(lower(id), "/"), "/")
	regex.match(`/providers/[^/]+(/[^/]+){4,}$`, trim_suffix(lower(id), "/"))
}

# METADATA
# description: A resource's location as Azure compares it, so that `West Europe` is `westeurope`; an empty text where it states none.
# scope: document
location(resource) := replace(value.text(value.at(resource, ["props", "location"])), " ", "")

# METADATA
# description: >-
#   Whether a property that takes another resource's id holds one: an id that is known, or one that is not known yet and that the
#   program takes from a resource of its own.
# scope: document
has_id(resource, path) if value.present(resource.props, path)

has_id(resource, path) if {
	some unknown in resource.unknown
	unknown in [path, array.slice(path, 0, count(path) - 1)]
	count(object.get(object.get(input.refs, resource.urn, {}), path[0], [])) > 0
}

# METADATA
# description: >-
#   Where the value at `path` of a type stands whose program writes it under `properties` while the provider answers it at the top level: the
#   place of the answer where there is one, else that of the program.
# scope: document
property_path(resource, path) := path if {
	value.at(resource.props, path) != null
} else := array.concat(["properties"], path)

# METADATA
# description: The value at `path`, answered or written at the place of `property_path`, or null.
# scope: document
property(resource, path) := value.at(resource.props, property_path(resource, path))

# METADATA
# description: >-
#   The members of an inline list as [{place, member}], without those by which the provider echoes resources of `type` that the
#   program declares on their own.
# scope: document
inline(resource, property, type) := [{"place": place, "member": member} |
	some place, member in object.get(resource.props, property, [])
	is_object(member)
	not _echo(member, type)
]

_echo(member, type) if {
	is_string(member.id)
	lower(member.id) in _ids[type]
}

_ids[type] contains lower(resource.id) if {
	some type, resources in input.by_type
	some resource in resources
	resource.id != ""
}

# METADATA
# description: The names by which a resource is known, lower case; the program's own name, and the physical one.
# scope: document
names(resource) := {lower(given) |
	some given in [
		resource.name,
		object.get(resource.props, "name", null),
		object.get(resource.props, _name_key(resource.type), null),
		name(resource.id),
	]
	is_string(given)
	given != ""
}

_name_key(type) := object.get(_name_keys, word, sprintf("%s%sName", [lower(substring(word, 0, 1)), substring(word, 1, -1)])) if {
	parts := split(type, ":")
	word := parts[count(parts) - 1]
}

_name_keys := {
	"DatabaseAccount": "accountName",
	"StorageAccount": "accountName",
	"VirtualMachine": "vmName",
	"VirtualMachineScaleSet": "vmScaleSetName",
}

# METADATA
# description: Whether a resource's name matches one of these globs, whatever the case.
# scope: document
named(resource, globs) if {
	some one in names(resource)
	some pattern in globs
	glob.match(lower(pattern), null, one)
}

# METADATA
# description: >-
#   Whether a scope, as an ARM id, is a subscription, not a part of one; that of the estate, where the estate is one subscription.
# scope: document
whole_subscription(scope) if {
	found := regex.find_all_string_submatch_n(`^/?subscriptions/([^/]+)/?$`, value.text(scope), 1)
	_own_subscription(found[0][1])
}

_own_subscription(given) if lower(input.estate.id) == sprintf("azure:%s", [given])

# An estate of another name may hold several, and a stack judged alone names none.
_own_subscription(_) if not regex.match(`^azure:[0-9a-f-]{36}$`, lower(object.get(input, ["estate", "id"], "")))
