package lib.redshift_test

import data.lib.redshift
import rego.v1

_type := "aws:redshift/parameterGroup:ParameterGroup"

test_groups if {
	group := {"urn": "group"}
	document := {"refs": {"cluster": {"clusterParameterGroupName": ["group"]}}, "by_type": {_type: {"group": group}}}
	found := redshift.groups({"urn": "cluster"}) with input as document
	found == [group]
}

test_groups_by_a_name_that_is_written_out if {
	group := {"urn": "group", "props": {"name": "strict"}}
	other := {"urn": "other", "props": {}}
	document := {"by_type": {_type: {"group": group, "other": other}}}
	found := redshift.groups({"urn": "cluster", "props": {"clusterParameterGroupName": "strict"}}) with input as document
	found == [group]
	redshift.groups({"urn": "cluster", "props": {"clusterParameterGroupName": "elsewhere"}}) == [] with input as document
}

test_no_groups if redshift.groups({"urn": "cluster"}) == [] with input as {}

test_sets if {
	group := {"props": {"parameters": [{"name": "require_ssl", "value": "TRUE"}, {"name": "datestyle", "value": "false"}]}}
	redshift.sets(group, "require_ssl")
	not redshift.sets(group, "datestyle")
	not redshift.sets(group, "enable_user_activity_logging")
	not redshift.sets({"props": {}}, "require_ssl")
}
