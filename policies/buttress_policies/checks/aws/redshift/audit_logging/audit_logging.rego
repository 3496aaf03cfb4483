# METADATA
# title: Redshift keeps audit logs
# description: >-
#   A Logging resource of the cluster writes to a bucket or to CloudWatch; where the cluster's parameter group is in the stack it sets
#   enable_user_activity_logging to true. A serverless namespace exports userlog and connectionlog.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
# custom:
#   id: aws-redshift-audit-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/namespace:Namespace"]
#   companions:
#     "aws:redshift/logging:Logging": clusterIdentifier
#   reads:
#     "aws:redshift/cluster:Cluster": [clusterParameterGroupName]
#     "aws:redshiftserverless/namespace:Namespace": [logExports]
#     "aws:redshift/logging:Logging": [bucketName, logDestinationType]
#     "aws:redshift/parameterGroup:ParameterGroup": ["parameters[].name", "parameters[].value"]
#   presence:
#     "aws:redshift/cluster:Cluster": [clusterParameterGroupName]
#     "aws:redshift/logging:Logging": [bucketName]
#   remediation: >-
#     Add a redshift Logging for the cluster and set enable_user_activity_logging in its parameter group; list userlog and
#     connectionlog in logExports of a namespace.
#   aliases:
#   - checkov:CKV_AWS_71
#   - prowler:redshift_cluster_audit_logging
#   - powerpipe:redshift_cluster_audit_logging_enabled
#   - powerpipe:redshift_cluster_encryption_logging_enabled
#   - securityhub:redshift.4
#   - securityhub:redshiftserverless.6
#   - awsconfig:REDSHIFT_AUDIT_LOGGING_ENABLED
#   - awsconfig:REDSHIFT_CLUSTER_CONFIGURATION_CHECK
#   - cdknag:AwsSolutions-RS5
#   - cdknag:AwsSolutions-RS11
#   - kics:redshift_cluster_logging_disabled
package checks.aws.redshift.audit_logging

import data.lib.link
import data.lib.redshift
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the cluster has no audit logging"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	not _logged(cluster)
}

deny contains {"resource": urn, "at": group.urn, "path": ["parameters"], "message": "the cluster's parameter group does not log user activity"} if {
	some urn, cluster in input.by_type["aws:redshift/cluster:Cluster"]
	some group in redshift.groups(cluster)
	not redshift.sets(group, "enable_user_activity_logging")
}

deny contains {"resource": urn, "path": ["logExports"], "message": message} if {
	some urn, namespace in input.by_type["aws:redshiftserverless/namespace:Namespace"]
	some log in ["userlog", "connectionlog"]
	not log in value.list(object.get(namespace.props, "logExports", null))
	message := sprintf("the namespace does not export the log %s", [log])
}

_logged(cluster) if {
	some logging in link.referrers(cluster.urn, "aws:redshift/logging:Logging", "clusterIdentifier")
	_written(logging)
}

_written(logging) if value.present(logging, ["props", "bucketName"])

_written(logging) if value.text(value.at(logging, ["props", "logDestinationType"])) == "cloudwatch"
