# METADATA
# title: DAX clusters are encrypted at rest and in transit
# description: serverSideEncryption.enabled is true and clusterEndpointEncryptionType is TLS; an absent value is false and NONE.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html
# - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html
# custom:
#   id: aws-dax-cluster-encrypted
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:dax/cluster:Cluster
#   reads:
#     "aws:dax/cluster:Cluster": [serverSideEncryption.enabled, clusterEndpointEncryptionType]
#   remediation: Set serverSideEncryption.enabled to true and clusterEndpointEncryptionType to TLS; both replace the cluster.
#   aliases:
#   - checkov:CKV_AWS_47
#   - checkov:CKV_AWS_239
#   - prowler:dynamodb_accelerator_cluster_encryption_enabled
#   - prowler:dynamodb_accelerator_cluster_in_transit_encryption_enabled
#   - securityhub:dynamodb.3
#   - securityhub:dynamodb.7
#   - awsconfig:DAX_ENCRYPTION_ENABLED
#   - awsconfig:DAX_TLS_ENDPOINT_ENCRYPTION
#   - cdknag:AwsSolutions-DDB4
#   - kics:dax_cluster_not_encrypted
package checks.aws.dax.cluster_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["serverSideEncryption", "enabled"], "message": message} if {
	some urn, cluster in input.by_type["aws:dax/cluster:Cluster"]
	not value.is_true(cluster, ["props", "serverSideEncryption", "enabled"])
	message := "the cluster is not encrypted at rest"
}

deny contains {"resource": urn, "path": ["clusterEndpointEncryptionType"], "message": "the cluster does not encrypt connections"} if {
	some urn, cluster in input.by_type["aws:dax/cluster:Cluster"]
	value.text(value.at(cluster.props, ["clusterEndpointEncryptionType"])) != "tls"
}
