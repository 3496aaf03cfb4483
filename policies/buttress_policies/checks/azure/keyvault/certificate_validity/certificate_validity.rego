# METADATA
# title: Certificates in key vaults are short-lived
# description: >-
#   Where the estate has a Vault, it assigns and enforces the built-in policy on the maximum validity of certificates
#   (0a075868-4c26-42ef-914c-5bc007359560), or an initiative of the parameter initiatives that holds it. An assignment counts if its
#   enforcementMode is Default or absent and its parameter effect is not Disabled. How long the certificates last, at most 12 months,
#   is live data, so that there is no parameter for it here.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/key-vault/certificates/about-certificates
# custom:
#   id: azure-keyvault-certificate-validity
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:keyvault:Vault", "azure-native:authorization:PolicyAssignment"]
#   reads:
#     "azure-native:keyvault:Vault": []
#     "azure-native:authorization:PolicyAssignment": [policyDefinitionId, enforcementMode, parameters, scope, notScopes, resourceSelectors]
#   parameters:
#     initiatives:
#       type: array
#       items: string
#       default: []
#       description: Ids or names of initiatives that hold the policy on certificate validity
#   live: certificates in the vaults last at most 12 months
#   remediation: >-
#     Add an authorization PolicyAssignment of the policy on certificate validity, or use PolicyBaseline.
#   aliases:
#   - powerpipe:keyvault_certificate_validity_12_months
#   - azurepolicy:0a075868-4c26-42ef-914c-5bc007359560
package checks.azure.keyvault.certificate_validity

import data.lib.policies
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the estate has no policy that limits the validity of certificates in key vaults"} if {
	some vault in input.by_type["azure-native:keyvault:Vault"]
	not _limited(vault)
}

_limited(vault) if {
	some assignment in policies.enforced_on(array.concat([_validity], _parameters.initiatives), vault)
	policies.effect(assignment) != "disabled"
}

_validity := "0a075868-4c26-42ef-914c-5bc007359560"

_parameters := input.parameters["azure-keyvault-certificate-validity"]
