# METADATA
# title: RDS clusters encrypt their storage
# description: >-
#   storageEncrypted is true. Absent passes only with engineMode serverless (always encrypted; Serverless v2 is provisioned mode), on a
#   cluster with replicationSourceIdentifier and on a global cluster with sourceDbClusterIdentifier, which take it from their source;
#   false always fails.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
# custom:
#   id: aws-rds-cluster-storage-encrypted
#   severity: high
#   subsumes:
#     - aws-rds-customer-managed-key
#   scope: resource
#   tier: 1
#   population: ["aws:rds/cluster:Cluster", "aws:rds/globalCluster:GlobalCluster"]
#   reads:
#     "aws:rds/cluster:Cluster": [storageEncrypted, engineMode, replicationSourceIdentifier]
#     "aws:rds/globalCluster:GlobalCluster": [storageEncrypted, sourceDbClusterIdentifier]
#   presence:
#     "aws:rds/cluster:Cluster": [replicationSourceIdentifier]
#     "aws:rds/globalCluster:GlobalCluster": [sourceDbClusterIdentifier]
#   remediation: Set storageEncrypted to true (this replaces the cluster), or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_96
#   - checkov:CKV_AWS_140
#   - trivy:AVD-AWS-0079
#   - prowler:rds_cluster_storage_encrypted
#   - securityhub:rds.27
#   - awsconfig:RDS_CLUSTER_ENCRYPTED_AT_REST
#   - cdknag:AwsSolutions-RDS2
#   - pulumi:aws-rds-cluster-disallow-unencrypted-storage
#   - kics:aurora_with_disabled_at_rest_encryption
#   - kics:rds_database_cluster_not_encrypted
package checks.aws.rds.cluster_storage_encrypted

import data.lib.rds
import rego.v1

deny contains {"resource": urn, "path": ["storageEncrypted"], "message": "the cluster's storage is not encrypted"} if {
	some type in ["aws:rds/cluster:Cluster", "aws:rds/globalCluster:GlobalCluster"]
	some urn, cluster in input.by_type[type]
	rds.unencrypted(cluster)
}
