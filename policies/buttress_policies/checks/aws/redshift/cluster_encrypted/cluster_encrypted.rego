# METADATA
# title: Redshift clusters are encrypted
# description: >-
#   encrypted is not false, as text or boolean; where it is absent the provider applies true since version 7. With
#   customer_key the program must also choose a kmsKeyId. Serverless namespaces are always encrypted and not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html
# custom:
#   id: aws-redshift-cluster-encrypted
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:redshift/cluster:Cluster"]
#   reads:
#     "aws:redshift/cluster:Cluster": [encrypted, kmsKeyId]
#   presence:
#     "aws:redshift/cluster:Cluster": [kmsKeyId]
#   parameters:
#     customer_key:
#   remediation: Set encrypted to true, and kmsKeyId where a customer managed key is required.
#   precondition: A customer managed key must admit the roles that make the cluster first.
#   aliases:
#   - checkov:CKV_AWS_64
#   - checkov:CKV_AWS_142
#   - checkov:CKV_AWS_282
#   - trivy:AVD-AWS-0084
#   - prowler:redshift_cluster_encrypted_at_rest
#   - powerpipe:redshift_cluster_encryption_logging_enabled
#   - securityhub:redshift.10
#   - awsconfig:REDSHIFT_CLUSTER_KMS_ENABLED
#   - awsconfig:REDSHIFT_CLUSTER_CONFIGURATION_CHECK
#   - cdknag:AwsSolutions-RS6
#   - awsguard:redshift-cluster-configuration
#   - kics:redshift_not_encrypted
package checks.aws.redshift.cluster_encrypted

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["encrypted"], "message": "the cluster is not encrypted"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	value.is_false(cluster, ["props", "encrypted"])
}

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "the cluster is not encrypted with a customer managed key"} if {
	_parameters.customer_key
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	not key.chosen(cluster, "kmsKeyId")
}

_parameters := input.parameters["aws-redshift-cluster-encrypted"]
