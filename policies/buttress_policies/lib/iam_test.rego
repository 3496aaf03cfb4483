package lib.iam_test

import data.lib.iam
import rego.v1

_statement(raw) := iam.statements({"Statement": raw})[0]

_allow(parts) := _statement(object.union({"Effect": "Allow"}, parts))

test_policies_of_every_carrier if {
	document := {"Statement": []}
	found := iam.policies with input as {"by_type": {
		"aws:iam/policy:Policy": {"a": {"props": {"policy": document}}},
		"aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": {"b": {"props": {"inlinePolicy": "{}"}}},
		"aws:iam/userPolicy:UserPolicy": {"c": {"props": {}}, "d": {"props": {"policy": null}}},
		"aws:iam/role:Role": {
			"e": {"declared": ["inlinePolicies"], "props": {"inlinePolicies": [null, {"name": "n", "policy": document}]}},
			"f": {"declared": [], "props": {"inlinePolicies": [{"policy": document}]}},
		},
	}}
	found == {
		{"urn": "a", "path": ["policy"], "policy": document},
		{"urn": "b", "path": ["inlinePolicy"], "policy": "{}"},
		{"urn": "e", "path": ["inlinePolicies", 1, "policy"], "policy": document},
	}
}

test_document if {
	iam.document({"Statement": []}) == {"Statement": []}
	iam.document(`{"Statement":[]}`) == {"Statement": []}
	every nothing in [null, "", "{", "[]", 7] {
		iam.document(nothing) == {}
	}
}

test_unreadable if {
	every broken in ["{", "[]", "7", "[secret]", 7, [], true] {
		iam.unreadable(broken)
	}
	every fine in ["", null, "{}", {}] {
		not iam.unreadable(fine)
	}
}

test_one_form_of_a_statement if {
	raw := {"Effect": "Allow", "Action": "S3:Get*", "Resource": "*", "Principal": "*", "Condition": {"Bool": {"A": true}}}
	found := iam.statements({"Statement": raw})
	count(found) == 1
	found[0].actions == ["s3:get*"]
	found[0].resources == ["*"]
	found[0].principals == {"*": ["*"]}
	found[0].not_actions == []
	iam.conditions(found[0]) == [{"key": "a", "operator": "Bool", "values": [true]}]
}

test_principals_in_every_form if {
	_allow({"Principal": ["a", "b"]}).principals == {"*": ["a", "b"]}
	_allow({"Principal": {"AWS": "a", "Service": ["b"]}}).principals == {"AWS": ["a"], "Service": ["b"]}
	_allow({"Principal": 7}).principals == {}
	_allow({}).principals == {}
}

test_odd_statements_do_not_break if {
	iam.statements({"Statement": ["text", null, {"Action": [7, "s3:*"], "Condition": "none"}]})[0].actions == ["s3:*"]
	iam.conditions(_allow({"Condition": "none"})) == []
	iam.conditions(_allow({"Condition": {"Bool": ["none"]}})) == []
}

test_allows_and_denies if {
	policy := {"Statement": [{"Effect": "Allow", "Action": "a:b"}, {"Effect": "Deny", "Action": "c:d"}, {"Action": "e:f"}]}
	[one.actions | some one in iam.allows(policy)] == [["a:b"]]
	[one.actions | some one in iam.denies(policy)] == [["c:d"]]
}

test_covers if {
	every pattern in ["s3:GetObject", "S3:getobject", "s3:Get*", "s3:*", "*", "*:*", "s3:G?tObject", "*Object"] {
		iam.covers(pattern, "s3:GetObject")
	}
	every pattern in ["s3:GetObjects", "s3:Get", "ec2:*", "", "s3:{Get*", "s3:[G]*", "s3:Get\\"] {
		not iam.covers(pattern, "s3:GetObject")
	}
}

test_names if {
	iam.names(_allow({"Action": ["ec2:*", "s3:*"]}), "s3:GetObject")
	iam.names(_allow({"NotAction": ["ec2:*", "iam:*"]}), "s3:GetObject")
	not iam.names(_allow({"NotAction": ["ec2:*", "s3:Get*"]}), "s3:GetObject")
	not iam.names(_allow({"Action": "ec2:*"}), "s3:GetObject")
	not iam.names(_allow({}), "s3:GetObject")
}

test_every_action if {
	every action in ["*", "*:*", "**", "**:*"] {
		iam.every_action(_allow({"Action": ["s3:Get*", action]}))
	}
	every action in ["s3:*", "*:Get*", ""] {
		not iam.every_action(_allow({"Action": action}))
	}
}

test_denied if {
	deny := {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
	iam.denied({"Statement": deny}, "s3:GetObject")
	not iam.denied({"Statement": deny}, "ec2:RunInstances")
	not iam.denied({"Statement": object.union(deny, {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}})}, "s3:GetObject")
	not iam.denied({"Statement": object.union(deny, {"Resource": "arn:aws:s3:::orders"})}, "s3:GetObject")
	not iam.denied({"Statement": object.union(deny, {"Effect": "Allow"})}, "s3:GetObject")
}

test_any_resource if {
	every resource in ["*", "**", "arn:*", "arn:aws:*", "arn:aws:*:*:*:*", "arn:aws-us-gov:*", "arn:*:*:*:*:*"] {
		iam.any_resource(_allow({"Resource": ["arn:aws:s3:::orders", resource]}))
	}
	every resource in ["arn:aws:s3:::*", "arn:aws:iam::*:role/*", "orders*", 7] {
		not iam.any_resource(_allow({"Resource": resource}))
	}
	iam.any_resource(_allow({"NotResource": "arn:aws:s3:::orders"}))
	not iam.any_resource(_allow({"NotResource": "*"}))
	not iam.any_resource(_allow({}))
}

test_whole_service if {
	every resource in [
		"*", "arn:aws:iam::*", "arn:aws:iam:*", "arn:aws:iam::*:*", "arn:aws:iam::123456789012:*",
		"arn:aws:iam::*:role/*", "arn:*:iam::123456789012:user/*",
	] {
		iam.whole_service(_allow({"Resource": resource}), "iam")
	}
	every resource in ["arn:aws:iam::123456789012:role/orders", "arn:aws:iam::*:role/orders-*", "arn:aws:s3:::*", "arn:aws:iam::*:user/${aws:username}", 7] {
		not iam.whole_service(_allow({"Resource": resource}), "iam")
	}
}

test_anybody if {
	every principal in ["*", ["*"], {"AWS": "*"}, {"AWS": ["123456789012", "*"]}, {"*": "*"}] {
		iam.anybody(_allow({"Principal": principal}))
	}
	every principal in ["123456789012", {"AWS": "arn:aws:iam::123456789012:root"}, {"Service": "*"}, null] {
		not iam.anybody(_allow({"Principal": principal}))
	}
	iam.anybody(_allow({"NotPrincipal": {"AWS": "123456789012"}}))
	not iam.anybody(_statement({"Effect": "Deny", "NotPrincipal": {"AWS": "123456789012"}}))
}

test_narrowed if {
	every condition in [
		{"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
		{"stringlike": {"IAM:passedtoservice": ["ecs*"]}},
		{"ForAnyValue:StringLike": {"iam:PassedToService": "ecs*"}},
		{"ArnLike": {"iam:PolicyARN": "arn:aws:iam::123456789012:policy/*"}},
		{"ArnEquals": {"iam:PolicyARN": "arn:aws:s3:*:*:orders"}},
	] {
		iam.narrowed(_allow({"Condition": condition}), {"iam:PassedToService", "iam:PolicyARN"})
	}
}

test_not_narrowed if {
	every condition in [
		{},
		{"Bool": {"aws:SecureTransport": "true"}},
		{"StringEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"StringNotEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
		{"StringEqualsIfExists": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
		{"ForAllValues:StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
		{"Null": {"iam:PassedToService": "false"}},
		{"StringLike": {"iam:PassedToService": "*"}},
		{"StringEquals": {"iam:PassedToService": []}},
		{"ArnLike": {"iam:PolicyARN": ["arn:aws:iam::123456789012:policy/a", "arn:aws:iam::*:policy/a"]}},
		{"ArnLike": {"iam:PolicyARN": "arn:aws:s3:::*"}},
		{"ArnLike": {"iam:PolicyARN": "arn:aws:iam:*:*:*"}},
		{"ArnLike": {"iam:PolicyARN": "arn:*"}},
	] {
		not iam.narrowed(_allow({"Condition": condition}), {"iam:PassedToService", "iam:PolicyARN"})
	}
}

test_account if {
	iam.account("123456789012") == "123456789012"
	iam.account("arn:aws:iam::123456789012:role/orders") == "123456789012"
	every other in ["*", "o-abc", "arn:aws:iam::aws:policy/x", "arn:aws:s3:::orders", 7, null] {
		not iam.account(other)
	}
}

test_a_condition_that_asks_nothing if {
	every block in [{"StringLike": {"aws:RequestTag/team": "*"}}, {"StringEquals": {"aws:RequestTag/team": "${aws:RequestTag/team}"}}] {
		not iam.asks({"conditions": block})
		not iam.narrowed({"conditions": block}, {"aws:RequestTag/team"})
	}
	not iam.asks({"conditions": {}})
}

test_a_condition_that_asks_something if {
	every block in [{"StringEquals": {"aws:RequestTag/team": "shop"}}, {"Bool": {"aws:SecureTransport": "true"}}] {
		iam.asks({"conditions": block})
	}
}
