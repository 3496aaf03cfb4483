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
