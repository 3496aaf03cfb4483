# METADATA
# title: Few assignments grant privileged roles over whole subscriptions
# description: >-
#   Of the RoleAssignments whose scope is a subscription, a management group or the root, at most max_owners have Owner, none
#   has User Access Administrator, none has Role Based Access Control Administrator without a condition, and none gives one of
#   these or Contributor to a user. Groups and PimRoleEligibilitySchedules pass. Other scopes are not checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/role-based-access-control/best-practices
# custom:
#   id: azure-rbac-privileged-assignments-limited
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - azure-native:authorization:RoleAssignment
#   - azure-native:authorization:PimRoleEligibilitySchedule
#   reads:
#     "azure-native:authorization:RoleAssignment": [roleDefinitionId, scope, principalType, condition]
#     "azure-native:authorization:PimRoleEligibilitySchedule": []
#   parameters:
#     max_owners:
#       minimum: 1
#       maximum: 20
#       type: integer
#       default: 3
#       description: Most assignments of Owner over a whole subscription or management group
#   live: two owners at least, and no guest holds a privileged role
#   remediation: >-
#     Give the role to a group at the scope of a resource group, or make it eligible with a PimRoleEligibilitySchedule.
#   aliases:
#   - prowler:iam_role_user_access_admin_restricted
#   - prowler:entra_global_admin_in_less_than_five_users
#   - powerpipe:iam_subscription_owner_between_2_and_3
#   - powerpipe:iam_user_access_administrator_role_restricted
#   - azurepolicy:4f11b553-d42e-4e3a-89be-32ca364cad4c
#   - azurepolicy:09024ccc-0c5f-475e-9457-b7c0d9ed487b
#   - kics:role_assignment_not_limit_guest_users_permissions
#   - powerpipe:iam_user_no_built_in_contributor_role
package checks.azure.authorization.rbac_privileged_assignments_limited

import data.lib.rbac
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	owners := [assignment | some assignment in _privileged; assignment.role == "Owner"]
	count(owners) > _parameters.max_owners
	message := sprintf("the estate has %d assignments of Owner over a whole subscription, more than %d", [count(owners), _parameters.max_owners])
}

deny contains {"resource": input.estate.id, "at": assignment.urn, "path": ["roleDefinitionId"], "message": message} if {
	some assignment in _privileged
	_always_too_much(assignment)
	message := sprintf("the assignment %s gives the role %s over a whole subscription", [assignment.name, assignment.role])
}

deny contains {"resource": input.estate.id, "at": assignment.urn, "path": ["principalType"], "message": message} if {
	some assignment in _privileged
	assignment.principal == "user"
	message := sprintf("the assignment %s gives the role %s over a whole subscription to a single user", [assignment.name, assignment.role])
}

_privileged contains {"urn": urn, "name": assignment.name, "role": role, "principal": principal, "bounded": bounded} if {
	some urn, assignment in input.by_type["azure-native:authorization:RoleAssignment"]
	rbac.broad(assignment.props.scope)
	role := rbac.role(assignment.props.roleDefinitionId)
	_asked(role)
	principal := value.text(value.at(assignment, ["props", "principalType"]))
	bounded := {true | value.specified(assignment, "condition")} == {true}
}

_asked(role) if rbac.grants_access(role)

_asked("Contributor")

_always_too_much(assignment) if assignment.role == "User Access Administrator"

_always_too_much(assignment) if {
	assignment.role == "Role Based Access Control Administrator"
	assignment.bounded == false
}

_parameters := input.parameters["azure-rbac-privileged-assignments-limited"]
