# METADATA
# title: KMS key policies are not public
# description: >-
#   No Allow statement of a key policy has everybody as its Principal (*, AWS *, or NotPrincipal) without a Condition that
#   holds kms:CallerAccount, aws:PrincipalOrgID or another key that identifies the caller to fixed values, or a Deny of all
#   other callers; kms:ViaService says which service, not who calls, so it does not narrow by itself. A key without a policy has that of AWS, for the account's root; kms:* for a named role is not checked. A policy that is only
#   echoed from a KeyPolicy is checked there.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
# custom:
#   id: aws-kms-key-policy-not-public
#   severity: critical
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
#     "aws:kms/key:Key": [policy]
#     "aws:kms/keyPolicy:KeyPolicy": [policy]
#     "aws:kms/replicaKey:ReplicaKey": [policy]
#     "aws:kms/externalKey:ExternalKey": [policy]
#     "aws:kms/replicaExternalKey:ReplicaExternalKey": [policy]
#   remediation: Name the accounts and roles that use the key under Principal, or add a Condition on kms:CallerAccount.
#   aliases:
#   - checkov:CKV_AWS_33
#   - checkov:CKV2_AWS_64
#   - prowler:kms_key_not_publicly_accessible
#   - securityhub:kms.5
#   - kics:kms_key_with_full_permissions
package checks.aws.kms.key_policy_not_public

import data.lib.bare
import data.lib.caller
import data.lib.iam
import data.lib.kms
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.key_policy

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the key policy grants access to everybody"} if {
	some entry in kms.policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": ["policy"], "message": "the key policy is not a JSON document, so it cannot be checked"} if {
	some entry in kms.policies
	iam.unreadable(entry.policy)
}
