# METADATA
# title: KMS keys rotate
# description: >-
#   enableKeyRotation is true on symmetric keys of KMS itself, and rotationPeriodInDays, where it is set, is at most the
#   parameter max_days; absent is one year. Asymmetric and HMAC keys and keys of a custom or external key store cannot rotate,
#   so they are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   id: aws-kms-key-rotation-enabled
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:kms/key:Key
#   reads:
#     "aws:kms/key:Key": [enableKeyRotation, customerMasterKeySpec, rotationPeriodInDays, customKeyStoreId, keyUsage]
#   parameters:
#     max_days: {default: 365}
#   not_applicable: asymmetric and HMAC keys and those of a key store cannot rotate
#   remediation: Set enableKeyRotation to true, and rotationPeriodInDays to 365 or less.
#   aliases:
#   - checkov:CKV_AWS_7
#   - trivy:AVD-AWS-0065
#   - prowler:kms_cmk_rotation_enabled
#   - awsconfig:CMK_BACKING_KEY_ROTATION_ENABLED
#   - cdknag:AwsSolutions-KMS5
#   - pulumi:aws-kms-key-enable-key-rotation
#   - awsguard:cmk-backing-key-rotation-enabled
#   - kics:cmk_rotation_disabled
package checks.aws.kms.key_rotation_enabled

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableKeyRotation"], "message": "the key does not rotate"} if {
	some urn, key in input.by_type["aws:kms/key:Key"]
	not value.is_true(key, ["props", "enableKeyRotation"])
}

deny contains {"resource": urn, "path": ["rotationPeriodInDays"], "message": message} if {
	some urn, key in input.by_type["aws:kms/key:Key"]
	days := value.number(key.props.rotationPeriodInDays)
	days > input.parameters["aws-kms-key-rotation-enabled"].max_days
	message := sprintf("the key rotates only every %d days", [days])
}

applies contains urn if {
	some urn, key in input.by_type["aws:kms/key:Key"]
	_symmetric(key)
	not value.present(key, ["props", "customKeyStoreId"])
	not value.unknown(key, "customKeyStoreId")
}

_symmetric(key) if {
	value.text(value.at(key, ["props", "customerMasterKeySpec"])) in {"", "symmetric_default"}
	value.text(value.at(key, ["props", "keyUsage"])) in {"", "encrypt_decrypt"}
	not value.unknown(key, "customerMasterKeySpec")
	not value.unknown(key, "keyUsage")
}
