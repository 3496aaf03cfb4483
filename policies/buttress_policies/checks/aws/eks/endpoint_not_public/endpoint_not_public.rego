# METADATA
# title: Cluster endpoints are private or limited to known addresses
# description: >-
#   vpcConfig.endpointPublicAccess is false (absent is true); or publicAccessCidrs is set without the whole of IPv4 or IPv6 (absent is
#   0.0.0.0/0) and without an IPv4 range wider than the parameter's prefix, and endpointPrivateAccess is true (absent is false).
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
# custom:
#   id: aws-eks-endpoint-not-public
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:eks/cluster:Cluster]
#   reads:
#     "aws:eks/cluster:Cluster": [vpcConfig.endpointPublicAccess, vpcConfig.publicAccessCidrs, vpcConfig.endpointPrivateAccess]
#   parameters:
#     min_prefix: {type: integer, default: 16, description: Shortest prefix of an IPv4 range that may reach a public endpoint, minimum: 8, maximum: 32}
#   live: no cluster's endpoint answers the internet
#   remediation: Set vpcConfig.endpointPublicAccess to false and endpointPrivateAccess to true, or name publicAccessCidrs.
#   precondition: People and pipelines that deploy must reach the cluster's network, or come from a listed range, first.
#   aliases:
#   - checkov:CKV_AWS_38
#   - checkov:CKV_AWS_39
#   - trivy:AVD-AWS-0040
#   - trivy:AVD-AWS-0041
#   - prowler:eks_cluster_not_publicly_accessible
#   - securityhub:eks.1
#   - awsconfig:EKS_ENDPOINT_NO_PUBLIC_ACCESS
#   - cdknag:AwsSolutions-EKS1
#   - pulumi:aws-eks-cluster-disallow-api-endpoint-public-access
#   - kics:eks_cluster_has_public_access
#   - kics:eks_cluster_has_public_access_cidrs
package checks.aws.eks.endpoint_not_public

import data.lib.addresses
import data.lib.ranges
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["vpcConfig", "publicAccessCidrs"], "message": "the cluster's endpoint is open to the internet"} if {
	some urn, cluster in _public
	_worldwide(cluster)
}

deny contains {"resource": urn, "path": ["vpcConfig", "publicAccessCidrs"], "message": message} if {
	some urn, cluster in _public
	not _worldwide(cluster)
	some cidr in _cidrs(cluster)
	some piece in addresses.wide(addresses.read(_cidrs(cluster)), input.parameters["aws-eks-endpoint-not-public"].min_prefix)
	count(ranges.common(addresses.read(cidr), [piece])) > 0
	message := sprintf("the cluster's endpoint is open to %s", [cidr])
}

deny contains {"resource": urn, "path": ["vpcConfig", "endpointPrivateAccess"], "message": "the cluster has no private endpoint, so its nodes go over the internet"} if {
	some urn, cluster in _public
	not value.is_true(cluster, ["props", "vpcConfig", "endpointPrivateAccess"])
}

# Where it is not known whether there is a public endpoint, nothing is said against it.
_public[urn] := cluster if {
	some urn, cluster in input.by_type["aws:eks/cluster:Cluster"]
	not value.is_false(cluster, ["props", "vpcConfig", "endpointPublicAccess"])
	not ["vpcConfig", "endpointPublicAccess"] in cluster.unknown
}

_worldwide(cluster) if count(_cidrs(cluster)) == 0

_worldwide(cluster) if addresses.open(addresses.read(_cidrs(cluster)))

_cidrs(cluster) := value.list(value.at(cluster.props, ["vpcConfig", "publicAccessCidrs"]))
