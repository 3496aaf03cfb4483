# METADATA
# title: Credentials in plain values
# description: What a text looks like that gives access to something, and what only refers to where such a text is kept.
# scope: package
package lib.credential

import rego.v1

# METADATA
# description: >-
#   Whether a text has the form of an AWS key, a PEM private key, or a token of GitHub or Slack. An AWS secret key is known by its 40
#   signs of mixed case and digits, standing alone.
# scope: document
shaped(text) if {
	is_string(text)
	regex.match(_form, text)
}

shaped(text) if {
	is_string(text)
	regex.match(`^[A-Za-z0-9/+]{40}$`, text)
	every kind in [`[A-Z]`, `[a-z]`, `[0-9]`, `[g-zG-Z/+]`] {
		regex.match(kind, text)
	}
}

_form := `\b(AKIA|ASIA)[A-Z2-7]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abprs]-[A-Za-z0-9-]{10}`

# METADATA
# description: >-
#   Whether a text only names the place of a secret, by an ARN, a dynamic reference, a vault's address, a place holder of a template, or
#   an empty text.
# scope: document
reference(text) if {
	is_string(text)
	regex.match(`^(arn:|[{][{]resolve:|@Microsoft[.]KeyVault[(]|https://[^/]+[.]vault[.]azure[.]|[$][{][^}]*[}]$|$)`, text)
}

# METADATA
# description: Whether a URL carries a user's password or token before its host.
# scope: document
in_url(text) if {
	is_string(text)
	regex.match(`^[A-Za-z][A-Za-z0-9+.-]*://[^/@\s]*:[^/@\s]+@`, text)
}

in_url(text) if {
	is_string(text)
	regex.match(`^https?://[^/@\s:]{20,}@`, text)
}

# METADATA
# description: Whether a connection string carries a key, a password or a signature, rather than an identity or the address alone.
# scope: document
in_connection(text) if {
	is_string(text)
	regex.match(`(?i)(^|[;?&\s])(accountkey|sharedaccesskey|sharedsecretvalue|sharedaccesssignature|password|pwd|sig)\s*=\s*[^;&\s$<{@]`, text)
}

in_connection(text) if in_url(text)
