package lib.literal_test

import data.lib.literal
import rego.v1

_pattern := `(?i)(password|secret|token|api_?key)`

_kinds := {
	"password": "secret",
	"pins[].pin": "secret",
	"connection": "connection",
	"variables": "map",
	"env[].value": "name",
	"pairs[].value": "key",
	"command": "script",
	"words": "script",
}

_resource(props) := {"urn": "a", "props": props, "secret": []}

_found(props) := paths if {
	found := literal.secrets(_kinds, _resource(props), _pattern) with input as {"refs": {}, "by_type": {}}
	paths := {entry.path | some entry in found}
}

test_a_literal_where_a_secret_belongs if _found({"password": "hunter2", "other": "hunter2"}) == {["password"]}

test_a_number_is_a_literal if _found({"pins": [{"pin": 1234}, {"pin": 5678}]}) == {["pins", 0, "pin"], ["pins", 1, "pin"]}

test_what_is_no_literal if {
	every text in ["", " ", "***", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db", "@Microsoft.KeyVault(SecretUri=https://a)", ["a", "b"], true] {
		_found({"password": text}) == set()
	}
}

test_a_resource_that_may_hold_a_secret if {
	literal.asked(_kinds, _resource({"password": "a"}))
	literal.asked(_kinds, {"urn": "a", "props": {}, "secret": [["env", 0, "value"]]})
	not literal.asked(_kinds, {"urn": "a", "props": {"name": "b"}, "secret": [["tags"]]})
}

test_what_is_marked_as_secret if {
	found := literal.secrets(_kinds, {"urn": "a", "props": {"password": "[secret]"}, "secret": [["password"]]}, _pattern) with input as {"refs": {}}
	found == set()
}

test_a_connection_string if {
	_found({"connection": "AccountName=a;AccountKey=abc="}) == {["connection"]}
	_found({"connection": "Endpoint=sb://a.servicebus.windows.net/;Authentication=Managed Identity"}) == set()
}

test_variables_by_name if {
	_found({"variables": {"DB_PASSWORD": "hunter2", "LEVEL": "info"}}) == {["variables", "DB_PASSWORD"]}
	_found({"variables": {"STORAGE": "AccountKey=abc"}}) == {["variables", "STORAGE"]}
	_found({"env": [{"name": "A", "value": "b"}, {"name": "TOKEN", "value": "hunter2"}]}) == {["env", 1, "value"]}
	_found({"pairs": [{"key": "TOKEN", "value": "hunter2"}]}) == {["pairs", 0, "value"]}
}

test_commands if {
	_found({"command": "serve --password hunter2"}) == {["command"]}
	_found({"words": ["serve", "--password", "hunter2"]}) == {["words"]}
	_found({"words": ["serve", 1]}) == set()
	_found({"command": base64.encode("export DB_PASSWORD=hunter2")}) == {["command"]}
	_found({"command": "serve --password $PASSWORD"}) == set()
}

test_what_comes_from_another_resource if {
	whole := literal.secrets(_kinds, _resource({"password": "hunter2"}), _pattern) with input as {"refs": {"a": {"password": ["b"]}}, "by_type": {}}
	whole == set()
	stack := {"refs": {"a": {"env": ["b"]}}, "by_type": {"type": {"b": {"props": {"key": "from-b"}}}}}
	part := literal.secrets(_kinds, _resource({"env": [{"name": "TOKEN", "value": "from-b"}, {"name": "TOKEN", "value": "other"}]}), _pattern) with input as stack
	{entry.path | some entry in part} == {["env", 1, "value"]}
}

test_a_resource_is_asked_by_what_it_sets if {
	literal.asked(_kinds, _resource({"env": []}))
	not literal.asked(_kinds, _resource({"name": "a"}))
}
