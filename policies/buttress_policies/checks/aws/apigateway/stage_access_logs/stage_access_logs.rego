# METADATA
# title: API stages write access logs
# description: accessLogSettings.destinationArn and accessLogSettings.format are set on stages of REST, HTTP and WebSocket APIs.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: aws-apigateway-stage-access-logs
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:apigateway/stage:Stage, aws:apigatewayv2/stage:Stage]
#   reads:
#     "aws:apigateway/stage:Stage": [accessLogSettings.destinationArn, accessLogSettings.format]
#     "aws:apigatewayv2/stage:Stage": [accessLogSettings.destinationArn, accessLogSettings.format]
#   presence:
#     "aws:apigateway/stage:Stage": [accessLogSettings.destinationArn]
#     "aws:apigatewayv2/stage:Stage": [accessLogSettings.destinationArn]
#   live: the destination receives records of each stage
#   remediation: Set accessLogSettings with the ARN of a log group and a format.
#   aliases:
#   - checkov:CKV_AWS_76
#   - trivy:AVD-AWS-0001
#   - prowler:apigateway_restapi_logging_enabled
#   - prowler:apigatewayv2_api_access_logging_enabled
#   - securityhub:apigateway.9
#   - awsconfig:API_GWV2_ACCESS_LOGS_ENABLED
#   - cdknag:AwsSolutions-APIG1
#   - pulumi:aws-apigatewayv2-stage-enable-access-logging
#   - pulumi:aws-apigatewayv2-stage-configure-access-logging
#   - kics:api_gateway_access_logging_disabled
#   - kics-pulumi:api_gateway_access_logging_disabled
package checks.aws.apigateway.stage_access_logs

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["accessLogSettings", property], "message": message} if {
	some type in ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"]
	some urn, stage in input.by_type[type]
	some property, message in {"destinationArn": "the stage's access logs have no destination", "format": "the stage's access logs have no format"}
	not value.present(stage, ["props", "accessLogSettings", property])
}
