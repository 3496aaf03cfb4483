# METADATA
# title: Functions hold no credentials in their environment
# description: >-
#   No value of environment.variables has the form of an AWS key, a PEM private key or another known token, or carries a
#   password in a URL, and no literal stands under a name that matches the parameter. ARNs, dynamic references, paths and
#   names of secrets, and switches pass. A value that Pulumi keeps secret is not checked. Lambda encrypts variables anyway:
#   kmsKeyArn is required only where customer_key is true.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
# custom:
#   id: aws-lambda-environment-protected
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:lambda/function:Function]
#   reads:
#     "aws:lambda/function:Function": [environment.variables, kmsKeyArn]
#   presence:
#     "aws:lambda/function:Function": [kmsKeyArn]
#   parameters:
#     name_pattern:
#     customer_key:
#   remediation: Keep the credential in Secrets Manager and give the function its ARN.
#   aliases:
#   - checkov:CKV_AWS_45
#   - checkov:CKV_AWS_173
#   - prowler:awslambda_function_no_secrets_in_variables
#   - prowler:awslambda_function_env_vars_not_encrypted_with_cmk
#   - kics:hardcoded_aws_access_key_in_lambda
package checks.aws.lambda.environment_protected

import data.lib.bare
import data.lib.environment
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.variables

deny contains {"resource": urn, "path": ["environment", "variables", name], "message": message} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	some name, text in function.props.environment.variables
	environment.holds_credential(name, text, input.parameters["aws-lambda-environment-protected"].name_pattern)
	message := sprintf("the variable %s holds a credential", [name])
}

deny contains {"resource": urn, "path": ["kmsKeyArn"], "message": "the function's variables are not encrypted with a customer managed key"} if {
	input.parameters["aws-lambda-environment-protected"].customer_key
	some urn, function in input.by_type["aws:lambda/function:Function"]
	value.present(function, ["props", "environment", "variables"])
	not value.present(function, ["props", "kmsKeyArn"])
}
