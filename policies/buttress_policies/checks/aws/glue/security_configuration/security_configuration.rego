# METADATA
# title: Glue jobs, crawlers and endpoints run under an encrypting security configuration
# description: >-
#   A Job, Crawler or DevEndpoint sets securityConfiguration. In a SecurityConfiguration s3EncryptionMode is SSE-KMS or
#   SSE-S3, cloudwatchEncryptionMode SSE-KMS and jobBookmarksEncryptionMode CSE-KMS; an absent mode is DISABLED. It is checked
#   itself, and where it is in the stack so is everything that names it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
# custom:
#   id: aws-glue-security-configuration
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - aws:glue/job:Job
#   - aws:glue/crawler:Crawler
#   - aws:glue/devEndpoint:DevEndpoint
#   - aws:glue/securityConfiguration:SecurityConfiguration
#   reads:
#     "aws:glue/job:Job": [securityConfiguration]
#     "aws:glue/crawler:Crawler": [securityConfiguration]
#     "aws:glue/devEndpoint:DevEndpoint": [securityConfiguration]
#     "aws:glue/securityConfiguration:SecurityConfiguration":
#     - encryptionConfiguration.s3Encryption.s3EncryptionMode
#     - encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode
#     - encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode
#   presence:
#     "aws:glue/crawler:Crawler": [securityConfiguration]
#     "aws:glue/devEndpoint:DevEndpoint": [securityConfiguration]
#     "aws:glue/job:Job": [securityConfiguration]
#   remediation: >-
#     Add a SecurityConfiguration with KMS keys for S3, CloudWatch and job bookmarks, and name it in securityConfiguration.
#   precondition: The key's policy must admit the jobs' roles, and CloudWatch Logs for their logs, first.
#   aliases:
#   - checkov:CKV_AWS_99
#   - checkov:CKV_AWS_195
#   - prowler:glue_etl_jobs_amazon_s3_encryption_enabled
#   - prowler:glue_etl_jobs_cloudwatch_logs_encryption_enabled
#   - prowler:glue_etl_jobs_job_bookmark_encryption_enabled
#   - cdknag:AwsSolutions-GL1
#   - cdknag:AwsSolutions-GL3
#   - kics:glue_security_configuration_encryption_disabled
package checks.aws.glue.security_configuration

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["securityConfiguration"], "message": message} if {
	some type in _workers
	some urn, worker in input.by_type[type]
	not value.present(worker, ["props", "securityConfiguration"])
	message := "the resource has no security configuration, so its output is not encrypted"
}

deny contains {"resource": urn, "path": fault.path, "message": fault.message} if {
	some urn, configuration in input.by_type[_configurations]
	some fault in _faults(configuration)
}

deny contains {"resource": urn, "at": configuration.urn, "path": fault.path, "message": message} if {
	some type in _workers
	some urn, _ in input.by_type[type]
	some configuration in link.referred(urn, "securityConfiguration", _configurations)
	some fault in _faults(configuration)
	message := sprintf("in the resource's security configuration %s", [fault.message])
}

_faults(configuration) := [{"path": array.concat(["encryptionConfiguration"], part.path), "message": part.message} |
	some part in _parts
	not _mode(configuration, part) in part.modes
]

_mode(configuration, part) := value.text(value.at(configuration.props, array.concat(["encryptionConfiguration"], part.path)))

_workers := ["aws:glue/job:Job", "aws:glue/crawler:Crawler", "aws:glue/devEndpoint:DevEndpoint"]

_configurations := "aws:glue/securityConfiguration:SecurityConfiguration"

_parts := [
	{
		"path": ["s3Encryption", "s3EncryptionMode"],
		"modes": {"sse-kms", "sse-s3"},
		"message": "output to S3 is not encrypted",
	},
	{
		"path": ["cloudwatchEncryption", "cloudwatchEncryptionMode"],
		"modes": {"sse-kms"},
		"message": "logs in CloudWatch are not encrypted",
	},
	{
		"path": ["jobBookmarksEncryption", "jobBookmarksEncryptionMode"],
		"modes": {"cse-kms"},
		"message": "job bookmarks are not encrypted",
	},
]
