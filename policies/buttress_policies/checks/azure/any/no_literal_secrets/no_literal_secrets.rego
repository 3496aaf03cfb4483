# METADATA
# title: No secret is written in plain text
# description: >-
#   No property that is named and documented as a secret in the provider's SDK holds a literal: it is a Pulumi secret, a reference to a
#   Key Vault, or comes from another resource. Connection strings carry no key or password. Application settings, environment variables,
#   commands, custom data and user data, also in base64, hold no private key or known token, no password in a URL, and no literal under a
#   name that matches the parameter.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/secrets/
# - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/secrets-best-practices
# custom:
#   id: azure-no-literal-secrets
#   severity: high
#   scope: resource
#   population_from: secrets_azure
#   reads_from: secrets_azure
#   parameters:
#     name_pattern:
#   fix: not known
#   remediation: Keep the secret in a Key Vault or as a secret of the stack's configuration (config.require_secret), and replace the one that was written.
#   aliases:
#   - checkov:CKV_AZURE_45
#   - trivy:AVD-AZU-0037
package checks.azure.any.no_literal_secrets

import data.lib.literal
import data.lib.secrets_azure
import rego.v1

skips contains {"resource": urn, "reason": "it sets no property that may hold a secret"} if {
	some type, by_urn in input.by_type
	kinds := secrets_azure.paths[type]
	some urn, resource in by_urn
	not literal.asked(kinds, resource)
}

deny contains {"resource": urn, "path": found.path, "message": found.message} if {
	some type, by_urn in input.by_type
	kinds := secrets_azure.paths[type]
	some urn, resource in by_urn
	some found in literal.secrets(kinds, resource, input.parameters["azure-no-literal-secrets"].name_pattern)
}
