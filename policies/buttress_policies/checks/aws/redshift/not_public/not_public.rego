# METADATA
# title: Redshift has no public address
# description: publiclyAccessible of clusters and serverless workgroups is not true; absent is false in this provider.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/rs-security-groups-public-private.html
# custom:
#   id: aws-redshift-not-public
#   severity: critical
#   scope: resource
#   tier: 1
#   population: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"]
#   reads:
#     "aws:redshift/cluster:Cluster": [publiclyAccessible]
#     "aws:redshiftserverless/workgroup:Workgroup": [publiclyAccessible]
#   remediation: Set publiclyAccessible to false.
#   precondition: Clients from outside must reach the warehouse's network first, by VPN or peering.
#   aliases:
#   - checkov:CKV_AWS_87
#   - checkov:CKV_AWS_154
#   - trivy:AVD-AWS-0127
#   - prowler:redshift_cluster_public_access
#   - powerpipe:redshift_cluster_prohibit_public_access
#   - securityhub:redshift.1
#   - securityhub:redshiftserverless.3
#   - awsconfig:REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK
#   - cdknag:AwsSolutions-RS2
#   - cdknag:AwsSolutions-RS8
#   - awsguard:redshift-cluster-public-access
#   - kics:redshift_publicly_accessible
#   - kics:redshift_cluster_without_vpc
package checks.aws.redshift.not_public

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["publiclyAccessible"], "message": "the warehouse has a public address"} if {
	some type in ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"]
	some urn, resource in input.by_type[type]
	value.is_true(resource, ["props", "publiclyAccessible"])
}
