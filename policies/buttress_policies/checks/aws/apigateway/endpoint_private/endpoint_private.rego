# METADATA
# title: REST APIs are private unless they are approved entry points
# description: >-
#   endpointConfiguration.types is PRIVATE (absent is EDGE), and the API has a resource policy, its own or a RestApiPolicy,
#   that allows nobody by * unless a Condition on the caller, or a Deny of all other callers, keeps strangers out. An API whose name is in public_apis or that carries a tag of
#   public_tags does not apply, nor does its RestApiPolicy. A RestApiPolicy is checked as a resource of its own.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
# custom:
#   id: aws-apigateway-endpoint-private
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:apigateway/restApi:RestApi, aws:apigateway/restApiPolicy:RestApiPolicy]
#   companions:
#     "aws:apigateway/restApiPolicy:RestApiPolicy": restApiId
#   reads:
#     "aws:apigateway/restApi:RestApi": [endpointConfiguration.types, policy, tags, name]
#     "aws:apigateway/restApiPolicy:RestApiPolicy": [policy]
#   parameters:
#     public_apis: {type: array, items: string, default: [], description: Names (Pulumi or physical) of REST APIs that may be public}
#     public_tags:
#   not_applicable: the API is named or tagged as a public one
#   remediation: Set endpointConfiguration.types to PRIVATE with a policy for your VPC endpoints, or tag the API as public.
#   aliases:
#   - prowler:apigateway_restapi_public
#   - awsconfig:API_GW_ENDPOINT_TYPE_CHECK
#   - awsguard:apigateway-endpoint-type
#   - kics:api_gateway_endpoint_config_is_not_private
#   - kics:rest_api_with_vulnerable_policy
package checks.aws.apigateway.endpoint_private

import data.lib.caller
import data.lib.iam
import data.lib.link
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, api in input.by_type["aws:apigateway/restApi:RestApi"]
	not _public(api)
}

applies contains urn if {
	some urn, _ in input.by_type["aws:apigateway/restApiPolicy:RestApiPolicy"]
	every api in link.referred(urn, "restApiId", "aws:apigateway/restApi:RestApi") {
		not _public(api)
	}
}

deny contains {"resource": urn, "path": ["endpointConfiguration", "types"], "message": "the API can be reached from the internet"} if {
	some urn, api in input.by_type["aws:apigateway/restApi:RestApi"]
	not _private(api)
}

deny contains {"resource": urn, "path": ["policy"], "message": "the private API has no resource policy"} if {
	some urn, api in input.by_type["aws:apigateway/restApi:RestApi"]
	_private(api)
	not value.present(api, ["props", "policy"])
	count(link.referrers(urn, "aws:apigateway/restApiPolicy:RestApiPolicy", "restApiId")) == 0
}

deny contains {"resource": urn, "path": ["policy"], "message": "the API's policy grants access to everybody"} if {
	some urn, resource in _carriers
	count(caller.public(resource.props.policy)) > 0
}

deny contains {"resource": urn, "path": ["policy"], "message": "the API's policy is not a JSON document, so it cannot be checked"} if {
	some urn, resource in _carriers
	iam.unreadable(resource.props.policy)
}

_carriers[urn] := policy if some urn, policy in input.by_type["aws:apigateway/restApiPolicy:RestApiPolicy"]

# The provider echoes a RestApiPolicy into its API; it is judged on its own.
_carriers[urn] := api if {
	some urn, api in input.by_type["aws:apigateway/restApi:RestApi"]
	"policy" in api.declared
}

_private(api) if {
	types := value.list(value.at(api.props, ["endpointConfiguration", "types"]))
	count(types) > 0
	every type in types {
		value.text(type) == "private"
	}
}

_public(api) if {
	wanted := input.parameters["aws-apigateway-endpoint-private"].public_tags
	tags.match(api, wanted)
}

# Tags that are not known yet may say so; the outcome is then unknown.
_public(api) if value.unknown_at(api, ["tags"])

_public(api) if {
	names := input.parameters["aws-apigateway-endpoint-private"].public_apis
	{api.name, object.get(api.props, "name", "")} & {name | some name in names} != set()
}
