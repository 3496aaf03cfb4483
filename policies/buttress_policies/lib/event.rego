# METADATA
# title: Events that somebody must hear of
# description: >-
#   Whether the pattern of a metric filter, or of an event rule, takes every event of a kind. A kind is an object of fields (`source`,
#   `detail-type`, `detail.eventName`, …) with the values that they may have, `null` for absent; a field that is not named may hold
#   anything, so that a condition on it narrows.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
# - ref: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
package lib.event

import data.lib.value
import rego.v1

# METADATA
# description: The kind of a call that changed something; one that was refused changed nothing.
# scope: document
change(service, name) := call({
	"source": [sprintf("aws.%s", [service])],
	"detail.eventSource": [sprintf("%s.amazonaws.com", [service])],
	"detail.eventName": [name],
	"detail.eventCategory": ["Management"],
	"detail.managementEvent": [true],
	"detail.readOnly": [false],
	"detail.errorCode": [null],
	"detail.errorMessage": [null],
})

# METADATA
# description: The kind of a sign-in to the console, with fields of its own.
# scope: document
sign_in(fields) := object.union(fields, {
	"source": ["aws.signin"],
	"detail-type": ["AWS Console Sign In via CloudTrail"],
	"detail.eventSource": ["signin.amazonaws.com"],
	"detail.eventName": ["ConsoleLogin"],
	"detail.eventType": ["AwsConsoleSignIn"],
})

# METADATA
# description: The kind of a call, whatever it is, with fields of its own.
# scope: document
call(fields) := object.union(fields, {"detail-type": ["AWS API Call via CloudTrail"], "detail.eventType": ["AwsApiCall"]})

# METADATA
# description: Whether a pattern of a metric filter, `{ … }`, takes every event of a kind.
# scope: document
filtered(kind, pattern) if {
	is_string(pattern)
	inner := regex.find_all_string_submatch_n(`(?s)^\s*\{(.*)\}\s*$`, pattern, 1)[0][1]
	terms := regex.find_all_string_submatch_n(_term, inner, -1)
	between := regex.split(_term, inner)
	text := concat("", [piece | some place, part in between; piece := concat("", [part, _sign(kind, terms, place)])])
	_reduced(sprintf("(%s)", [regex.replace(text, `\s`, "")])) == "T"
}

# METADATA
# description: Whether the pattern of an event rule, as JSON text, takes every event of a kind.
# scope: document
ruled(kind, pattern) if {
	is_string(pattern)
	json.is_valid(pattern)
	rule := json.unmarshal(pattern)
	is_object(rule)
	count(rule) > 0
	_fields_hold(kind, rule, [])
	every place, alternatives in _alternatives(rule) {
		some alternative in alternatives
		_fields_hold(kind, alternative, place)
	}
}

_term := `\$((?:\.[\w-]+|\[[^\]]*\])+)\s*(?:(!=|>=|<=|=|>|<)\s*("[^"]*"|%[^%]*%|[^\s"%()&|]+)|(?i:(NOT\s+EXISTS|EXISTS|IS\s+NULL|IS\s+TRUE|IS\s+FALSE)))`

# What stands for a term: T where it holds for every event of the kind; nothing after the last one.
_sign(kind, terms, place) := "T" if _term_holds(kind, terms[place])

else := "F" if place < count(terms)

else := ""

_term_holds(kind, term) if {
	not _leaves_out_names(term)
	every one in kind[_field(term)] {
		_compares(upper(concat(" ", regex.split(`\s+`, concat("", [term[2], term[4]])))), one, term[3])
	}
}

_term_holds(kind, term) if {
	not kind[_field(term)]
	term[2] == "!="
	trim(term[3], `"`) in _beside[_field(term)]
}

# A pattern on every call but one is about none.
_leaves_out_names(term) if {
	_field(term) == "detail.eventName"
	term[2] == "!="
}

_field(term) := concat("", ["detail", term[1]])

# What the benchmark itself leaves out of an alarm, wherever it is written.
_beside := {
	"detail.sourceIPAddress": ["delivery.logs.amazonaws.com"],
	"detail.eventName": ["HeadBucket"],
	"detail.eventType": ["AwsServiceEvent"],
}

_compares("=", one, given) if _equals(one, given)

_compares("!=", one, given) if {
	one != null
	not _matches_whole([one, given])
}

_compares("EXISTS", one, _) if one != null

_compares("NOT EXISTS", one, _) if one == null

_compares("IS TRUE", one, _) if one == true

_compares("IS FALSE", one, _) if one == false

_matches_whole(pair) if _equals(pair[0], pair[1])

_equals(one, given) if {
	one != null
	not startswith(given, "%")
	value.like(trim(given, `"`), sprintf("%v", [one]))
}

_equals(one, given) if {
	one != null
	startswith(given, "%")
	regex.is_valid(trim(given, "%"))
	regex.match(trim(given, "%"), sprintf("%v", [one]))
}

# Rego has no recursion: each step works out the innermost brackets, and no pattern nests deeper than the steps.
_reduced(text) := _step(_step(_step(_step(_step(_step(_step(_step(text))))))))

_step(text) := regex.replace(
	regex.replace(
		regex.replace(regex.replace(text, `(T&&)*F(&&[TF])*`, "F"), `T(&&T)+`, "T"),
		`\((F\|\|)*T(\|\|[TF])*\)`, "T",
	),
	`\(F(\|\|F)*\)`, "F",
)

# The fields of a rule that hold lists, by their path; `$or` is asked apart.
_fields_hold(kind, rule, above) if {
	every field in _leaves(rule) {
		is_array(field.value)
		_field_holds(kind, concat(".", array.concat(above, field.path)), field.value)
	}
}

_leaves(rule) := [{"path": path, "value": leaf} |
	walk(rule, [path, leaf])
	not is_object(leaf)
	every step in path {
		is_string(step)
		step != "$or"
	}
]

_alternatives(rule) := {array.slice(path, 0, count(path) - 1): given |
	walk(rule, [path, given])
	path[count(path) - 1] == "$or"
	every step in path {
		is_string(step)
	}
}

_field_holds(kind, name, matchers) if {
	every one in kind[name] {
		some matcher in matchers
		_matches(name, matcher, one)
	}
}

_field_holds(_, _, matchers) if {"prefix": ""} in matchers

_field_holds(kind, name, matchers) if {
	not kind[name]
	some matcher in matchers
	every excluded in value.list(matcher["anything-but"]) {
		excluded in _beside[name]
	}
}

_matches(_, matcher, one) if {
	not is_object(matcher)
	matcher == one
	one != null
}

_matches(_, matcher, one) if {
	some operator, given in matcher
	is_string(given)
	is_string(one)
	_like(operator, given, one)
}

_matches(_, matcher, one) if {
	matcher.exists == true
	one != null
}

_matches(_, matcher, one) if {
	matcher.exists == false
	one == null
}

_matches(name, matcher, one) if {
	excluded := matcher["anything-but"]
	not is_object(excluded)
	name != "detail.eventName"
	one != null
	not one in value.list(excluded)
}

_matches(_, matcher, one) if {
	steps := matcher.numeric
	is_array(steps)
	is_number(one)
	every place in numbers.range_step(0, count(steps) - 1, 2) {
		_measures(steps[place], one, steps[place + 1])
	}
}

_like("prefix", given, one) if startswith(one, given)

_like("suffix", given, one) if endswith(one, given)

_like("wildcard", given, one) if value.like(given, one)

_like("equals-ignore-case", given, one) if lower(one) == lower(given)

_measures("=", one, limit) if one == limit

_measures(">", one, limit) if one > limit

_measures(">=", one, limit) if one >= limit

_measures("<", one, limit) if one < limit

_measures("<=", one, limit) if one <= limit
