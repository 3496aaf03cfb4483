# METADATA
# title: CodeBuild projects hold no credentials in plain text
# description: >-
#   No environment variable of type PLAINTEXT, which is the default, has a value of the form of a key or token, or a name that
#   matches the parameter name_pattern and a value that is not just a reference (an ARN); and no source location carries a
#   user's token. Secondary sources are checked too. The pattern is the shared one with the names of AWS keys added.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html
# custom:
#   id: aws-codebuild-no-plaintext-credentials
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:codebuild/project:Project
#   reads:
#     "aws:codebuild/project:Project":
#     - "environment.environmentVariables[].type"
#     - "environment.environmentVariables[].name"
#     - "environment.environmentVariables[].value"
#     - source.location
#     - "secondarySources[].location"
#   parameters:
#     name_pattern: {default: '(?i)(aws_access_key_id|password|passwd|secret|token|private_?key|api_?key)'}
#   remediation: >-
#     Give the variable the type SECRETS_MANAGER or PARAMETER_STORE, and connect the source through a SourceCredential or a
#     connection.
#   aliases:
#   - prowler:codebuild_project_no_secrets_in_variables
#   - prowler:codebuild_project_source_repo_url_no_sensitive_credentials
#   - powerpipe:codebuild_project_plaintext_env_variables_no_sensitive_aws_values
#   - powerpipe:codebuild_project_source_repo_oauth_configured
#   - securityhub:codebuild.1
#   - securityhub:codebuild.2
#   - awsconfig:CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK
#   - awsconfig:CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK
package checks.aws.codebuild.no_plaintext_credentials

import data.lib.credential
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "the project has no plain variable and names no source by its address"} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	every entry in _variables {
		entry.urn != urn
	}
	every path in _sources(project) {
		not value.present(project, array.concat(["props"], path))
	}
}

deny contains {"resource": entry.urn, "path": array.concat(entry.path, ["value"]), "message": message} if {
	some entry in _variables
	credential.shaped(entry.variable.value)
	message := sprintf("the variable %s holds a credential in plain text", [value.at(entry, ["variable", "name"])])
}

deny contains {"resource": entry.urn, "path": array.concat(entry.path, ["name"]), "message": message} if {
	some entry in _variables
	name := sprintf("%v", [entry.variable.name])
	regex.match(input.parameters["aws-codebuild-no-plaintext-credentials"].name_pattern, name)
	value.present(entry, ["variable", "value"])
	not _refers(entry)
	project := input.by_type["aws:codebuild/project:Project"][entry.urn]
	type := array.concat(entry.path, ["type"])
	not value.unknown_at(project, type)
	message := sprintf("the variable %s has the name of a credential and its value is in plain text", [name])
}

deny contains {"resource": urn, "path": path, "message": "the source location contains a credential"} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	some path in _sources(project)
	credential.in_url(value.at(project.props, path))
}

_variables contains {"urn": urn, "path": ["environment", "environmentVariables", place], "variable": variable} if {
	some urn, project in input.by_type["aws:codebuild/project:Project"]
	some place, variable in project.props.environment.environmentVariables
	value.text(value.at(variable, ["type"])) in {"", "plaintext"}
}

_refers(entry) if credential.reference(entry.variable.value)

_sources(project) := array.concat([["source", "location"]], [["secondarySources", place, "location"] |
	some place, _ in project.props.secondarySources
])
