# METADATA
# title: Secrets are encrypted with a customer managed key
# description: >-
#   kmsKeyId of a Secret names a customer managed key, and keyId of a Parameter of type SecureString does; absent is the
#   service's own key, as is an alias under alias/aws/. Parameters of type String and StringList are covered by another check.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
# custom:
#   id: aws-secretsmanager-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:secretsmanager/secret:Secret
#   - aws:ssm/parameter:Parameter
#   reads:
#     "aws:secretsmanager/secret:Secret": []
#     "aws:ssm/parameter:Parameter": [type]
#   not_applicable: the parameter is not a SecureString
#   remediation: Set kmsKeyId of the Secret, or keyId of the Parameter, to a kms Key.
#   precondition: The key's policy must admit all who read the secret, of other accounts too, first.
#   aliases:
#   - checkov:CKV_AWS_149
#   - checkov:CKV_AWS_337
#   - trivy:AVD-AWS-0098
#   - awsconfig:SECRETSMANAGER_USING_CMK
#   - pulumi:aws-secretsmanager-secret-configure-customer-managed-key
#   - kics:secretsmanager_secret_encrypted_with_aws_managed_key
#   - kics:secretsmanager_secret_without_kms
package checks.aws.secretsmanager.customer_managed_key

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": "the secret is not encrypted with a customer managed key"} if {
	some type, property in {"aws:secretsmanager/secret:Secret": "kmsKeyId", "aws:ssm/parameter:Parameter": "keyId"}
	some urn, resource in input.by_type[type]
	not key.named(resource, [property])
}

applies contains urn if {
	some urn, _ in input.by_type["aws:secretsmanager/secret:Secret"]
}

applies contains urn if {
	some urn, parameter in input.by_type["aws:ssm/parameter:Parameter"]
	value.text(value.at(parameter, ["props", "type"])) == "securestring"
}
