# METADATA
# title: Addresses of IP
# description: >-
#   Who may come in, as ranges (`lib.ranges`): CIDR blocks, single addresses, ranges from one to another and the words that stand for the internet, of
#   both families on one line of numbers, IPv6 above IPv4. Ranges add up: what counts is how much of the public addresses all of them hold together.
# scope: package
# related_resources:
# - ref: https://www.iana.org/assignments/iana-ipv4-special-registry
# - ref: https://www.iana.org/assignments/iana-ipv6-special-registry
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
package lib.addresses

import data.lib.ranges
import data.lib.value
import rego.v1

# METADATA
# description: The prefix of a block of each family; who holds as many public addresses as that, in one piece or in many, is the internet.
# scope: document
internet_prefix := {"IPv4": 8, "IPv6": 32}

# METADATA
# description: >-
#   The ranges that a text stands for: `10.0.0.0/8`, `2001:db8::1`, `10.0.0.1-10.0.0.9`, and `*`, `Any` and `Internet` for both families. Undefined
#   for anything else, as the service tag of one service. Bits behind the prefix do not matter.
# scope: document
parse(given) := [[_span[family].first, _span[family].last] | some family in ["IPv4", "IPv6"]] if value.text(given) in {"*", "any", "internet"}

parse(given) := [[address, address]] if address := number(given)

parse(given) := [[first, first + (bits.lsh(1, free) - 1)]] if {
	is_string(given)
	[address, length] := split(trim_space(given), "/")
	regex.match(`^[0-9]{1,3}$`, length)
	free := _span[family(address)].bits - _decimal(length)
	free >= 0
	first := bits.lsh(bits.rsh(number(address), free), free)
}

parse(given) := between(first, last) if {
	is_string(given)
	[first, last] := split(given, "-")
}

# METADATA
# description: The range from one address to another one of its family, nothing where that comes before it; undefined where one of them is no address.
# scope: document
between(first, last) := ranges.merge([[number(first), number(last)]]) if family(first) == family(last)

# METADATA
# description: The sum of all that can be read in a value, a text or a list of texts.
# scope: document
read(given) := ranges.merge([range | some one in value.list(given); some range in parse(one)])

# METADATA
# description: Whether the values of a condition, such as one on aws:SourceIp, name few addresses. All of them must be readable, for a pattern or a variable may be anybody.
# scope: document
narrow(given) if {
	values := value.list(given)
	count(values) > 0
	every one in values {
		parse(one)
	}
	not open(read(given))
}

# METADATA
# description: Whether a list of `lib.ranges` holds as much of the public addresses of a family that it is the internet.
# scope: document
open(merged) if count(open_families(merged)) > 0

# METADATA
# description: The families of which a list of `lib.ranges` holds as much that it is the internet, `IPv4` and `IPv6`.
# scope: document
open_families(merged) := {family |
	some family, span in _span
	limit := bits.lsh(1, span.bits - internet_prefix[family])
	own := [range | some range in merged; _of(family, range)]
	ranges.size(own) >= limit
	ranges.size(public(own)) >= limit
}

# METADATA
# description: >-
#   Those of `entries`, objects with `ranges`, that are the internet; where none is by itself, those that are together.
# scope: document
opening(entries) := alone if {
	alone := {entry | some entry in entries; open(entry.ranges)}
	count(alone) > 0
} else := {entry |
	some family in open_families(ranges.merge([range | some entry in entries; some range in entry.ranges]))
	some entry in entries
	some range in public(entry.ranges)
	_of(family, range)
}

# METADATA
# description: Those of a list of texts that are the internet, as {place, named}, their position and how a message names them; see `opening`.
# scope: document
openings(texts) := {{"place": entry.place, "named": named(entry, texts[entry.place])} |
	some entry in opening({{"place": place, "ranges": read(one)} | some place, one in texts})
}

# METADATA
# description: >-
#   What is let in of each allowing one of `rules`, objects with `action` (`allow` or `deny`), `number` and `ranges`: not what denying ones
#   of lower numbers take. The rules come back with `ranges` so.
# scope: document
admitted(rules) := {object.union(rule, {"ranges": left}) |
	some rule in rules
	rule.action == "allow"
	left := ranges.without(rule.ranges, [range |
		some other in rules
		other.action == "deny"
		other.number < rule.number
		some range in other.ranges
	])
}

# METADATA
# description: How a message names one of `opening`, whose words for itself are `given`.
# scope: document
named(entry, given) := given if _alone(entry)

named(entry, given) := sprintf("%v, with others the whole internet,", [given]) if not _alone(entry)

_alone(entry) if open(entry.ranges)

# METADATA
# description: The public part of ranges, all that is not private or kept for other ends.
# scope: document
public(given) := ranges.outside(given, _reserved)

# METADATA
# description: The pieces of public IPv4 addresses in a list of `lib.ranges` that are wider than a block of the prefix.
# scope: document
wide(merged, prefix) := [piece |
	some piece in public(merged)
	_of("IPv4", piece)
	ranges.size([piece]) > bits.lsh(1, _span.IPv4.bits - prefix)
]

# METADATA
# description: The families of which ranges hold all addresses, of IPv6 all that are given out (2000::/3).
# scope: document
whole_families(given) := {family | some family, block in _given_out; ranges.hold(given, parse(block))}

# METADATA
# description: Whether a text is the address by which firewalls of Azure mean Azure's own services, 0.0.0.0 or ::.
# scope: document
of_azure(given) if number(given) in {span.first | some span in _span}

# METADATA
# description: The place of an address on the line of both families; undefined for anything else.
# scope: document
number(given) := sum([bits.lsh(part, 8 * (3 - place)) | some place, part in parts]) if {
	family(given) == "IPv4"
	parts := _ipv4(trim_space(given))
}

number(given) := bits.or(_span.IPv6.first, sum([bits.lsh(group, 16 * (7 - place)) | some place, group in groups])) if {
	family(given) == "IPv6"
	groups := _ipv6(lower(trim_space(given)))
}

# METADATA
# description: The family that a text is of, if it is an address.
# scope: document
family(given) := {true: "IPv6", false: "IPv4"}[contains(given, ":")] if is_string(given)

_ipv4(given) := parts if {
	regex.match(`^[0-9]{1,3}([.][0-9]{1,3}){3}$`, given)
	parts := [_decimal(part) | some part in split(given, ".")]
	every part in parts {
		part < 256
	}
}

_decimal(digits) := to_number(regex.replace(digits, `^0*([0-9])`, "$1"))

# The eight groups of an address; its last two may be written as an IPv4 address.
_ipv6(given) := [_hexadecimal(group) | some group in groups] if {
	groups := _groups(_unmixed(given))
	count(groups) == 8
	every group in groups {
		regex.match(`^[0-9a-f]{1,4}$`, group)
	}
}

_unmixed(given) := given if not contains(given, ".")

_unmixed(given) := concat(":", array.concat(array.slice(parts, 0, count(parts) - 1), [sprintf("%x", [(four[0] * 256) + four[1]]), sprintf("%x", [(four[2] * 256) + four[3]])])) if {
	parts := split(given, ":")
	four := _ipv4(parts[count(parts) - 1])
}

_groups(given) := split(given, ":") if not contains(given, "::")

_groups(given) := array.concat(array.concat(left, zeros), right) if {
	[before, after] := split(given, "::")
	left := [group | some group in split(before, ":"); before != ""]
	right := [group | some group in split(after, ":"); after != ""]
	zeros := ["0" | some place in numbers.range(1, 8); place <= 8 - (count(left) + count(right))]
	count(zeros) > 0
}

_hexadecimal(group) := sum([bits.lsh(indexof("0123456789abcdef", digit), 4 * ((count(group) - 1) - place)) | some place, digit in regex.split("", group)])

_span := {
	"IPv4": {"bits": 32, "first": 0, "last": bits.lsh(1, 32) - 1},
	"IPv6": {"bits": 128, "first": bits.lsh(1, 128), "last": bits.lsh(1, 129) - 1},
}

_of(family, range) if {
	range[0] >= _span[family].first
	range[0] <= _span[family].last
}

# What is private or kept for other ends, written out since every evaluation needs it. Addresses for documents count as public, those of IPv6
# aside, which are as much as an internet.
_reserved := [
	[0, 16777215], # 0.0.0.0/8
	[167772160, 184549375], # 10.0.0.0/8
	[1681915904, 1686110207], # 100.64.0.0/10
	[2130706432, 2147483647], # 127.0.0.0/8
	[2851995648, 2852061183], # 169.254.0.0/16
	[2886729728, 2887778303], # 172.16.0.0/12
	[3221225472, 3221225727], # 192.0.0.0/24
	[3232235520, 3232301055], # 192.168.0.0/16
	[3323068416, 3323199487], # 198.18.0.0/15
	[3758096384, 4294967295], # 224.0.0.0/3
	[340282366920938463463374607431768211456, 341611594916723379336278414492048556031], # ::/8
	[382823133332221056320278592383422038016, 382823133411449218834542929976965988351], # 2001:db8::/32
	[425347766354314544501589728793381044224, 425348090872868202928316511949401620479], # 3fff::/20
	[675247821858737263435133986622415044608, 677906277850307095180941600742975733759], # fc00::/7
	[678570891848199553117393504273115906048, 678903198847145782085619456038185992191], # fe80::/10
	[679235505846092011053845407803256078336, 680564733841876926926749214863536422911], # ff00::/8
]

_given_out := {"IPv4": "0.0.0.0/0", "IPv6": "2000::/3"}
