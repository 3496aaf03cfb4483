# METADATA
# title: Custom roles over subscriptions are not owners
# description: >-
#   No RoleDefinition that can be given at a subscription, a management group or the root allows all actions (* or */*) and the
#   giving of roles among them, nor may its holder write role definitions, by which a role of any breadth could be made; an action
#   with a wildcard counts unless a notAction of the same permission takes it out, as those of a Contributor do. Where
#   assignableScopes is absent the scope that the role is made in counts.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/role-based-access-control/custom-roles
# custom:
#   id: azure-rbac-no-custom-owner-roles
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:authorization:RoleDefinition"]
#   reads:
#     "azure-native:authorization:RoleDefinition":
#     - permissions[].actions
#     - permissions[].notActions
#     - assignableScopes
#     - scope
#   live: the roles that the directory holds
#   remediation: Name the actions, or make the role assignable to resource groups only; CustomRole refuses such actions.
#   aliases:
#   - checkov:CKV_AZURE_39
#   - trivy:AVD-AZU-0030
#   - prowler:iam_subscription_roles_owner_custom_not_created
#   - powerpipe:iam_no_custom_subscription_owner_roles_created
#   - powerpipe:iam_subscriptions_with_custom_roles_no_overly_permissive
#   - kics:role_definition_allows_custom_role_creation
package checks.azure.authorization.rbac_no_custom_owner_roles

import data.lib.rbac
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["permissions", place, "actions"], "message": "the role allows every action over a whole subscription"} if {
	some urn, role in _broad
	some place, permission in role.props.permissions
	some action in value.list(value.at(permission, ["actions"]))
	action in {"*", "*/*"}
	_allows(role, _give)
}

deny contains {"resource": urn, "path": ["permissions", place, "actions"], "message": message} if {
	some urn, role in _broad
	some place in _allowing(role, _write)
	message := "the role allows writing role definitions over a whole subscription, and so granting itself anything"
}

_broad[urn] := role if {
	some urn, role in input.by_type["azure-native:authorization:RoleDefinition"]
	some scope in _scopes(role)
	rbac.broad(scope)
}

_scopes(role) := scopes if {
	scopes := value.list(value.at(role, ["props", "assignableScopes"]))
	count(scopes) > 0
} else := [] if {
	value.unknown(role, "assignableScopes")
} else := value.list(value.at(role, ["props", "scope"]))

_allows(role, operation) if count(_allowing(role, operation)) > 0

# The places of the permissions that allow an operation. What they take out and is not known yet may be that one.
_allowing(role, operation) := {place |
	some place, permission in role.props.permissions
	some action in value.list(value.at(permission, ["actions"]))
	_covers(action, operation)
	not _taken_out(permission, operation)
	not value.unknown_at(role, ["permissions", place, "notActions"])
}

_taken_out(permission, operation) if {
	some pattern in value.list(value.at(permission, ["notActions"]))
	_covers(pattern, operation)
}

_covers(pattern, operation) if {
	is_string(pattern)
	regex.match(`^[\w.*/-]+$`, pattern)
	glob.match(lower(pattern), null, operation)
}

_give := "microsoft.authorization/roleassignments/write"

_write := "microsoft.authorization/roledefinitions/write"
