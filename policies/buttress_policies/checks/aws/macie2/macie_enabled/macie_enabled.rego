# METADATA
# title: Macie finds sensitive data in buckets
# description: >-
#   The account has a macie2 Account whose status is ENABLED, as it is by default. Whether data was found and classified is
#   live data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/macie/latest/user/what-is-macie.html
# custom:
#   id: aws-macie-enabled
#   severity: low
#   scope: estate
#   tier: 2
#   population: ["aws:macie2/account:Account"]
#   reads:
#     "aws:macie2/account:Account": [status]
#   live: automated discovery is on
#   remediation: Add a macie2 Account with status ENABLED, or use SecurityMonitoring.
#   aliases:
#   - prowler:macie_is_enabled
#   - prowler:macie_automated_sensitive_data_discovery_enabled
#   - awsconfig:MACIE_STATUS_CHECK
package checks.aws.macie2.macie_enabled

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no enabled Macie"} if {
	count([account | some account in input.by_type["aws:macie2/account:Account"]; _on(account)]) == 0
}

_on(account) if {
	value.text(value.at(account, ["props", "status"])) in {"", "enabled"}
}
