# METADATA
# title: Requests are traced from the API to the function
# description: >-
#   xrayTracingEnabled of a REST Stage, tracingConfig.mode Active of a Function, tracingConfiguration.enabled of a StateMachine and
#   xrayEnabled of a GraphQLApi are on. Absent is off in all of them. A function of a CloudFront distribution
#   cannot be traced and does not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
# custom:
#   id: aws-tracing-enabled
#   severity: low
#   scope: stack
#   tier: 1
#   population:
#   - aws:apigateway/stage:Stage
#   - aws:lambda/function:Function
#   - aws:sfn/stateMachine:StateMachine
#   - aws:appsync/graphQLApi:GraphQLApi
#   companions:
#     "aws:cloudfront/distribution:Distribution": ""
#   reads:
#     "aws:apigateway/stage:Stage": [xrayTracingEnabled]
#     "aws:lambda/function:Function": [tracingConfig.mode]
#     "aws:sfn/stateMachine:StateMachine": [tracingConfiguration.enabled]
#     "aws:appsync/graphQLApi:GraphQLApi": [xrayEnabled]
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   presence:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   not_applicable: a function of a CloudFront distribution cannot be traced
#   remediation: Set xrayTracingEnabled, tracingConfig.mode Active, tracingConfiguration.enabled or xrayEnabled.
#   aliases:
#   - checkov:CKV_AWS_50
#   - checkov:CKV_AWS_73
#   - checkov:CKV_AWS_284
#   - trivy:AVD-AWS-0003
#   - trivy:AVD-AWS-0066
#   - prowler:apigateway_restapi_tracing_enabled
#   - securityhub:apigateway.3
#   - awsconfig:API_GW_XRAY_ENABLED
#   - cdknag:AwsSolutions-SF2
#   - pulumi:aws-lambda-function-enable-tracing-config
#   - pulumi:aws-lambda-function-configure-tracing-config
#   - kics:api_gateway_xray_disabled
#   - kics:lambda_functions_without_x-ray_tracing
package checks.aws.xray.tracing_enabled

import data.lib.capability
import data.lib.value
import rego.v1

applies contains urn if {
	some type in ["aws:apigateway/stage:Stage", "aws:sfn/stateMachine:StateMachine", "aws:appsync/graphQLApi:GraphQLApi"]
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	not capability.at_edge(function)
}

deny contains {"resource": urn, "path": path, "message": "the API's requests are not traced"} if {
	some type, path in {
		"aws:apigateway/stage:Stage": ["xrayTracingEnabled"],
		"aws:sfn/stateMachine:StateMachine": ["tracingConfiguration", "enabled"],
		"aws:appsync/graphQLApi:GraphQLApi": ["xrayEnabled"],
	}
	some urn, resource in input.by_type[type]
	not value.is_true(resource.props, path)
}

deny contains {"resource": urn, "path": ["tracingConfig", "mode"], "message": "the function's invocations are not traced"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	value.text(value.at(function.props, ["tracingConfig", "mode"])) != "active"
}
