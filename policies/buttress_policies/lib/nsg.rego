# METADATA
# title: Rules of network security groups
# description: >-
#   In-line rules and stand-alone ones in one form, and what the internet reaches through them: an Allow counts unless a Deny of a
#   lower priority number in the same group takes it back.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
package lib.nsg

import data.lib.arm
import data.lib.link
import data.lib.net
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every source of every inbound Allow rule that stands for the whole internet, as {urn, path, name, group, protocol, priority,
#   source, ports, destinations}. `path` leads to the source; ports are [first, last].
# scope: document
openings contains object.union(
	object.filter(rule, ["urn", "name", "group", "protocol", "priority", "ports", "destinations"]),
	{"path": array.concat(rule.path, source.path), "source": source.prefix},
) if {
	some rule in _inbound
	rule.access == "allow"
	some source in rule.sources
	count(_families(source.prefix)) > 0
}

# METADATA
# description: Whether an opening lets the internet reach all ports from `first` to `last` by a protocol, `tcp` or `udp`.
# scope: document
opens(opening, protocol, first, last) if {
	_carries(opening.protocol, protocol)
	_holds(opening.ports, first, last)
	not _taken_back(opening, protocol, first, last)
}

# METADATA
# description: Whether a prefix or service tag stands for the whole internet.
# scope: document
internet(prefix) if count(_families(prefix)) > 0

# METADATA
# description: The names of the group that a rule belongs to, or of the group itself.
# scope: document
group_names(resource) := arm.names(resource) if resource.type == _group

group_names(resource) := {lower(given) | given := resource.props.networkSecurityGroupName; is_string(given)} | {one |
	some group in link.referred(resource.urn, "networkSecurityGroupName", _group)
	some one in arm.names(group)
} if {
	resource.type == _rule
}

_group := "azure-native:network:NetworkSecurityGroup"

_rule := "azure-native:network:SecurityRule"

_inbound contains _normal(group.urn, ["securityRules", entry.place], group.urn, object.get(entry.member, "name", ""), entry.member) if {
	some group in input.by_type[_group]
	some entry in arm.inline(group, "securityRules", _rule)
	value.text(object.get(entry.member, "direction", null)) == "inbound"
}

_inbound contains _normal(rule.urn, [], _home(rule), rule.name, rule.props) if {
	some rule in input.by_type[_rule]
	value.text(object.get(rule.props, "direction", null)) == "inbound"
}

_home(rule) := groups[0].urn if {
	groups := link.referred(rule.urn, "networkSecurityGroupName", _group)
	count(groups) > 0
} else := lower(sprintf("%v/%v", [
	object.get(rule.props, "resourceGroupName", ""),
	object.get(rule.props, "networkSecurityGroupName", rule.urn),
]))

_normal(urn, path, group, name, rule) := {
	"urn": urn,
	"path": path,
	"group": group,
	"name": name,
	"access": value.text(object.get(rule, "access", null)),
	"protocol": object.get(rule, "protocol", null),
	"priority": object.get(rule, "priority", null),
	"sources": _sources(rule),
	"ports": _ports(rule, "destinationPortRange"),
	"source_ports": _ports(rule, "sourcePortRange"),
	"destinations": {value.text(prefix) |
		some key in ["destinationAddressPrefix", "destinationAddressPrefixes"]
		some prefix in value.list(object.get(rule, key, null))
	},
}

_sources(rule) := array.concat(
	[{"path": ["sourceAddressPrefix"], "prefix": prefix} | prefix := rule.sourceAddressPrefix; is_string(prefix)],
	[{"path": ["sourceAddressPrefixes", place], "prefix": prefix} | some place, prefix in rule.sourceAddressPrefixes; is_string(prefix)],
)

_ports(rule, key) := {bounds |
	some name in [key, sprintf("%ss", [key])]
	some given in value.list(object.get(rule, name, null))
	some part in split(sprintf("%v", [given]), ",")
	bounds := net.bounds(trim_space(part))
	every bound in bounds {
		bound == floor(bound)
	}
}

_families(prefix) := {"v4", "v6"} if {
	value.text(prefix) in {"*", "any", "internet"}
} else := {"v6"} if {
	net.world(prefix)
	contains(prefix, ":")
} else := {"v4"} if {
	net.world(prefix)
} else := set()

_carries(given, protocol) if {
	protocol == "tcp"
	net.tcp(given)
}

_carries(given, protocol) if {
	protocol == "udp"
	net.udp(given)
}

_holds(ports, first, last) if {
	some range in ports
	range[0] <= first
	range[1] >= last
}

_taken_back(opening, protocol, first, last) if {
	some deny in _denies[opening.group]
	deny.priority < opening.priority
	_carries(deny.protocol, protocol)
	_holds(deny.ports, first, last)
	_any_source_port(deny)
	_reaches_as_far(deny, opening)
	_families(opening.source) - {family | some source in deny.sources; some family in _families(source.prefix)} == set()
}

_denies[rule.group] contains rule if {
	some rule in _inbound
	rule.access == "deny"
	is_number(rule.priority)
}

_any_source_port(deny) if count(deny.source_ports) == 0

_any_source_port(deny) if _holds(deny.source_ports, 1, 65535)

_reaches_as_far(deny, _) if {
	some destination in deny.destinations
	destination in {"*", "any"}
}

_reaches_as_far(deny, opening) if {
	count(opening.destinations) > 0
	opening.destinations - deny.destinations == set()
}
