# METADATA
# title: No secret is written in plain text
# description: >-
#   No property that the provider's schema marks as secret, or that is named and documented as one, holds a literal: it is a Pulumi
#   secret, a reference, or comes from another resource. Environment variables, options, commands and user data, also in base64, hold
#   no AWS key, private key or known token, no password in a URL, and no literal under a name that matches the parameter. Parameters of
#   type String are judged by aws-ssm-parameter-no-plaintext-secret, variables of functions and builds by checks of their own.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/secrets/
# - ref: https://docs.aws.amazon.com/prescriptive-guidance/latest/encryption-best-practices/secrets-manager.html
# custom:
#   id: aws-no-literal-secrets
#   severity: high
#   scope: resource
#   population_from: secrets_aws
#   reads_from: secrets_aws
#   parameters:
#     name_pattern:
#   fix: not known
#   remediation: Keep the secret in Secrets Manager or Parameter Store, or as a secret of the stack's configuration (config.require_secret), and replace the one that was written.
#   aliases:
#   - checkov:CKV_AWS_46
#   - trivy:AVD-AWS-0029
#   - trivy:AVD-AWS-0129
#   - trivy:AVD-AWS-0122
#   - prowler:ec2_instance_secrets_user_data
#   - prowler:ec2_launch_template_no_secrets
#   - prowler:autoscaling_find_secrets_ec2_launch_configuration
#   - kics:user_data_contains_encoded_private_key
#   - kics:hardcoded_aws_access_key
package checks.aws.any.no_literal_secrets

import data.lib.literal
import data.lib.secrets_aws
import rego.v1

skips contains {"resource": urn, "reason": "it sets no property that may hold a secret"} if {
	some type, by_urn in input.by_type
	kinds := secrets_aws.paths[type]
	some urn, resource in by_urn
	not literal.asked(kinds, resource)
}

skips contains {"resource": urn, "reason": "aws-ssm-parameter-no-plaintext-secret checks parameters of this type"} if {
	some urn, parameter in input.by_type["aws:ssm/parameter:Parameter"]
	_plain_parameter(parameter)
}

deny contains {"resource": urn, "path": found.path, "message": found.message} if {
	some type, by_urn in input.by_type
	kinds := secrets_aws.paths[type]
	some urn, resource in by_urn
	not _plain_parameter(resource)
	some found in literal.secrets(kinds, resource, input.parameters["aws-no-literal-secrets"].name_pattern)
}

_plain_parameter(resource) if {
	resource.type == "aws:ssm/parameter:Parameter"
	resource.props.type in {"String", "StringList"}
}
