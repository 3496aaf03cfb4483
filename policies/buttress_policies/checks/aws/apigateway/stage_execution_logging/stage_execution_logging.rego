# METADATA
# title: API stages log how requests are handled
# description: >-
#   A REST Stage has MethodSettings of its API and stage name with methodPath */*, loggingLevel ERROR or INFO, and dataTraceEnabled
#   not true, for that logs bodies. A stage of a WebSocket API has defaultRouteSettings.loggingLevel ERROR or INFO. HTTP APIs have no
#   execution logs and do not apply, nor do stages of an API of another stack in version 2.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
# custom:
#   id: aws-apigateway-stage-execution-logging
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:apigateway/stage:Stage, aws:apigatewayv2/stage:Stage]
#   companions:
#     "aws:apigateway/methodSettings:MethodSettings": [stageName, ]
#   reads:
#     "aws:apigateway/stage:Stage": [stageName]
#     "aws:apigatewayv2/stage:Stage": [defaultRouteSettings.loggingLevel]
#     "aws:apigateway/methodSettings:MethodSettings": [methodPath, settings.loggingLevel, settings.dataTraceEnabled]
#     "aws:apigatewayv2/api:Api": [protocolType]
#     "aws:apigateway/restApi:RestApi": []
#   live: the execution log group of each stage receives events
#   not_applicable: HTTP APIs have no execution logs, and the API of this stage is not a WebSocket API of the stack
#   remediation: Add MethodSettings for */* with loggingLevel ERROR, or set defaultRouteSettings.loggingLevel.
#   aliases:
#   - checkov:CKV_AWS_276
#   - checkov:CKV2_AWS_4
#   - prowler:apigateway_restapi_logging_enabled
#   - powerpipe:apigateway_stage_logging_enabled
#   - securityhub:apigateway.1
#   - awsconfig:API_GW_EXECUTION_LOGGING_ENABLED
#   - cdknag:AwsSolutions-APIG6
#   - kics:api_gateway_with_cloudwatch_logging_disabled
package checks.aws.apigateway.stage_execution_logging

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:apigateway/stage:Stage"]

applies contains urn if {
	some urn, _ in input.by_type["aws:apigatewayv2/stage:Stage"]
	some api in link.referred(urn, "apiId", "aws:apigatewayv2/api:Api")
	value.text(api.props.protocolType) == "websocket"
}

deny contains {"resource": urn, "path": [], "message": "the stage has no method settings for */* that log executions without bodies"} if {
	some urn, stage in input.by_type["aws:apigateway/stage:Stage"]
	not _logged(stage)
}

deny contains {"resource": urn, "path": ["defaultRouteSettings", "loggingLevel"], "message": "the stage does not log executions"} if {
	some urn, stage in input.by_type["aws:apigatewayv2/stage:Stage"]
	not value.text(value.at(stage.props, ["defaultRouteSettings", "loggingLevel"])) in {"error", "info"}
}

_logged(stage) if {
	some settings in input.by_type["aws:apigateway/methodSettings:MethodSettings"]
	settings.props.methodPath == "*/*"
	value.text(settings.props.settings.loggingLevel) in {"error", "info"}
	not value.is_true(settings, ["props", "settings", "dataTraceEnabled"])
	_belongs(settings, stage)
}

_belongs(settings, stage) if stage.urn in input.refs[settings.urn].stageName

_belongs(settings, stage) if {
	settings.props.stageName == stage.props.stageName
	_same_api(settings, stage)
}

_same_api(settings, stage) if settings.props.restApi == stage.props.restApi

_same_api(settings, stage) if {
	some api in input.refs[settings.urn].restApi
	api in input.refs[stage.urn].restApi
}
