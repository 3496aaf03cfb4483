package lib.event_test

import data.lib.event
import rego.v1

_change := event.change("ec2", "CreateVpc")

_filters := {
	true: [
		`{ $.eventName = CreateVpc }`,
		`{ $.eventName = "CreateVpc" }`,
		` {($.eventSource = ec2.amazonaws.com) && (($.eventName = Create*) || ($.eventName = DeleteVpc))} `,
		"{ (((($.eventName=%^CreateVpc$%))))\n||\n($.eventName=DeleteVpc) }",
		`{ $.eventName = CreateVpc && $.errorCode NOT EXISTS && $.readOnly IS FALSE && $.managementEvent IS TRUE }`,
		`{ $.eventName = CreateVpc && $.eventType != "AwsServiceEvent" && $.sourceIPAddress != "delivery.logs.amazonaws.com" }`,
		`{ $.eventName = DeleteVpc && $.awsRegion = "a" || $.eventName = CreateVpc }`,
		`{ $.eventName EXISTS }`,
	],
	false: [
		`CreateVpc`,
		7,
		`[a, b = CreateVpc]`,
		`{ }`,
		`{ $.eventName = CreateVpcPeering }`,
		`{ $.eventName != DeleteVpc }`,
		`{ $.eventName = CreateVpc && $.awsRegion = "eu-west-1" }`,
		`{ $.eventName = CreateVpc && $.awsRegion != "eu-west-1" }`,
		`{ $.eventName = CreateVpc && $.errorCode EXISTS }`,
		`{ $.eventName = CreateVpc && $.errorCode = "*" }`,
		`{ $.eventName = CreateVpc && $.readOnly IS TRUE }`,
		`{ $.eventName = CreateVpc && $.managementEvent IS FALSE }`,
		`{ $.eventName = CreateVpc && $.eventType != "AwsApiCall" }`,
		`{ $.eventName = CreateVpc && $.requestParameters.cidr[0] = "10.*" }`,
		`{ $.eventName = %(% }`,
		`{ $.eventName = CreateVpc && ($.awsRegion = "a" || $.userIdentity.type = Root) }`,
		`{ ($.eventName = CreateVpc }`,
		`{ $.eventName NOT EXISTS }`,
		`{ $.eventName > CreateVpc }`,
	],
}

test_filters if {
	every heard, patterns in _filters {
		every pattern in patterns {
			heard == _filtered(pattern)
		}
	}
}

default _filtered(_) := false

_filtered(pattern) if event.filtered(_change, pattern)

default _ruled(_) := false

_ruled(pattern) if event.ruled(_change, json.marshal(pattern))

_rules := {
	true: [
		{"detail": {"eventName": ["CreateVpc"]}},
		{"source": ["aws.ec2"], "detail-type": ["AWS API Call via CloudTrail"], "detail": {"eventSource": ["ec2.amazonaws.com"], "eventName": [{"prefix": "Create"}]}},
		{"source": [{"prefix": ""}], "detail": {"eventName": [{"suffix": "Vpc"}]}},
		{"id": [{"prefix": ""}], "detail": {"eventName": [{"wildcard": "*Vpc"}]}},
		{"detail": {"eventName": [{"equals-ignore-case": "createvpc"}], "errorCode": [{"exists": false}], "eventType": [{"exists": true}]}},
		{"detail": {"eventName": ["CreateVpc"], "sourceIPAddress": [{"anything-but": "delivery.logs.amazonaws.com"}], "eventType": [{"anything-but": ["AwsServiceEvent"]}]}},
		{"detail": {"$or": [{"eventName": ["DeleteVpc"]}, {"eventName": ["CreateVpc"]}]}},
	],
	false: [
		{},
		[],
		{"detail": {"eventName": "CreateVpc"}},
		{"detail": {"eventName": ["DeleteVpc"]}},
		{"detail": {"eventName": [{"anything-but": "DeleteVpc"}]}},
		{"detail": {"eventName": [{"prefix": 7}]}},
		{"detail": {"eventName": ["CreateVpc"], "awsRegion": ["eu-west-1"]}},
		{"detail": {"eventName": ["CreateVpc"], "awsRegion": [{"anything-but": ["eu-west-1"]}]}},
		{"detail": {"eventName": ["CreateVpc"], "eventType": [{"anything-but": {"prefix": "Aws"}}]}},
		{"detail": {"eventName": ["CreateVpc"], "errorCode": [{"exists": true}]}},
		{"detail": {"eventName": ["CreateVpc"], "eventType": [{"exists": false}]}},
		{"detail": {"eventName": ["CreateVpc"], "errorCode": [null]}},
		{"detail": {"eventName": ["CreateVpc"], "$or": [{"awsRegion": ["a"]}, {"awsRegion": ["b"]}]}},
		{"resources": ["a"], "detail": {"eventName": ["CreateVpc"]}},
	],
}

test_rules if {
	every heard, patterns in _rules {
		every pattern in patterns {
			heard == _ruled(pattern)
		}
	}
	not event.ruled(_change, "{")
	not event.ruled(_change, 7)
}

test_numbers if {
	kind := {"detail.severity": [7, 8.5]}
	every steps in [[">=", 7], [">", 6, "<", 9], ["<=", 9], [">", 0, "<=", 8.5]] {
		event.ruled(kind, json.marshal({"detail": {"severity": [{"numeric": steps}]}}))
	}
	every steps in [[">", 7], ["=", 7], ["<", 8], "no"] {
		not event.ruled(kind, json.marshal({"detail": {"severity": [{"numeric": steps}]}}))
	}
	event.ruled({"n": [7]}, json.marshal({"n": [{"numeric": ["=", 7]}]}))
	event.ruled({"n": [7]}, json.marshal({"n": [7]}))
}

test_sign_ins if event.ruled(event.sign_in({"detail.x": ["y"]}), json.marshal({"detail": {"eventName": ["ConsoleLogin"], "x": ["y"]}}))
