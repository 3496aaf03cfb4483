# METADATA
# title: Cluster secrets are encrypted with a customer managed key
# description: >-
#   encryptionConfig.resources holds secrets and encryptionConfig.provider.keyArn is set. From Kubernetes 1.28 EKS encrypts with a key
#   that AWS owns; this check requires control of the key.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
# custom:
#   id: aws-eks-secrets-encrypted
#   severity: low
#   scope: resource
#   tier: 1
#   population: [aws:eks/cluster:Cluster]
#   reads:
#     "aws:eks/cluster:Cluster": [encryptionConfig.resources, encryptionConfig.provider.keyArn]
#   presence:
#     "aws:eks/cluster:Cluster": [encryptionConfig.provider.keyArn]
#   live: each cluster reports a key for its secrets
#   remediation: Set encryptionConfig with resources [secrets] and provider.keyArn; it cannot be taken back.
#   precondition: The key must be symmetric and in the cluster's region, and the cluster's role must be let to use it first.
#   aliases:
#   - checkov:CKV_AWS_58
#   - trivy:AVD-AWS-0039
#   - prowler:eks_cluster_kms_cmk_encryption_in_secrets_enabled
#   - awsconfig:EKS_SECRETS_ENCRYPTED
#   - pulumi:aws-eks-cluster-enable-cluster-encryption-config
#   - kics:eks_cluster_encryption_disabled
package checks.aws.eks.secrets_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encryptionConfig", "resources"], "message": "the cluster's secrets are not encrypted with a customer managed key"} if {
	some urn, cluster in input.by_type["aws:eks/cluster:Cluster"]
	not "secrets" in value.list(value.at(cluster.props, ["encryptionConfig", "resources"]))
}

deny contains {"resource": urn, "path": ["encryptionConfig", "provider", "keyArn"], "message": "the cluster's encryption of secrets names no key"} if {
	some urn, cluster in input.by_type["aws:eks/cluster:Cluster"]
	not value.present(cluster, ["props", "encryptionConfig", "provider", "keyArn"])
}
