# METADATA
# title: AWS Config records every resource
# description: >-
#   The account has a configuration Recorder of all supported types, with no exclusions and no list of its own, which a
#   RecorderStatus switches on; one Recorder also records global resource types, such as IAM's; and a DeliveryChannel names a
#   bucket. A Recorder without recordingGroup records all types of its region but not the global ones.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
# custom:
#   id: aws-config-recorder-enabled
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - aws:cfg/recorder:Recorder
#   - aws:cfg/recorderStatus:RecorderStatus
#   - aws:cfg/deliveryChannel:DeliveryChannel
#   companions:
#     "aws:cfg/recorderStatus:RecorderStatus": name
#   reads:
#     "aws:cfg/recorder:Recorder":
#     - recordingGroup.allSupported
#     - recordingGroup.includeGlobalResourceTypes
#     - recordingGroup.resourceTypes
#     - "recordingGroup.recordingStrategies[].useOnly"
#     - "recordingGroup.exclusionByResourceTypes[].resourceTypes"
#     "aws:cfg/recorderStatus:RecorderStatus": [isEnabled]
#     "aws:cfg/deliveryChannel:DeliveryChannel": [s3BucketName]
#   presence:
#     "aws:cfg/deliveryChannel:DeliveryChannel": [s3BucketName]
#   remediation: Add a cfg Recorder of all types with its RecorderStatus and DeliveryChannel, or use ConfigBaseline.
#   aliases:
#   - checkov:CKV2_AWS_45
#   - checkov:CKV2_AWS_48
#   - prowler:config_recorder_all_regions_enabled
#   - powerpipe:config_enabled_all_regions
#   - securityhub:config.1
package checks.aws.cfg.config_recorder_enabled

import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some message in _missing
}

_missing contains "the account has no configuration recorder of all supported resource types" if count(_whole) == 0

_missing contains "the configuration recorder of all types is not switched on by a RecorderStatus" if {
	count(_whole) > 0
	count({recorder | some recorder in _whole; _running(recorder)}) == 0
}

_missing contains "the account has no configuration recorder of global resource types" if count(_global) == 0

_missing contains "the account has no delivery channel with a bucket" if count(_channels) == 0

_whole contains recorder if {
	some recorder in input.by_type["aws:cfg/recorder:Recorder"]
	not value.is_false(recorder, ["props", "recordingGroup", "allSupported"])
	not _restricted(recorder)
}

_restricted(recorder) if value.present(recorder, ["props", "recordingGroup", "resourceTypes"])

_restricted(recorder) if {
	some strategy in recorder.props.recordingGroup.recordingStrategies
	not value.text(value.at(strategy, ["useOnly"])) in {"", "all_supported_resource_types"}
}

_restricted(recorder) if {
	some exclusion in recorder.props.recordingGroup.exclusionByResourceTypes
	value.present(exclusion, ["resourceTypes"])
}

_running(recorder) if {
	some status in link.referrers(recorder.urn, "aws:cfg/recorderStatus:RecorderStatus", "name")
	value.is_true(status, ["props", "isEnabled"])
}

_global contains recorder if {
	some recorder in input.by_type["aws:cfg/recorder:Recorder"]
	value.is_true(recorder, ["props", "recordingGroup", "includeGlobalResourceTypes"])
	_running(recorder)
}

_channels contains channel if {
	some channel in input.by_type["aws:cfg/deliveryChannel:DeliveryChannel"]
	value.present(channel, ["props", "s3BucketName"])
}
