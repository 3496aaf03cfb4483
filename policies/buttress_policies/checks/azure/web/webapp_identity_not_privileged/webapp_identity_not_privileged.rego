# METADATA
# title: Identities of apps do not administer subscriptions
# description: >-
#   No RoleAssignment gives the identity of a WebApp, WebAppSlot or ContainerApp, or a UserAssignedIdentity that one of them
#   carries, Owner, Contributor, User Access Administrator or Role Based Access Control Administrator at the scope of a
#   subscription, a management group or the root. Identities are matched by reference, and by principalId where it is known.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/role-based-access-control/best-practices
# custom:
#   id: azure-webapp-identity-not-privileged
#   severity: high
#   scope: stack
#   tier: 1
#   population: ["azure-native:web:WebApp", "azure-native:web:WebAppSlot", "azure-native:app:ContainerApp"]
#   companions:
#     "azure-native:authorization:RoleAssignment": principalId
#   reads:
#     "azure-native:web:WebApp": [identity.userAssignedIdentities]
#     "azure-native:web:WebAppSlot": [identity.userAssignedIdentities]
#     "azure-native:app:ContainerApp": [identity.userAssignedIdentities]
#     "azure-native:managedidentity:UserAssignedIdentity": []
#     "azure-native:authorization:RoleAssignment": [roleDefinitionId, scope]
#   remediation: Give the identity a role that fits its work, at the scope of the resources it uses.
#   aliases:
#   - prowler:app_function_identity_without_admin_privileges
package checks.azure.web.webapp_identity_not_privileged

import data.lib.bare
import data.lib.link
import data.lib.rbac
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.identity

deny contains {"resource": app.urn, "at": assignment.urn, "path": ["roleDefinitionId"], "message": message} if {
	some type in ["azure-native:web:WebApp", "azure-native:web:WebAppSlot", "azure-native:app:ContainerApp"]
	some app in input.by_type[type]
	some urn in _assignments(app)
	assignment := input.by_type["azure-native:authorization:RoleAssignment"][urn]
	scope := assignment.props.scope
	rbac.broad(scope)
	name := rbac.role(assignment.props.roleDefinitionId)
	name in _privileged
	message := sprintf("the app's identity has the role %s over a whole %s", [name, rbac.reach(scope)])
}

_privileged := {"Owner", "Contributor", "User Access Administrator", "Role Based Access Control Administrator"}

_assignments(app) := {assignment.urn |
	some holder in array.concat([app], _identities(app))
	some assignment in link.referrers(holder.urn, "azure-native:authorization:RoleAssignment", "principalId")
} | {urn |
	some principal in _principals(app)
	some urn in _by_principal[principal]
}

_identities(app) := link.referred(app.urn, "identity", "azure-native:managedidentity:UserAssignedIdentity")

# The principal is known only from the provider's answer; it joins what a literal id leaves without a reference.
_principals(app) := {value.text(principal) |
	some holder in array.concat([value.at(app, ["props", "identity"])], [identity.props | some identity in _identities(app)])
	principal := value.at(holder, ["principalId"])
	principal != null
} | {value.text(identity.principalId) | some identity in value.at(app, ["props", "identity", "userAssignedIdentities"])}

_by_principal[value.text(assignment.props.principalId)] contains urn if {
	some urn, assignment in input.by_type["azure-native:authorization:RoleAssignment"]
}
