# METADATA
# title: Runtimes, database engines and Kubernetes releases are in support
# description: >-
#   The runtime of a Lambda function, the version of an EKS cluster or node group and the engineVersion of an RDS instance or cluster is none whose
#   standard support has ended at the time of the run, by the dates that AWS published. A release that the table does not know passes, and so do
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
#   reads:
#     "aws:lambda/function:Function": [runtime]
#     "aws:eks/cluster:Cluster": [version]
#     "aws:eks/nodeGroup:NodeGroup": [version]
#     "aws:rds/instance:Instance": [engine, engineVersion]
#     "aws:rds/cluster:Cluster": [engine, engineVersion]
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

import data.lib.moment
import data.lib.value
import rego.v1

applies contains found.urn if some found in _software

deny contains {"resource": found.urn, "path": [found.property], "message": message} if {
	some found in _software
	some release, day in _ends[found.product]
	_of(found.version, release)
	moment.nanoseconds(sprintf("%sT00:00:00Z", [day])) <= moment.nanoseconds(input.now)
	message := sprintf("the support of %s %s ended on %s", [found.product, release, day])
}

_software contains {"urn": urn, "property": property, "product": product, "version": version} if {
	some type, [product, property] in {
		"aws:lambda/function:Function": ["runtime", "runtime"],
		"aws:eks/cluster:Cluster": ["Kubernetes", "version"],
		"aws:eks/nodeGroup:NodeGroup": ["Kubernetes", "version"],
	}
	some urn, resource in input.by_type[type]
	version := value.text(value.at(resource, ["props", property]))
	version != ""
}

_software contains {"urn": urn, "property": "engineVersion", "product": value.text(value.at(resource, ["props", "engine"])), "version": version} if {
	some type in ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
	some urn, resource in input.by_type[type]
	version := value.text(value.at(resource, ["props", "engineVersion"]))
	version != ""
}

_of(version, release) if version == release

_of(version, release) if startswith(version, sprintf("%s.", [release]))

# The day from which a release gets no more fixes without a further fee.
_ends := {
	"runtime": {
		"dotnet6": "2024-12-20",
		"dotnetcore2.1": "2022-01-05",
		"dotnetcore3.1": "2023-04-03",
		"go1.x": "2024-01-08",
		"java8": "2024-01-08",
		"nodejs10.x": "2021-07-30",
		"nodejs12.x": "2023-03-31",
		"nodejs14.x": "2023-12-04",
		"nodejs16.x": "2024-06-12",
		"nodejs18.x": "2025-09-01",
		"nodejs20.x": "2026-04-30",
		"provided": "2024-01-08",
		"python2.7": "2021-07-15",
		"python3.6": "2022-07-18",
		"python3.7": "2023-12-04",
		"python3.8": "2024-10-14",
		"python3.9": "2025-12-15",
		"ruby2.5": "2021-07-30",
		"ruby2.7": "2023-12-07",
		"ruby3.2": "2026-03-31",
	},
	"Kubernetes": {
		"1.23": "2023-10-11",
		"1.24": "2024-01-31",
		"1.25": "2024-05-01",
		"1.26": "2024-06-11",
		"1.27": "2024-07-24",
		"1.28": "2024-11-26",
		"1.29": "2025-03-23",
		"1.30": "2025-07-23",
		"1.31": "2025-11-26",
		"1.32": "2026-03-23",
		"1.33": "2026-07-29",
	},
	"postgres": {
		"9.6": "2022-04-26",
		"10": "2023-04-17",
		"11": "2024-02-29",
		"12": "2025-02-28",
		"13": "2026-02-28",
	},
	"aurora-postgresql": {
		"9.6": "2022-01-31",
		"10": "2023-01-31",
		"11": "2024-02-29",
		"12": "2025-02-28",
		"13": "2026-02-28",
	},
	"mysql": {
		"5.6": "2022-03-01",
		"5.7": "2024-02-29",
		"8.0": "2026-07-31",
	},
	"aurora-mysql": {"5.7": "2024-10-31"},
}
