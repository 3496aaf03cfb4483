# METADATA
# title: Ask only the checks that are wanted
# description: >-
#   `input.checks` maps a check id to its package path. The answer holds each check's denials, the resources to which it
#   applies, and those that it leaves out with the reason of each. A check that is not loaded has no denials, not even none, which the host takes for an error.
# scope: package
package buttress.route

import rego.v1

decisions[id] := {"deny": deny, "applies": applies, "skips": skips} if {
	some id, ["checks", cloud, service, name] in input.checks
	deny := data.checks[cloud][service][name].deny
	applies := {urn | some urn in data.checks[cloud][service][name].applies}
	skips := {skip | some skip in data.checks[cloud][service][name].skips}
}

decisions[id] := {"deny": deny, "applies": applies, "skips": skips} if {
	some id, ["custom", cloud, service, name] in input.checks
	deny := data.custom[cloud][service][name].deny
	applies := {urn | some urn in data.custom[cloud][service][name].applies}
	skips := {skip | some skip in data.custom[cloud][service][name].skips}
}
