package lib.schedule_test

import data.lib.schedule
import rego.v1

test_daily if {
	every expression in [
		"rate(1 day)",
		"rate(24 hours)",
		"rate(90 minutes)",
		"cron(0 5 * * ? *)",
		"cron(0 5 ? * * *)",
		"cron(0 5 ? * SUN-SAT *)",
		"cron(0 5 ? * mon,tue,wed,thu,fri,sat,sun *)",
		"cron(0 5 ? * 1,2,3,4,5,6,7 *)",
		"cron(0 */6 1/1 1-12 ? *)",
		"cron(0 5 * * ?)",
	] {
		schedule.daily(expression)
	}
}

test_not_daily if {
	every expression in [
		"rate(2 days)",
		"rate(25 hours)",
		"rate(x days)",
		"cron(0 5 1 * ? *)",
		"cron(0 5 ? * MON-FRI *)",
		"cron(0 5 ? * MON,TUE,WED,THU,FRI,SAT *)",
		"cron(0 5 * JAN-JUN ? *)",
		"cron(0 5 * * ? 2025)",
		"cron(5 *)",
		"every day",
		"",
		null,
		7,
	] {
		not schedule.daily(expression)
	}
}

test_quarterly if {
	every expression in [
		"rate(30 days)",
		"rate(92 days)",
		"cron(0 5 1 * ? *)",
		"cron(0 5 1 1,4,7,10 ? *)",
		"cron(0 5 1 jan,APR,JUL,OCT ? *)",
		"cron(0 5 1 */3 ? *)",
		"cron(0 5 1 2/3 ? *)",
		"cron(0 5 1 1-9,11 ? *)",
		"cron(0 5 ? 2/2 SUN *)",
	] {
		schedule.quarterly(expression)
	}
}

test_not_quarterly if {
	every expression in [
		"rate(93 days)",
		"cron(0 5 1 1 ? *)",
		"cron(0 5 1 1,7 ? *)",
		"cron(0 5 1 */6 ? *)",
		"cron(0 5 1 4/3 ? 2025)",
		"cron(0 5 1 1-6 ? *)",
		"cron(0 5 1 13 ? *)",
		"cron(0 5 ? 3/2 SUN *)",
		"cron(0 5 1 1/0 ? *)",
		"cron(0 5 1 FOO ? *)",
		"whenever",
		null,
	] {
		not schedule.quarterly(expression)
	}
}

test_within if {
	schedule.within("rate(7 days)", 7)
	schedule.within("cron(0 5 * * ? *)", 1)
	schedule.within("cron(0 5 1 * ? *)", 30)
	schedule.within("cron(0 5 1 1,4,7,10 ? *)", 90)
}

test_not_within if {
	not schedule.within("rate(8 days)", 7)
	not schedule.within("cron(0 5 1 * ? *)", 29)
	not schedule.within("cron(0 5 1 1,4,7 ? *)", 90)
	not schedule.within("cron(0 5 1 13 ? *)", 365)
	not schedule.within("cron(0 5 * * ? *)", 0)
	not schedule.within(null, 365)
}
