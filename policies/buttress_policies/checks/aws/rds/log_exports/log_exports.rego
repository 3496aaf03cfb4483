# METADATA
# title: RDS databases send their logs to CloudWatch
# description: >-
#   enabledCloudwatchLogsExports holds the logs that the parameter names for the engine; a database whose engine is not named
#   there, or is absent, exports at least one log. The general and the slow query log are not required.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
# custom:
#   id: aws-rds-log-exports
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [enabledCloudwatchLogsExports, engine]
#     "aws:rds/cluster:Cluster": [enabledCloudwatchLogsExports, engine]
#   parameters:
#     required:
#       sought: true
#       type: object
#       default:
#         mysql: [error]
#         mariadb: [error]
#         aurora-mysql: [audit, error]
#         postgres: [postgresql]
#         aurora-postgresql: [postgresql]
#         oracle-*: [alert, audit]
#         sqlserver-*: [error]
#         db2-*: [diag.log]
#       description: Engine, or its beginning and a star, to the logs that must be exported
#   remediation: List the engine's logs in enabledCloudwatchLogsExports, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_129
#   - checkov:CKV_AWS_324
#   - checkov:CKV_AWS_325
#   - prowler:rds_instance_integration_cloudwatch_logs
#   - prowler:rds_cluster_integration_cloudwatch_logs
#   - powerpipe:rds_db_instance_logging_enabled
#   - securityhub:rds.9
#   - securityhub:rds.34
#   - securityhub:rds.36
#   - securityhub:rds.37
#   - securityhub:rds.40
#   - securityhub:rds.42
#   - securityhub:rds.45
#   - awsconfig:RDS_LOGGING_ENABLED
#   - cdknag:AwsSolutions-RDS16
#   - kics:rds_without_logging
package checks.aws.rds.log_exports

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enabledCloudwatchLogsExports"], "message": "the database sends no log to CloudWatch"} if {
	some type in _types
	some urn, database in input.by_type[type]
	count(_exports(database)) == 0
}

deny contains {"resource": urn, "path": ["enabledCloudwatchLogsExports"], "message": message} if {
	some type in _types
	some urn, database in input.by_type[type]
	count(_exports(database)) > 0
	some log in _wanted(database)
	not log in _exports(database)
	message := sprintf("the database does not send the %s log to CloudWatch", [log])
}

_exports(database) := value.list(object.get(database.props, "enabledCloudwatchLogsExports", null))

_wanted(database) := {log |
	some pattern, logs in _parameters.required
	_names(pattern, value.text(value.at(database, ["props", "engine"])))
	some log in value.list(logs)
}

_names(pattern, engine) if lower(pattern) == engine

_names(pattern, engine) if {
	endswith(pattern, "*")
	startswith(engine, trim_suffix(lower(pattern), "*"))
}

_types := {"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"}

_parameters := input.parameters["aws-rds-log-exports"]
