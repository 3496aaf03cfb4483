# METADATA
# title: RDS databases accept IAM credentials
# description: >-
#   iamDatabaseAuthenticationEnabled is true where the engine that the program states is one of the parameter's. Other engines, an
#   absent engine (a replica or a restored database, though the provider reads its engine back) and engineMode serverless do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
# custom:
#   id: aws-rds-iam-authentication
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [iamDatabaseAuthenticationEnabled, engine]
#     "aws:rds/cluster:Cluster": [iamDatabaseAuthenticationEnabled, engine, engineMode]
#   parameters:
#     engines:
#       sought: true
#       type: array
#       items: string
#       default: [mysql, mariadb, postgres, aurora-mysql, aurora-postgresql]
#       description: Engines that accept IAM credentials
#   not_applicable: the engine takes no IAM credentials
#   remediation: Set iamDatabaseAuthenticationEnabled to true, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_161
#   - checkov:CKV_AWS_162
#   - trivy:AVD-AWS-0176
#   - prowler:rds_instance_iam_authentication_enabled
#   - prowler:rds_cluster_iam_authentication_enabled
#   - powerpipe:rds_db_instance_iam_authentication_enabled
#   - securityhub:rds.10
#   - securityhub:rds.12
#   - awsconfig:RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED
#   - awsconfig:RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED
#   - cdknag:AwsSolutions-RDS6
#   - kics:iam_database_auth_not_enabled
package checks.aws.rds.iam_authentication

import data.lib.value
import rego.v1

applies contains urn if {
	some type in _types
	some urn, database in input.by_type[type]
	_stated(database)
	value.text(value.at(database, ["props", "engine"])) in {lower(engine) | some engine in _parameters.engines}
	value.text(value.at(database, ["props", "engineMode"])) != "serverless"
	not value.unknown(database, "engineMode")
}

deny contains {"resource": urn, "path": ["iamDatabaseAuthenticationEnabled"], "message": "the database does not accept IAM credentials"} if {
	some type in _types
	some urn, database in input.by_type[type]
	not value.is_true(database, ["props", "iamDatabaseAuthenticationEnabled"])
}

_stated(database) if "engine" in database.declared

# A database that the program only reads has no settings of the program's own.
_stated(database) if count(database.declared) == 0

_types := {"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"}

_parameters := input.parameters["aws-rds-iam-authentication"]
