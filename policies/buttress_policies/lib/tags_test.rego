package lib.tags_test

import data.lib.tags
import rego.v1

test_keys_and_values_in_lower_case if {
	tags.of({"props": {"tags": {"Environment": "Prod", "owner": true}}}) == {"environment": "prod", "owner": "true"}
}

test_own_tags_before_the_default_ones if {
	tags.of({"props": {"tagsAll": {"Team": "platform", "Stage": "prod"}, "tags": {"team": "orders"}}}) == {"team": "orders", "stage": "prod"}
}

test_a_list_of_tags if {
	tags.of({"props": {"tags": [{"key": "Team", "value": "Orders", "propagateAtLaunch": true}, {"value": "lost"}, null]}}) == {"team": "orders"}
}

test_no_tags if {
	every props in [{}, {"tags": {}}, {"tags": "[secret]"}, {"tags": null}] {
		tags.of({"props": props}) == {}
	}
}

test_keys_that_differ_in_case_only if {
	tags.of({"props": {"tags": {"Team": "a", "TEAM": "b"}}}) == {"team": "b"}
}

test_match if {
	resource := {"props": {"tags": {"Data-Classification": "Records", "backup-plan": "nightly"}}}
	tags.match(resource, {"data-classification": ["audit", "records"]})
	tags.match(resource, {"data-classification": "RECORDS"})
	tags.match(resource, {"Backup-Plan": ["*"]})
	tags.match(resource, {"absent": ["*"], "backup-plan": "nightly"})
}

test_no_match if {
	resource := {"props": {"tags": {"data-classification": "public"}}}
	not tags.match(resource, {"data-classification": ["audit"]})
	not tags.match(resource, {"backup-plan": ["*"]})
	not tags.match(resource, {})
}

test_open if {
	every path in [["tags"], ["tagsAll"], ["tags", "Backup"], ["tags", 0, "value"]] {
		tags.tag_unknown({"unknown": [path]}, ["backup"])
	}
}

test_not_open if {
	every unknown in [[], [["tags", "name"]], [["name"]]] {
		not tags.tag_unknown({"unknown": unknown}, ["backup"])
	}
}

test_non_production if {
	tags.non_production({"props": {"tags": {"Environment": "DEV"}}}, ["dev", "Test"])
	tags.non_production({"props": {"tags": {"environment": "test"}}}, ["dev", "Test"])
	not tags.non_production({"props": {"tags": {"environment": "prod"}}}, ["dev"])
	not tags.non_production({"props": {}}, ["dev"])
}
