# METADATA
# title: Backup plans copy recovery points out of the region
# description: >-
#   At least one rule has a copy action whose vault is in another region or another account than the plan, or a vault that is
#   logically air-gapped (targetLogicallyAirGappedBackupVaultArn), which AWS owns. Where neither the region nor the account of
#   the plan is known, such as before an update with a provider that names none, any copy counts as one that leaves the
#   region.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
# - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
# custom:
#   id: aws-backup-plan-cross-region-copy
#   severity: low
#   scope: resource
#   tier: 2
#   population: ["aws:backup/plan:Plan"]
#   reads:
#     "aws:backup/plan:Plan":
#     - rules[].copyActions[].destinationVaultArn
#     - rules[].targetLogicallyAirGappedBackupVaultArn
#   live: jobs show that the copies arrive
#   remediation: Give a rule a copyAction to a vault in another region or account, or use BackupPlanVault with copy_vault_arn.
#   aliases:
#   - awsconfig:EC2_RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT
#   - awsconfig:S3_RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT
package checks.aws.backup.plan_cross_region_copy

import data.lib.region
import data.lib.value
import rego.v1

# Nothing is said of one place: a rule that is known later may be the one that copies.
deny contains {"resource": urn, "path": [], "message": "the plan has no rule that copies recovery points to another region or account"} if {
	some urn, plan in input.by_type["aws:backup/plan:Plan"]
	not _leaves(plan)
}

_leaves(plan) if {
	some rule in plan.props.rules
	value.present(rule, ["targetLogicallyAirGappedBackupVaultArn"])
}

_leaves(plan) if {
	some rule in plan.props.rules
	some action in value.list(value.at(rule, ["copyActions"]))
	_elsewhere(plan, value.at(action, ["destinationVaultArn"]))
}

_elsewhere(plan, arn) if {
	is_string(arn)
	[_, _, _, home, owner] := array.slice(split(arn, ":"), 0, 5)
	[home, owner] != _place(plan, home, owner)
}

_elsewhere(plan, arn) if {
	is_string(arn)
	regex.match(`^arn:[^:]*:backup:`, arn)
	region.of(plan) == ""
}

# Where the plan is, and the place of the copy for what is not told of it.
_place(plan, home, owner) := [_first_known(region.of(plan), home), _first_known(_account(plan), owner)]

_first_known(given, _) := given if given != ""

_first_known("", other) := other

_account(plan) := split(plan.props.arn, ":")[4] if {
	is_string(plan.props.arn)
	regex.match(`^arn:[^:]*:[^:]*:[^:]*:[0-9]{12}:`, plan.props.arn)
} else := ""
