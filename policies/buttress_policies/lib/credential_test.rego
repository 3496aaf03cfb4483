package lib.credential_test

import data.lib.credential
import rego.v1

test_shaped if {
	every text in _credentials {
		credential.shaped(text)
	}
}

# Put together here, so that no file of ours looks as if it held one.
_credentials := [
	concat("", ["AKIA", "ABCDEFGHIJKLMNOP"]),
	concat("", ["key=", "ASIA", "ABCDEFGHIJKLMNOP", ";"]),
	concat("", ["-----BEGIN", " RSA PRIVATE KEY-----\nMIIE"]),
	concat("", ["-----BEGIN", " PRIVATE KEY-----"]),
	concat("", ["ghp", "_", "0123456789abcdefghijABCDEFGHIJ012345"]),
	concat("", ["xoxb", "-", "0123456789"]),
	concat("", ["wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY"]),
]

test_not_shaped if {
	every text in [
		"", "prod", "AKIAshort", "-----BEGIN CERTIFICATE-----",
		"da39a3ee5e6b4b0d3255bfef95601890afd80709", "arn:aws:iam::123456789012:role/orders", "[secret]", null, 7,
	] {
		not credential.shaped(text)
	}
}

test_reference if {
	every text in ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders", "{{resolve:ssm:orders}}", ""] {
		credential.reference(text)
	}
	every text in ["hunter2", " arn:aws", null] {
		not credential.reference(text)
	}
}

test_in_url if {
	every url in ["https://user:pass@example.com/a.git", "postgres://app:pw@db:5432/orders", "https://0123456789abcdef0123@example.com/a.git"] {
		credential.in_url(url)
	}
	every url in ["https://example.com/a.git", "https://user@example.com/a.git", "https://example.com/a:b@c", "git@example.com:a.git", "", null] {
		not credential.in_url(url)
	}
}

test_a_connection_string_with_a_key if {
	every text in ["AccountName=a;AccountKey=abc=", "Server=a;Password=hunter2", "https://a.blob.core.windows.net/b?sv=2024&sig=abc", "redis://:hunter2@a"] {
		credential.in_connection(text)
	}
}

test_a_connection_string_without_one if {
	every text in ["Endpoint=sb://a/;Authentication=Managed Identity", "Server=a;Password=$PASSWORD", "Server=a;Password=@Microsoft.KeyVault(a)", "https://a"] {
		not credential.in_connection(text)
	}
}
