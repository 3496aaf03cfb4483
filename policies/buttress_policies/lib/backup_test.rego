package lib.backup_test

import data.lib.backup
import rego.v1

_type := "aws:backup/selection:Selection"

_arn := "arn:aws:rds:eu-west-1:123456789012:db:orders"

_database := {
	"urn": "orders",
	"type": "aws:rds/instance:Instance",
	"props": {
		"arn": _arn,
		"identifier": "orders",
		"tags": {"backup": "daily", "stage": "production"},
		"tagsAll": {"backup": "weekly", "team": "shop"},
	},
}

# The same before it exists.
_planned := {"urn": "orders", "type": "aws:rds/instance:Instance", "props": {"identifier": "orders"}}

_selection(props) := {"by_type": {_type: {"daily": {"urn": "daily", "type": _type, "props": props, "unknown": []}}}}

_condition(operator, key, value) := _selection({"resources": ["*"], "conditions": [{operator: [{"key": key, "value": value}]}]})

test_named if {
	every pattern in ["*", "arn:aws:rds:*:*:db:*", "arn:aws:rds:eu-west-1:123456789012:*"] {
		backup.selected(_database) with input as _selection({"resources": [pattern]})
	}
	every pattern in [7, "arn:aws:rds:*:*:cluster:*", "arn:aws:rds:eu-west-1:123456789012:db:order"] {
		not backup.selected(_database) with input as _selection({"resources": [pattern]})
	}
}

test_named_before_it_exists if {
	every pattern in ["*", _arn, "arn:aws:rds:*:*:db:*", "arn:aws:*:*:*:*"] {
		backup.selected(_planned) with input as _selection({"resources": [pattern]})
	}
	every pattern in ["arn:aws:rds:*:*:cluster:*", "arn:aws:ec2:*:*:db:*", "db:orders"] {
		not backup.selected(_planned) with input as _selection({"resources": [pattern]})
	}
	unnamed := {"urn": "orders", "type": "aws:rds/instance:Instance", "props": {}}
	backup.selected(unnamed) with input as _selection({"resources": ["arn:aws:rds:*:*:db:*"]})
	not backup.selected(unnamed) with input as _selection({"resources": [_arn]})
}

test_named_by_reference if {
	document := object.union(_selection({"resources": [null]}), {"referrers": {"orders": {_type: {"resources": ["daily"]}}}})
	backup.selected(_database) with input as document
	not backup.selected({"urn": "other", "type": "aws:rds/instance:Instance", "props": {}}) with input as document
}

test_tagged if {
	backup.selected(_database) with input as _selection({"selectionTags": [{"key": "backup", "value": "daily"}]})
	either := {"selectionTags": [{"key": "team", "value": "shop"}], "resources": ["arn:aws:ec2:*:*:volume/*"]}
	backup.selected(_database) with input as _selection(either)
	not backup.selected(_database) with input as _selection({"selectionTags": [{"key": "backup", "value": "weekly"}]})
	not backup.selected(_database) with input as _selection({"selectionTags": [{"key": "Backup", "value": "daily"}]})
}

test_nothing_where_nothing_is_named if {
	not backup.selected(_database) with input as _selection({})
	not backup.selected(_database) with input as _selection({"conditions": [{"stringEquals": [{"key": "aws:ResourceTag/stage", "value": "production"}]}]})
	not backup.selected(_database) with input as {"by_type": {}}
}

test_left_out if not backup.selected(_database) with input as _selection({"resources": ["*"], "notResources": [_arn]})

test_left_out_by_reference if {
	joined := {"refs": {"daily": {"notResources": ["orders"]}}, "referrers": {"orders": {_type: {"notResources": ["daily"]}}}}
	document := object.union(_selection({"resources": ["*"]}), joined)
	not backup.selected(_database) with input as document
}

test_conditions if {
	backup.selected(_database) with input as _condition("stringEquals", "aws:ResourceTag/stage", "production")
	backup.selected(_database) with input as _condition("stringLikes", "aws:ResourceTag/stage", "prod*")
	backup.selected(_database) with input as _condition("stringNotEquals", "aws:ResourceTag/stage", "test")
	backup.selected(_database) with input as _condition("stringNotLikes", "aws:ResourceTag/other", "*")
	backup.selected(_database) with input as _condition("stringEquals", null, "production")
}

test_conditions_that_do_not_hold if {
	not backup.selected(_database) with input as _condition("stringEquals", "aws:ResourceTag/stage", "test")
	not backup.selected(_database) with input as _condition("stringLikes", "aws:ResourceTag/stage", "test*")
	not backup.selected(_database) with input as _condition("stringNotEquals", "aws:ResourceTag/stage", "production")
	not backup.selected(_database) with input as _condition("stringNotLikes", "aws:ResourceTag/stage", "prod*")
	not backup.selected(_database) with input as _condition("stringEquals", "aws:ResourceTag/other", "production")
}

test_signs_stand_for_themselves if {
	tagged := {"urn": "orders", "type": "aws:rds/instance:Instance", "props": {"tags": {"stage": "a.b[c]{d}\\$"}}}
	every pattern in ["a.b[c]{d}\\$", "*[c]*", "a.b*\\$"] {
		backup.selected(tagged) with input as _condition("stringLikes", "aws:ResourceTag/stage", pattern)
	}
	every pattern in ["a?b*", "axb*", "{a,b}*", "[", "a.b"] {
		not backup.selected(tagged) with input as _condition("stringLikes", "aws:ResourceTag/stage", pattern)
	}
}

test_covered if {
	backup.covered(_database, {}) with input as _selection({"resources": ["*"]})
	backup.covered(_database, {"team": "*"}) with input as {}
	not backup.covered(_database, {"backup-plan": "*"}) with input as {}
}
