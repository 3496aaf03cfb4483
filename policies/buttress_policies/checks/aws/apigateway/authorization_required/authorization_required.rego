# METADATA
# title: Routes of APIs ask who calls
# description: >-
#   authorization of a Method and authorizationType of a Route are not NONE; absent is NONE on a Route. A key of an API alone is no authorisation:
#   keys are for quotas, and are sent with each call. OPTIONS is left out, which browsers ask without
#   credentials, and of a WEBSOCKET API all routes but $connect, which alone is authorised. Public routes of a product stand in parameter
#   public_routes, by routeKey or by the name in the program. Resource policies and mutual TLS are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
# custom:
#   id: aws-apigateway-authorization-required
#   severity: high
#   scope: stack
#   tier: 2
#   population: ["aws:apigateway/method:Method", "aws:apigatewayv2/route:Route"]
#   reads:
#     "aws:apigateway/method:Method": [authorization, httpMethod]
#     "aws:apigatewayv2/route:Route": [authorizationType, routeKey]
#     "aws:apigatewayv2/api:Api": [protocolType]
#   parameters:
#     public_routes:
#       type: array
#       items: string
#       default: []
#       description: Routes that are meant for everybody, by their key such as GET /health or their name in the program
#   not_applicable: the route is for everybody by its kind or by parameter public_routes
#   remediation: Set the authorization to AWS_IAM, JWT, COGNITO_USER_POOLS or CUSTOM with an authorizer, or name the route in public_routes.
#   precondition: Callers must send what the authorizer asks for first.
#   aliases:
#   - checkov:CKV_AWS_59
#   - checkov:CKV_AWS_309
#   - checkov:CKV2_AWS_70
#   - trivy:AVD-AWS-0004
#   - prowler:apigatewayv2_api_authorizers_enabled
#   - securityhub:apigateway.8
#   - awsconfig:API_GWV2_AUTHORIZATION_TYPE_CONFIGURED
#   - cdknag:AwsSolutions-APIG4
#   - kics:api_gateway_with_open_access
package checks.aws.apigateway.authorization_required

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in _asked

deny contains {"resource": urn, "path": [property], "message": "the route answers without asking who calls"} if {
	some urn, route in _asked
	property := _property[route.type]
	value.text(value.at(route, ["props", property])) in {"", "none"}
}

_property := {"aws:apigateway/method:Method": "authorization", "aws:apigatewayv2/route:Route": "authorizationType"}

_asked[urn] := method if {
	some urn, method in input.by_type["aws:apigateway/method:Method"]
	value.text(value.at(method, ["props", "httpMethod"])) != "options"
	name := method.name
	not _public(name)
}

_asked[urn] := route if {
	some urn, route in input.by_type["aws:apigatewayv2/route:Route"]
	key := value.text(value.at(route, ["props", "routeKey"]))
	not startswith(key, "options ")
	not _later(urn, key)
	name := route.name
	not _public(name)
	not _public(key)
}

# What a client asks on a socket was authorised when it connected.
_later(urn, key) if {
	key != "$connect"
	some api in link.referred(urn, "apiId", "aws:apigatewayv2/api:Api")
	value.text(value.at(api, ["props", "protocolType"])) == "websocket"
}

_public(name) if {
	some public in input.parameters["aws-apigateway-authorization-required"].public_routes
	value.text(public) == lower(name)
}
