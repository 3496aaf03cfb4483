# METADATA
# title: Tasks and jobs hold no credentials in their environment and commands
# description: >-
#   No environment entry of a TaskDefinition's containers or of a Batch JobDefinition has a value of the form of an AWS key, a
#   PEM private key or another known token, a password in a URL, or a literal under a name that matches the parameter. ARNs
#   and the names and paths of secrets pass: credentials come through secrets with valueFrom. Neither does a command, an entry point
#   or a health check. A Batch container is not privileged. A definition that is not JSON fails, for it cannot be checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
# custom:
#   id: aws-ecs-task-no-plaintext-secrets
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:ecs/taskDefinition:TaskDefinition, aws:batch/jobDefinition:JobDefinition]
#   reads:
#     "aws:ecs/taskDefinition:TaskDefinition": [containerDefinitions]
#     "aws:batch/jobDefinition:JobDefinition": [containerProperties]
#   parameters:
#     name_pattern:
#   remediation: Keep the credential in Secrets Manager and name it under secrets with valueFrom.
#   aliases:
#   - checkov:CKV_AWS_210
#   - trivy:AVD-AWS-0036
#   - prowler:ecs_task_definitions_no_environment_secrets
#   - prowler:batch_job_definition_no_secrets
#   - securityhub:ecs.8
#   - awsconfig:ECS_NO_ENVIRONMENT_SECRETS
#   - cdknag:AwsSolutions-ECS2
#   - kics:batch_job_definition_with_privileged_container_properties
package checks.aws.ecs.task_no_plaintext_secrets

import data.lib.container
import data.lib.environment
import data.lib.value
import rego.v1

skips contains {"resource": urn, "reason": "its containers have neither variables nor commands of their own"} if {
	some type in ["aws:ecs/taskDefinition:TaskDefinition", "aws:batch/jobDefinition:JobDefinition"]
	some urn, _ in input.by_type[type]
	not urn in _told
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": message} if {
	some entry in container.definitions
	some variable in value.list(object.get(entry.container, "environment", null))
	name := value.at(variable, ["name"])
	environment.holds_credential(name, value.at(variable, ["value"]), input.parameters["aws-ecs-task-no-plaintext-secrets"].name_pattern)
	message := sprintf("the container's variable %v holds a credential", [name])
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": message} if {
	some entry in container.definitions
	some part in _commands
	words := [sprintf("%v", [word]) | some word in value.list(value.at(entry.container, part))]
	environment.in_script(concat(" ", words), input.parameters["aws-ecs-task-no-plaintext-secrets"].name_pattern)
	message := sprintf("the container's %s holds a credential", [concat(".", part)])
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": "the container is privileged"} if {
	some entry in container.definitions
	entry.property == "containerProperties"
	value.is_true(entry.container, ["privileged"])
}

deny contains {"resource": entry.urn, "path": [entry.property], "message": "the definition is not JSON, so it cannot be checked"} if {
	some entry in container.unreadable
}

_commands := [["command"], ["entryPoint"], ["healthCheck", "command"]]

_told contains entry.urn if {
	some entry in container.definitions
	some part in array.concat(_commands, [["environment"], ["privileged"]])
	value.present(entry.container, part)
}

_told contains entry.urn if some entry in container.unreadable
