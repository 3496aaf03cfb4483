# METADATA
# title: RDS instances in production have a standby in another zone
# description: >-
#   multiAz is true; absent is false. Read replicas do not apply, nor do instances whose tag `environment` is one of non_production.
#   The name of the tag is no parameter: it is the same in all checks.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
# custom:
#   id: aws-rds-instance-multi-az
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance"]
#   reads:
#     "aws:rds/instance:Instance": [multiAz, replicateSourceDb, tags, tagsAll]
#   parameters:
#     non_production:
#   not_applicable: a read replica, a member of a cluster, or a database outside of production needs no standby of its own
#   remediation: Set multiAz to true, or use HardenedDatabase.
#   precondition: >-
#     The engine's edition must have Multi-AZ, which SQL Server Express and Web do not, and the subnet group must span two
#     zones.
#   aliases:
#   - checkov:CKV_AWS_157
#   - prowler:rds_instance_multi_az
#   - securityhub:rds.5
#   - awsconfig:RDS_MULTI_AZ_SUPPORT
#   - cdknag:AwsSolutions-RDS3
#   - awsguard:rds-instance-multi-az-enabled
#   - kics-pulumi:rds_multi_az_deployment_disabled
package checks.aws.rds.instance_multi_az

import data.lib.rds
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	rds.standalone(instance)
	not tags.non_production(instance, _parameters.non_production)
	not tags.tag_unknown(instance, ["environment"])
}

deny contains {"resource": urn, "path": ["multiAz"], "message": "the database has no standby in another availability zone"} if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	not value.is_true(instance, ["props", "multiAz"])
}

_parameters := input.parameters["aws-rds-instance-multi-az"]
