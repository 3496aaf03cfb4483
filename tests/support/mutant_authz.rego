# METADATA
# title: Only who started this server may use it, and may change its policies
# description: That of the product lets nobody change a policy; here one check after the other is put in the place of the last.
# scope: package
package system.authz

import rego.v1

default allow := false

allow if {
	token := opa.runtime().env.BUTTRESS_OPA_TOKEN
	token != ""
	input.identity == token
}
