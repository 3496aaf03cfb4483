# METADATA
# title: Athena workgroups encrypt results, enforce that and publish metrics
# description: >-
#   configuration.enforceWorkgroupConfiguration and publishCloudwatchMetricsEnabled are not false (absent is true), and
#   resultConfiguration.encryptionConfiguration has encryptionOption SSE_S3, SSE_KMS or CSE_KMS, the latter two with kmsKeyArn.
#   Results that Athena keeps itself (managedQueryResultsConfiguration.enabled) are always encrypted. With customer_key a key must be
#   named: kmsKeyArn, or managedQueryResultsConfiguration.encryptionConfiguration.kmsKey.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html
# - ref: https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html
# custom:
#   id: aws-athena-workgroup-secured
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:athena/workgroup:Workgroup
#   reads:
#     "aws:athena/workgroup:Workgroup":
#     - configuration.enforceWorkgroupConfiguration
#     - configuration.publishCloudwatchMetricsEnabled
#     - configuration.resultConfiguration.encryptionConfiguration.encryptionOption
#     - configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn
#     - configuration.managedQueryResultsConfiguration.enabled
#     - configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey
#   presence:
#     "aws:athena/workgroup:Workgroup": [configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey]
#   parameters:
#     customer_key:
#   remediation: >-
#     Set resultConfiguration.encryptionConfiguration with encryptionOption SSE_KMS and a kmsKeyArn, and leave
#     enforceWorkgroupConfiguration and publishCloudwatchMetricsEnabled on.
#   precondition: The key's policy must admit the roles that run queries, and read their results, first.
#   aliases:
#   - checkov:CKV_AWS_82
#   - checkov:CKV_AWS_159
#   - trivy:AVD-AWS-0006
#   - trivy:AVD-AWS-0007
#   - prowler:athena_workgroup_encryption
#   - prowler:athena_workgroup_enforce_configuration
#   - prowler:athena_workgroup_logging_enabled
#   - securityhub:athena.1
#   - securityhub:athena.4
#   - awsconfig:ATHENA_WORKGROUP_ENCRYPTED_AT_REST
#   - awsconfig:ATHENA_WORKGROUP_ENFORCE_WORKGROUP_CONFIGURATION
#   - awsconfig:ATHENA_WORKGROUP_LOGGING_ENABLED
#   - pulumi:aws-athena-workgroup-disallow-unencrypted-workgroup
#   - pulumi:aws-athena-workgroup-configure-customer-managed-key
#   - pulumi:aws-athena-workgroup-enforce-configuration
#   - kics:athena_workgroup_not_encrypted
package checks.aws.athena.workgroup_secured

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["configuration", property], "message": message} if {
	some urn, workgroup in input.by_type["aws:athena/workgroup:Workgroup"]
	some property, message in {
		"enforceWorkgroupConfiguration": "the workgroup lets clients override its settings",
		"publishCloudwatchMetricsEnabled": "the workgroup publishes no query metrics",
	}
	value.is_false(workgroup, ["props", "configuration", property])
}

deny contains {"resource": urn, "path": array.concat(_results, ["encryptionOption"]), "message": "the workgroup's query results are not encrypted"} if {
	some urn, workgroup in input.by_type["aws:athena/workgroup:Workgroup"]
	not _kept_by_athena(workgroup)
	not _option(workgroup) in {"sse_s3", "sse_kms", "cse_kms"}
}

deny contains {"resource": urn, "path": array.concat(_results, ["kmsKeyArn"]), "message": "the workgroup's result encryption names no KMS key"} if {
	some urn, workgroup in input.by_type["aws:athena/workgroup:Workgroup"]
	_option(workgroup) in {"sse_kms", "cse_kms"}
	not value.present(workgroup.props, array.concat(_results, ["kmsKeyArn"]))
}

deny contains {"resource": urn, "path": _key_path(workgroup), "message": "the workgroup's results are not encrypted with a customer managed key"} if {
	input.parameters["aws-athena-workgroup-secured"].customer_key
	some urn, workgroup in input.by_type["aws:athena/workgroup:Workgroup"]
	not _keyed(workgroup)
}

_keyed(workgroup) if {
	_option(workgroup) != "sse_s3"
	key.named(workgroup, _key_path(workgroup))
}

_key_path(workgroup) := array.concat(_managed, ["encryptionConfiguration", "kmsKey"]) if _kept_by_athena(workgroup)

_key_path(workgroup) := array.concat(_results, ["kmsKeyArn"]) if not _kept_by_athena(workgroup)

_option(workgroup) := value.text(value.at(workgroup.props, array.concat(_results, ["encryptionOption"])))

_kept_by_athena(workgroup) if value.is_true(workgroup.props, array.concat(_managed, ["enabled"]))

# While it is not known where the results go, nothing is wrong yet; the outcome is unknown.
_kept_by_athena(workgroup) if value.unknown_at(workgroup, array.concat(_managed, ["enabled"]))

_results := ["configuration", "resultConfiguration", "encryptionConfiguration"]

_managed := ["configuration", "managedQueryResultsConfiguration"]
