# METADATA
# title: Who calls
# description: >-
#   A resource policy may allow everybody and yet be for few: by a Condition that only callers of fixed accounts, organisations,
#   networks and the like can meet, or by a Deny in front that takes from all others what the Allow gives. This is the one place
#   that knows which conditions do so. A stranger is anybody with an AWS account, networks and names of their own choice, by
#   themselves or through an AWS service that works for them.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
package lib.caller

import data.lib.addresses
import data.lib.iam
import data.lib.value
import rego.v1

# METADATA
# description: The Allow statements of a resource policy that let strangers in.
# scope: document
public(policy) := [statement |
	some statement in iam.allows(policy)
	iam.anybody(statement)
	open(policy, statement)
]

# METADATA
# description: >-
#   Whether an Allow statement of a policy, whose principal is anybody, is open to strangers: no Condition of its own and no Deny of the
#   policy keeps them out.
# scope: document
open(policy, statement) if {
	not narrowed(statement)
	not _taken_back(policy, statement)
}

# METADATA
# description: Whether a Condition of an Allow statement is one that strangers cannot meet.
# scope: document
narrowed(statement) if {
	conditions := iam.conditions(statement)
	some condition in conditions
	_demands(conditions, condition)
	identifies(condition)
}

# Everybody's letters of one domain; by another protocol the text may be the end of an address elsewhere.
narrowed(statement) if {
	conditions := iam.conditions(statement)
	_demanded(conditions, "sns:protocol", `^email(-json)?$`)
	_demanded(conditions, "sns:endpoint", `^[*]@[^@*?$]+$`)
}

# METADATA
# description: >-
#   Whether the values of a condition, as `iam.conditions` gives it, are those of known callers, all of them, for one suffices. Whether
#   the operator asks for these values or for others is not checked.
# scope: document
identifies(condition) if {
	condition.key in _addresses
	addresses.narrow(condition.values)
}

identifies(condition) if {
	kind := _kind(condition.key)
	count(condition.values) > 0
	every given in condition.values {
		_fixed(kind, condition, _bare(given))
	}
}

# METADATA
# description: >-
#   Whether properties of a Lambda permission bind it to known callers: each stands for a condition of the function's policy. What is
#   not known yet may bind it, so that the outcome is unknown.
# scope: document
binds(permission, properties) if {
	some property in properties
	[operator, key] := _properties[property]
	narrowed({"conditions": {operator: {key: value.at(permission, ["props", property])}}})
}

binds(permission, properties) if {
	some property in properties
	value.unknown(permission, property)
}

_properties := {
	"eventSourceToken": ["StringEquals", "lambda:EventSourceToken"],
	"organizationId": ["StringEquals", "aws:PrincipalOrgID"],
	"principalOrgId": ["StringEquals", "aws:PrincipalOrgID"],
	"sourceAccount": ["StringEquals", "aws:SourceAccount"],
	"sourceArn": ["ArnLike", "aws:SourceArn"],
}

# METADATA
# description: >-
#   Whether the subject of an OIDC token names who it is about: it is fixed, or up to its first wildcard it holds a kind and a whole name,
#   such as repo:acme/ or organization:acme:.
# scope: document
subject(given) if _whole(given)

subject(given) if {
	is_string(given)
	regex.match(`^([^:/*?$]+:[^:/*?$]+[:/]|[{][0-9a-fA-F-]+[}]:)`, trim_prefix(given, "pulumi:deploy:"))
}

# METADATA
# description: The condition keys that say who calls, or for whom a service calls, lower case, each with the kind of its values.
# scope: document
keys := {
	"accounts.google.com:aud": "name",
	"aws:ec2instancesourcevpc": "name",
	"aws:principalaccount": "name",
	"aws:principalarn": "principal",
	"aws:principalorgid": "name",
	"aws:principalorgpaths": "path",
	"aws:sourceaccount": "name",
	"aws:sourcearn": "arn",
	"aws:sourceip": "address",
	"aws:sourceorgid": "name",
	"aws:sourceorgpaths": "path",
	"aws:sourceowner": "name",
	"aws:sourcevpc": "name",
	"aws:sourcevpcarn": "arn",
	"aws:sourcevpce": "name",
	"aws:userid": "user",
	"aws:vpceaccount": "name",
	"aws:vpceorgid": "name",
	"aws:vpceorgpaths": "path",
	"cognito-identity.amazonaws.com:aud": "name",
	"ec2:sourceinstancearn": "arn",
	"elasticfilesystem:accesspointarn": "arn",
	"graph.facebook.com:app_id": "name",
	"kms:calleraccount": "name",
	"lambda:eventsourcetoken": "name",
	"lambda:sourcefunctionarn": "arn",
	"s3:dataaccesspointaccount": "name",
	"s3:dataaccesspointarn": "arn",
	"s3:x-amz-server-side-encryption-aws-kms-key-id": "arn",
	"sns:endpoint": "endpoint",
	"ssm:sourceinstancearn": "arn",
	"sts:externalid": "name",
	"www.amazon.com:app_id": "name",
}

_addresses := {key | some key, "address" in keys}

_kind(key) := keys[key]

_kind(key) := "subject" if endswith(key, ":sub")

_kind(key) := "flag" if key == "elasticfilesystem:accessedviamounttarget"

# Where the resource belongs says nothing of the caller, but that the caller belongs there too does.
_kind(key) := "mirror" if _mirrors[key]

_mirrors := {
	"aws:resourceaccount": {"${aws:principalaccount}", "${aws:sourceaccount}", "${aws:vpceaccount}", "${kms:calleraccount}"},
	"aws:resourceorgid": {"${aws:principalorgid}", "${aws:sourceorgid}", "${aws:vpceorgid}"},
}

_fixed(kind, _, text) if {
	kind in {"name", "principal", "arn", "path", "user", "endpoint"}
	_whole(text)
}

_fixed("principal", condition, text) if {
	_of_account(text)
	_split_by_part(condition)
}

# A role's path may hold colons: for an operator on text a wildcard before the account runs on into somebody else's path.
_fixed("principal", _, text) if {
	_of_account(text)
	regex.match(`^([^:*?]*:){5}`, text)
}

_fixed(kind, _, text) if {
	kind in {"arn", "endpoint"}
	_of_account(text)
}

# A bucket's name is one in the world.
_fixed(kind, _, text) if {
	kind in {"arn", "endpoint"}
	regex.match(`^arn:[^:$]*:s3:([^:$]*:[^:$]*:[^:/*?$]+$|::[^:/*?$]+/)`, text)
}

_fixed("path", _, text) if regex.match(`^o-[^*?$/]+/`, text)

# The part before the colon is the id of a role or an account, one in the world.
_fixed("user", _, text) if regex.match(`^[A-Za-z0-9]{12,}:`, text)

_fixed("endpoint", _, text) if regex.match(`^(?i)https?://[^/*?$]+/`, text)

_fixed("subject", _, text) if subject(text)

_fixed("flag", _, text) if lower(text) == "true"

_fixed("mirror", condition, text) if lower(text) in _mirrors[condition.key]

_whole(text) if {
	is_string(text)
	text != ""
	not regex.match(`[*?$]`, text)
}

# A variable that a caller fills may hold colons, so none stands before the account.
_of_account(text) if regex.match(`^arn:([^:$]*:){3}[0-9]{12}:`, text)

_split_by_part(condition) if regex.match(`^(forallvalues:|foranyvalue:)?arn`, lower(condition.operator))

# Variables that stand for the account and the organisation of the resource itself are as fixed as their values.
_bare(given) := regex.replace(regex.replace(text, `(?i)[$][{]aws:ResourceAccount[}]`, "000000000000"), `(?i)[$][{]aws:ResourceOrgID[}]`, "o-own") if {
	not type_name(given) in {"null", "object", "array"}
	text := sprintf("%v", [given])
}

# Operators that ask for one of the values. The key must be in the request: without it, IfExists and ForAllValues let it through.
_positive := `^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress|numericequals|binaryequals)$`

_lenient := `^((foranyvalue|forallvalues):)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress|numericequals|binaryequals)(ifexists)?$`

# Operators that are met by every value but these, and by none.
_negative := `^(forallvalues:)?(stringnotequals|stringnotequalsignorecase|stringnotlike|arnnotequals|arnnotlike|notipaddress|numericnotequals)(ifexists)?$`

_demands(_, condition) if regex.match(_positive, lower(condition.operator))

_demands(_, condition) if {
	lower(condition.operator) == "bool"
	_kind(condition.key) == "flag"
}

_demands(conditions, condition) if {
	regex.match(_lenient, lower(condition.operator))
	some other in conditions
	other.key == condition.key
	lower(other.operator) == "null"
	{value.text(given) | some given in other.values} == {"false"}
}

_demanded(conditions, key, pattern) if {
	some condition in conditions
	condition.key == key
	_demands(conditions, condition)
	count(condition.values) > 0
	every given in condition.values {
		regex.match(pattern, given)
	}
}

_taken_back(policy, statement) if {
	denies := [deny | some deny in iam.denies(policy); iam.anybody(deny); _meets_strangers(deny)]
	count(denies) > 0
	every action in _all(statement.actions) {
		every resource in _named(statement) {
			some deny in denies
			_spanned(deny.actions, action)
			_spanned(_named(deny), resource)
		}
	}
}

# Whether every stranger meets each condition of a Deny. A variable of the caller's may be missing, and then the Deny is, too.
_meets_strangers(deny) if {
	is_object(deny.conditions)
	every block in deny.conditions {
		is_object(block)
	}
	every condition in iam.conditions(deny) {
		_met_by_strangers(condition)
	}
}

_met_by_strangers(condition) if {
	regex.match(_negative, lower(condition.operator))
	identifies(condition)
	every given in condition.values {
		not contains(_bare(given), "${")
	}
}

# AWS's own services are let past, as a Principal of Service lets them in.
_met_by_strangers(condition) if {
	condition.key == "aws:principalisawsservice"
	lower(condition.operator) == "boolifexists"
	{value.text(given) | some given in condition.values} == {"false"}
}

_all(patterns) := patterns if count(patterns) > 0

_all(patterns) := ["*"] if count(patterns) == 0

# The resources of a statement, an empty text where the policy is its resource's own and names none.
_named(statement) := statement.resources if count(statement.resources) > 0

_named(statement) := [""] if {
	count(statement.resources) == 0
	count(statement.not_resources) == 0
}

_named(statement) := ["*"] if {
	statement.effect == "Allow"
	count(statement.not_resources) > 0
}

_spanned(patterns, text) if text in patterns

# Stars alone: they hold another pattern's wildcards, too.
_spanned(patterns, text) if {
	some pattern in patterns
	not contains(pattern, "?")
	glob.match(concat("*", [glob.quote_meta(part) | some part in split(pattern, "*")]), null, text)
}
