package lib.duration_test

import data.lib.duration
import rego.v1

test_days if {
	every text, days in {"P365D": 365, "p12m": 360, "P1Y": 365, "P2W": 14, "P1Y1M1W1DT12H": 403} {
		duration.days(text) == days
	}
}

test_no_days if {
	every text in ["", "P", "PT5H", "30", "P1.5D", null, 7] {
		not duration.days(text)
	}
}

test_hours if {
	every text, hours in {"PT8H": 8, "pt12h": 12, "PT1H30M": 1.5, "P1D": 24, "P1DT08H": 32, "PT3600S": 1} {
		duration.hours(text) == hours
	}
}

test_no_hours if {
	every text in ["", "P", "PT", "P1Y", "8", "8 hours", null, 8] {
		not duration.hours(text)
	}
}
