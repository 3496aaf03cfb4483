# METADATA
# title: Functions have a concurrency limit
# description: >-
#   reservedConcurrentExecutions is 1 or more. Absent is -1, no limit; 0 stops the function and fails. Functions with a tag of the
#   parameter do not apply, nor those of a CloudFront distribution, which can have no limit.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# custom:
#   id: aws-lambda-concurrency-limit
#   severity: low
#   opt_in: true
#   scope: stack
#   tier: 1
#   population: [aws:lambda/function:Function]
#   companions:
#     "aws:cloudfront/distribution:Distribution": ""
#   reads:
#     "aws:lambda/function:Function": [reservedConcurrentExecutions, tags]
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   presence:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   parameters:
#     exempt_tags:
#   not_applicable: a tag of exempt_tags excuses the function, or a CloudFront distribution runs it, where it can have no limit
#   remediation: Set reservedConcurrentExecutions to what the function may use at most.
#   aliases:
#   - checkov:CKV_AWS_115
#   - powerpipe:lambda_function_concurrent_execution_limit_configured
#   - awsconfig:LAMBDA_CONCURRENCY_CHECK
package checks.aws.lambda.concurrency_limit

import data.lib.capability
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	exempt := input.parameters["aws-lambda-concurrency-limit"].exempt_tags
	not tags.match(function, exempt)
	not capability.at_edge(function)
	not _unknown(function, exempt)
}

deny contains {"resource": urn, "path": ["reservedConcurrentExecutions"], "message": "the function has no concurrency limit"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	value.number(object.get(function.props, "reservedConcurrentExecutions", -1)) < 0
}

deny contains {"resource": urn, "path": ["reservedConcurrentExecutions"], "message": "the function's reserved concurrency is 0, which stops it"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	value.number(function.props.reservedConcurrentExecutions) == 0
}

# Tags that are not known yet may exempt it, where tags do.
_unknown(function, exempt) if {
	count(exempt) > 0
	value.unknown_at(function, ["tags"])
}
