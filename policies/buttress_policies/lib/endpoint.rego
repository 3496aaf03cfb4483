# METADATA
# title: Private endpoints
# description: Which private endpoints lead to a resource, by an automatic or a manual connection.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/private-link/private-endpoint-overview
package lib.endpoint

import data.lib.arm
import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Whether a private endpoint leads to the resource; one of the input, or one made elsewhere whose approved connection Azure answers
#   with the resource.
# scope: document
leads_to(resource) if count(_endpoints(resource)) > 0

leads_to(resource) if {
	some path in [["props", "privateEndpointConnections"], ["props", "properties", "privateEndpointConnections"]]
	some connection in value.list(value.at(resource, path))
	_approved(connection)
}

_approved(connection) if {
	some path in [["privateLinkServiceConnectionState", "status"], ["properties", "privateLinkServiceConnectionState", "status"]]
	value.text(value.at(connection, path)) == "approved"
}

# METADATA
# description: The sub-resources (`blob`, `file`, …) of the resource, lower case, that private endpoints lead to.
# scope: document
groups(resource) := {value.text(group) |
	some entry in _endpoints(resource)
	some connection in value.list(object.get(entry.endpoint.props, entry.property, null))
	not _elsewhere(connection, resource)
	some group in value.list(value.at(connection, ["groupIds"]))
}

_endpoints(resource) := [{"endpoint": endpoint, "property": property} |
	some property in ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
	some endpoint in link.referrers(resource.urn, "azure-native:network:PrivateEndpoint", property)
]

# An id that is not known yet is taken for the one that the endpoint refers to.
_elsewhere(connection, resource) if {
	value.present(connection, ["privateLinkServiceId"])
	resource.id != ""
	not _same(connection, resource)
}

_same(connection, resource) if arm.same(connection.privateLinkServiceId, resource.id)
