# METADATA
# title: Neptune clusters encrypt their storage
# description: >-
#   storageEncrypted is true; absent is false. A cluster with replicationSourceIdentifier and a global cluster with
#   sourceDbClusterIdentifier take it from their source and fail only if they set false. A customer managed key is not
#   required.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html
# custom:
#   id: aws-neptune-cluster-encrypted
#   severity: high
#   scope: resource
#   tier: 1
#   population: ["aws:neptune/cluster:Cluster", "aws:neptune/globalCluster:GlobalCluster"]
#   reads:
#     "aws:neptune/cluster:Cluster": [storageEncrypted, replicationSourceIdentifier]
#     "aws:neptune/globalCluster:GlobalCluster": [storageEncrypted, sourceDbClusterIdentifier]
#   presence:
#     "aws:neptune/cluster:Cluster": [replicationSourceIdentifier]
#     "aws:neptune/globalCluster:GlobalCluster": [sourceDbClusterIdentifier]
#   remediation: Set storageEncrypted to true (this replaces the cluster).
#   aliases:
#   - checkov:CKV_AWS_44
#   - checkov:CKV_AWS_279
#   - checkov:CKV_AWS_280
#   - checkov:CKV_AWS_347
#   - trivy:AVD-AWS-0076
#   - trivy:AVD-AWS-0128
#   - prowler:neptune_cluster_storage_encrypted
#   - prowler:neptune_cluster_snapshot_encrypted
#   - securityhub:neptune.1
#   - securityhub:neptune.6
#   - awsconfig:NEPTUNE_CLUSTER_ENCRYPTED
#   - awsconfig:NEPTUNE_CLUSTER_SNAPSHOT_ENCRYPTED
#   - cdknag:AwsSolutions-N4
#   - kics:neptune_database_cluster_encryption_disabled
#   - kics:neptune_snapshots_not_encrypted
package checks.aws.neptune.cluster_encrypted

import data.lib.rds
import rego.v1

deny contains {"resource": urn, "path": ["storageEncrypted"], "message": "the cluster's storage is not encrypted"} if {
	some type in ["aws:neptune/cluster:Cluster", "aws:neptune/globalCluster:GlobalCluster"]
	some urn, cluster in input.by_type[type]
	rds.unencrypted(cluster)
}
