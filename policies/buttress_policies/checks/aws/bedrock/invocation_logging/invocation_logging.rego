# METADATA
# title: Invocations of Bedrock models are logged where agents run
# description: >-
#   In each region that has a Bedrock AgentAgent, an InvocationLoggingConfiguration writes to a log group
#   (cloudwatchConfig.logGroupName) or to a bucket (s3Config.bucketName). Where a region is not known, any configuration
#   counts. An estate without an agent has nothing to log and is not checked. Whether the log group or bucket is encrypted is
#   checked by their own checks.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
# custom:
#   id: aws-bedrock-invocation-logging
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration
#   - aws:bedrock/agentAgent:AgentAgent
#   reads:
#     "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration":
#     - loggingConfig.cloudwatchConfig.logGroupName
#     - loggingConfig.s3Config.bucketName
#     "aws:bedrock/agentAgent:AgentAgent": []
#   presence:
#     "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration":
#     - loggingConfig.cloudwatchConfig.logGroupName
#     - loggingConfig.s3Config.bucketName
#   not_applicable: the estate has no Bedrock agent whose invocations could be logged
#   remediation: >-
#     Add a bedrockmodel InvocationLoggingConfiguration with a cloudwatchConfig or an s3Config in each region where agents run.
#   aliases:
#   - checkov:CKV_AWS_373
#   - checkov:CKV_AWS_383
#   - prowler:bedrock_model_invocation_logging_enabled
#   - prowler:bedrock_model_invocation_logs_encryption_enabled
#   - prowler:bedrock_agent_guardrail_enabled
package checks.aws.bedrock.invocation_logging

import data.lib.region
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some agent in input.by_type["aws:bedrock/agentAgent:AgentAgent"]
	place := region.of(agent)
	not _logged(place)
	message := sprintf("Bedrock model invocations are not logged%s", [_in(place)])
}

applies contains input.estate.id if {
	count(input.by_type["aws:bedrock/agentAgent:AgentAgent"]) > 0
}

_logged(place) if {
	some configuration in input.by_type["aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"]
	region.same(region.of(configuration), place)
	some path in [["cloudwatchConfig", "logGroupName"], ["s3Config", "bucketName"]]
	value.present(configuration, array.concat(["props", "loggingConfig"], path))
}

_in(place) := "" if place == ""

_in(place) := sprintf(" in %s", [place]) if place != ""
