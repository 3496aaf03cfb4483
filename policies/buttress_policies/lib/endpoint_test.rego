package lib.endpoint_test

import data.lib.endpoint
import rego.v1

_account(id) := {"urn": "account", "id": id, "props": {}}

_input(connections) := {
	"by_type": {"azure-native:network:PrivateEndpoint": {"endpoint": {
		"urn": "endpoint",
		"props": {"privateLinkServiceConnections": connections},
	}}},
	"referrers": {"account": {"azure-native:network:PrivateEndpoint": {"privateLinkServiceConnections": ["endpoint"]}}},
}

test_an_endpoint_leads_to_it if endpoint.leads_to(_account("/a")) with input as _input([{"privateLinkServiceId": "/a"}])

test_a_connection_that_is_not_approved if {
	every state in ["Rejected", "pending", "Disconnected"] {
		refused := [{"privateLinkServiceId": "/a", "groupIds": ["blob"], "privateLinkServiceConnectionState": {"status": state}}]
		not endpoint.leads_to(_account("/a")) with input as _input(refused)
		endpoint.groups(_account("/a")) == set() with input as _input(refused)
	}
	not endpoint.leads_to(_account("/a")) with input as _input([{"privateLinkServiceId": "/b"}])
}

test_a_manual_connection if {
	every state, expected in {"Approved": 1, "Pending": 0, "": 1} {
		connections := [{"privateLinkServiceId": "/a", "privateLinkServiceConnectionState": {"status": state}}]
		given := {
			"by_type": {"azure-native:network:PrivateEndpoint": {"endpoint": {"props": {"manualPrivateLinkServiceConnections": connections}}}},
			"referrers": {"account": {"azure-native:network:PrivateEndpoint": {"manualPrivateLinkServiceConnections": ["endpoint"]}}},
		}
		found := [1 | endpoint.leads_to(_account("/a")) with input as given]
		count(found) == expected
	}
}

test_nothing_leads_to_it if not endpoint.leads_to(_account("/a")) with input as {"by_type": {}, "referrers": {}}

test_the_groups_of_its_own_connections if {
	connections := [
		{"privateLinkServiceId": "/A", "groupIds": ["Blob"]},
		{"privateLinkServiceId": "/b", "groupIds": ["file"]},
		{"groupIds": "table"},
	]
	endpoint.groups(_account("/a")) == {"blob", "table"} with input as _input(connections)
}

test_an_id_that_is_not_known_yet if {
	connections := [{"privateLinkServiceId": "/a", "groupIds": ["blob"]}, null]
	endpoint.groups(_account("")) == {"blob"} with input as _input(connections)
}

test_an_endpoint_of_another_stack if {
	every wrap in [[{"privateLinkServiceConnectionState": {"status": "Approved"}}], [{"properties": {"privateLinkServiceConnectionState": {"status": "approved"}}}]] {
		endpoint.leads_to({"urn": "account", "id": "/a", "props": {"privateEndpointConnections": wrap}}) with input as {}
		endpoint.leads_to({"urn": "account", "id": "/a", "props": {"properties": {"privateEndpointConnections": wrap}}}) with input as {}
	}
}

test_an_endpoint_of_another_stack_that_waits if {
	pending := [{"privateLinkServiceConnectionState": {"status": "Pending"}}, null, {}]
	not endpoint.leads_to({"urn": "account", "id": "/a", "props": {"privateEndpointConnections": pending}}) with input as {}
}
