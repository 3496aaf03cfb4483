# METADATA
# title: Edge endpoints require TLS 1.2 and redirect plain HTTP
# description: >-
#   An ApplicationGateway has sslPolicy.minProtocolVersion TLSv1_2 or TLSv1_3, or a predefined policy of 2017 with the suffix S or
#   of 2022, and requestRoutingRules of a listener of Http only redirect. A cdn Endpoint has isHttpAllowed false, a custom domain
#   of Front Door no minimumTlsVersion TLS10, a Route of it httpsRedirect Enabled or supportedProtocols without Http. A routing
#   rule of the classic Front Door that accepts Http (as one that names no protocols does) redirects to HTTPS. Absent fails,
#   except on the custom domain, where it is TLS 1.2.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview
# - ref: https://learn.microsoft.com/azure/frontdoor/end-to-end-tls
# custom:
#   id: azure-edge-endpoints-tls
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:network:ApplicationGateway", "azure-native:cdn:Endpoint", "azure-native:cdn:AFDCustomDomain", "azure-native:cdn:Route", "azure-native:frontdoor:FrontDoor"]
#   reads:
#     "azure-native:network:ApplicationGateway":
#     - sslPolicy.minProtocolVersion
#     - sslPolicy.policyName
#     - httpListeners[].protocol
#     - httpListeners[].name
#     - requestRoutingRules[].httpListener.id
#     - requestRoutingRules[].redirectConfiguration
#     "azure-native:cdn:Endpoint": [isHttpAllowed]
#     "azure-native:cdn:AFDCustomDomain": [tlsSettings.minimumTlsVersion]
#     "azure-native:cdn:Route": [httpsRedirect, supportedProtocols]
#     "azure-native:frontdoor:FrontDoor": ["routingRules[].acceptedProtocols", "routingRules[].routeConfiguration"]
#   presence:
#     "azure-native:network:ApplicationGateway": ["requestRoutingRules[].redirectConfiguration"]
#   remediation: >-
#     Set sslPolicy of the gateway, isHttpAllowed of the endpoint or httpsRedirect of the route, or use ProtectedFrontDoor.
#   aliases:
#   - checkov:CKV_AZURE_217
#   - checkov:CKV_AZURE_218
#   - powerpipe:application_gateway_min_tls_1_2
#   - checkov:CKV_AZURE_197
#   - checkov:CKV_AZURE_198
#   - checkov:CKV_AZURE_200
package checks.azure.network.edge_endpoints_tls

import data.lib.arm
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["sslPolicy"], "message": "the gateway may accept TLS before 1.2"} if {
	some urn, gateway in input.by_type["azure-native:network:ApplicationGateway"]
	not _modern(gateway)
}

deny contains {"resource": urn, "path": ["httpListeners", place, "protocol"], "message": message} if {
	some urn, gateway in input.by_type["azure-native:network:ApplicationGateway"]
	some place, listener in gateway.props.httpListeners
	value.text(value.at(listener, ["protocol"])) == "http"
	some number, rule in gateway.props.requestRoutingRules
	arm.name(value.at(rule, ["httpListener", "id"])) == value.text(value.at(listener, ["name"]))
	not value.present(rule, ["redirectConfiguration"])
	not value.unknown_at(gateway, ["requestRoutingRules", number, "redirectConfiguration"])
	message := sprintf("the listener %s serves plain HTTP", [listener.name])
}

deny contains {"resource": urn, "path": ["isHttpAllowed"], "message": "the endpoint serves plain HTTP"} if {
	some urn, endpoint in input.by_type["azure-native:cdn:Endpoint"]
	not value.is_false(endpoint, ["props", "isHttpAllowed"])
}

deny contains {"resource": urn, "path": ["tlsSettings", "minimumTlsVersion"], "message": "the domain accepts TLS before 1.2"} if {
	some urn, domain in input.by_type["azure-native:cdn:AFDCustomDomain"]
	value.text(value.at(domain, ["props", "tlsSettings", "minimumTlsVersion"])) == "tls10"
}

deny contains {"resource": urn, "path": ["httpsRedirect"], "message": "the route serves plain HTTP"} if {
	some urn, route in input.by_type["azure-native:cdn:Route"]
	value.text(value.at(route, ["props", "httpsRedirect"])) != "enabled"
	not _https_only(value.at(route, ["props", "supportedProtocols"]))
	not value.unknown(route, "supportedProtocols")
}

deny contains {"resource": urn, "path": ["routingRules", place, "acceptedProtocols"], "message": "the routing rule serves plain HTTP"} if {
	some urn, door in input.by_type["azure-native:frontdoor:FrontDoor"]
	some place, rule in door.props.routingRules
	not _https_only(value.at(rule, ["acceptedProtocols"]))
	not value.text(value.at(rule, ["routeConfiguration", "redirectProtocol"])) in {"httpsonly"}
	not value.unknown_at(door, ["routingRules", place, "routeConfiguration", "redirectProtocol"])
}

_modern(gateway) if {
	value.text(value.at(gateway, ["props", "sslPolicy", "minProtocolVersion"])) in {"tlsv1_2", "tlsv1_3"}
}

_modern(gateway) if {
	regex.match(`(2017[0-9]*s|2022[0-9]*s?)$`, value.text(value.at(gateway, ["props", "sslPolicy", "policyName"])))
}

_https_only(protocols) if {
	listed := {value.text(protocol) | some protocol in value.list(protocols)}
	listed == {"https"}
}
