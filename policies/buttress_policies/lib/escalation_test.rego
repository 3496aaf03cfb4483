package lib.escalation_test

import data.lib.escalation
import rego.v1

_allow(actions) := {"Effect": "Allow", "Action": actions, "Resource": "*"}

_ways(statements) := escalation.ways({"Statement": statements})

test_every_action_alone if {
	every action in data.lib.escalation._alone {
		_ways([_allow(action)]) == {action}
	}
}

test_every_action_with_a_role if {
	every action, service in data.lib.escalation._with_role {
		_ways([_allow(action)]) == set()
		wanted := {sprintf("iam:PassRole with %s", [action])}
		_ways([_allow([action, "iam:PassRole"])]) == wanted
		_ways([_allow(action), object.union(_allow("iam:PassRole"), {"Condition": {"StringEquals": {"iam:PassedToService": service}}})]) == wanted
	}
}

test_every_way_is_there if count(data.lib.escalation._alone) + count(data.lib.escalation._with_role) == 18

test_a_pass_to_another_service_is_none if {
	pass := object.union(_allow("iam:PassRole"), {"Condition": {"StringEquals": {"iam:PassedToService": ["ecs-tasks.amazonaws.com", 7]}}})
	_ways([_allow("ec2:RunInstances"), pass]) == set()
	_ways([_allow("ecs:RunTask"), pass]) == {"iam:PassRole with ecs:RunTask"}
}

test_wildcards_and_not_action if {
	every pattern in ["iam:P?t*", "*:PutRolePolicy", "i*", "I?m:PutRole*", "iam:*"] {
		"iam:PutRolePolicy" in _ways([_allow(pattern)])
	}
	every pattern in ["s3:*", "iam:Get*", "*:GetRole", "s3"] {
		_ways([_allow(pattern)]) == set()
	}
	"iam:PutRolePolicy" in _ways([{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}])
	not "iam:PutRolePolicy" in _ways([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}])
}

test_bounds if {
	_ways([object.union(_allow("iam:AttachRolePolicy"), {"Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess"}}})]) == set()
	_ways([object.union(_allow("iam:AttachRolePolicy"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})]) == {"iam:AttachRolePolicy"}
}

test_what_is_named_or_denied_is_none if {
	_ways([object.union(_allow("iam:PutRolePolicy"), {"Resource": "arn:aws:iam::123456789012:role/orders"})]) == set()
	_ways([_allow("iam:PutRolePolicy"), {"Effect": "Deny", "Action": "iam:Put*", "Resource": "*"}]) == set()
	_ways([_allow(["*", "iam:PutRolePolicy"])]) == set()
}
