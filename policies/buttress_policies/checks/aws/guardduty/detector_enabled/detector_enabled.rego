# METADATA
# title: GuardDuty is enabled in every region in use
# description: >-
#   The account has a Detector that is not switched off, in each region that the parameter names, or an OrganizationConfiguration that
#   enables all members, not only new ones. Whether findings are handled is live data.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/guardduty/latest/ug/what-is-guardduty.html
# custom:
#   id: aws-guardduty-detector-enabled
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - aws:guardduty/detector:Detector
#   - aws:guardduty/organizationConfiguration:OrganizationConfiguration
#   reads:
#     "aws:guardduty/detector:Detector": [enable]
#     "aws:guardduty/organizationConfiguration:OrganizationConfiguration": [autoEnableOrganizationMembers]
#   parameters:
#     regions: {type: array, items: string, default: [], description: "Regions that must each have a detector; none means at least one anywhere"}
#   live: no unhandled finding of high severity
#   remediation: Add a guardduty Detector in each region in use.
#   aliases:
#   - checkov:CKV_AWS_238
#   - prowler:guardduty_is_enabled
#   - prowler:guardduty_no_high_severity_findings
#   - prowler:guardduty_centrally_managed
#   - powerpipe:guardduty_enabled
#   - powerpipe:guardduty_finding_archived
#   - securityhub:guardduty.1
#   - awsconfig:GUARDDUTY_ENABLED_CENTRALIZED
#   - awsconfig:GUARDDUTY_NON_ARCHIVED_FINDINGS
#   - kics:guardduty_detector_disabled
package checks.aws.guardduty.detector_enabled

import data.lib.region
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no enabled GuardDuty detector"} if {
	count(_parameters.regions) == 0
	count(_regions) == 0
	not _by_organization
}

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some wanted in _parameters.regions
	not wanted in _regions
	not _by_organization
	message := sprintf("the account has no enabled GuardDuty detector in %s", [wanted])
}

_regions contains region.of(detector) if {
	some detector in input.by_type["aws:guardduty/detector:Detector"]
	not value.is_false(detector, ["props", "enable"])
}

_by_organization if {
	some organization in input.by_type["aws:guardduty/organizationConfiguration:OrganizationConfiguration"]
	value.text(value.at(organization, ["props", "autoEnableOrganizationMembers"])) == "all"
}

_parameters := input.parameters["aws-guardduty-detector-enabled"]
