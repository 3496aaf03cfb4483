# METADATA
# title: ISO 8601 durations
# description: How many days a duration such as P90D, P12M or P1Y lasts.
# scope: package
package lib.duration

import rego.v1

# METADATA
# description: >-
#   The days of a duration, a year as 365, a month as 30 and a week as 7; its part after T, less than a day, is left out. Undefined
#   for anything else, and for no days at all.
# scope: document
days(text) := total if {
	is_string(text)
	some found in regex.find_all_string_submatch_n(`^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$`, upper(text), 1)
	total := sum([part |
		some place, weight in [0, 365, 30, 7, 1]
		found[place] != ""
		place > 0
		part := to_number(found[place]) * weight
	])
	total > 0
}

# METADATA
# description: The hours of a duration of days, hours, minutes and seconds, as PT8H or P1DT30M; undefined for anything else.
# scope: document
hours(text) := total if {
	is_string(text)
	some found in regex.find_all_string_submatch_n(`^P(?:0*(\d+)D)?(?:T(?:0*(\d+)H)?(?:0*(\d+)M)?(?:0*(\d+)S)?)?$`, upper(text), 1)
	total := sum([part |
		some place, weight in [0, 86400, 3600, 60, 1]
		place > 0
		found[place] != ""
		part := to_number(found[place]) * weight
	]) / 3600
	total > 0
}
