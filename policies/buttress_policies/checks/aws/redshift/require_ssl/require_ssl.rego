# METADATA
# title: Redshift accepts connections over TLS only
# description: >-
#   The parameter group of the stack that a cluster names sets require_ssl to true. default.redshift-1.0 fails; no name and
#   default.redshift-2.0 pass, since TLS is on there and new clusters get it. A cluster with a group of another stack does not apply. A
#   serverless workgroup fails only where a config parameter sets require_ssl to false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
# custom:
#   id: aws-redshift-require-ssl
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"]
#   reads:
#     "aws:redshift/cluster:Cluster": [clusterParameterGroupName]
#     "aws:redshiftserverless/workgroup:Workgroup": ["configParameters[].parameterKey", "configParameters[].parameterValue"]
#     "aws:redshift/parameterGroup:ParameterGroup": ["parameters[].name", "parameters[].value"]
#   not_applicable: the parameter group of the cluster is not in the stack
#   remediation: Set require_ssl to true in the cluster's ParameterGroup, or in configParameters of a workgroup.
#   aliases:
#   - checkov:CKV_AWS_105
#   - prowler:redshift_cluster_in_transit_encryption_enabled
#   - powerpipe:redshift_cluster_encryption_in_transit_enabled
#   - securityhub:redshift.2
#   - securityhub:redshiftserverless.2
#   - awsconfig:REDSHIFT_REQUIRE_TLS_SSL
#   - cdknag:AwsSolutions-RS1
package checks.aws.redshift.require_ssl

import data.lib.redshift
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:redshiftserverless/workgroup:Workgroup"]

applies contains urn if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	not value.present(cluster, ["props", "clusterParameterGroupName"])
}

applies contains urn if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	startswith(value.text(value.at(cluster, ["props", "clusterParameterGroupName"])), "default.")
}

applies contains urn if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	count(redshift.groups(cluster)) > 0
}

deny contains {
	"resource": urn,
	"path": ["clusterParameterGroupName"],
	"message": "the cluster's default parameter group accepts connections without TLS",
} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	value.text(value.at(cluster, ["props", "clusterParameterGroupName"])) == "default.redshift-1.0"
}

deny contains {"resource": urn, "at": group.urn, "path": ["parameters"], "message": "the cluster's parameter group does not require TLS"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	some group in redshift.groups(cluster)
	not redshift.sets(group, "require_ssl")
}

deny contains {
	"resource": urn,
	"path": ["configParameters", place, "parameterValue"],
	"message": "the workgroup accepts connections without TLS",
} if {
	some urn, workgroup in input.by_type["aws:redshiftserverless/workgroup:Workgroup"]
	some place, parameter in workgroup.props.configParameters
	parameter.parameterKey == "require_ssl"
	value.text(parameter.parameterValue) == "false"
}
