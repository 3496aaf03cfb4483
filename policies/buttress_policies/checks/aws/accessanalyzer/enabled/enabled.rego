# METADATA
# title: Access Analyzer finds external access and unused access
# description: >-
#   The account has an Analyzer for external access (type ACCOUNT or ORGANIZATION; ACCOUNT by default) and one for unused
#   access (ACCOUNT_UNUSED_ACCESS or ORGANIZATION_UNUSED_ACCESS) whose configuration.unusedAccess.unusedAccessAge is at most
#   max_days; absent is 90, as the service applies it. One that excludes accounts or tags does not count.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
# custom:
#   id: aws-accessanalyzer-enabled
#   severity: medium
#   scope: estate
#   tier: 3
#   population: ["aws:accessanalyzer/analyzer:Analyzer"]
#   reads:
#     "aws:accessanalyzer/analyzer:Analyzer": [type, configuration.unusedAccess.unusedAccessAge, configuration.unusedAccess.analysisRule.exclusions]
#   parameters:
#     max_days: {default: 90}
#   remediation: Add an accessanalyzer Analyzer of each kind, or use SecurityMonitoring.
#   aliases:
#   - trivy:AVD-AWS-0175
#   - prowler:accessanalyzer_enabled
#   - awsconfig:IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED
package checks.aws.accessanalyzer.enabled

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no analyzer for external access"} if {
	count([analyzer | some analyzer in _analyzers; _type(analyzer) in {"", "account", "organization"}]) == 0
}

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	count([analyzer | some analyzer in _analyzers; _watches_use(analyzer)]) == 0
	message := sprintf("the account has no analyzer for access that is unused for %d days", [_parameters.max_days])
}

_analyzers := [analyzer | some analyzer in input.by_type["aws:accessanalyzer/analyzer:Analyzer"]]

_type(analyzer) := value.text(value.at(analyzer, ["props", "type"]))

_watches_use(analyzer) if {
	_type(analyzer) in {"account_unused_access", "organization_unused_access"}
	not value.present(analyzer, ["props", "configuration", "unusedAccess", "analysisRule", "exclusions"])
	_age(value.at(analyzer, ["props", "configuration", "unusedAccess", "unusedAccessAge"])) <= _parameters.max_days
}

_age(given) := 90 if given == null

_age(given) := value.number(given)

_parameters := input.parameters["aws-accessanalyzer-enabled"]
