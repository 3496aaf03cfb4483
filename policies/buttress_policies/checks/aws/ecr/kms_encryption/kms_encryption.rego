# METADATA
# title: Image repositories are encrypted with a customer managed key
# description: >-
#   encryptionConfigurations of a Repository has encryptionType KMS and a kmsKey that is not the service's own; absent is AES256.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
# custom:
#   id: aws-ecr-kms-encryption
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:ecr/repository:Repository
#   reads:
#     "aws:ecr/repository:Repository": ["encryptionConfigurations[].encryptionType"]
#   remediation: Set encryptionConfigurations with encryptionType KMS and the ARN of a kms Key; this replaces the repository.
#   precondition: The key's policy must admit the roles that push images, by way of ECR, first.
#   aliases:
#   - checkov:CKV_AWS_136
#   - trivy:AVD-AWS-0033
#   - awsconfig:ECR_REPOSITORY_CMK_ENCRYPTION_ENABLED
#   - pulumi:aws-ecr-repository-disallow-unencrypted-repository
#   - pulumi:aws-ecr-repository-configure-customer-managed-key
#   - kics:ecr_repository_not_encrypted
package checks.aws.ecr.kms_encryption

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encryptionConfigurations"], "message": "the repository is not encrypted with a customer managed key"} if {
	some urn, repository in input.by_type["aws:ecr/repository:Repository"]
	not _encrypted(repository)
}

_encrypted(repository) if {
	some place, configuration in repository.props.encryptionConfigurations
	value.text(value.at(configuration, ["encryptionType"])) in {"kms", "kms_dsse"}
	key.named(repository, ["encryptionConfigurations", place, "kmsKey"])
}
