# METADATA
# title: Builds are logged, and their logs encrypted
# description: A Project logs to CloudWatch Logs, as it does by default, or to S3, and logs to S3 are not left unencrypted.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html
# custom:
#   id: aws-codebuild-logging-enabled
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:codebuild/project:Project
#   reads:
#     "aws:codebuild/project:Project": [logsConfig.cloudwatchLogs.status, logsConfig.s3Logs.status, logsConfig.s3Logs.encryptionDisabled]
#   remediation: Drop the status DISABLED of logsConfig.cloudwatchLogs, and encryptionDisabled of logsConfig.s3Logs.
#   aliases:
#   - checkov:CKV_AWS_311
#   - checkov:CKV_AWS_314
#   - prowler:codebuild_project_logging_enabled
#   - prowler:codebuild_project_s3_logs_encrypted
#   - securityhub:codebuild.3
#   - securityhub:codebuild.4
#   - awsconfig:CODEBUILD_PROJECT_LOGGING_ENABLED
#   - awsconfig:CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED
package checks.aws.codebuild.logging_enabled

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["logsConfig"], "message": "the project's builds are not logged"} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	_status(project, "cloudwatchLogs") == "disabled"
	_status(project, "s3Logs") != "enabled"
}

deny contains {"resource": urn, "path": ["logsConfig", "s3Logs", "encryptionDisabled"], "message": message} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	value.is_true(project, ["props", "logsConfig", "s3Logs", "encryptionDisabled"])
	message := "the project's build logs in S3 are not encrypted"
}

_status(project, kind) := value.text(value.at(project, ["props", "logsConfig", kind, "status"]))
