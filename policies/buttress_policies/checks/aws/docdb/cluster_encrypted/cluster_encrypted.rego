# METADATA
# title: DocumentDB is encrypted at rest and in transit
# description: >-
#   storageEncrypted of a Cluster or GlobalCluster is true; absent is false, unless a GlobalCluster takes it from its
#   sourceDbClusterIdentifier. No ClusterParameterGroup sets tls to disabled; without it TLS is on.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html
# custom:
#   id: aws-docdb-cluster-encrypted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:docdb/cluster:Cluster", "aws:docdb/globalCluster:GlobalCluster", "aws:docdb/clusterParameterGroup:ClusterParameterGroup"]
#   reads:
#     "aws:docdb/cluster:Cluster": [storageEncrypted]
#     "aws:docdb/globalCluster:GlobalCluster": [storageEncrypted, sourceDbClusterIdentifier]
#     "aws:docdb/clusterParameterGroup:ClusterParameterGroup": ["parameters[].name", "parameters[].value"]
#   presence:
#     "aws:docdb/globalCluster:GlobalCluster": [sourceDbClusterIdentifier]
#   remediation: Set storageEncrypted to true, which replaces the cluster, and leave the parameter tls enabled.
#   aliases:
#   - checkov:CKV_AWS_74
#   - checkov:CKV_AWS_182
#   - checkov:CKV_AWS_292
#   - trivy:AVD-AWS-0021
#   - trivy:AVD-AWS-0022
#   - prowler:documentdb_cluster_storage_encrypted
#   - securityhub:docdb.1
#   - awsconfig:DOCDB_CLUSTER_ENCRYPTED
#   - cdknag:AwsSolutions-DOC1
#   - kics:docdb_cluster_not_encrypted
#   - kics:docdb_cluster_without_kms
#   - checkov:CKV_AWS_90
#   - securityhub:docdb.6
package checks.aws.docdb.cluster_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["storageEncrypted"], "message": "the cluster is not encrypted at rest"} if {
	some type in ["aws:docdb/cluster:Cluster", "aws:docdb/globalCluster:GlobalCluster"]
	some urn, cluster in input.by_type[type]
	not value.is_true(cluster, ["props", "storageEncrypted"])
	not _inherits(cluster)
}

deny contains {"resource": urn, "path": ["parameters", place, "value"], "message": "the parameter group turns TLS off"} if {
	some urn, group in input.by_type["aws:docdb/clusterParameterGroup:ClusterParameterGroup"]
	some place, parameter in group.props.parameters
	value.text(value.at(parameter, ["name"])) == "tls"
	value.text(value.at(parameter, ["value"])) == "disabled"
}

_inherits(cluster) if {
	not value.is_false(cluster, ["props", "storageEncrypted"])
	value.specified(cluster, "sourceDbClusterIdentifier")
}
