package lib.moment_test

import data.lib.moment
import rego.v1

test_moments if {
	every text in [
		"2026-01-31T00:00:00Z",
		"2028-02-29T23:59:59.123456789+05:30",
		"2026-04-30T12:00:00-08:00",
		"1970-01-01T00:00:00Z",
	] {
		moment.nanoseconds(text) == time.parse_rfc3339_ns(text)
	}
}

test_what_is_no_moment if {
	every text in [
		"",
		"2026-02-29T00:00:00Z",
		"2100-02-29T00:00:00Z",
		"2026-04-31T00:00:00Z",
		"2026-13-01T00:00:00Z",
		"2026-01-01T24:00:00Z",
		"2026-01-01",
		"9999-12-31T00:00:00Z",
		5,
		null,
	] {
		not moment.nanoseconds(text)
	}
}

test_days_between_moments if {
	moment.days(moment.nanoseconds("2026-01-01T00:00:00Z"), moment.nanoseconds("2026-01-31T12:00:00Z")) == 30.5
}

test_days_back if moment.days(moment.nanoseconds("2026-01-02T00:00:00Z"), moment.nanoseconds("2026-01-01T00:00:00Z")) == -1
