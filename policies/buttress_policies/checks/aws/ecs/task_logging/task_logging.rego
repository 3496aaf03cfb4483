# METADATA
# title: Every container of a task writes its log
# description: >-
#   Each container of containerDefinitions has a logConfiguration with a logDriver. Definitions that are absent, empty or not JSON
#   fail.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
# custom:
#   id: aws-ecs-task-logging
#   severity: high
#   scope: resource
#   tier: 1
#   population: [aws:ecs/taskDefinition:TaskDefinition]
#   reads:
#     "aws:ecs/taskDefinition:TaskDefinition": [containerDefinitions]
#   live: no running task has a container without a log
#   remediation: Give each container a logConfiguration with a logDriver, such as awslogs.
#   aliases:
#   - prowler:ecs_task_definitions_logging_enabled
#   - securityhub:ecs.9
#   - awsconfig:ECS_TASK_DEFINITION_LOG_CONFIGURATION
#   - cdknag:AwsSolutions-ECS7
package checks.aws.ecs.task_logging

import data.lib.container
import data.lib.value
import rego.v1

deny contains {"resource": definition.urn, "path": ["containerDefinitions"], "message": message} if {
	some definition in container.definitions
	described := definition.container
	not value.present(described, ["logConfiguration", "logDriver"])
	message := sprintf("the task's container %v has no log configuration", [object.get(described, "name", "without a name")])
}

deny contains {"resource": urn, "path": ["containerDefinitions"], "message": "the task has no container definitions that can be read"} if {
	some urn, _ in input.by_type["aws:ecs/taskDefinition:TaskDefinition"]
	not urn in {definition.urn | some definition in container.definitions}
}
