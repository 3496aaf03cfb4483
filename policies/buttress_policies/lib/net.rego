# METADATA
# title: Security groups and network ACLs
# description: Their rules in one form, and what the internet reaches through all of them together.
# scope: package
# custom:
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup":
#     - ingress[].protocol
#     - ingress[].fromPort
#     - ingress[].toPort
#     - ingress[].cidrBlocks
#     - ingress[].ipv6CidrBlocks
#     - ingress[].prefixListIds
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
#     - ingress[].protocol
#     - ingress[].fromPort
#     - ingress[].toPort
#     - ingress[].cidrBlocks
#     - ingress[].ipv6CidrBlocks
#     - ingress[].prefixListIds
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [type, protocol, fromPort, toPort, cidrBlocks, ipv6CidrBlocks, prefixListIds]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [ipProtocol, fromPort, toPort, cidrIpv4, cidrIpv6, prefixListId]
#     "aws:ec2/managedPrefixList:ManagedPrefixList": ["entries[].cidr"]
#     "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": [cidr]
package lib.net

import data.lib.addresses
import data.lib.link
import data.lib.ranges
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every source of every ingress rule of the input as {urn, sets, place, protocol, first, last, cidr, ranges, unknown}: inline in a group that
#   declares it or where no rule resource explains it, in rule resources of their own, and each entry of a prefix list of the stack. `place` is {path},
#   or {at, path} in a prefix list; `sets` holds what it adds up in: the group, and what several groups are attached to. A source that
#   is another group, or a prefix list that the stack does not have, is not here. `unknown` says that protocol or ports of a rule resource are.
# scope: document
ingress contains object.union(_source(rule, source), {"urn": rule.urn, "sets": _together(rule.group), "action": "allow", "number": 0, "unknown": rule.unknown}) if {
	some rule in _rules
	some source in _sources(rule)
	not _echoed(rule, source)
}

_source(rule, source) := {
	"place": source.place,
	"protocol": value.at(rule.props, [rule.protocol]),
	"first": value.at(rule.props, ["fromPort"]),
	"last": value.at(rule.props, ["toPort"]),
	"cidr": source.cidr,
	"ranges": addresses.read(source.cidr),
}

_rules contains {"urn": urn, "group": urn, "path": ["ingress", place], "protocol": "protocol", "props": rule, "unknown": false} if {
	some type in ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
	some urn, group in input.by_type[type]
	some place, rule in group.props.ingress
	is_object(rule)
}

_rules contains {"urn": urn, "group": _group(rule), "path": [], "protocol": "protocol", "props": rule.props, "unknown": unknown} if {
	some urn, rule in input.by_type["aws:ec2/securityGroupRule:SecurityGroupRule"]
	rule.props.type == "ingress"
	unknown := _unknown(rule, ["protocol", "fromPort", "toPort"])
}

_rules contains {"urn": urn, "group": _group(rule), "path": [], "protocol": "ipProtocol", "props": rule.props, "unknown": unknown} if {
	some urn, rule in input.by_type["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]
	unknown := _unknown(rule, ["ipProtocol", "fromPort", "toPort"])
}

_group(rule) := min(input.refs[rule.urn].securityGroupId)

_group(rule) := object.get(rule.props, "securityGroupId", rule.urn) if not input.refs[rule.urn].securityGroupId

_sources(rule) := blocks | entries if {
	blocks := {{"place": {"path": _path(rule, property)}, "cidr": cidr} |
		some property in ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"]
		some cidr in value.list(value.at(rule.props, [property]))
	}
	entries := {{"place": {"at": entry.urn, "path": entry.path}, "cidr": entry.cidr} |
		some list in _prefix_lists(rule)
		some entry in _entries[list]
	}
}

_path(rule, _) := rule.path if count(rule.path) > 0

_path(rule, property) := [property] if count(rule.path) == 0

# A rule names a prefix list by its id, or refers to it while that is not known yet.
_prefix_lists(rule) := {list |
	some property in ["prefixListIds", "prefixListId"]
	some id in value.list(value.at(rule.props, [property]))
	some list in _lists_by_id[id]
} | {list |
	some path in _resource(rule.urn).unknown
	array.slice(path, 0, count(rule.path)) == rule.path
	path[count(rule.path)] in {"prefixListId", "prefixListIds"}
	some list in input.refs[rule.urn][path[0]]
	_entries[list]
}

_lists_by_id[list.id] contains urn if {
	some urn, list in input.by_type["aws:ec2/managedPrefixList:ManagedPrefixList"]
}

_entries[urn] contains {"urn": urn, "path": ["entries", place, "cidr"], "cidr": entry.cidr} if {
	some urn, list in input.by_type["aws:ec2/managedPrefixList:ManagedPrefixList"]
	some place, entry in list.props.entries
}

_entries[list] contains {"urn": urn, "path": ["cidr"], "cidr": entry.props.cidr} if {
	some urn, entry in input.by_type["aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"]
	some list in input.refs[urn].prefixListId
}

# What a rule adds up with: its group, and whatever has that group beside others.
_together(group) := {group} | holders(group)

# METADATA
# description: The URNs of what carries a security group, of whatever type.
# scope: document
holders(group) := object.get(_attached, group, set())

_attached[group] contains holder if {
	some type in ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
	some group, _ in input.by_type[type]
	some property in ["networkConfiguration", "networkInterfaces", "securityGroupIds", "securityGroups", "vpcConfig", "vpcSecurityGroupIds"]
	some holder in input.referrers[group][_][property]
}

# METADATA
# description: >-
#   Those sources of rules of a kind, `group` or `acl`, by which the internet reaches one of `ports` (`22`, `20-25`) by one of `protocols`
#   (`tcp`, `udp`), as {urn, set, place, cidr, ports}: what is the internet by itself, or together with what lets the same ports through. `cidr` is as a message names it.
# scope: document
reached(kind, protocols, ports) := {object.union(source, {"ports": found}) |
	asked := [{"port": port, "span": bounds(port)} | some port in ports]
	some source, openings in _openings_of[kind]
	spans := {opening.span | some opening in openings; opening.protocol in protocols}
	found := [one.port | some one in asked; _meet(spans, one.span)]
	count(found) > 0
}

# METADATA
# description: As `reached`, without `ports`, those by which the internet reaches another port than `ports`.
# scope: document
reached_beyond(kind, protocols, ports) := {source |
	approved := [bounds(port) | some port in ports]
	some source, openings in _openings_of[kind]
	some opening in openings
	opening.protocol in protocols
	not ranges.hold(approved, [opening.span])
}

# METADATA
# description: As `reached`, without `ports`, those by which the internet reaches all ports, port 0 aside, alone or as far as none does alone.
# scope: document
reached_all(kind, protocols) := {_face(opening) |
	some by_protocol in _openings[kind]
	some protocol in protocols
	openings := by_protocol[protocol]
	ranges.hold([opening.span | some opening in openings], _ports)
	wide := {opening | some opening in openings; ranges.hold([opening.source.ports], _ports)}
	some opening in {true: openings, false: wide}[count(wide) == 0]
}

_ports := [[1, 65535]]

_face(opening) := {"set": opening.set, "urn": opening.source.urn, "place": opening.source.place, "cidr": addresses.named(opening.source, opening.source.cidr)}

_meet(spans, asked) if {
	some span in spans
	span[0] <= asked[1]
	span[1] >= asked[0]
}

_openings_of[kind][_face(opening)] contains opening if {
	some kind, by_set in _openings
	some opening in by_set[_][_]
}

# By what several sources add up in, and protocol: each span of ports that the same rules reach, with each source that opens it.
_openings[kind][set][protocol] contains {"set": set, "source": source, "protocol": protocol, "span": span} if {
	some kind, by_set in _reaching
	some set, by_protocol in by_set
	some protocol, sources in by_protocol
	limits := sort({limit | some source in sources; some limit in [source.ports[0], source.ports[1] + 1]})
	some place, first in limits
	span := [first, limits[place + 1] - 1]
	some source in addresses.opening(addresses.admitted({source |
		some source in sources
		source.ports[0] <= span[0]
		source.ports[1] >= span[1]
	}))
}

_reaching[kind][set][protocol] contains object.union(source, {"ports": ports}) if {
	some kind, sources in {"group": ingress, "acl": _acl_entries}
	some source in sources
	not source.unknown
	count(addresses.public(source.ranges)) > 0
	ports := _span(source)
	some protocol in ["tcp", "udp"]
	_carries(source.protocol, protocol)
	some set in source.sets
}

_carries(given, "tcp") if tcp(given)

_carries(given, "udp") if udp(given)

# The ports that a rule lets through. An absent or -1 bound holds all.
_span(rule) := [0, 65535] if any_protocol(rule.protocol)

_span(rule) := [value.number(first), value.number(last)] if {
	{"protocol": protocol, "first": first, "last": last} := _bounds(rule)
	not any_protocol(protocol)
	not _unbounded(first)
}

_span(rule) := [0, 65535] if {
	{"protocol": protocol, "first": first, "last": last} := _bounds(rule)
	not any_protocol(protocol)
	_unbounded(first)
	_unbounded(last)
}

_bounds(rule) := object.filter(rule, ["protocol", "first", "last"])

_unbounded(bound) if bound in {null, -1, "-1"}

# METADATA
# description: Whether a protocol is all protocols.
# scope: document
any_protocol(protocol) if value.text(protocol) in {"-1", "all", "*", "any"}

# METADATA
# description: Whether a protocol carries TCP.
# scope: document
tcp(protocol) if any_protocol(protocol)

tcp(protocol) if value.text(protocol) in {"tcp", "6"}

# METADATA
# description: Whether a protocol carries UDP.
# scope: document
udp(protocol) if any_protocol(protocol)

udp(protocol) if value.text(protocol) in {"udp", "17"}

# METADATA
# description: >-
#   The place of a denial of what `reached` and its like found in a network ACL, as {path} or {at, path}: the entry; or what is not known
#   yet and may be a deny entry before it.
# scope: document
acl_place(source) := min(doubts) if {
	doubts := {{"at": acl.urn, "path": path} |
		acl := _resource(source.set)
		some path in acl.unknown
		path[0] == "ingress"
		value.text(value.at(acl, ["props", "ingress", path[1], "action"])) != "allow"
	} | {{"at": rule.urn, "path": path} |
		some rule in link.referrers(source.set, "aws:ec2/networkAclRule:NetworkAclRule", "networkAclId")
		value.text(value.at(rule, ["props", "ruleAction"])) != "allow"
		not value.is_true(rule, ["props", "egress"])
		some path in rule.unknown
		path[0] in {"cidrBlock", "egress", "fromPort", "ipv6CidrBlock", "protocol", "ruleAction", "ruleNumber", "toPort"}
	}
	count(doubts) > 0
} else := source.place

# Entries of a network ACL, in their own resource where no rule resource explains them, and in rule resources whose protocol and ports are known.
_acl_entries contains object.union(_acl_source(urn, entry, _inline_entry), {"urn": urn, "place": {"path": ["ingress", place]}}) if {
	some type in ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"]
	some urn, acl in input.by_type[type]
	some place, entry in acl.props.ingress
	not _echoed_entry(acl, entry)
}

_acl_entries contains object.union(_acl_source(acl, rule.props, _entry_resource), {"urn": urn, "place": {"path": [property]}}) if {
	some urn, rule in input.by_type["aws:ec2/networkAclRule:NetworkAclRule"]
	not value.is_true(rule, ["props", "egress"])
	not _unknown(rule, ["egress", "protocol", "fromPort", "toPort"])
	some acl in _acls(rule)
	some property in ["cidrBlock", "ipv6CidrBlock"]
	count(value.list(value.at(rule.props, [property]))) > 0
}

_inline_entry := {"number": "ruleNo", "action": "action"}

_entry_resource := {"number": "ruleNumber", "action": "ruleAction"}

_acl_source(acl, entry, names) := {
	"sets": {acl},
	"number": value.number(value.at(entry, [names.number])),
	"action": value.text(value.at(entry, [names.action])),
	"protocol": value.at(entry, ["protocol"]),
	"first": value.at(entry, ["fromPort"]),
	"last": value.at(entry, ["toPort"]),
	"cidr": concat(", ", blocks),
	"ranges": addresses.read(blocks),
	"unknown": false,
} if {
	blocks := [block | some property in ["cidrBlock", "ipv6CidrBlock"]; some block in value.list(value.at(entry, [property]))]
}

# METADATA
# description: The bounds of a port or a range given as text or number (`22`, `20-25`, `*`), as [first, last]; undefined for anything else.
# scope: document
bounds(given) := [0, 65535] if value.text(given) in {"*", "any", "0-65535"}

bounds(given) := [port, port] if port := value.number(given)

bounds(given) := [to_number(trim_space(parts[0])), to_number(trim_space(parts[1]))] if {
	is_string(given)
	given != "0-65535"
	regex.match(`^[0-9]+ *- *[0-9]+$`, given)
	parts := split(given, "-")
}

# The provider reads rule resources back into their group or ACL; there they are judged on their own.
_echoed(rule, source) if {
	count(rule.path) > 0
	not _declared(rule.urn)
	[_shape(rule), source.cidr] in _alone[rule.urn]
}

_declared(urn) if "ingress" in _resource(urn).declared

# What holds rules, by the types that may, for a stack has many others.
_resource(urn) := input.by_type[_holders[_]][urn]

_holders := [
	"aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
	"aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
	"aws:ec2/networkAcl:NetworkAcl",
	"aws:ec2/securityGroup:SecurityGroup",
	"aws:ec2/securityGroupRule:SecurityGroupRule",
	"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]

_echoed_entry(acl, entry) if {
	not "ingress" in acl.declared
	value.number(value.at(entry, ["ruleNo"])) in _numbers[acl.urn]
}

_alone[rule.group] contains [_shape(rule), source.cidr] if {
	some rule in _rules
	count(rule.path) == 0
	some source in _sources(rule)
}

_numbers[urn] contains value.number(rule.props.ruleNumber) if {
	some rule in input.by_type["aws:ec2/networkAclRule:NetworkAclRule"]
	some urn in input.refs[rule.urn].networkAclId
	not value.is_true(rule, ["props", "egress"])
}

_shape(rule) := ["all"] if any_protocol(value.at(rule.props, [rule.protocol]))

_shape(rule) := [object.get(_protocols, name, name), value.text(value.at(rule.props, ["fromPort"])), value.text(value.at(rule.props, ["toPort"]))] if {
	name := value.text(value.at(rule.props, [rule.protocol]))
	not any_protocol(name)
}

_protocols := {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}

_acls(rule) := input.refs[rule.urn].networkAclId

_acls(rule) := [object.get(rule.props, "networkAclId", rule.urn)] if not input.refs[rule.urn].networkAclId

_unknown(rule, properties) := count({property | some property in properties; [property] in rule.unknown}) > 0
