# METADATA
# title: Access keys are not made in programs
# description: >-
#   No AccessKey is Active (absent is Active): it lasts until somebody deletes it, and its secret stands in the state. One with pgpKey, whose
#   secret only the holder of the PGP key can read, passes.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: aws-iam-access-key-not-managed-in-code
#   severity: medium
#   scope: resource
#   tier: 2
#   population: ["aws:iam/accessKey:AccessKey"]
#   reads:
#     "aws:iam/accessKey:AccessKey": [pgpKey, status]
#   presence:
#     "aws:iam/accessKey:AccessKey": [pgpKey]
#   remediation: Give the caller a role, by OIDC or IAM Roles Anywhere where it runs elsewhere, and delete the key.
#   precondition: Whoever uses the key must use the role first.
#   aliases:
#   - trivy:AVD-AWS-0141
#   - kics:iam_access_key_is_exposed
package checks.aws.iam.access_key_not_managed_in_code

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["pgpKey"], "message": "the program makes a key that lasts, and keeps its secret in the state"} if {
	some urn, key in input.by_type["aws:iam/accessKey:AccessKey"]
	value.text(value.at(key, ["props", "status"])) != "inactive"
	not value.present(key, ["props", "pgpKey"])
}
