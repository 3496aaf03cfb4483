# METADATA
# title: Addresses, ports and protocols
# description: Who the whole internet is, which ports a range holds, and which protocols carry TCP or UDP.
# scope: package
# custom:
#   reads:
#     "aws:ec2/securityGroup:SecurityGroup":
#     - ingress[].protocol
#     - ingress[].fromPort
#     - ingress[].toPort
#     - ingress[].cidrBlocks
#     - ingress[].ipv6CidrBlocks
#     "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
#     - ingress[].protocol
#     - ingress[].fromPort
#     - ingress[].toPort
#     - ingress[].cidrBlocks
#     - ingress[].ipv6CidrBlocks
#     "aws:ec2/securityGroupRule:SecurityGroupRule": [type, protocol, fromPort, toPort, cidrBlocks, ipv6CidrBlocks]
#     "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [ipProtocol, fromPort, toPort, cidrIpv4, cidrIpv6]
package lib.net

import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every ingress rule of the input as {urn, path, protocol, first, last, cidr}: inline in a group that declares it or
#   where no rule resource explains it, and in rule resources of their own. A rule to a prefix list or another group has no CIDR block and is not here, nor is a rule resource
#   whose protocol or ports are unknown: what it opens is unknown.
# scope: document
ingress contains object.remove(rule, ["unknown"]) if {
	some rule in ingress_rules
	not rule.unknown
}

# METADATA
# description: As `ingress`, with those rule resources too whose protocol or ports are unknown (`unknown` is true), for a check that looks only at the source.
# scope: document
ingress_rules contains {
	"urn": urn,
	"path": ["ingress", place],
	"protocol": value.at(rule, ["protocol"]),
	"first": value.at(rule, ["fromPort"]),
	"last": value.at(rule, ["toPort"]),
	"cidr": cidr,
	"unknown": false,
} if {
	some type in ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
	some urn, group in input.by_type[type]
	some place, rule in group.props.ingress
	some property in ["cidrBlocks", "ipv6CidrBlocks"]
	some cidr in value.list(value.at(rule, [property]))
	not _echoed(group, rule, cidr)
}

ingress_rules contains {
	"urn": urn,
	"path": [property],
	"protocol": object.get(rule.props, "protocol", null),
	"first": object.get(rule.props, "fromPort", null),
	"last": object.get(rule.props, "toPort", null),
	"cidr": cidr,
	"unknown": _unknown(rule, ["protocol", "fromPort", "toPort"]),
} if {
	some urn, rule in input.by_type["aws:ec2/securityGroupRule:SecurityGroupRule"]
	rule.props.type == "ingress"
	some property in ["cidrBlocks", "ipv6CidrBlocks"]
	some cidr in value.list(object.get(rule.props, property, null))
}

ingress_rules contains {
	"urn": urn,
	"path": [property],
	"protocol": object.get(rule.props, "ipProtocol", null),
	"first": object.get(rule.props, "fromPort", null),
	"last": object.get(rule.props, "toPort", null),
	"cidr": cidr,
	"unknown": _unknown(rule, ["ipProtocol", "fromPort", "toPort"]),
} if {
	some urn, rule in input.by_type["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]
	some property in ["cidrIpv4", "cidrIpv6"]
	some cidr in value.list(object.get(rule.props, property, null))
}

# METADATA
# description: Whether a CIDR block is the whole of IPv4 or IPv6, however it is spelt, or all of IPv6 that is given out (2000::/3).
# scope: document
world(cidr) if {
	is_string(cidr)
	regex.match(`^[0-9a-fA-F:.]+/0+$`, trim_space(cidr))
}

world(cidr) if {
	is_string(cidr)
	regex.match(`^(2000::/[1-3]|::/[12])$`, trim_space(cidr))
}

# METADATA
# description: Whether the ports from `first` to `last` hold one port. An absent or -1 bound holds all.
# scope: document
holds(first, last, port) if {
	_open(first)
	_open(last)
	is_number(port)
}

holds(first, last, port) if {
	value.number(first) <= port
	value.number(last) >= port
}

# METADATA
# description: Whether two ranges of ports have a port in common.
# scope: document
overlap(first, last, from, to) if {
	_open(first)
	_open(last)
	from <= to
}

overlap(first, last, from, to) if {
	value.number(first) <= to
	value.number(last) >= from
}

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
# description: Whether a protocol carries TCP or UDP, so that its ports are ports.
# scope: document
transport(protocol) if tcp(protocol)

transport(protocol) if udp(protocol)

# METADATA
# description: Whether an ingress rule lets one port through, by its range or because it lets every protocol through. Its protocol is not compared.
# scope: document
reaches(rule, _) if any_protocol(rule.protocol)

reaches(rule, port) if {
	protocol := rule.protocol
	not any_protocol(protocol)
	holds(rule.first, rule.last, port)
}

# METADATA
# description: Those of `ranges` (`22`, `20-25`) that an ingress rule has a port in common with, in their order. Its protocol is not compared.
# scope: document
overlapping(rule, ranges) := [range |
	some range in ranges
	_meets(rule, range)
]

# METADATA
# description: Whether an ingress rule lets every port through, port 0 aside.
# scope: document
every_port(rule) if any_protocol(rule.protocol)

every_port(rule) if {
	protocol := rule.protocol
	not any_protocol(protocol)
	holds(rule.first, rule.last, 1)
	holds(rule.first, rule.last, 65535)
}

# METADATA
# description: Whether every port of an ingress rule lies in one of `ranges`.
# scope: document
within(rule, ranges) if {
	protocol := rule.protocol
	not any_protocol(protocol)
	some range in ranges
	[from, to] := bounds(range)
	value.number(rule.first) >= from
	value.number(rule.last) <= to
}

# METADATA
# description: How many leading bits an IPv4 CIDR block fixes; undefined for IPv6 and for what is no CIDR block.
# scope: document
prefix(cidr) := to_number(split(trim_space(cidr), "/")[1]) if {
	is_string(cidr)
	regex.match(`^[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}$`, trim_space(cidr))
}

# METADATA
# description: Whether an IPv4 CIDR block lies in public address space, outside RFC 1918 and the carriers' 100.64.0.0/10.
# scope: document
public_ipv4(cidr) if {
	prefix(cidr) <= 32
	net.cidr_is_valid(trim_space(cidr))
	every private in {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"} {
		not net.cidr_contains(private, trim_space(cidr))
	}
}

# METADATA
# description: Whether a CIDR block holds the whole of another one, or a single address; false for what is neither.
# scope: document
covers(block, other) if {
	every given in [block, other] {
		_cidr(given)
	}
	net.cidr_contains(_cidr(block), _cidr(other))
}

# METADATA
# description: >-
#   Every ingress entry of a network ACL in the input as {urn, path, acl, number, action, protocol, first, last, cidr}: inline in an
#   ACL that declares it or where no rule resource explains it, and in rule resources of their own whose protocol and ports are known. `acl` is one and the same for the
#   entries of one ACL; `number` is null where it is not known.
# scope: document
acl_ingress contains {
	"urn": urn,
	"path": ["ingress", place],
	"acl": urn,
	"number": _number(value.at(entry, ["ruleNo"])),
	"action": value.text(value.at(entry, ["action"])),
	"protocol": value.at(entry, ["protocol"]),
	"first": value.at(entry, ["fromPort"]),
	"last": value.at(entry, ["toPort"]),
	"cidr": cidr,
} if {
	some type in ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"]
	some urn, acl in input.by_type[type]
	some place, entry in acl.props.ingress
	not _echoed_entry(acl, entry)
	some property in ["cidrBlock", "ipv6CidrBlock"]
	some cidr in value.list(value.at(entry, [property]))
}

acl_ingress contains {
	"urn": urn,
	"path": [property],
	"acl": acl,
	"number": _number(object.get(rule.props, "ruleNumber", null)),
	"action": value.text(object.get(rule.props, "ruleAction", null)),
	"protocol": object.get(rule.props, "protocol", null),
	"first": object.get(rule.props, "fromPort", null),
	"last": object.get(rule.props, "toPort", null),
	"cidr": cidr,
} if {
	some urn, rule in input.by_type["aws:ec2/networkAclRule:NetworkAclRule"]
	not value.is_true(rule, ["props", "egress"])
	not _unknown(rule, ["egress", "protocol", "fromPort", "toPort"])
	some acl in _acls(rule)
	some property in ["cidrBlock", "ipv6CidrBlock"]
	some cidr in value.list(object.get(rule.props, property, null))
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

_cidr(given) := trim_space(given) if {
	contains(given, "/")
	net.cidr_is_valid(trim_space(given))
}

_cidr(given) := whole if {
	not contains(given, "/")
	bits := {"4": 32, "6": 128}[_family(given)]
	whole := sprintf("%s/%d", [trim_space(given), bits])
	net.cidr_is_valid(whole)
}

_family(address) := "6" if contains(address, ":")

_family(address) := "4" if not contains(address, ":")

_number(given) := value.number(given)

_number(null) := null

# The provider reads rule resources back into their group or ACL; there they are judged on their own.
_echoed(group, rule, cidr) if {
	not "ingress" in group.declared
	[_shape(rule, "protocol"), cidr] in _alone[group.urn]
}

_echoed_entry(acl, entry) if {
	not "ingress" in acl.declared
	value.number(value.at(entry, ["ruleNo"])) in _numbers[acl.urn]
}

_alone[urn] contains [_shape(rule.props, "protocol"), cidr] if {
	some rule in input.by_type["aws:ec2/securityGroupRule:SecurityGroupRule"]
	some urn in input.refs[rule.urn].securityGroupId
	rule.props.type == "ingress"
	some property in ["cidrBlocks", "ipv6CidrBlocks"]
	some cidr in value.list(object.get(rule.props, property, null))
}

_alone[urn] contains [_shape(rule.props, "ipProtocol"), cidr] if {
	some rule in input.by_type["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]
	some urn in input.refs[rule.urn].securityGroupId
	some property in ["cidrIpv4", "cidrIpv6"]
	some cidr in value.list(object.get(rule.props, property, null))
}

_numbers[urn] contains value.number(rule.props.ruleNumber) if {
	some rule in input.by_type["aws:ec2/networkAclRule:NetworkAclRule"]
	some urn in input.refs[rule.urn].networkAclId
	not value.is_true(rule, ["props", "egress"])
}

_shape(rule, protocol) := ["all"] if any_protocol(value.at(rule, [protocol]))

_shape(rule, protocol) := [object.get(_protocols, name, name), value.text(value.at(rule, ["fromPort"])), value.text(value.at(rule, ["toPort"]))] if {
	name := value.text(value.at(rule, [protocol]))
	not any_protocol(name)
}

_protocols := {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}

_open(bound) if bound in {null, -1, "-1"}

_meets(rule, _) if any_protocol(rule.protocol)

_meets(rule, range) if {
	protocol := rule.protocol
	not any_protocol(protocol)
	[from, to] := bounds(range)
	overlap(rule.first, rule.last, from, to)
}

_acls(rule) := input.refs[rule.urn].networkAclId

_acls(rule) := [object.get(rule.props, "networkAclId", rule.urn)] if not input.refs[rule.urn].networkAclId

_unknown(rule, properties) := count({property | some property in properties; [property] in rule.unknown}) > 0
