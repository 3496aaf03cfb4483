# METADATA
# title: Image tags are immutable
# description: >-
#   imageTagMutability of a Repository is IMMUTABLE or IMMUTABLE_WITH_EXCLUSION; absent is MUTABLE.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
# custom:
#   id: aws-ecr-immutable-tags
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:ecr/repository:Repository
#   reads:
#     "aws:ecr/repository:Repository": [imageTagMutability]
#   remediation: Set imageTagMutability to IMMUTABLE.
#   aliases:
#   - checkov:CKV_AWS_51
#   - trivy:AVD-AWS-0031
#   - prowler:ecr_repositories_tag_immutability
#   - securityhub:ecr.2
#   - awsconfig:ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED
#   - pulumi:aws-ecr-repository-disallow-mutable-image
#   - kics:ecr_image_tag_not_immutable
package checks.aws.ecr.immutable_tags

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["imageTagMutability"], "message": "the repository's image tags are mutable"} if {
	some urn, repository in input.by_type["aws:ecr/repository:Repository"]
	not value.text(value.at(repository, ["props", "imageTagMutability"])) in {"immutable", "immutable_with_exclusion"}
}
