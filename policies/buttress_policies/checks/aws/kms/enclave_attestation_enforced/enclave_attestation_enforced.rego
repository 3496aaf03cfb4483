# METADATA
# title: Keys for enclaves require attestation
# description: >-
#   Applies to key policies with any condition on kms:RecipientAttestation, and to the policies of keys with a tag of the
#   parameter enclave_tags. Every Allow of kms:Decrypt, kms:GenerateDataKey or kms:GenerateDataKeyPair, by name or by
#   wildcard, to anybody but the account's root holds ImageSha384 or a PCR to given values that are not all zeros, which a
#   debug enclave would show. The actions WithoutPlaintext are not checked, for they return nothing readable. That the values
#   are those of a trusted image is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-nitro-enclaves.html
# custom:
#   id: aws-kms-enclave-attestation-enforced
#   severity: medium
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:kms/key:Key
#   - aws:kms/keyPolicy:KeyPolicy
#   - aws:kms/replicaKey:ReplicaKey
#   - aws:kms/externalKey:ExternalKey
#   - aws:kms/replicaExternalKey:ReplicaExternalKey
#   reads:
#     "aws:kms/key:Key": [policy, tags, tagsAll]
#     "aws:kms/keyPolicy:KeyPolicy": [policy]
#     "aws:kms/replicaKey:ReplicaKey": [policy]
#     "aws:kms/externalKey:ExternalKey": [policy]
#     "aws:kms/replicaExternalKey:ReplicaExternalKey": [policy]
#   parameters:
#     enclave_tags:
#       sought: true
#       type: object
#       default: {enclave: ['true']}
#       description: Tags (key to a value, or a list of values) that mark keys for enclaves
#   not_applicable: the key policy lets no enclave in
#   remediation: >-
#     Add a Condition StringEqualsIgnoreCase on kms:RecipientAttestation:ImageSha384 to each statement that lets data be decrypted.
#   aliases:
#   - prowler:kms_key_enclave_attestation_not_enforced
#   - prowler:kms_key_enclave_attestation_bypassable_path
#   - prowler:kms_key_enclave_attestation_no_deployment_binding
#   - prowler:kms_key_enclave_attestation_pcr_mismatch
#   - prowler:kms_key_enclave_attestation_unknown_image
#   - prowler:kms_key_enclave_debug_attestation_detected
package checks.aws.kms.enclave_attestation_enforced

import data.lib.iam
import data.lib.kms
import data.lib.link
import data.lib.tags
import rego.v1

deny contains {"resource": entry.urn, "path": ["policy"], "message": message} if {
	some entry in kms.policies
	some statement in iam.allows(entry.policy)
	_decrypts(statement)
	not _root_only(statement)
	not _attested(statement)
	message := "the key policy allows decryption without attestation of an enclave"
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the key policy is not a JSON document, so it cannot be checked"} if {
	some entry in kms.policies
	iam.unreadable(entry.policy)
}

applies contains entry.urn if {
	some entry in kms.policies
	some statement in iam.statements(entry.policy)
	some condition in iam.conditions(statement)
	startswith(condition.key, "kms:recipientattestation:")
}

applies contains urn if {
	some urn, key in input.by_type["aws:kms/key:Key"]
	tags.match(key, _enclave_tags)
}

applies contains urn if {
	some urn, _ in input.by_type["aws:kms/keyPolicy:KeyPolicy"]
	some key in link.referred(urn, "keyId", "aws:kms/key:Key")
	tags.match(key, _enclave_tags)
}

_enclave_tags := input.parameters["aws-kms-enclave-attestation-enforced"].enclave_tags

_decrypts(statement) if {
	some action in ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"]
	iam.names(statement, action)
}

_root_only(statement) if {
	count(statement.principals) == 1
	every principal in statement.principals.AWS {
		regex.match(`^([0-9]{12}|arn:[^:]*:iam::[0-9]{12}:root)$`, principal)
	}
}

_attested(statement) if {
	some condition in iam.conditions(statement)
	regex.match(`^kms:recipientattestation:(imagesha384|pcr[0-9]+)$`, condition.key)
	iam.limits(condition)
	every given in condition.values {
		not regex.match(`^0*$`, sprintf("%v", [given]))
	}
}
