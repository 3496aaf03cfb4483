# METADATA
# title: EMR clusters are not reachable from the internet
# description: >-
#   A BlockPublicAccessConfiguration has blockPublicSecurityGroupRules true and permits no range that holds all ports; AWS
#   blocks by default, so none need be declared. A Cluster's subnets, by ec2Attributes.subnetId or subnetIds, where they are
#   in the stack, assign no public addresses (mapPublicIpOnLaunch); without one it is in the default network, whose subnets do. Security groups are checked by their own checks.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html
# custom:
#   id: aws-emr-not-public
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - aws:emr/cluster:Cluster
#   - aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration
#   reads:
#     "aws:emr/cluster:Cluster": [ec2Attributes.subnetId, ec2Attributes.subnetIds]
#     "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration":
#     - blockPublicSecurityGroupRules
#     - "permittedPublicSecurityGroupRuleRanges[].minRange"
#     - "permittedPublicSecurityGroupRuleRanges[].maxRange"
#     "aws:ec2/subnet:Subnet": [mapPublicIpOnLaunch]
#   presence:
#     "aws:emr/cluster:Cluster": [ec2Attributes.subnetId, ec2Attributes.subnetIds]
#   remediation: >-
#     Set blockPublicSecurityGroupRules to true, and run clusters in a subnet without mapPublicIpOnLaunch, such as a private one of
#     FlowLoggedVpc.
#   aliases:
#   - checkov:CKV_AWS_390
#   - checkov:CKV2_AWS_7
#   - prowler:emr_cluster_account_public_block_enabled
#   - prowler:emr_cluster_master_nodes_no_public_ip
#   - prowler:emr_cluster_publicly_accesible
#   - powerpipe:emr_cluster_master_nodes_no_public_ip
#   - securityhub:emr.1
#   - securityhub:emr.2
#   - awsconfig:EMR_MASTER_NO_PUBLIC_IP
#   - awsconfig:EMR_BLOCK_PUBLIC_ACCESS
#   - kics:emr_without_vpc
package checks.aws.emr.not_public

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["blockPublicSecurityGroupRules"], "message": message} if {
	some urn, block in input.by_type["aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration"]
	not value.is_true(block, ["props", "blockPublicSecurityGroupRules"])
	message := "the account does not block clusters with security groups open to the internet"
}

deny contains {"resource": urn, "path": ["permittedPublicSecurityGroupRuleRanges", place], "message": message} if {
	some urn, block in input.by_type["aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration"]
	some place, range in block.props.permittedPublicSecurityGroupRuleRanges
	value.number(range.minRange) <= 1
	value.number(range.maxRange) >= 65535
	message := "the block of public access exempts every port"
}

skips contains {"resource": urn, "reason": "the cluster's subnets are not among the resources given"} if {
	some urn, cluster in input.by_type["aws:emr/cluster:Cluster"]
	_placed(cluster)
	count(link.referred(urn, "ec2Attributes", "aws:ec2/subnet:Subnet")) == 0
}

deny contains {"resource": urn, "path": ["ec2Attributes"], "message": message} if {
	some urn, cluster in input.by_type["aws:emr/cluster:Cluster"]
	not _placed(cluster)
	message := "the cluster is in the default network, whose subnets assign public addresses"
}

deny contains {"resource": urn, "at": subnet.urn, "path": ["mapPublicIpOnLaunch"], "message": message} if {
	some urn, _ in input.by_type["aws:emr/cluster:Cluster"]
	some subnet in link.referred(urn, "ec2Attributes", "aws:ec2/subnet:Subnet")
	_public(subnet)
	message := "the cluster's subnet assigns public addresses"
}

_placed(cluster) if {
	some property in ["subnetId", "subnetIds"]
	value.present(cluster, ["props", "ec2Attributes", property])
}

_placed(cluster) if value.unknown(cluster, "ec2Attributes")

_placed(cluster) if count(link.referred(cluster.urn, "ec2Attributes", "aws:ec2/subnet:Subnet")) > 0

_public(subnet) if value.is_true(subnet, ["props", "mapPublicIpOnLaunch"])

# The cluster's own read paths do not cover its subnets: a value that is still open is named here and comes out as unknown.
_public(subnet) if value.unknown(subnet, "mapPublicIpOnLaunch")
