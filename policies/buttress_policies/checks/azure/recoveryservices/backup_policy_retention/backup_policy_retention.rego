# METADATA
# title: Backup policies keep backups long enough
# description: >-
#   Backups are kept for at least min_days: by retentionPolicy.dailySchedule or weeklySchedule, by retentionPolicy itself
#   where it is simple, by the vaultRetentionPolicy of a policy for file shares, or by those of the Full policy among
#   subProtectionPolicy (count and durationType; a week is 7 days, a month 30, a year 365); of a dataprotection BackupPolicy
#   by a lifecycle of its default AzureRetentionRule, such as P30D, or of its only one. Log and differential policies within
#   subProtectionPolicy are not checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/backup/backup-architecture#backup-policy-essentials
# custom:
#   id: azure-backup-policy-retention
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["azure-native:recoveryservices:ProtectionPolicy", "azure-native:dataprotection:BackupPolicy"]
#   reads:
#     "azure-native:recoveryservices:ProtectionPolicy": [properties]
#     "azure-native:dataprotection:BackupPolicy": [properties.policyRules]
#   parameters:
#     min_days: {default: 30}
#   remediation: >-
#     Raise retentionDuration of the daily schedule, or deleteAfter.duration of the default rule, or use BackupVault.
#   aliases:
#   - prowler:recovery_vault_backup_policy_retention_adequate
#   - prowler:recovery_vault_has_protected_items
#   - prowler:vm_sufficient_daily_backup_retention_period
package checks.azure.recoveryservices.backup_policy_retention

import data.lib.duration
import data.lib.value
import rego.v1

# Nothing is said of one place: any schedule of a policy may keep them.
deny contains {"resource": urn, "path": [], "message": message} if {
	some type in ["azure-native:recoveryservices:ProtectionPolicy", "azure-native:dataprotection:BackupPolicy"]
	some urn, policy in input.by_type[type]
	count({days | some days in _kept(policy); days >= _parameters.min_days}) == 0
	message := sprintf("the backup policy has no schedule that keeps backups for %d days", [_parameters.min_days])
}

_kept(policy) := {days |
	some retention in _retentions(value.at(policy, ["props", "properties"]))
	some path in [["dailySchedule", "retentionDuration"], ["weeklySchedule", "retentionDuration"], ["retentionDuration"]]
	given := value.at(retention, path)
	days := value.number(value.at(given, ["count"])) * _days[value.text(value.at(given, ["durationType"]))]
} | {days |
	some rule in _rules(value.list(value.at(policy, ["props", "properties", "policyRules"])))
	some lifecycle in value.list(value.at(rule, ["lifecycles"]))
	days := duration.days(value.at(lifecycle, ["deleteAfter", "duration"]))
}

_retentions(properties) := [value.at(properties, path) |
	some path in [["retentionPolicy"], ["vaultRetentionPolicy", "vaultRetention"]]
] if {
	count(_parts(properties)) == 0
} else := [value.at(part, ["retentionPolicy"]) |
	some part in _parts(properties)
	value.text(value.at(part, ["policyType"])) == "full"
]

_parts(properties) := value.list(value.at(properties, ["subProtectionPolicy"]))

_rules(given) := [rule |
	some rule in _keeping(given)
	_default(rule, count(_keeping(given)))
]

_keeping(given) := [rule | some rule in given; value.text(value.at(rule, ["objectType"])) == "azureretentionrule"]

_default(rule, _) if value.is_true(rule, ["isDefault"])

_default(_, 1)

_days := {"days": 1, "weeks": 7, "months": 30, "years": 365}

_parameters := input.parameters["azure-backup-policy-retention"]
