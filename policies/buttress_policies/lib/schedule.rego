# METADATA
# title: Schedules
# description: How often a `rate(…)` or `cron(…)` expression of AWS runs. One that cannot be read runs never.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
package lib.schedule

import data.lib.value
import rego.v1

# METADATA
# description: Whether an expression runs every day or more often.
# scope: document
daily(expression) if _rate_minutes(expression) <= 1440

daily(expression) if {
	cron := _cron(expression)
	_every(cron.day)
	_every_weekday(cron.weekday)
	count(_months(cron.month)) == 12
}

# METADATA
# description: Whether an expression runs at least once in any three months.
# scope: document
quarterly(expression) if _rate_minutes(expression) <= 92 * 1440

quarterly(expression) if {
	months := _months(_cron(expression).month)
	every month in numbers.range(0, 11) {
		some step in [0, 1, 2]
		(((month + step) % 12) + 1) in months
	}
}

# METADATA
# description: Whether an expression runs at least once in any so many days; a month of a cron expression counts as 30.
# scope: document
within(expression, days) if _rate_minutes(expression) <= days * 1440

within(expression, days) if {
	daily(expression)
	days >= 1
}

within(expression, days) if {
	months := _months(_cron(expression).month)
	count(months) > 0
	every month in months {
		some step in numbers.range(1, 12)
		((((month + step) - 1) % 12) + 1) in months
		step * 30 <= days
	}
}

_rate_minutes(expression) := value.number(parts[0][1]) * _minutes[trim_suffix(parts[0][2], "s")] if {
	is_string(expression)
	parts := regex.find_all_string_submatch_n(`^rate\(\s*([0-9]+)\s+(minutes?|hours?|days?)\s*\)$`, expression, 1)
}

_minutes := {"minute": 1, "hour": 60, "day": 1440}

_cron(expression) := {"day": fields[2], "month": fields[3], "weekday": fields[4]} if {
	is_string(expression)
	startswith(expression, "cron(")
	fields := regex.split(`\s+`, trim_space(trim_suffix(trim_prefix(expression, "cron("), ")")))
	_any_year(fields)
}

_any_year(fields) if count(fields) == 5

_any_year(fields) if {
	count(fields) == 6
	fields[5] in {"*", "?"}
}

_every(field) if field in {"*", "?", "1/1", "*/1", "1-31"}

_every_weekday(field) if _every(field)

_every_weekday(field) if upper(field) in {"1-7", "SUN-SAT", "MON-SUN"}

_every_weekday(field) if {
	listed := {day | some day in split(upper(field), ",")}
	some days in [
		{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"},
		{"1", "2", "3", "4", "5", "6", "7"},
	]
	count(days - listed) == 0
}

_months(field) := {month |
	some part in split(upper(field), ",")
	some month in _range(part)
}

_range(part) := numbers.range(1, 12) if part in {"*", "?"}

_range(part) := [_month(part)]

_range(part) := numbers.range(_month(bounds[0]), _month(bounds[1])) if {
	bounds := split(part, "-")
	count(bounds) == 2
}

_range(part) := [month |
	some month in numbers.range(_first(steps[0]), 12)
	(month - _first(steps[0])) % value.number(steps[1]) == 0
] if {
	steps := split(part, "/")
	count(steps) == 2
	value.number(steps[1]) > 0
}

_first(text) := 1 if text == "*"

_first(text) := _month(text)

_month(text) := month if {
	month := value.number(text)
	month in numbers.range(1, 12)
}

_month(text) := _names[text]

_names := {
	"JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6,
	"JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10, "NOV": 11, "DEC": 12,
}
