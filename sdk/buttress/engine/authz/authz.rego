# METADATA
# title: Only the process that started this server may ask it, and ask alone
# description: >-
#   The bearer token reaches the server through its environment and is never written to a file. A program that is previewed runs as the
#   same user and may find it there: it can then ask what we ask, but change no policy and no data.
# scope: package
package system.authz

import rego.v1

default allow := false

allow if {
	token := opa.runtime().env.BUTTRESS_OPA_TOKEN
	token != ""
	input.identity == token
	_asks
}

_asks if {
	input.method == "GET"
	input.path == ["health"]
}

_asks if {
	input.method == "POST"
	array.slice(input.path, 0, 3) == ["v1", "data", "buttress"]
}
