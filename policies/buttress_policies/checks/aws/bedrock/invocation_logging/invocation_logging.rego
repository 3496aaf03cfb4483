# METADATA
# title: Calls of models are logged
# description: >-
#   An account with a Bedrock agent has an InvocationLoggingConfiguration that names a log group or a bucket. An account without Bedrock
#   is not asked for anything; models that are called without an agent leave no resource behind and are not seen.
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
#   live: calls of models are logged wherever a model is called
#   remediation: Add a bedrockmodel InvocationLoggingConfiguration with cloudwatchConfig or s3Config.
#   aliases:
#   - checkov:CKV_AWS_373
#   - checkov:CKV_AWS_383
#   - prowler:bedrock_model_invocation_logging_enabled
#   - prowler:bedrock_model_invocation_logs_encryption_enabled
#   - prowler:bedrock_agent_guardrail_enabled
package checks.aws.bedrock.invocation_logging

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "nothing logs the calls of models"} if {
	count(object.get(input.by_type, "aws:bedrock/agentAgent:AgentAgent", {})) > 0
	not _logged
}

_logged if {
	some configuration in input.by_type["aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"]
	some path in [["cloudwatchConfig", "logGroupName"], ["s3Config", "bucketName"]]
	value.present(configuration, array.concat(["props", "loggingConfig"], path))
}
