# METADATA
# title: Regions
# description: Where a resource lives, as far as its state tells.
# scope: package
package lib.region

import rego.v1

# METADATA
# description: >-
#   The region of a resource: its own or its provider's, else that of its availability zone or its ARN; an empty text where nothing tells.
# scope: document
of(resource) := resource.region if resource.region != ""

of(resource) := _by_props(resource) if resource.region == ""

# METADATA
# description: Whether two regions may be the same one, as they are equal or one of them is not known.
# scope: document
same(one, other) if one == other

same(one, _) if one == ""

same(_, other) if other == ""

_by_props(resource) := trim_right(resource.props.availabilityZone, "abcdef") if {
	is_string(resource.props.availabilityZone)
	regex.match(`^[a-z]+(-[a-z]+)+-[0-9][a-f]$`, resource.props.availabilityZone)
} else := split(resource.props.arn, ":")[3] if {
	is_string(resource.props.arn)
	regex.match(`^arn:[^:]*:[^:]*:[^:]*:`, resource.props.arn)
} else := ""
