# METADATA
# title: Federated credentials trust the organization's own workloads only
# description: >-
#   The issuer of a FederatedIdentityCredential matches one of issuers (globs, any case, without regard to a slash at the
#   end), its subject holds no wildcard, and audiences is api://AzureADTokenExchange alone. A subject of GitHub names a
#   repository with a branch or tag (ref) or an environment, not pull_request, which anybody may open; one of AKS is a service
#   account, such as system:serviceaccount:shop:web.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust-user-assigned-managed-identity
# custom:
#   id: azure-managed-identity-federation-restricted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:managedidentity:FederatedIdentityCredential"]
#   reads:
#     "azure-native:managedidentity:FederatedIdentityCredential": [issuer, subject, audiences]
#   parameters:
#     issuers:
#       type: array
#       items: string
#       default:
#       - "https://token.actions.githubusercontent.com"
#       - "https://gitlab.com"
#       - "https://vstoken.dev.azure.com/*"
#       - "https://api.pulumi.com/oidc"
#       - "https://*.oic.prod-aks.azure.com/*"
#       description: Issuers of tokens that are trusted, globs allowed
#   remediation: >-
#     Name the issuer of your pipeline or cluster and a whole subject, such as repo:shop/checkout:ref:refs/heads/main.
#   aliases:
#   - checkov:CKV_AZURE_249
package checks.azure.managedidentity.managed_identity_federation_restricted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["issuer"], "message": "the credential's issuer is not trusted"} if {
	some urn, credential in input.by_type["azure-native:managedidentity:FederatedIdentityCredential"]
	not _trusted(credential)
}

deny contains {"resource": urn, "path": ["subject"], "message": "the credential's subject does not name a single workload"} if {
	some urn, credential in input.by_type["azure-native:managedidentity:FederatedIdentityCredential"]
	subject := value.text(value.at(credential, ["props", "subject"]))
	not regex.match(_form(credential), subject)
}

deny contains {"resource": urn, "path": ["audiences"], "message": "the credential accepts tokens for other audiences"} if {
	some urn, credential in input.by_type["azure-native:managedidentity:FederatedIdentityCredential"]
	listed := {value.text(one) | some one in value.list(value.at(credential, ["props", "audiences"]))}
	listed != {"api://azureadtokenexchange"}
}

_trusted(credential) if {
	some pattern in input.parameters["azure-managed-identity-federation-restricted"].issuers
	glob.match(trim_suffix(lower(pattern), "/"), null, _issuer(credential))
}

_issuer(credential) := trim_suffix(value.text(value.at(credential, ["props", "issuer"])), "/")

_form(credential) := `^repo:[^/:*?]+/[^/:*?]+:(ref:refs/(heads|tags)/|environment:)[^*?]+$` if {
	startswith(_issuer(credential), "https://token.actions.githubusercontent.com")
} else := `^system:serviceaccount:[^:*?]+:[^:*?]+$` if {
	contains(_issuer(credential), ".oic.prod-aks.azure.com/")
} else := `^[^*?]+$`
