# METADATA
# title: KMS keys are enabled and recoverable
# description: >-
#   A key is not disabled, its deletion waits at least the parameter min_days (absent is 30), and the check against locking oneself out
#   of the key policy is not bypassed.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
# custom:
#   id: aws-kms-key-usable-and-recoverable
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:kms/key:Key
#   - aws:kms/replicaKey:ReplicaKey
#   - aws:kms/externalKey:ExternalKey
#   reads:
#     "aws:kms/key:Key": [isEnabled, deletionWindowInDays, bypassPolicyLockoutSafetyCheck]
#     "aws:kms/replicaKey:ReplicaKey": [enabled, deletionWindowInDays, bypassPolicyLockoutSafetyCheck]
#     "aws:kms/externalKey:ExternalKey": [enabled, deletionWindowInDays, bypassPolicyLockoutSafetyCheck]
#   parameters:
#     min_days: {default: 14}
#   live: no key is pending deletion
#   remediation: Set deletionWindowInDays to 14 or more, and drop isEnabled false and bypassPolicyLockoutSafetyCheck.
#   aliases:
#   - checkov:CKV_AWS_227
#   - prowler:kms_cmk_not_deleted_unintentionally
#   - powerpipe:kms_key_not_pending_deletion
#   - securityhub:kms.3
#   - awsconfig:KMS_CMK_NOT_SCHEDULED_FOR_DELETION
#   - pulumi:aws-kms-key-disallow-bypass-policy-lockout-safety-check
#   - kics:cmk_is_unusable
#   - kics:kms_key_with_no_deletion_window
package checks.aws.kms.key_usable_and_recoverable

import data.lib.value
import rego.v1

deny contains {"resource": key.urn, "path": [switch], "message": "the key is disabled"} if {
	some [key, switch] in _keys
	value.is_false(key, ["props", switch])
}

deny contains {"resource": key.urn, "path": ["deletionWindowInDays"], "message": message} if {
	some [key, _] in _keys
	days := value.number(key.props.deletionWindowInDays)
	days < input.parameters["aws-kms-key-usable-and-recoverable"].min_days
	message := sprintf("the key's deletion window is only %d days", [days])
}

deny contains {"resource": key.urn, "path": ["bypassPolicyLockoutSafetyCheck"], "message": "the key policy may lock everybody out"} if {
	some [key, _] in _keys
	value.is_true(key, ["props", "bypassPolicyLockoutSafetyCheck"])
}

# Each key with the property that switches it on.
_keys contains [key, switch] if {
	some type, switch in _switches
	some key in input.by_type[type]
}

_switches := {
	"aws:kms/key:Key": "isEnabled",
	"aws:kms/replicaKey:ReplicaKey": "enabled",
	"aws:kms/externalKey:ExternalKey": "enabled",
}
