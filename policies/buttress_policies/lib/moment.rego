# METADATA
# title: Moments
# description: RFC 3339 texts as nanoseconds since 1970, and nothing for what is not one, so that a bad text stops no check.
# scope: package
package lib.moment

import rego.v1

# METADATA
# description: The nanoseconds of a text such as 2026-01-31T00:00:00Z, from 1900 to 2199; undefined for anything else.
# scope: document
nanoseconds(text) := time.parse_rfc3339_ns(text) if {
	is_string(text)
	regex.match(_form, text)
}

# METADATA
# description: The days from one moment to another, both in nanoseconds; negative where the second is earlier.
# scope: document
days(from, to) := (to - from) / 86400000000000

_form := concat("", [`^(`, _any_day, `|`, _leap_day, `)T`, _time, `$`])

_time := `([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])`

_any_day := `(19|20|21)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)`

_leap_day := `(19|20|21)(0[48]|[2468][048]|[13579][26])-02-29`
