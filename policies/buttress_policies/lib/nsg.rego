# METADATA
# title: Rules of network security groups
# description: >-
#   Inline rules and stand-alone ones in one form, and what the internet reaches through them: an Allow counts unless Denies of
#   lower priority numbers in the same group take it back.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
# custom:
#   reads:
#     "azure-native:network:NetworkSecurityGroup":
#     - securityRules[].direction
#     - securityRules[].access
#     - securityRules[].protocol
#     - securityRules[].priority
#     - securityRules[].sourceAddressPrefix
#     - securityRules[].sourceAddressPrefixes
#     - securityRules[].sourcePortRange
#     - securityRules[].sourcePortRanges
#     - securityRules[].destinationAddressPrefix
#     - securityRules[].destinationAddressPrefixes
#     - securityRules[].destinationPortRange
#     - securityRules[].destinationPortRanges
#     "azure-native:network:SecurityRule":
#     - direction
#     - access
#     - protocol
#     - priority
#     - sourceAddressPrefix
#     - sourceAddressPrefixes
#     - sourcePortRange
#     - sourcePortRanges
#     - destinationAddressPrefix
#     - destinationAddressPrefixes
#     - destinationPortRange
#     - destinationPortRanges
package lib.nsg

import data.lib.addresses
import data.lib.arm
import data.lib.link
import data.lib.net
import data.lib.ranges
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every source of every inbound Allow rule that holds public addresses, as {urn, path, rule, name, protocol, source, ports, ranges}.
#   `path` leads to the source; ports are ranges.
# scope: document
ingress_rules contains {
	"urn": rule.urn,
	"path": array.concat(rule.path, source.path),
	"rule": rule,
	"name": rule.name,
	"protocol": rule.protocol,
	"source": source.prefix,
	"ports": rule.ports,
	"ranges": source.ranges,
} if {
	some rule in _rules
	rule.direction == "inbound"
	rule.access == "allow"
	some source in rule.sources
	count(addresses.public(source.ranges)) > 0
}

# METADATA
# description: >-
#   Whether an ingress rule lets the internet reach all ports from `first` to `last` by a protocol, `tcp` or `udp`, by all that is known: alone, or with
#   others of its group as far as none of them does alone.
# scope: document
allows(ingress, protocol, first, last) if {
	some source in _open_sources(ingress.rule.group, protocol, first, last)
	source.rule == ingress.rule
	source.path == ingress.path
}

# METADATA
# description: How a message names the source of an ingress rule that `allows`.
# scope: document
named(ingress, protocol, first, last) := addresses.named({"ranges": _still_open(ingress, {"protocol": protocol, "first": first, "last": last})}, ingress.source)

# METADATA
# description: >-
#   The place of a denial of what an ingress rule lets through, as {path} or {at, path}: its source; or what is not known yet where it
#   decides whether Denies take it back.
# scope: document
place(ingress, protocol, first, last) := min(doubts) if {
	doubts := _undecided_places(ingress, {"protocol": protocol, "first": first, "last": last})
	count(doubts) > 0
} else := {"path": ingress.path}

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

_rules contains _normal(group, ["securityRules", entry.place], object.get(entry.member, "name", ""), entry.member) if {
	some group in input.by_type[_group]
	some entry in arm.inline(group, "securityRules", _rule)
}

_rules contains _normal(rule, [], rule.name, rule.props) if some rule in input.by_type[_rule]

_normal(resource, path, name, rule) := {
	"urn": resource.urn,
	"path": path,
	"group": _group_of(resource),
	"name": name,
	"unknown": {property |
		some place in resource.unknown
		array.slice(place, 0, count(path)) == path
		property := place[count(path)]
		not _group_resolved(resource, property)
	},
	"direction": value.text(object.get(rule, "direction", null)),
	"access": value.text(object.get(rule, "access", null)),
	"protocol": object.get(rule, "protocol", null),
	"priority": _number(object.get(rule, "priority", null)),
	"sources": _sources(rule),
	"ports": _ports(rule, "destinationPortRange"),
	"source_ports": _ports(rule, "sourcePortRange"),
	"destinations": {value.text(prefix) |
		some key in ["destinationAddressPrefix", "destinationAddressPrefixes"]
		some prefix in value.list(object.get(rule, key, null))
	},
}

_group_resolved(rule, property) if {
	property == "networkSecurityGroupName"
	count(link.referred(rule.urn, property, _group)) > 0
}

_group_of(group) := group.urn if group.type == _group

_group_of(rule) := _group_of_rule(rule) if rule.type == _rule

_group_of_rule(rule) := groups[0].urn if {
	groups := link.referred(rule.urn, "networkSecurityGroupName", _group)
	count(groups) > 0
} else := _group_by_name(_site(rule, object.get(rule.props, "networkSecurityGroupName", rule.urn)))

_group_by_name(site) := min(object.get(_groups_by_name, site, {site}))

# The groups by resource group and name, for the rules that name theirs in words.
_groups_by_name[_site(group, name)] contains group.urn if {
	some group in input.by_type[_group]
	some name in arm.names(group)
}

_site(resource, name) := lower(sprintf("%v/%v", [object.get(resource.props, "resourceGroupName", ""), name]))

_number(given) := value.number(given)

_number(given) := null if not value.number(given)

_sources(rule) := array.concat(
	[_source([key], rule[key]) | some key in _properties.sources],
	[_source([key, place], prefix) | some key in _properties.sources; some place, prefix in rule[key]],
)

_source(path, prefix) := {"path": path, "prefix": prefix, "ranges": addresses.read(prefix)} if is_string(prefix)

_ports(rule, key) := ranges.merge({bounds |
	some name in [key, sprintf("%ss", [key])]
	some given in value.list(object.get(rule, name, null))
	some part in split(sprintf("%v", [given]), ",")
	bounds := net.bounds(trim_space(part))
	every bound in bounds {
		bound == floor(bound)
	}
})

_carries(given, "tcp") if net.tcp(given)

_carries(given, "udp") if net.udp(given)

_holds(ports, first, last) if ranges.hold(ports, [[first, last]])

_open_sources(group, protocol, first, last) := addresses.opening({object.union(ingress, {"ranges": _still_open(ingress, asked)}) |
	asked := {"protocol": protocol, "first": first, "last": last}
	some ingress in _ingress_of[group]
	_carries(ingress.protocol, protocol)
	_holds(ingress.ports, first, last)
})

_ingress_of[ingress.rule.group] contains ingress if some ingress in ingress_rules

# What Denies leave of the addresses that an ingress rule lets in.
_still_open(ingress, asked) := ranges.without(ingress.ranges, [range |
	some deny in _candidates(ingress)
	every condition in _cheapest_first {
		_meets(condition, deny, ingress, asked)
	}
	some range in _denied(deny)
])

_denied(deny) := [range | some source in deny.sources; some range in source.ranges]

# The places of all that is not known yet and may turn out to be a Deny of an ingress rule, if together these would take back the whole of it.
_undecided_places(ingress, asked) := {place | some one in doubts; some place in one.places} if {
	sources := _open_sources(ingress.rule.group, asked.protocol, asked.first, asked.last)
	doubts := [doubt | some source in _with(ingress, sources, asked); some doubt in _doubts(source, asked)]
	not addresses.open(ranges.merge([range |
		some source in _with(ingress, sources, asked)
		some range in ranges.without(source.ranges, [range | some doubt in _doubts(source, asked); some range in doubt.ranges])
	]))
}

# What makes an ingress rule the internet: itself, or all sources that are together.
_with(ingress, _, asked) := [object.union(ingress, {"ranges": left})] if {
	left := _still_open(ingress, asked)
	addresses.open(left)
}

_with(ingress, sources, asked) := sources if not addresses.open(_still_open(ingress, asked))

_doubts(source, asked) := array.concat(object.get(_unknown_rules, source.rule.group, []), [doubt |
	some deny in _candidates(source)
	doubt := _undecided_deny(deny, source, asked)
	count(ranges.common(doubt.ranges, source.ranges)) > 0
])

_undecided_deny(deny, ingress, asked) := {"places": places, "ranges": _deniable(deny)} if {
	missed := _unmet(deny, ingress, asked)
	every condition in missed {
		count(_unknown_places(condition, deny, ingress)) > 0
	}
	places := {place |
		some condition in (missed | {"sources"})
		some place in _unknown_places(condition, deny, ingress)
	}
	count(places) > 0
}

_deniable(deny) := addresses.read("*") if {
	some property in _properties.sources
	property in deny.unknown
} else := _denied(deny)

# Rules of a group that are not known at all.
_unknown_rules[group.urn] := [{"places": {{"at": group.urn, "path": path}}, "ranges": addresses.read("*")} |
	some path in group.unknown
	path[0] == "securityRules"
	count(path) < 3
] if {
	some group in input.by_type[_group]
}

# Rules that may be Denies of an ingress rule: those of its group, and all whose group is not known yet.
_candidates(ingress) := _denies if "networkSecurityGroupName" in ingress.rule.unknown

_candidates(ingress) := object.get(_denies_of, ingress.rule.group, set()) | _group_unknown if not "networkSecurityGroupName" in ingress.rule.unknown

_denies contains rule if {
	some rule in _rules
	every condition in ["access", "direction"] {
		_may_match(rule, condition)
	}
}

_may_match(rule, condition) if rule[condition] == {"access": "deny", "direction": "inbound"}[condition]

_may_match(rule, condition) if condition in rule.unknown

_denies_of[rule.group] contains rule if some rule in _denies

_group_unknown contains rule if {
	some rule in _denies
	"networkSecurityGroupName" in rule.unknown
}

# What a rule must be in order to take an ingress rule back, and the properties that say it.
_properties := {
	"access": ["access"],
	"direction": ["direction"],
	"group": ["networkSecurityGroupName"],
	"priority": ["priority"],
	"protocol": ["protocol"],
	"ports": ["destinationPortRange", "destinationPortRanges"],
	"source ports": ["sourcePortRange", "sourcePortRanges"],
	"sources": ["sourceAddressPrefix", "sourceAddressPrefixes"],
	"destinations": ["destinationAddressPrefix", "destinationAddressPrefixes"],
}

_cheapest_first := ["group", "priority", "protocol", "access", "direction", "ports", "source ports", "destinations", "sources"]

_unmet(deny, ingress, asked) := {condition |
	some condition, _ in _properties
	not _meets(condition, deny, ingress, asked)
}

_meets(condition, deny, _, _) if {
	condition in {"access", "direction"}
	not condition in deny.unknown
}

_meets("sources", _, _, _)

_meets("group", deny, ingress, _) if deny.group == ingress.rule.group

_meets("priority", deny, ingress, _) if {
	deny.priority != null
	deny.priority < ingress.rule.priority
}

_meets("protocol", deny, _, asked) if _carries(deny.protocol, asked.protocol)

_meets("ports", deny, _, asked) if _holds(deny.ports, asked.first, asked.last)

_meets("source ports", deny, _, _) if _any_source_port(deny)

_meets("destinations", deny, _, _) if {
	some destination in deny.destinations
	destination in {"*", "any", "virtualnetwork"}
}

_meets("destinations", deny, ingress, _) if {
	rule := ingress.rule
	count(rule.destinations) > 0
	every destination in rule.destinations {
		_within(destination, deny.destinations)
	}
	not _unknown(rule, "destinations")
}

_within(destination, others) if destination in others

_within(destination, others) if {
	ranges.hold(addresses.read([other | some other in others]), addresses.read(destination))
}

_any_source_port(deny) if {
	count(deny.source_ports) == 0
	not _unknown(deny, "source ports")
}

_any_source_port(deny) if _holds(deny.source_ports, 1, 65535)

_unknown(rule, condition) if {
	some property in _properties[condition]
	property in rule.unknown
}

# The places where a Deny, or an ingress rule that it is compared with, is not known in this respect.
_unknown_places(condition, deny, ingress) := {place |
	some rule in [deny, ingress.rule]
	_compared(condition, rule, deny)
	some property in _properties[condition]
	property in rule.unknown
	place := {"at": rule.urn, "path": array.concat(rule.path, [property])}
}

_compared(_, rule, deny) if rule == deny

_compared(condition, _, _) if condition in {"destinations", "group", "priority"}
