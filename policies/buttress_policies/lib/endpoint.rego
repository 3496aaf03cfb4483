# METADATA
# title: Private endpoints
# description: >-
#   Which private endpoints lead to a resource. A connection whose state is Rejected, Pending or Disconnected carries nothing; Azure
#   answers the state, so that one without any is not made yet, and nobody has refused it.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/private-link/private-endpoint-overview
# - ref: https://learn.microsoft.com/azure/private-link/manage-private-endpoint
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
leads_to(resource) if count(_connections(resource)) > 0

leads_to(resource) if {
	some path in [["props", "privateEndpointConnections"], ["props", "properties", "privateEndpointConnections"]]
	some connection in value.list(value.at(resource, path))
	_state(connection) == "approved"
}

# METADATA
# description: The sub-resources (`blob`, `file`, …) of the resource, lower case, that private endpoints lead to.
# scope: document
groups(resource) := {value.text(group) |
	some connection in _connections(resource)
	some group in value.list(value.at(connection, ["groupIds"]))
}

_connections(resource) := [connection |
	some property in ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
	some endpoint in link.referrers(resource.urn, "azure-native:network:PrivateEndpoint", property)
	some connection in value.list(object.get(endpoint.props, property, null))
	not _elsewhere(connection, resource)
	_state(connection) in {"", "approved"}
]

_state(connection) := value.text(value.at(connection, ["privateLinkServiceConnectionState", "status"])) if {
	not connection.properties
} else := value.text(value.at(connection, ["properties", "privateLinkServiceConnectionState", "status"]))

# An id that is not known yet is taken for the one that the endpoint refers to.
_elsewhere(connection, resource) if {
	value.present(connection, ["privateLinkServiceId"])
	resource.id != ""
	not _same(connection, resource)
}

_same(connection, resource) if arm.same(connection.privateLinkServiceId, resource.id)
