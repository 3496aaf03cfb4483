# METADATA
# title: Addresses, ports and protocols
# description: Who the whole internet is, which ports a range holds, and which protocols carry TCP or UDP.
# scope: package
package lib.net

import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every ingress opening of the input as {urn, path, protocol, first, last, cidr}: in-line in a group that declares it, and in rule
#   resources of their own. An opening to a prefix list or another group has no CIDR block and is not here.
# scope: document
ingress contains {
	"urn": urn,
	"path": ["ingress", place],
	"protocol": object.get(rule, "protocol", null),
	"first": object.get(rule, "fromPort", null),
	"last": object.get(rule, "toPort", null),
	"cidr": cidr,
} if {
	some type in ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
	some urn, group in input.by_type[type]

	# The provider echoes rule resources into their group; they are judged on their own.
	"ingress" in group.declared
	some place, rule in group.props.ingress
	some property in ["cidrBlocks", "ipv6CidrBlocks"]
	some cidr in value.list(object.get(rule, property, null))
}

ingress contains {
	"urn": urn,
	"path": [property],
	"protocol": object.get(rule.props, "protocol", null),
	"first": object.get(rule.props, "fromPort", null),
	"last": object.get(rule.props, "toPort", null),
	"cidr": cidr,
} if {
	some urn, rule in input.by_type["aws:ec2/securityGroupRule:SecurityGroupRule"]
	rule.props.type == "ingress"
	some property in ["cidrBlocks", "ipv6CidrBlocks"]
	some cidr in value.list(object.get(rule.props, property, null))
}

ingress contains {
	"urn": urn,
	"path": [property],
	"protocol": object.get(rule.props, "ipProtocol", null),
	"first": object.get(rule.props, "fromPort", null),
	"last": object.get(rule.props, "toPort", null),
	"cidr": cidr,
} if {
	some urn, rule in input.by_type["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]
	some property in ["cidrIpv4", "cidrIpv6"]
	some cidr in value.list(object.get(rule.props, property, null))
}

# METADATA
# description: Whether a CIDR block is the whole of IPv4 or IPv6, however it is spelt.
# scope: document
world(cidr) if {
	is_string(cidr)
	regex.match(`^[0-9a-fA-F:.]+/0+$`, trim_space(cidr))
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
# description: The bounds of a port or a range given as text or number (`22`, `20-25`, `*`), as [first, last]; undefined for anything else.
# scope: document
bounds(given) := [0, 65535] if value.text(given) in {"*", "any", "0-65535"}

bounds(given) := [port, port] if port := value.number(given)

bounds(given) := [to_number(parts[0]), to_number(parts[1])] if {
	is_string(given)
	given != "0-65535"
	regex.match(`^[0-9]+-[0-9]+$`, given)
	parts := split(given, "-")
}

_open(bound) if bound in {null, -1, "-1"}
