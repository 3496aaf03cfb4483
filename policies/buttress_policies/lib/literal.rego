# METADATA
# title: Literals that are secrets
# description: Where a program writes a secret as it is, by a table of the properties that may hold one.
# scope: package
package lib.literal

import data.lib.credential
import data.lib.environment
import rego.v1

# METADATA
# description: >-
#   Each secret that a resource's properties hold in plain text, as {path, message}. `kinds` is the type's part of such a table as
#   lib.secrets_aws: a kind for each path. A value that is marked as secret, only names a secret, or is taken from another resource,
#   is no literal.
# scope: document
secrets(kinds, resource, pattern) := {{"path": path, "message": message} |
	some head in _heads(kinds)
	walk(resource.props[head], [rest, text])
	_written(text)
	path := array.concat([head], rest)
	some message in _faults(kinds, resource, path, text, pattern)
	not path in resource.secret
	not _taken(resource, path, text)
}

# METADATA
# description: Whether a resource sets a property in which the type's part of such a table begins.
# scope: document
asked(kinds, resource) if {
	some head in _heads(kinds)
	head in object.keys(resource.props)
}

# A secret that is not known yet.
asked(kinds, resource) if {
	some head in _heads(kinds)
	some path in resource.secret
	path[0] == head
}

# Where the table's paths begin: only these properties are walked.
_heads(kinds) := {regex.find_n(`^[^.\[]+`, path, 1)[0] | some path, _ in kinds}

_written(text) if is_string(text)

_written(text) if is_number(text)

_written(text) if {
	is_array(text)
	every word in text {
		is_string(word)
	}
}

_faults(kinds, resource, path, text, pattern) := {message |
	some message in (_own(kinds, path, text, pattern) | _named(kinds, resource, path, text, pattern))
}

_own(kinds, path, text, pattern) := {message |
	kind := kinds[_general(path)]
	message := _fault(kind, text, pattern)
}

_fault("secret", text, _) := "a secret is written in plain text" if {
	not is_array(text)
	not credential.reference(sprintf("%v", [text]))
	not regex.match(`^\s*$|^[*]+$`, sprintf("%v", [text]))
}

_fault("connection", text, _) := "a connection string with a key or password is written in plain text" if credential.in_connection(text)

_fault("script", text, pattern) := "a command holds a credential in plain text" if environment.in_script(_line(text), pattern)

_line(text) := concat(" ", text) if is_array(text)

_line(text) := text if {
	is_string(text)
	not base64.is_valid(text)
}

_line(text) := base64.decode(text) if {
	is_string(text)
	base64.is_valid(text)
}

# The values of a map by their keys, those of a list's members by the property beside them that names them.
_named(kinds, resource, path, text, pattern) := {"a credential is written in plain text under a telling name" |
	some name in _names(kinds, resource, path)
	_holds(name, text, pattern)
}

_holds(name, text, pattern) if environment.holds_credential(name, text, pattern)

_holds(_, text, _) if credential.in_connection(text)

_names(kinds, _, path) := [path[count(path) - 1]] if kinds[_general(_above(path))] == "map"

_names(kinds, resource, path) := [object.get(resource.props, array.concat(_above(path), [beside]), "")] if {
	beside := kinds[_general(path)]
	beside in {"name", "key"}
}

_above(path) := array.slice(path, 0, count(path) - 1)

# As METADATA writes a path: `containers[].env[].value`.
_general(path) := replace(concat(".", [_step(step) | some step in path]), ".[]", "[]")

_step(step) := step if is_string(step)

_step(step) := "[]" if is_number(step)

# A property that comes from another resource as a whole, or equals one of its values.
_taken(resource, [head], _) if count(object.get(input.refs, [resource.urn, head], [])) > 0

_taken(resource, path, text) if {
	some other in object.get(input.refs, [resource.urn, path[0]], [])
	some by_urn in input.by_type
	some value in by_urn[other].props
	value == text
}
