# METADATA
# title: Instances have detailed monitoring
# description: >-
#   monitoring is true on an Instance, monitoring.enabled on a LaunchTemplate, and enableMonitoring is not false on a
#   LaunchConfiguration, whose default is true. An instance that takes a launch template and sets nothing itself is checked by
#   its template.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
# custom:
#   id: aws-ec2-detailed-monitoring
#   severity: low
#   scope: resource
#   tier: 1
#   population: [aws:ec2/instance:Instance, aws:ec2/launchTemplate:LaunchTemplate, aws:ec2/launchConfiguration:LaunchConfiguration]
#   reads:
#     "aws:ec2/instance:Instance": [monitoring]
#     "aws:ec2/launchTemplate:LaunchTemplate": [monitoring.enabled]
#     "aws:ec2/launchConfiguration:LaunchConfiguration": [enableMonitoring]
#   not_applicable: the instance is judged by its launch template
#   remediation: Set monitoring to true, or monitoring.enabled in a launch template.
#   aliases:
#   - checkov:CKV_AWS_126
#   - prowler:ec2_instance_detailed_monitoring_enabled
#   - powerpipe:ec2_instance_detailed_monitoring_enabled
#   - awsconfig:EC2_INSTANCE_DETAILED_MONITORING_ENABLED
#   - cdknag:AwsSolutions-EC28
#   - awsguard:ec2-instance-detailed-monitoring-enabled
#   - kics:ec2_instance_monitoring_disabled
#   - kics-pulumi:ec2_instance_monitoring_disabled
package checks.aws.ec2.detailed_monitoring

import data.lib.value
import rego.v1

applies contains urn if {
	some type in [
		"aws:ec2/instance:Instance",
		"aws:ec2/launchTemplate:LaunchTemplate",
		"aws:ec2/launchConfiguration:LaunchConfiguration",
	]
	some urn, machine in input.by_type[type]
	not _by_template(machine)
}

deny contains {"resource": urn, "path": ["monitoring"], "message": "the instance's detailed monitoring is not on"} if {
	some urn, instance in input.by_type["aws:ec2/instance:Instance"]
	not value.is_true(instance, ["props", "monitoring"])
}

deny contains {"resource": urn, "path": ["monitoring", "enabled"], "message": "the instance's detailed monitoring is not on"} if {
	some urn, template in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	not value.is_true(template, ["props", "monitoring", "enabled"])
}

deny contains {"resource": urn, "path": ["enableMonitoring"], "message": "the launch configuration's detailed monitoring is off"} if {
	some urn, configuration in input.by_type["aws:ec2/launchConfiguration:LaunchConfiguration"]
	value.is_false(configuration, ["props", "enableMonitoring"])
}

_by_template(machine) if {
	value.specified(machine, "launchTemplate")
	not value.present(machine, ["props", "monitoring"])
}
