# METADATA
# title: One trail records management events of every region
# description: >-
#   The account's Trails that cover all regions, are switched on and include global services (both are so by default) record all
#   management events, reads and writes: one has no selectors, or its selectors, or those of several trails, add up to all. A
#   selector that leaves out a source or has a further condition counts for nothing. An organization's trail is required only with
#   the parameter organization_trail; it covers the member accounts whose stacks are given along with it.
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
#     - "eventSelectors[].excludeManagementEventSources"
#     - "advancedEventSelectors[].fieldSelectors[].field"
#     - "advancedEventSelectors[].fieldSelectors[].equals"
#     - "advancedEventSelectors[].fieldSelectors[].notEquals"
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

import data.lib.trail
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": _message} if not trail.records_management(_everywhere)

_message := "the account has no trail" if count(object.get(input.by_type, "aws:cloudtrail/trail:Trail", {})) == 0

else := "the account has no trail that records all management events of every region"

_everywhere := [one |
	some one in input.by_type["aws:cloudtrail/trail:Trail"]
	value.is_true(one, ["props", "isMultiRegionTrail"])
	not value.is_false(one, ["props", "includeGlobalServiceEvents"])
	trail.running(one)
	_organization(one)
]

_organization(one) if value.is_true(one, ["props", "isOrganizationTrail"])

_organization(_) if input.parameters["aws-cloudtrail-multi-region-trail"].organization_trail == false
