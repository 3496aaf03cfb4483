# METADATA
# title: IAM policy documents
# description: >-
#   Documents come as JSON text or as an object, statements single or in a list, actions in any case and with wildcards anywhere.
#   These functions make one form of it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   reads:
#     "aws:iam/policy:Policy": [policy]
#     "aws:iam/rolePolicy:RolePolicy": [policy]
#     "aws:iam/userPolicy:UserPolicy": [policy]
#     "aws:iam/groupPolicy:GroupPolicy": [policy]
#     "aws:iam/role:Role": ["inlinePolicies[].policy"]
#     "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": [inlinePolicy]
package lib.iam

import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Every customer's permission policy in the input as {urn, path, policy}, whichever resource carries it. A role's inline policies
#   count only where the program declared them there: the provider echoes those of RolePolicy resources into the role.
# scope: document
policies contains {"urn": urn, "path": [property], "policy": resource.props[property]} if {
	some type, property in _carriers
	some urn, resource in input.by_type[type]
	resource.props[property] != null
}

policies contains {"urn": urn, "path": ["inlinePolicies", place, "policy"], "policy": inline.policy} if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	"inlinePolicies" in role.declared
	some place, inline in role.props.inlinePolicies
}

_carriers := {
	"aws:iam/policy:Policy": "policy",
	"aws:iam/rolePolicy:RolePolicy": "policy",
	"aws:iam/userPolicy:UserPolicy": "policy",
	"aws:iam/groupPolicy:GroupPolicy": "policy",
	"aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
}

# METADATA
# description: The document in a property, parsed if it is text; an empty object where there is none or it is broken.
# scope: document
document(policy) := policy if is_object(policy)

document(policy) := parsed if {
	is_string(policy)
	json.is_valid(policy)
	parsed := json.unmarshal(policy)
	is_object(parsed)
}

document(policy) := {} if unreadable(policy)

document(policy) := {} if policy in {null, ""}

# METADATA
# description: Whether a policy is there and cannot be understood, so that it must not look clean.
# scope: document
unreadable(policy) if {
	is_string(policy)
	policy != ""
	not _json_object(policy)
}

unreadable(policy) if {
	not is_string(policy)
	not is_object(policy)
	policy != null
}

_json_object(policy) if {
	json.is_valid(policy)
	is_object(json.unmarshal(policy))
}

# METADATA
# description: >-
#   The statements of a document as a list of {effect, actions, not_actions, resources, not_resources, principals, not_principals,
#   conditions, raw}. Actions are lower case, every list is a list, and principals map a kind (AWS, Service, Federated, …) to a list.
# scope: document
statements(policy) := [statement |
	some raw in value.list(object.get(document(policy), "Statement", null))
	is_object(raw)
	statement := {
		"effect": object.get(raw, "Effect", ""),
		"actions": _lower(object.get(raw, "Action", null)),
		"not_actions": _lower(object.get(raw, "NotAction", null)),
		"resources": value.list(object.get(raw, "Resource", null)),
		"not_resources": value.list(object.get(raw, "NotResource", null)),
		"principals": _principals(object.get(raw, "Principal", null)),
		"not_principals": _principals(object.get(raw, "NotPrincipal", null)),
		"conditions": object.get(raw, "Condition", {}),
		"raw": raw,
	}
]

# METADATA
# description: The Allow statements of a document.
# scope: document
allows(policy) := [statement | some statement in statements(policy); statement.effect == "Allow"]

# METADATA
# description: The Deny statements of a document.
# scope: document
denies(policy) := [statement | some statement in statements(policy); statement.effect == "Deny"]

# METADATA
# description: >-
#   Whether an action pattern (`s3:Get*`, `*`) covers an action; both in any case. A pattern with signs that no action has covers
#   nothing.
# scope: document
covers(pattern, action) if {
	regex.match(`^[\w:*?-]+$`, pattern)
	glob.match(lower(pattern), null, lower(action))
}

# METADATA
# description: Whether a statement names an action, by Action or by a NotAction that does not leave it out. Its effect is not checked.
# scope: document
names(statement, action) if {
	some pattern in statement.actions
	covers(pattern, action)
}

names(statement, action) if {
	count(statement.not_actions) > 0
	every pattern in statement.not_actions {
		not covers(pattern, action)
	}
}

# METADATA
# description: Whether a statement's Action is every action of every service, with however many stars.
# scope: document
every_action(statement) if {
	some action in statement.actions
	regex.match(`^[*]+(:[*]+)?$`, action)
}

# METADATA
# description: Whether a document takes an action away again, by a Deny of it on every resource without a condition.
# scope: document
denied(policy, action) if {
	some statement in denies(policy)
	statement.conditions == {}
	"*" in statement.resources
	names(statement, action)
}

# METADATA
# description: Whether a statement reaches every resource, by `*`, by an ARN that is all wildcard, or by a NotResource.
# scope: document
any_resource(statement) if {
	some resource in statement.resources
	is_string(resource)
	regex.match(`^([*]+|arn:[*a-z-]*(:[*]*)*)$`, resource)
}

any_resource(statement) if {
	count(statement.not_resources) > 0
	not "*" in statement.not_resources
}

# METADATA
# description: >-
#   Whether a statement reaches every resource of a service (`iam`, `cloudtrail`), or all of one kind of an account
#   (`arn:aws:iam::*:role/*`).
# scope: document
whole_service(statement, _) if any_resource(statement)

whole_service(statement, service) if {
	some resource in statement.resources
	is_string(resource)
	regex.match(sprintf(`^arn:[^:]*:(%s|[*]+)((:[*]*)+|:[^:]*:[^:]*:([a-z-]+[/:])?[*]+)$`, [service]), resource)
}

# METADATA
# description: >-
#   Whether a statement's Principal is everybody, as `*` or as AWS `*`, or everybody but a few, as an Allow with NotPrincipal.
# scope: document
anybody(statement) if {
	some kind in {"*", "AWS"}
	"*" in object.get(statement.principals, kind, [])
}

anybody(statement) if {
	statement.effect == "Allow"
	count(statement.not_principals) > 0
}

# METADATA
# description: >-
#   Whether a Condition of a statement holds one of these keys to given values. A negated operator, ForAllValues and IfExists let
#   a request through that lacks the key, and a value of wildcards holds nothing: neither narrows. Keys that say who calls are
#   those of lib.caller.
# scope: document
narrowed(statement, keys) if {
	some condition in conditions(statement)
	condition.key in {lower(key) | some key in keys}
	limits(condition)
}

# METADATA
# description: Whether one condition, as `conditions` gives it, holds its key to given values.
# scope: document
limits(condition) if {
	regex.match(_narrowing, condition.operator)
	count(condition.values) > 0
	every given in condition.values {
		not _wild(given)
		not _itself(condition, given)
	}
}

# METADATA
# description: Whether a statement has a condition that some request does not meet; one of wildcards, or of a key compared with itself, is none.
# scope: document
asks(statement) if {
	some condition in conditions(statement)
	not _idle(condition)
}

_idle(condition) if {
	regex.match(_narrowing, condition.operator)
	some given in condition.values
	is_string(given)
	regex.match(`^[*?]+$`, given)
}

_idle(condition) if {
	regex.match(_narrowing, condition.operator)
	some given in condition.values
	_itself(condition, given)
}

# A policy variable stands for the request's own value.
_itself(condition, given) if {
	is_string(given)
	lower(given) == concat("", ["${", condition.key, "}"])
}

# METADATA
# description: The account id in a principal, an account id itself or an ARN; undefined for anything else.
# scope: document
account(principal) := principal if {
	is_string(principal)
	regex.match(`^[0-9]{12}$`, principal)
}

account(principal) := parts[4] if {
	is_string(principal)
	parts := split(principal, ":")
	count(parts) > 5
	regex.match(`^[0-9]{12}$`, parts[4])
}

_narrowing := `(?i)^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress|NumericEquals|BinaryEquals)$`

_wild(given) if {
	is_string(given)
	regex.match(`^[*?]*$|^arn:[^:]*(:[^:]*)?(:[*?]*)*$`, given)
}

# Anybody can make a resource of that name in an account of their own; but a bucket's name is one in the world.
_wild(given) if {
	is_string(given)
	regex.match(`^arn:[^:]*:[^:]*:[^:]*:[*?]+:`, given)
	not regex.match(`^arn:[^:]*:s3:`, given)
}

# METADATA
# description: The condition keys of a statement, lower case, each with its operators and values as {key, operator, values}.
# scope: document
conditions(statement) := [condition |
	is_object(statement.conditions)
	some operator, block in statement.conditions
	is_object(block)
	some key, given in block
	condition := {"key": lower(key), "operator": operator, "values": value.list(given)}
]

_lower(given) := [lower(action) | some action in value.list(given); is_string(action)]

_principals(given) := {} if type_name(given) in {"null", "boolean", "number"}

_principals(given) := {"*": [given]} if is_string(given)

_principals(given) := {"*": given} if is_array(given)

_principals(given) := {kind: value.list(names) | some kind, names in given} if is_object(given)
