# METADATA
# title: Functions keep the events that fail
# description: >-
#   A Function that S3, SNS, EventBridge, SES or IoT may invoke, by a Permission of that principal, has a deadLetterConfig.targetArn
#   or a FunctionEventInvokeConfig with a destination for failures. Those services invoke and forget, so an event that fails would be
#   lost. Functions behind an API or a stream do not apply, nor those of a CloudFront distribution, which can have
#   no queue.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# custom:
#   id: aws-lambda-dead-letter-queue
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:lambda/function:Function]
#   companions:
#     "aws:cloudfront/distribution:Distribution": ""
#     "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": functionName
#     "aws:lambda/permission:Permission": function
#   reads:
#     "aws:lambda/function:Function": [deadLetterConfig.targetArn]
#     "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [destinationConfig.onFailure.destination]
#     "aws:lambda/permission:Permission": [principal]
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   presence:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#     "aws:lambda/function:Function": [deadLetterConfig.targetArn]
#     "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [destinationConfig.onFailure.destination]
#   not_applicable: no service of the stack invokes the function without waiting for its answer
#   remediation: Set deadLetterConfig.targetArn to a queue or topic, or add a FunctionEventInvokeConfig with destinationConfig.onFailure.
#   aliases:
#   - checkov:CKV_AWS_116
#   - prowler:awslambda_function_no_dead_letter_queue
#   - powerpipe:lambda_function_dead_letter_queue_configured
#   - awsconfig:LAMBDA_DLQ_CHECK
package checks.aws.lambda.dead_letter_queue

import data.lib.capability
import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	not capability.at_edge(function)
	some permission in link.referrers(urn, "aws:lambda/permission:Permission", "function")
	_asynchronous(permission)
}

deny contains {"resource": urn, "path": ["deadLetterConfig", "targetArn"], "message": "the function has no destination for failed events"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	not value.present(function, ["props", "deadLetterConfig", "targetArn"])
	not _destination(function)
}

_asynchronous(permission) if {
	some service in ["s3", "sns", "events", "ses", "iot"]
	value.text(permission.props.principal) in {sprintf("%s.amazonaws.com", [service]), sprintf("%s.amazonaws.com.cn", [service])}
}

_destination(function) if {
	some config in link.referrers(function.urn, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "functionName")
	value.present(config, ["props", "destinationConfig", "onFailure", "destination"])
}
