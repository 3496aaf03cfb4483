# METADATA
# title: IP addresses
# description: Single addresses of both families, and how much lies between two of them.
# scope: package
package lib.address

import rego.v1

# METADATA
# description: An IPv4 address as a number; undefined for anything else.
# scope: document
ipv4(text) := (((((parts[0] * 256) + parts[1]) * 256) + parts[2]) * 256) + parts[3] if {
	is_string(text)
	regex.match(`^[0-9]{1,3}(\.[0-9]{1,3}){3}$`, text)
	parts := [to_number(part) | some part in split(text, ".")]
	every part in parts {
		part < 256
	}
}

# METADATA
# description: An IPv6 address as a list of its eight groups, numbers; undefined for anything else.
# scope: document
ipv6(text) := [_hex(group) | some group in _groups(lower(text))] if {
	is_string(text)
	every group in _groups(lower(text)) {
		regex.match(`^[0-9a-f]{1,4}$`, group)
	}
	count(_groups(lower(text))) == 8
}

# METADATA
# description: Whether more IPv6 addresses lie from `first` to `last`, both counted, than a /48 holds. Both come from `ipv6`.
# scope: document
beyond_48(first, last) if _network(last) - _network(first) > 1

beyond_48(first, last) if {
	_network(last) - _network(first) == 1
	array.slice(last, 3, 8) >= array.slice(first, 3, 8)
}

_network(groups) := (((groups[0] * 65536) + groups[1]) * 65536) + groups[2]

_groups(text) := split(text, ":") if not contains(text, "::")

_groups(text) := array.concat(array.concat(left, zeros), right) if {
	halves := split(text, "::")
	count(halves) == 2
	left := [group | some group in split(halves[0], ":"); group != ""]
	right := [group | some group in split(halves[1], ":"); group != ""]
	zeros := ["0" | some place in numbers.range(1, 8); place <= 8 - (count(left) + count(right))]
	count(zeros) > 0
}

_hex(group) := sum([digit |
	some place, character in regex.split("", group)
	digit := indexof("0123456789abcdef", character) * _weights[(count(group) - 1) - place]
])

_weights := [1, 16, 256, 4096]
