# METADATA
# title: Runtimes, database engines, caches and Kubernetes releases are in support
# description: >-
#   The runtime of a Lambda function, the version of an EKS cluster or node group and the engineVersion of an RDS instance or cluster, a
#   Redis cache or a search domain is none whose standard support has ended at the time of the run, by the dates that AWS published
#   (lib/support.rego has each with its source). A release that the table does not know passes, and so do
#   functions from images. Without a version AWS takes a supported one.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
# - ref: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html
# custom:
#   id: aws-software-in-support
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - aws:lambda/function:Function
#   - aws:eks/cluster:Cluster
#   - aws:eks/nodeGroup:NodeGroup
#   - aws:rds/instance:Instance
#   - aws:rds/cluster:Cluster
#   - aws:elasticache/replicationGroup:ReplicationGroup
#   - aws:elasticache/cluster:Cluster
#   - aws:opensearch/domain:Domain
#   - aws:elasticsearch/domain:Domain
#   as_of: "2026-12-01"
#   reads:
#     "aws:lambda/function:Function": [runtime]
#     "aws:eks/cluster:Cluster": [version]
#     "aws:eks/nodeGroup:NodeGroup": [version]
#     "aws:rds/instance:Instance": [engine, engineVersion]
#     "aws:rds/cluster:Cluster": [engine, engineVersion]
#     "aws:elasticache/replicationGroup:ReplicationGroup": [engine, engineVersion]
#     "aws:elasticache/cluster:Cluster": [engine, engineVersion]
#     "aws:opensearch/domain:Domain": [engineVersion]
#     "aws:elasticsearch/domain:Domain": [elasticsearchVersion]
#   not_applicable: the program names no runtime and no version
#   remediation: Move to a release that AWS supports, one major version after the other where data has to move with it.
#   precondition: The code or the data must run on the new release first.
#   aliases:
#   - checkov:CKV_AWS_363
#   - checkov:CKV_AWS_339
#   - prowler:awslambda_function_using_supported_runtimes
#   - prowler:eks_cluster_uses_a_supported_version
#   - prowler:rds_instance_deprecated_engine_version
#   - securityhub:lambda.2
#   - securityhub:eks.2
#   - awsconfig:EKS_CLUSTER_SUPPORTED_VERSION
#   - cdknag:AwsSolutions-L1
package checks.aws.any.software_in_support

import data.lib.support
import data.lib.value
import rego.v1

applies contains found.urn if some found in _software

deny contains {"resource": found.urn, "path": [found.property], "message": message} if {
	some found in _software
	end := support.ended(found.product, found.version, input.now)
	message := sprintf("the support of %s %s ended on %s", [found.product, end.release, end.day])
}

_software contains {"urn": urn, "property": property, "product": product, "version": version} if {
	some type, [product, property] in {
		"aws:lambda/function:Function": ["runtime", "runtime"],
		"aws:eks/cluster:Cluster": ["Kubernetes on EKS", "version"],
		"aws:eks/nodeGroup:NodeGroup": ["Kubernetes on EKS", "version"],
	}
	some urn, resource in input.by_type[type]
	version := value.text(value.at(resource, ["props", property]))
	version != ""
}

_software contains {"urn": urn, "property": "engineVersion", "product": "Redis on ElastiCache", "version": version} if {
	some type in ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"]
	some urn, cache in input.by_type[type]
	value.text(value.at(cache, ["props", "engine"])) in {"", "redis"}
	version := value.text(value.at(cache, ["props", "engineVersion"]))
	version != ""
}

_software contains {"urn": urn, "property": "engineVersion", "product": _engines[engine], "version": version} if {
	some urn, domain in input.by_type["aws:opensearch/domain:Domain"]
	[engine, version] := split(value.text(value.at(domain, ["props", "engineVersion"])), "_")
}

_software contains {"urn": urn, "property": "elasticsearchVersion", "product": "Elasticsearch", "version": version} if {
	some urn, domain in input.by_type["aws:elasticsearch/domain:Domain"]

	# Without a version AWS takes the first that it ever offered.
	version := value.text(object.get(domain.props, "elasticsearchVersion", "1.5"))
}

_engines := {"elasticsearch": "Elasticsearch", "opensearch": "OpenSearch"}

_software contains {"urn": urn, "property": "engineVersion", "product": value.text(value.at(resource, ["props", "engine"])), "version": version} if {
	some type in ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
	some urn, resource in input.by_type[type]
	version := value.text(value.at(resource, ["props", "engineVersion"]))
	version != ""
}
