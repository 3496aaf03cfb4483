# METADATA
# title: Container apps accept HTTPS only
# description: >-
#   configuration.ingress.allowInsecure is not true (absent is false), and none of its additionalPortMappings is external, unless
#   its exposedPort, or its targetPort where none is given, is among allowed_ports. Apps without ingress do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/container-apps/ingress-overview
# custom:
#   id: azure-containerapp-ingress-https-only
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:app:ContainerApp"]
#   reads:
#     "azure-native:app:ContainerApp":
#     - configuration.ingress.allowInsecure
#     - configuration.ingress.additionalPortMappings[].external
#     - configuration.ingress.additionalPortMappings[].exposedPort
#     - configuration.ingress.additionalPortMappings[].targetPort
#   parameters:
#     allowed_ports:
#       type: array
#       items: integer
#       default: []
#       description: Further ports that may be reached from outside
#   not_applicable: the app has no ingress
#   remediation: Leave out allowInsecure, and set external of additionalPortMappings to false.
#   aliases:
#   - azurepolicy:0e80e269-43a4-4ae9-b5bc-178126b8a5cb
package checks.azure.app.containerapp_ingress_https_only

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, app in input.by_type["azure-native:app:ContainerApp"]
	value.present(app, ["props", "configuration", "ingress"])
}

deny contains {"resource": urn, "path": ["configuration", "ingress", "allowInsecure"], "message": "the app serves plain HTTP"} if {
	some urn, app in input.by_type["azure-native:app:ContainerApp"]
	value.is_true(app, ["props", "configuration", "ingress", "allowInsecure"])
}

deny contains {"resource": urn, "path": array.concat(_mappings, [place, "external"]), "message": message} if {
	some urn, app in input.by_type["azure-native:app:ContainerApp"]
	some place, mapping in value.at(app.props, _mappings)
	value.is_true(mapping, ["external"])
	not value.unknown_at(app, array.concat(_mappings, [place, "exposedPort"]))
	port := _port(mapping)
	not port in input.parameters["azure-containerapp-ingress-https-only"].allowed_ports
	message := sprintf("the app's port %v is open to the outside without encryption", [port])
}

_mappings := ["configuration", "ingress", "additionalPortMappings"]

_port(mapping) := value.number(value.at(mapping, ["exposedPort"]))

_port(mapping) := value.number(value.at(mapping, ["targetPort"])) if value.at(mapping, ["exposedPort"]) == null
