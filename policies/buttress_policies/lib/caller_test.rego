package lib.caller_test

import data.lib.caller
import data.lib.iam
import rego.v1

_allow(condition) := {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/*", "Condition": condition}

_deny(condition) := object.union(_allow(condition), {"Effect": "Deny"})

_public(statements) := count(caller.public({"Version": "2012-10-17", "Statement": statements}))

_like(key, given) := {"StringLike": {key: given}}

_fixed := [
	["aws:PrincipalAccount", "123456789012"],
	["aws:PrincipalAccount", 123456789012],
	["aws:PrincipalAccount", "${aws:ResourceAccount}"],
	["aws:principalorgid", ["o-abc", "o-def"]],
	["aws:PrincipalOrgID", "${AWS:resourceOrgId}"],
	["aws:PrincipalOrgPaths", "o-abc/*"],
	["aws:SourceOrgPaths", "o-abc/r-xyz/ou-1/*"],
	["aws:PrincipalArn", "arn:aws:iam::123456789012:role/*"],
	["aws:PrincipalArn", "arn:aws:iam::${aws:ResourceAccount}:*"],
	["aws:PrincipalArn", "arn:aws:iam::123456789012:user/${aws:username}"],
	["aws:SourceArn", "arn:aws:sns:eu-west-1:123456789012:*"],
	["aws:SourceArn", "arn:aws:sns:*:123456789012:orders"],
	["aws:SourceArn", "arn:aws:s3:::orders"],
	["aws:SourceArn", "arn:aws:s3:*:*:orders"],
	["aws:SourceArn", "arn:aws:s3:::orders/*"],
	["aws:SourceArn", "arn:aws:apigateway:eu-west-1::/restapis/abc"],
	["aws:SourceVpc", "vpc-1"],
	["aws:SourceVpce", ["vpce-1", "vpce-2"]],
	["aws:SourceOwner", "123456789012"],
	["aws:userid", "AROAEXAMPLEID123:*"],
	["aws:userid", "AIDAEXAMPLEID123"],
	["aws:userid", "123456789012:*"],
	["s3:DataAccessPointAccount", "123456789012"],
	["s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:123456789012:accesspoint/*"],
	["lambda:SourceFunctionArn", "arn:aws:lambda:eu-west-1:123456789012:function:orders"],
	["kms:CallerAccount", "123456789012"],
	["sns:Endpoint", "https://events.example.com/0123"],
	["sns:Endpoint", "https://events.example.com/*"],
	["sns:Endpoint", "arn:aws:sqs:eu-west-1:123456789012:*"],
	["sts:ExternalId", "acme-1"],
	["oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub", "system:serviceaccount:orders:*"],
	["token.actions.githubusercontent.com:sub", "repo:acme/*"],
	["accounts.google.com:sub", "1234567890"],
	["app.terraform.io:sub", "organization:acme:project:*"],
	["api.pulumi.com:sub", "pulumi:deploy:org:acme:*"],
	["api.bitbucket.org/2.0/workspaces/acme:sub", "{0a1b-2c}:*"],
	["cognito-identity.amazonaws.com:aud", "eu-west-1:0a1b"],
	["elasticfilesystem:AccessedViaMountTarget", "true"],
	["aws:ResourceOrgID", "${aws:PrincipalOrgID}"],
	["aws:ResourceAccount", "${aws:PrincipalAccount}"],
]

test_fixed_values_narrow if {
	every pair in _fixed {
		[key, given] := pair
		_public(_allow(_like(key, given))) == 0
		_public(_allow({"Bool": {"aws:SecureTransport": "true"}, "StringLike": {key: given}})) == 0
	}
}

_free := [
	["aws:PrincipalAccount", "1*"],
	["aws:PrincipalAccount", "${aws:PrincipalAccount}"],
	["aws:PrincipalOrgID", "o-*"],
	["aws:PrincipalOrgID", ["o-abc", "*"]],
	["aws:PrincipalOrgID", "${aws:PrincipalOrgID}"],
	["aws:PrincipalOrgID", ""],
	["aws:PrincipalOrgID", []],
	["aws:PrincipalOrgID", [["o-abc"]]],
	["aws:PrincipalOrgPaths", "o-abc*"],
	["aws:PrincipalOrgPaths", "*/r-xyz/*"],
	["aws:PrincipalArn", "*:role/deploy"],
	["aws:PrincipalArn", "${aws:PrincipalArn}"],
	["aws:PrincipalArn", "arn:aws:iam::*:role/deploy"],
	["aws:PrincipalArn", "arn:aws:iam::12345678901?:role/deploy"],
	["aws:PrincipalArn", "arn:aws*:iam::123456789012:role/deploy"],
	["aws:PrincipalArn", "arn:aws:iam:${aws:PrincipalTag/x}:123456789012:role/deploy"],
	["aws:SourceArn", "arn:aws:sns:*:*:*"],
	["aws:SourceArn", "arn:aws:sns:eu-west-1:*:orders"],
	["aws:SourceArn", "arn:aws:s3:::orders-*"],
	["aws:SourceArn", "arn:aws:s3:::*"],
	["aws:SourceArn", "arn:aws:s3:::${aws:PrincipalTag/bucket}"],
	["aws:SourceArn", "arn:*"],
	["aws:SourceVpc", "vpc-*"],
	["aws:SourceVpce", ["vpce-1", "vpce-?"]],
	["aws:userid", "*:session"],
	["aws:userid", "AROA*"],
	["aws:VpcSourceIp", "10.0.0.0/16"],
	["aws:PrincipalTag/team", "orders"],
	["aws:PrincipalServiceName", "sns.amazonaws.com"],
	["aws:username", "deploy"],
	["aws:Referer", "https://example.com/"],
	["aws:ResourceTag/stage", "production"],
	["aws:ResourceOrgID", "o-abc"],
	["aws:ResourceOrgID", ["${aws:PrincipalOrgID}", "o-abc"]],
	["aws:ResourceAccount", "${aws:PrincipalAccount, '123456789012'}"],
	["kms:ViaService", "s3.eu-west-1.amazonaws.com"],
	["kms:EncryptionContext:app", "shop"],
	["s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:*:accesspoint/orders"],
	["sns:Protocol", "https"],
	["sns:Endpoint", "https://*"],
	["sns:Endpoint", "*@example.com"],
	["sns:Endpoint", "https://events.example.com*"],
	["sns:Endpoint", "*"],
	["sts:ExternalId", "*"],
	["sts:RoleSessionName", "deploy"],
	["token.actions.githubusercontent.com:aud", "sts.amazonaws.com"],
	["token.actions.githubusercontent.com:sub", "repo:*"],
	["token.actions.githubusercontent.com:sub", "repo:acme*"],
	["cognito-identity.amazonaws.com:aud", "*"],
	["cognito-identity.amazonaws.com:amr", "authenticated"],
	["elasticfilesystem:AccessedViaMountTarget", "false"],
]

test_what_strangers_meet_narrows_nothing if {
	every pair in _free {
		[key, given] := pair
		_public(_allow(_like(key, given))) == 1
	}
}

test_operators_that_narrow if {
	every condition in [
		{"StringEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"stringequalsignorecase": {"AWS:principalorgid": "o-abc"}},
		{"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"ArnLike": {"aws:PrincipalArn": "arn:*:iam::123456789012:role/*"}},
		{"NumericEquals": {"aws:PrincipalAccount": 123456789012}},
		{"Bool": {"elasticfilesystem:AccessedViaMountTarget": true}},
		{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"}, "Null": {"aws:principalOrgId": false}},
		{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-abc/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}},
	] {
		_public(_allow(condition)) == 0
	}
}

test_operators_that_do_not_narrow if {
	every condition in [
		{},
		"none",
		{"StringEquals": "none"},
		{"StringNotEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"}},
		{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"}, "Null": {"aws:PrincipalOrgID": "true"}},
		{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"}, "Null": {"aws:PrincipalAccount": "false"}},
		{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"Null": {"aws:PrincipalOrgID": "false"}},
		{"NumericLessThan": {"aws:PrincipalAccount": 123456789012}},
		{"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}},
		{"Bool": {"aws:PrincipalOrgID": "true"}},
	] {
		_public(_allow(condition)) == 1
	}
}

test_letters_of_one_domain if {
	letters := {"sns:Endpoint": "*@example.com"}
	_public(_allow({"StringLike": letters, "StringEquals": {"sns:Protocol": ["email", "email-json"]}})) == 0
	_public(_allow({"StringLike": letters, "StringEquals": {"sns:Protocol": ["email", "https"]}})) == 1
	_public(_allow({"StringLike": letters, "StringEqualsIfExists": {"sns:Protocol": "email"}})) == 1
	_public(_allow({"StringLike": {"sns:Endpoint": "*"}, "StringEquals": {"sns:Protocol": "email"}})) == 1
	_public(_allow({"StringLike": letters, "StringEquals": {"sns:Protocol": []}})) == 1
}

test_addresses_of_few if {
	every ranges in ["203.0.113.0/24", "203.0.113.7", ["10.0.0.0/8", "192.0.2.1/32"], "2001:db8::/32", "2001:db8::1"] {
		_public(_allow({"IpAddress": {"aws:SourceIp": ranges}})) == 0
	}
}

test_addresses_of_many if {
	every ranges in ["0.0.0.0/0", "0.0.0.0/00", ["10.0.0.0/8", "::/0"], ["0.0.0.0/1", "128.0.0.0/1"], "2000::/3", "203.0.0.0/8", "203.*", 7, []] {
		_public(_allow({"IpAddress": {"aws:SourceIp": ranges}})) == 1
	}
}

test_principals if {
	_public(_allow({})) == 1
	_public(object.union(_allow({}), {"Principal": {"Service": "s3.amazonaws.com"}})) == 0
	_public(object.union(object.remove(_allow({}), ["Principal"]), {"NotPrincipal": {"AWS": "123456789012"}})) == 1
}

_others := {"StringNotEquals": {"aws:PrincipalOrgID": "o-abc"}}

test_a_deny_takes_back if {
	every condition in [
		_others,
		{},
		{"ForAllValues:StringNotLikeIfExists": {"aws:PrincipalOrgPaths": ["o-abc/*"]}},
		{"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/*"}},
		{"StringNotLike": {"aws:userid": ["AROAEXAMPLEID123:*", "123456789012"]}},
		{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "StringNotEqualsIfExists": {"aws:SourceVpce": "vpce-1"}},
		{"StringNotEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}},
	] {
		_public([_allow({}), _deny(condition)]) == 0
	}
}

test_a_deny_that_strangers_do_not_meet if {
	every condition in [
		"none",
		{"StringNotEquals": "none"},
		{"StringEquals": {"aws:PrincipalOrgID": "o-abc"}},
		{"StringNotLike": {"aws:PrincipalOrgID": "o-*"}},
		{"StringNotEquals": {"aws:PrincipalOrgID": []}},
		{"StringNotEquals": {"aws:PrincipalOrgID": ["o-abc", "${aws:PrincipalOrgID}"]}},
		{"StringNotEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}},
		{"ForAnyValue:StringNotEquals": {"aws:PrincipalOrgPaths": "o-abc/*"}},
		{"Null": {"aws:PrincipalOrgID": "true"}},
		{"Bool": {"aws:SecureTransport": "false"}},
		{"NotIpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
		object.union(_others, {"Bool": {"aws:SecureTransport": "false"}}),
		object.union(_others, {"Bool": {"aws:PrincipalIsAWSService": "false"}}),
		object.union(_others, {"BoolIfExists": {"aws:ViaAWSService": "false"}}),
	] {
		_public([_allow({}), _deny(condition)]) == 1
	}
}

test_how_far_a_deny_reaches if {
	every parts in [
		{"Action": "*", "Resource": "*"},
		{"Action": ["s3:PutObject", "s3:Get*"]},
		{"Resource": ["arn:aws:s3:::orders", "arn:aws:s3:::orders*"]},
		{"Principal": {"AWS": "*"}},
	] {
		_public([_allow({}), object.union(_deny(_others), parts)]) == 0
	}
	every parts in [
		{"Action": "s3:PutObject"},
		{"Action": "s3:Get?bject"},
		{"Action": []},
		{"Resource": "arn:aws:s3:::orders"},
		{"Principal": {"AWS": "123456789012"}},
		{"Effect": "Audit"},
	] {
		_public([_allow({}), object.union(_deny(_others), parts)]) == 1
	}
	_public([_allow({}), object.union(object.remove(_deny(_others), ["Principal"]), {"NotPrincipal": {"AWS": "123456789012"}})]) == 1
	_public([_allow({}), object.union(object.remove(_deny(_others), ["Resource"]), {"NotResource": "arn:aws:s3:::other"})]) == 1
	_public([_allow({}), object.union(object.remove(_deny(_others), ["Action"]), {"NotAction": "s3:PutObject"})]) == 1
}

test_what_an_allow_leaves_out if {
	every pair in [["Action", {"NotAction": "s3:Put*"}], ["Resource", {"NotResource": "arn:aws:s3:::other"}]] {
		[gone, parts] := pair
		allow := object.union(object.remove(_allow({}), [gone]), parts)
		_public([allow, _deny(_others)]) == 1
		_public([allow, object.union(_deny(_others), {"Action": "*", "Resource": "*"})]) == 0
	}
}

test_policies_without_resources if {
	every resource in [{}, {"Resource": "*"}] {
		_public([object.remove(_allow({}), ["Resource"]), object.union(object.remove(_deny(_others), ["Resource"]), resource)]) == 0
	}
	_public([object.remove(_allow({}), ["Resource"]), _deny(_others)]) == 1
}

test_several_denies_together if {
	allow := object.union(_allow({}), {"Action": ["s3:GetObject", "s3:PutObject"]})
	put := object.union(_deny({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}), {"Action": "s3:PutObject"})
	_public([allow, _deny(_others)]) == 1
	_public([allow, _deny(_others), put]) == 0
}

test_the_service_principal_and_the_web_identity if {
	policy := {"Statement": {"Effect": "Allow", "Principal": {"Federated": "*"}, "Action": "sts:AssumeRoleWithWebIdentity"}}
	caller.open(policy, iam.statements(policy)[0])
}

_permission(props, unknown) := {"props": props, "unknown": unknown}

test_binds if {
	every props in [
		{"principalOrgId": "o-abc"}, {"sourceAccount": "123456789012"}, {"sourceArn": "arn:aws:s3:::orders"}, {"eventSourceToken": "[secret]"},
		{"organizationId": "o-abc"}, {"sourceArn": "arn:aws:events:*:*:rule/x", "sourceAccount": "123456789012"},
	] {
		caller.binds(_permission(props, []), ["principalOrgId", "sourceAccount", "sourceArn", "eventSourceToken", "organizationId"])
	}
	caller.binds(_permission({}, [["sourceArn"]]), ["sourceArn"])
}

test_does_not_bind if {
	every props in [{}, {"sourceAccount": "*"}, {"sourceAccount": null}, {"sourceArn": "arn:aws:events:eu-west-1:*:rule/x"}, {"sourceArn": "arn:aws:s3:::logs-*"}, {"principalOrgId": "o-abc"}] {
		not caller.binds(_permission(props, []), ["sourceAccount", "sourceArn"])
	}
}
