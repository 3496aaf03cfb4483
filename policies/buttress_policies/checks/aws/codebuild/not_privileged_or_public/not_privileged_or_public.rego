# METADATA
# title: Builds are not privileged or public
# description: >-
#   environment.privilegedMode is not true, except of projects whose name is among exempt_names (those that build images), and
#   projectVisibility is not PUBLIC_READ, which shows logs and artifacts to anybody.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html
# custom:
#   id: aws-codebuild-not-privileged-or-public
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:codebuild/project:Project"]
#   reads:
#     "aws:codebuild/project:Project": [environment.privilegedMode, projectVisibility, name]
#   parameters:
#     exempt_names:
#   remediation: Leave out environment.privilegedMode and projectVisibility, or name the project in exempt_names.
#   aliases:
#   - checkov:CKV_AWS_316
#   - prowler:codebuild_project_not_publicly_accessible
#   - securityhub:codebuild.5
#   - awsconfig:CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK
package checks.aws.codebuild.not_privileged_or_public

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["environment", "privilegedMode"], "message": "the project's builds run in privileged mode"} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	value.is_true(project, ["props", "environment", "privilegedMode"])
	not _exempt(project)
	not value.unknown(project, "name")
}

deny contains {"resource": urn, "path": ["projectVisibility"], "message": "the project's logs and artifacts are public"} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	value.text(value.at(project, ["props", "projectVisibility"])) == "public_read"
}

_exempt(project) if {
	some pattern in input.parameters["aws-codebuild-not-privileged-or-public"].exempt_names
	some name in [project.name, value.text(value.at(project, ["props", "name"]))]
	glob.match(lower(pattern), null, lower(name))
}
