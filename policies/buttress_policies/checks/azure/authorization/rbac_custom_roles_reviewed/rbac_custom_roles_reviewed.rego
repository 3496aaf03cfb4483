# METADATA
# title: Custom roles are approved and described
# description: >-
#   The roleName matches one of approved_roles (globs, any case; none by default, so that each custom role is listed for
#   review), and the description is filled. Built-in roles do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/role-based-access-control/custom-roles
# custom:
#   id: azure-rbac-custom-roles-reviewed
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["azure-native:authorization:RoleDefinition"]
#   reads:
#     "azure-native:authorization:RoleDefinition": [roleType, roleName, description]
#   parameters:
#     approved_roles:
#       type: array
#       items: string
#       default: []
#       description: Names of custom roles that were reviewed, globs allowed
#   not_applicable: the role is a built-in one
#   remediation: Review the role, describe it, and list its roleName in the parameter approved_roles.
#   aliases:
#   - trivy:AVD-AZU-0052
#   - powerpipe:iam_no_custom_role
#   - azurepolicy:a451c1ef-c6ca-483d-87ed-f49761e3ffb5
package checks.azure.authorization.rbac_custom_roles_reviewed

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, role in input.by_type["azure-native:authorization:RoleDefinition"]
	value.text(value.at(role, ["props", "roleType"])) in {"", "customrole"}
	not value.unknown(role, "roleType")
}

deny contains {"resource": urn, "path": ["roleName"], "message": "the custom role is not among the approved ones"} if {
	some urn, role in input.by_type["azure-native:authorization:RoleDefinition"]
	not _approved(role)
}

deny contains {"resource": urn, "path": ["description"], "message": "the custom role has no description"} if {
	some urn, role in input.by_type["azure-native:authorization:RoleDefinition"]
	not value.present(role, ["props", "description"])
}

_approved(role) if {
	some pattern in input.parameters["azure-rbac-custom-roles-reviewed"].approved_roles
	glob.match(lower(pattern), null, value.text(value.at(role, ["props", "roleName"])))
}
