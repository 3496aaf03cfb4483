# METADATA
# title: Redshift clusters
# description: The parameter group that a cluster names.
# scope: package
package lib.redshift

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: The parameter groups of the input that a cluster names; at most one, and none where its group is elsewhere or the default.
# scope: document
groups(cluster) := found if {
	found := link.referred(cluster.urn, "clusterParameterGroupName", "aws:redshift/parameterGroup:ParameterGroup")
	count(found) > 0
} else := [group | some group in _named[value.at(cluster, ["props", "clusterParameterGroupName"])]]

# A name that is written out joins nobody before the group exists.
_named[group.props.name] contains group if {
	some group in input.by_type["aws:redshift/parameterGroup:ParameterGroup"]
}

# METADATA
# description: Whether a parameter group sets a parameter to true.
# scope: document
sets(group, name) if {
	some parameter in group.props.parameters
	parameter.name == name
	value.text(parameter.value) in {"true", "1", "on"}
}
