package lib.database_test

import data.lib.database
import rego.v1

_server := {"urn": "server", "type": "azure-native:dbformysql:Server", "props": {}}

_input := {
	"by_type": {
		"azure-native:dbformysql:Server": {"server": _server},
		"azure-native:dbformysql:Configuration": {
			"one": {"urn": "one", "props": {"configurationName": "TLS_version"}},
			"two": {"urn": "two", "props": {"name": "other"}},
		},
	},
	"referrers": {"server": {"azure-native:dbformysql:Configuration": {"serverName": ["one"]}}},
	"refs": {"one": {"serverName": ["server"]}},
}

test_the_settings_of_a_server if {
	count(database.settings(_server, "tls_version")) == 1 with input as _input
	count(database.settings(_server, "other")) == 0 with input as _input
}

test_a_setting_of_no_server if object.keys(database.settings_without_server) == {"two"} with input as _input

test_a_replica if database.replica({"props": {"createMode": "Replica"}})

test_a_single_server_replica if database.replica({"props": {"properties": {"createMode": "Replica"}}})

test_no_replica if not database.replica(_server)
