# METADATA
# title: Secrets rotate
# description: >-
#   Each Secret is the secretId of a SecretRotation that rotates it at least every max_days days, by automaticallyAfterDays or
#   by a scheduleExpression (rate or cron; a month counts as 30 days, so that a quarterly cron is 90). Secrets with a tag of
#   the parameter exempt_tags, such as keys that a third party issues, are not checked. That a rotation succeeded is live
#   data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
# custom:
#   id: aws-secretsmanager-rotation
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - aws:secretsmanager/secret:Secret
#   companions:
#     "aws:secretsmanager/secretRotation:SecretRotation": secretId
#   reads:
#     "aws:secretsmanager/secret:Secret": [tags, tagsAll]
#     "aws:secretsmanager/secretRotation:SecretRotation": [rotationRules.automaticallyAfterDays, rotationRules.scheduleExpression]
#   parameters:
#     max_days: {}
#     exempt_tags: {default: {rotation: [external]}}
#   live: the last rotation succeeded and is recent enough
#   not_applicable: a tag of exempt_tags says that somebody else issues the secret
#   remediation: >-
#     Add a SecretRotation of the secret with rotationRules.automaticallyAfterDays of 90 or less, or tag the secret rotation=external.
#   aliases:
#   - checkov:CKV_AWS_304
#   - checkov:CKV2_AWS_57
#   - prowler:secretsmanager_automatic_rotation_enabled
#   - prowler:secretsmanager_secret_rotated_periodically
#   - powerpipe:secretsmanager_secret_automatic_rotation_enabled
#   - powerpipe:secretsmanager_secret_rotated_as_scheduled
#   - securityhub:secretsmanager.1
#   - securityhub:secretsmanager.2
#   - securityhub:secretsmanager.4
#   - awsconfig:SECRETSMANAGER_ROTATION_ENABLED_CHECK
#   - awsconfig:SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK
#   - awsconfig:SECRETSMANAGER_SECRET_PERIODIC_ROTATION
#   - cdknag:AwsSolutions-SMG4
package checks.aws.secretsmanager.rotation

import data.lib.link
import data.lib.schedule
import data.lib.tags
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the secret has no rotation"} if {
	some urn, secret in input.by_type["aws:secretsmanager/secret:Secret"]
	count(_rotations(secret)) == 0
}

deny contains {"resource": urn, "at": rotation.urn, "path": ["rotationRules"], "message": message} if {
	some urn, secret in input.by_type["aws:secretsmanager/secret:Secret"]
	some rotation in _rotations(secret)
	every other in _rotations(secret) {
		not _often(other)
	}
	message := sprintf("the secret rotates less often than every %d days", [_parameters.max_days])
}

applies contains urn if {
	some urn, secret in input.by_type["aws:secretsmanager/secret:Secret"]
	not tags.match(secret, _parameters.exempt_tags)
}

_parameters := input.parameters["aws-secretsmanager-rotation"]

_rotations(secret) := link.referrers(secret.urn, "aws:secretsmanager/secretRotation:SecretRotation", "secretId")

_often(rotation) if {
	days := value.number(rotation.props.rotationRules.automaticallyAfterDays)
	days > 0
	days <= _parameters.max_days
}

_often(rotation) if schedule.within(rotation.props.rotationRules.scheduleExpression, _parameters.max_days)
