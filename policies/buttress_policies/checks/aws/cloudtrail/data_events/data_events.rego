# METADATA
# title: A trail records data events
# description: >-
#   For each type in the parameter types some Trail that is switched on records data events, reads and writes: by a basic
#   selector with a data resource of that type and values, or by an advanced one on the category Data and that resources.type
#   without a readOnly field. Which buckets or functions a selector names is not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
# custom:
#   id: aws-cloudtrail-data-events
#   severity: medium
#   scope: estate
#   tier: 1
#   population:
#   - aws:cloudtrail/trail:Trail
#   reads:
#     "aws:cloudtrail/trail:Trail":
#     - enableLogging
#     - "eventSelectors[].dataResources[].type"
#     - "eventSelectors[].readWriteType"
#     - "advancedEventSelectors[].fieldSelectors[].field"
#     - "advancedEventSelectors[].fieldSelectors[].equals"
#   parameters:
#     types:
#       type: array
#       items: string
#       default: ['AWS::S3::Object']
#       description: Types of resources whose data events must be recorded, such as AWS::Lambda::Function
#   remediation: Add an advanced event selector of the category Data for the type to the Trail, or use AuditTrail.
#   aliases:
#   - trivy:AVD-AWS-0171
#   - trivy:AVD-AWS-0172
#   - prowler:cloudtrail_s3_dataevents_read_enabled
#   - prowler:cloudtrail_s3_dataevents_write_enabled
#   - prowler:awslambda_function_invoke_api_operations_cloudtrail_logging_enabled
#   - prowler:cloudtrail_bedrock_logging_enabled
#   - powerpipe:cloudtrail_s3_data_events_enabled
#   - awsconfig:CLOUDTRAIL_S3_DATAEVENTS_ENABLED
#   - kics:s3_bucket_object_level_cloudtrail_logging_disabled
package checks.aws.cloudtrail.data_events

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("the account has no trail that records all data events of %s", [type])} if {
	some type in input.parameters["aws-cloudtrail-data-events"].types
	not type in _recorded
}

_recorded contains resource.type if {
	some trail in _running
	some selector in trail.props.eventSelectors
	value.text(value.at(selector, ["readWriteType"])) in {"", "all"}
	some resource in selector.dataResources
	value.at(resource, ["values"]) != []
}

_recorded contains type if {
	some trail in _running
	some selector in trail.props.advancedEventSelectors
	"Data" in _equals(selector, "eventCategory")
	some type in _equals(selector, "resources.type")
	count([condition | some condition in selector.fieldSelectors; condition.field == "readOnly"]) == 0
}

_running contains trail if {
	some trail in input.by_type["aws:cloudtrail/trail:Trail"]
	not value.is_false(trail, ["props", "enableLogging"])
}

_equals(selector, field) := {given |
	some condition in selector.fieldSelectors
	condition.field == field
	some given in value.list(value.at(condition, ["equals"]))
}
