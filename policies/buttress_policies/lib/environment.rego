# METADATA
# title: Environment variables
# description: Which variables of a program hold a credential in plain text, wherever they are declared.
# scope: package
package lib.environment

import data.lib.credential
import rego.v1

# METADATA
# description: >-
#   Whether a variable holds a credential: its value has the form of one, or carries one in a URL, or is a literal under a name that
#   matches `pattern`. An ARN or a dynamic reference is none, nor a switch, nor the name, place, size or age of a secret.
# scope: document
holds_credential(_, text, _) if credential.shaped(text)

holds_credential(_, text, _) if credential.in_url(text)

holds_credential(name, text, pattern) if {
	is_string(text)
	is_string(name)
	regex.match(pattern, name)
	not credential.reference(trim_space(text))
	not regex.match(_about, name)
	not regex.match(_place, trim_space(text))
	not lower(text) in {"true", "false", "yes", "no", "on", "off", "none", "null"}
}

# The path of a secret in Secrets Manager or Parameter Store: lower-case words between slashes.
_place := `^/?[a-z][a-z0-9_.-]*(/[a-z][a-z0-9_.-]*)+$`

# A secret's name, place, size or age, rather than the secret; and the tokens of a language model.
_about := `(?i:tokeni[sz]|(max|min|num|input|output|context)_?tokens)|(?i:(^|[_.-])(arn|name|id|path|file|dir|prefix|url|uri|endpoint|region|version|ttl|seconds|minutes|hours|days|expiry|length|size|count|limit|enabled|header|stdin|issuer|audience|algorithm|provider|backend|store)$)|[a-z](Arn|Name|Id|Path|File|Url)$`

# METADATA
# description: >-
#   Whether a command, a script or user data holds a credential: one that is known by its form, a password in a URL, or a literal that is
#   assigned to a name that matches `pattern` (`TOKEN=…`, `password: …`, `--db-password …`).
# scope: document
in_script(text, _) if credential.shaped(text)

in_script(text, _) if regex.match(`[A-Za-z][A-Za-z0-9+.-]*://[^/@\s:'"$<{]*:[^/@\s'"$<{]+@`, text)

in_script(text, pattern) if {
	some form in [_assignment, _flag]
	some found in regex.find_all_string_submatch_n(form, text, -1)
	holds_credential(replace(found[1], "-", "_"), found[2], pattern)
}

_assignment := `([A-Za-z_][A-Za-z0-9_.-]*)(?:["']?\s*=\s*|:\s+|["']:\s*)["']?([^\s"';&|$<{(%,]+)`

_flag := `--?([A-Za-z][A-Za-z0-9_-]*)\s+["']?([^\s"';&|$<{(%-][^\s"';&|$<{(%]*)`
