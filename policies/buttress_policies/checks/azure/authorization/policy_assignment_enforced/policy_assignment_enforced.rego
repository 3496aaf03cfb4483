# METADATA
# title: A policy initiative is enforced, and exemptions from it expire
# description: >-
#   The estate assigns an initiative of the parameter initiatives, by default Azure's cloud security benchmark or the one for SOC
#   2, by its whole id or the name at its end, and enforces it (enforcementMode is Default or absent) on the whole subscription, without
#   notScopes or resourceSelectors. Every PolicyExemption has
#   expiresOn; one that has expired exempts nothing.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure
# - ref: https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure
# custom:
#   id: azure-policy-assignment-enforced
#   severity: medium
#   scope: estate
#   tier: 2
#   population: ["azure-native:authorization:PolicyAssignment", "azure-native:authorization:PolicyExemption"]
#   reads:
#     "azure-native:authorization:PolicyAssignment": [policyDefinitionId, enforcementMode, scope, notScopes, resourceSelectors]
#     "azure-native:authorization:PolicyExemption": [expiresOn]
#   parameters:
#     initiatives:
#       type: array
#       items: string
#       default: [1f3afdf9-d0c9-4c3d-847f-89da613e70a8, 4054785f-702b-4a98-9215-009cbd58b141]
#       description: Ids or names of the initiatives of which one must be assigned
#   live: the share of resources that comply
#   remediation: >-
#     Add an authorization PolicyAssignment of the initiative, and expiresOn to each PolicyExemption, or use PolicyBaseline.
#   aliases:
#   - prowler:policy_ensure_asc_enforcement_enabled
#   - powerpipe:securitycenter_asc_default_setting_not_disabled
package checks.azure.authorization.policy_assignment_enforced

import data.lib.policies
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the estate has no enforced assignment of a required initiative"} if {
	count(policies.enforced(input.parameters["azure-policy-assignment-enforced"].initiatives)) == 0
}

deny contains {"resource": input.estate.id, "at": exemption.urn, "path": ["expiresOn"], "message": message} if {
	some exemption in input.by_type["azure-native:authorization:PolicyExemption"]
	not value.present(exemption, ["props", "expiresOn"])
	message := sprintf("the policy exemption %s never expires", [exemption.name])
}
