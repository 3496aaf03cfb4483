# METADATA
# title: Only the process that started this server may ask it
# description: The bearer token reaches the server through its environment and is never written to a file.
# scope: package
package system.authz

import rego.v1

default allow := false

allow if {
	token := opa.runtime().env.BUTTRESS_OPA_TOKEN
	token != ""
	input.identity == token
}
