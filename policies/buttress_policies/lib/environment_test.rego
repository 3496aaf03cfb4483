package lib.environment_test

import data.lib.environment
import rego.v1

_pattern := `(?i)(password|secret|token)`

test_a_literal_under_a_telling_name if environment.holds_credential("DB_PASSWORD", "hunter2", _pattern)

test_a_key_under_any_name if environment.holds_credential("ACCESS", concat("", ["AKIA", "QQQQWWWWEEEE2345"]), _pattern)

test_a_password_in_a_url if environment.holds_credential("DATABASE", "postgres://orders:hunter2@db/orders", _pattern)

test_what_only_names_a_secret if {
	every text in ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:db", "{{resolve:secretsmanager:db}}", "", "prod/orders/db", "/prod/orders"] {
		not environment.holds_credential("DB_PASSWORD", text, _pattern)
	}
}

test_what_is_about_a_secret if {
	every name in ["DB_SECRET_NAME", "dbSecretArn", "TOKEN_TTL", "password.length", "SECRET_ID", "tokenFile", "TOKENIZER", "MAX_TOKENS", "TOKEN_ISSUER"] {
		not environment.holds_credential(name, "Orders7", _pattern)
	}
}

test_a_switch if not environment.holds_credential("PASSWORD_LOGIN", "True", _pattern)

test_another_name if not environment.holds_credential("LOG_LEVEL", "info", _pattern)

test_no_text if {
	not environment.holds_credential("DB_PASSWORD", 5, _pattern)
	not environment.holds_credential(5, "hunter2", _pattern)
}

test_a_script_with_a_credential if {
	every text in [
		"export DB_PASSWORD=hunter2",
		"password: hunter2",
		`{"apiToken": "hunter2"}`,
		"mysql --password hunter2",
		"curl https://orders:hunter2@example.com/",
		concat("", ["run AKIA", "QQQQWWWWEEEE2345"]),
	] {
		environment.in_script(text, _pattern)
	}
}

test_a_script_without_one if {
	every text in [
		"DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/orders)",
		"docker login --password-stdin example.com",
		"serve --token-file /run/token --password $PASSWORD",
		"curl https://example.com/",
		"aws ssm get-parameter --name /orders/password",
	] {
		not environment.in_script(text, _pattern)
	}
}
