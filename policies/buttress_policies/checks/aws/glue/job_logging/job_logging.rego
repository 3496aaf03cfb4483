# METADATA
# title: Glue jobs log continuously on a supported version
# description: >-
#   defaultArguments, or nonOverridableArguments where it is set there, have --enable-continuous-cloudwatch-log true; from
#   glueVersion 5.0 on the log is always on. glueVersion is one of supported; an absent one is not checked. Jobs whose command
#   is pythonshell or glueray always log to CloudWatch and do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging-enable.html
# - ref: https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html
# custom:
#   id: aws-glue-job-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:glue/job:Job
#   reads:
#     "aws:glue/job:Job":
#     - defaultArguments.--enable-continuous-cloudwatch-log
#     - nonOverridableArguments.--enable-continuous-cloudwatch-log
#     - glueVersion
#     - command.name
#   parameters:
#     supported:
#       {type: array, items: string, default: ["3.0", "4.0", "5.0", "5.1"], description: Glue versions that AWS still supports}
#   not_applicable: jobs of this command always log to CloudWatch
#   remediation: Set --enable-continuous-cloudwatch-log to true in defaultArguments, and glueVersion to a supported version.
#   aliases:
#   - prowler:glue_etl_jobs_logging_enabled
#   - securityhub:glue.4
#   - awsconfig:GLUE_JOB_LOGGING_ENABLED
package checks.aws.glue.job_logging

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, job in input.by_type["aws:glue/job:Job"]
	not value.text(value.at(job.props, ["command", "name"])) in {"pythonshell", "glueray"}
	not value.unknown_at(job, ["command", "name"])
}

deny contains {"resource": urn, "path": ["defaultArguments", _continuous], "message": "the job does not log continuously"} if {
	some urn, job in input.by_type["aws:glue/job:Job"]
	not _logs(job)
}

deny contains {"resource": urn, "path": ["glueVersion"], "message": message} if {
	some urn, job in input.by_type["aws:glue/job:Job"]
	value.present(job, ["props", "glueVersion"])
	not _supported(job)
	message := sprintf("the job's Glue version %v is not supported", [job.props.glueVersion])
}

_logs(job) if value.number(job.props.glueVersion) >= 5

# What is still open may turn it on; the outcome is unknown.
_logs(job) if {
	some path in [["glueVersion"], ["nonOverridableArguments"], ["nonOverridableArguments", _continuous]]
	path in job.unknown
}

_logs(job) if value.is_true(job, ["props", "nonOverridableArguments", _continuous])

_logs(job) if {
	not value.present(job, ["props", "nonOverridableArguments", _continuous])
	value.is_true(job, ["props", "defaultArguments", _continuous])
}

_supported(job) if {
	some version in input.parameters["aws-glue-job-logging"].supported
	value.number(version) == value.number(job.props.glueVersion)
}

_continuous := "--enable-continuous-cloudwatch-log"
