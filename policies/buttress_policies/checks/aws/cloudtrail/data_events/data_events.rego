# METADATA
# title: A trail records data events
# description: >-
#   For each type in the parameter types the Trails that are switched on record all data events, reads and writes: by basic
#   selectors with a data resource of that type and the ARN of the whole service as its value, or by advanced ones on the category
#   Data and that resources.type. Selectors add up; one with a further condition counts for nothing, unless it leaves out the trail's
#   own bucket alone.
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
#     - s3BucketName
#     - "eventSelectors[].dataResources[].type"
#     - "eventSelectors[].dataResources[].values"
#     - "eventSelectors[].readWriteType"
#     - "advancedEventSelectors[].fieldSelectors[].field"
#     - "advancedEventSelectors[].fieldSelectors[].equals"
#     - "advancedEventSelectors[].fieldSelectors[].startsWiths"
#     - "advancedEventSelectors[].fieldSelectors[].notStartsWiths"
#   presence:
#     "aws:cloudtrail/trail:Trail": [s3BucketName]
#   parameters:
#     types:
#       sought: true
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

import data.lib.trail
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": sprintf("the account has no trail that records all data events of %s", [type])} if {
	some type in input.parameters["aws-cloudtrail-data-events"].types
	not trail.records_data(_running, type)
}

_running := [one |
	some one in input.by_type["aws:cloudtrail/trail:Trail"]
	trail.running(one)
]
