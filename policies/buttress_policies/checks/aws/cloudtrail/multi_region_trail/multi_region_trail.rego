# METADATA
# title: One trail records management events of every region
# description: >-
#   At least one Trail of the account covers all regions, is switched on, includes global services (both are so by default)
#   and records all management events: it has no selectors, or a basic selector that includes management events for reads and
#   writes, or an advanced one on the category Management without a readOnly field. An organization's trail is required only
#   with the parameter organization_trail; a trail that another account keeps for the whole organization is not seen here.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trails.html
# custom:
#   id: aws-cloudtrail-multi-region-trail
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   reads:
#     "aws:cloudtrail/trail:Trail":
#     - isMultiRegionTrail
#     - includeGlobalServiceEvents
#     - enableLogging
#     - isOrganizationTrail
#     - "eventSelectors[].includeManagementEvents"
#     - "eventSelectors[].readWriteType"
#     - "advancedEventSelectors[].fieldSelectors[].field"
#     - "advancedEventSelectors[].fieldSelectors[].equals"
#   parameters:
#     organization_trail: {type: boolean, default: false, description: Whether the trail must be an organization's}
#   remediation: Add a cloudtrail Trail with isMultiRegionTrail true, or use AuditTrail.
#   aliases:
#   - checkov:CKV_AWS_67
#   - checkov:CKV_AWS_251
#   - trivy:AVD-AWS-0014
#   - prowler:cloudtrail_multi_region_enabled
#   - prowler:cloudtrail_multi_region_enabled_logging_management_events
#   - powerpipe:cloudtrail_multi_region_trail_enabled
#   - powerpipe:cloudtrail_trail_enabled
#   - powerpipe:cloudtrail_security_trail_enabled
#   - securityhub:cloudtrail.1
#   - awsconfig:MULTI_REGION_CLOUD_TRAIL_ENABLED
#   - awsconfig:CLOUD_TRAIL_ENABLED
#   - awsconfig:CLOUDTRAIL_SECURITY_TRAIL_ENABLED
#   - kics:cloudtrail_multi_region_disabled
#   - kics:cloudtrail_logging_disabled
package checks.aws.cloudtrail.multi_region_trail

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": _message} if {
	every trail in _trails {
		not _good(trail)
	}
}

_trails := [trail | some trail in input.by_type["aws:cloudtrail/trail:Trail"]]

_message := "the account has no trail" if count(_trails) == 0

_message := "the account has no trail that records all management events of every region" if count(_trails) > 0

_good(trail) if {
	value.is_true(trail, ["props", "isMultiRegionTrail"])
	not value.is_false(trail, ["props", "includeGlobalServiceEvents"])
	not value.is_false(trail, ["props", "enableLogging"])
	_management(trail)
	_organization(trail)
}

_organization(trail) if value.is_true(trail, ["props", "isOrganizationTrail"])

_organization(_) if input.parameters["aws-cloudtrail-multi-region-trail"].organization_trail == false

_management(trail) if {
	not value.present(trail, ["props", "eventSelectors"])
	not value.present(trail, ["props", "advancedEventSelectors"])
}

_management(trail) if {
	some selector in trail.props.eventSelectors
	not value.is_false(selector, ["includeManagementEvents"])
	value.text(value.at(selector, ["readWriteType"])) in {"", "all"}
}

_management(trail) if {
	some selector in trail.props.advancedEventSelectors
	some condition in selector.fieldSelectors
	condition.field == "eventCategory"
	"Management" in value.list(value.at(condition, ["equals"]))
	count([other | some other in selector.fieldSelectors; other.field == "readOnly"]) == 0
}
