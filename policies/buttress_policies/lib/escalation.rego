# METADATA
# title: Privilege escalation
# description: >-
#   The sets of IAM actions by which whoever holds them on every resource gains rights that nobody granted: by changing a policy, by
#   taking over a user or role, or by passing a role to compute of their own.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
package lib.escalation

import data.lib.iam
import rego.v1

# METADATA
# description: >-
#   The ways that a policy document opens, each as its actions joined by ` with `. Statements with the action `*` are left out: they
#   are full administration. An unconditional Deny on every resource takes an action away; a condition on the permissions boundary,
#   or on the policy that may be attached, keeps a change of policies within bounds.
# scope: document
ways(policy) := _direct(policy) | _passing(policy)

# Each of these alone changes what its holder, or somebody whom its holder can become, may do.
_alone := {
	"iam:AddUserToGroup",
	"iam:AttachGroupPolicy",
	"iam:AttachRolePolicy",
	"iam:AttachUserPolicy",
	"iam:CreateAccessKey",
	"iam:CreateLoginProfile",
	"iam:CreatePolicyVersion",
	"iam:PutGroupPolicy",
	"iam:PutRolePolicy",
	"iam:PutUserPolicy",
	"iam:SetDefaultPolicyVersion",
	"iam:UpdateAssumeRolePolicy",
	"iam:UpdateLoginProfile",
}

# With iam:PassRole each of these runs code of the holder under a role of the account; the service is the one that the role is passed to.
_with_role := {
	"cloudformation:CreateStack": "cloudformation.amazonaws.com",
	"ec2:RunInstances": "ec2.amazonaws.com",
	"ecs:RunTask": "ecs-tasks.amazonaws.com",
	"glue:CreateJob": "glue.amazonaws.com",
	"lambda:CreateFunction": "lambda.amazonaws.com",
}

_bounds := {"iam:PermissionsBoundary", "iam:PolicyARN"}

_direct(policy) := {action |
	some [action, statement] in _grants(policy)
	action in _alone
	not iam.narrowed(statement, _bounds)
}

_passing(policy) := {sprintf("iam:PassRole with %s", [action]) |
	granted := _grants(policy)
	some [passing, statement] in granted
	passing == "iam:PassRole"
	some [action, _] in granted
	_passes(statement, _with_role[action])
}

_every := (_alone | object.keys(_with_role)) | {"iam:PassRole"}

_index := {lower(action): action | some action in _every}

# The actions of the table that a document grants, each with the statement that does.
_grants(policy) := {[action, statement] |
	some statement in iam.allows(policy)
	not iam.every_action(statement)
	some action in _named(statement)
	iam.whole_service(statement, split(action, ":")[0])
	not iam.denied(policy, action)
}

_named(statement) := union({_matches(pattern) | some pattern in statement.actions}) | {action |
	count(statement.not_actions) > 0
	some key, action in _index
	iam.names(statement, key)
}

_matches(pattern) := {_index[pattern]} if _index[pattern]

_matches(pattern) := {action |
	some key, action in _candidates(pattern)
	iam.covers(pattern, key)
} if {
	regex.match(`[*?]`, pattern)
}

# Nearly all patterns name their service outright, and nearly no service is in the table.
_candidates(pattern) := object.get(_by_service, split(pattern, ":")[0], {}) if regex.match(`^[^*?]+:`, pattern)

_candidates(pattern) := _index if not regex.match(`^[^*?]+:`, pattern)

_by_service[service][key] := action if {
	some key, action in _index
	service := split(key, ":")[0]
}

_passes(statement, _) if not iam.narrowed(statement, {"iam:PassedToService"})

_passes(statement, service) if {
	some condition in iam.conditions(statement)
	condition.key == "iam:passedtoservice"
	some given in condition.values
	is_string(given)
	iam.covers(replace(given, ".", "-"), replace(service, ".", "-"))
}
