# METADATA
# title: Instance metadata requires session tokens (IMDSv2)
# description: >-
#   metadataOptions.httpTokens is required, or httpEndpoint is disabled, and httpPutResponseHopLimit is no more than the
#   parameter allows. An absent httpTokens is optional and an absent hop limit is 1. The account's InstanceMetadataDefaults
#   set httpTokens to required. An instance that takes a launch template and has no metadataOptions of its own is checked by
#   its template; where the provider answers with options, they are checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
# custom:
#   id: aws-ec2-imdsv2-required
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:ec2/launchConfiguration:LaunchConfiguration
#   - aws:ec2/spotInstanceRequest:SpotInstanceRequest
#   - aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults
#   reads:
#     "aws:ec2/instance:Instance":
#     - metadataOptions.httpTokens
#     - metadataOptions.httpEndpoint
#     - metadataOptions.httpPutResponseHopLimit
#     "aws:ec2/launchTemplate:LaunchTemplate":
#     - metadataOptions.httpTokens
#     - metadataOptions.httpEndpoint
#     - metadataOptions.httpPutResponseHopLimit
#     "aws:ec2/launchConfiguration:LaunchConfiguration":
#     - metadataOptions.httpTokens
#     - metadataOptions.httpEndpoint
#     - metadataOptions.httpPutResponseHopLimit
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
#     - metadataOptions.httpTokens
#     - metadataOptions.httpEndpoint
#     - metadataOptions.httpPutResponseHopLimit
#     "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": [httpTokens]
#   parameters:
#     max_hop_limit: {type: integer, default: 2, description: Most network hops that a metadata token may travel; containers need 2, minimum: 1, maximum: 5}
#   live: no running instance accepts a request without a token
#   not_applicable: the instance is judged by its launch template
#   remediation: Set metadataOptions.httpTokens to required and leave httpPutResponseHopLimit at 1 or 2.
#   aliases:
#   - checkov:CKV_AWS_79
#   - trivy:AVD-AWS-0028
#   - trivy:AVD-AWS-0130
#   - prowler:ec2_instance_imdsv2_enabled
#   - prowler:ec2_launch_template_imdsv2_required
#   - prowler:autoscaling_group_launch_configuration_requires_imdsv2
#   - prowler:ec2_confidential_workload_host_imdsv2_not_enforced
#   - securityhub:ec2.8
#   - securityhub:ec2.170
#   - securityhub:autoscaling.3
#   - awsconfig:EC2_IMDSV2_CHECK
#   - kics:imdsv1_is_enabled
#   - checkov:CKV_AWS_341
#   - securityhub:autoscaling.4
#   - awsconfig:EC2_TOKEN_HOP_LIMIT_CHECK
#   - awsconfig:AUTOSCALING_LAUNCH_CONFIG_HOP_LIMIT
package checks.aws.ec2.imdsv2_required

import data.lib.value
import rego.v1

applies contains urn if {
	some type in _launchers
	some urn, launcher in input.by_type[type]
	not _by_template(launcher)
}

applies contains urn if some urn, _ in input.by_type["aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"]

deny contains {"resource": urn, "path": ["metadataOptions", "httpTokens"], "message": "the instance metadata service accepts requests without a session token"} if {
	some type in _launchers
	some urn, launcher in input.by_type[type]
	not _endpoint_off(launcher)
	not _tokens(launcher)
}

deny contains {"resource": urn, "path": ["metadataOptions", "httpPutResponseHopLimit"], "message": message} if {
	some type in _launchers
	some urn, launcher in input.by_type[type]
	not _endpoint_off(launcher)
	hops := value.number(launcher.props.metadataOptions.httpPutResponseHopLimit)
	hops > input.parameters["aws-ec2-imdsv2-required"].max_hop_limit
	message := sprintf("the instance's metadata token may travel %v hops", [hops])
}

deny contains {"resource": urn, "path": ["httpTokens"], "message": "the account's default accepts metadata requests without a session token"} if {
	some urn, defaults in input.by_type["aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"]
	value.text(object.get(defaults.props, "httpTokens", null)) != "required"
}

_launchers := [
	"aws:ec2/instance:Instance",
	"aws:ec2/launchTemplate:LaunchTemplate",
	"aws:ec2/launchConfiguration:LaunchConfiguration",
	"aws:ec2/spotInstanceRequest:SpotInstanceRequest",
]

_by_template(launcher) if {
	value.specified(launcher, "launchTemplate")
	not value.present(launcher, ["props", "metadataOptions"])
}

_endpoint_off(launcher) if value.text(launcher.props.metadataOptions.httpEndpoint) == "disabled"

_tokens(launcher) if value.text(launcher.props.metadataOptions.httpTokens) == "required"
