# METADATA
# title: Backup plans back up daily and keep recovery points long enough
# description: >-
#   At least one rule runs daily or more often, as cron or rate, and keeps recovery points for at least min_days; without
#   deleteAfter they are kept for ever. A rule without a schedule runs daily at 5:00 UTC, as the service applies it. Other
#   rules, such as monthly copies, are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
# custom:
#   id: aws-backup-plan-retention
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:backup/plan:Plan"]
#   reads:
#     "aws:backup/plan:Plan": ["rules[].schedule", "rules[].lifecycle.deleteAfter"]
#   parameters:
#     min_days: {default: 35}
#   remediation: Give the plan a daily rule with lifecycle.deleteAfter of the required days, or use BackupPlanVault.
#   aliases:
#   - prowler:backup_plans_exist
#   - prowler:backup_vaults_exist
#   - powerpipe:backup_plan_min_retention_35_days
#   - awsconfig:BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK
package checks.aws.backup.plan_retention

import data.lib.schedule
import data.lib.value
import rego.v1

# Nothing is said of one place: a vault that is known later must not hide that no rule is good.
deny contains {"resource": urn, "path": [], "message": message} if {
	some urn, plan in input.by_type["aws:backup/plan:Plan"]
	not _daily_and_long(plan)
	message := sprintf("the plan has no rule that runs daily and keeps recovery points for %d days", [_parameters.min_days])
}

_daily_and_long(plan) if {
	some place, rule in plan.props.rules
	is_object(rule)
	schedule.daily(_schedule(rule))
	_kept(value.at(plan, ["props", "rules", place, "lifecycle", "deleteAfter"]))
}

# What the service runs a rule by that names none.
_schedule(rule) := "cron(0 5 ? * * *)" if not value.present(rule, ["schedule"])

_schedule(rule) := rule.schedule if value.present(rule, ["schedule"])

_kept(days) if days in {null, 0, "0"}

_kept(days) if value.number(days) >= _parameters.min_days

_parameters := input.parameters["aws-backup-plan-retention"]
