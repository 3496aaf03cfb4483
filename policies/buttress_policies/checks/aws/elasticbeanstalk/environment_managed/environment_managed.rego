# METADATA
# title: Beanstalk environments log, update and report their health
# description: >-
#   Options of the Environment turn on StreamLogs, ManagedActionsEnabled and enhanced health (SystemType), each in its own namespace.
#   The options that the provider answers with count as well, since a template may set them.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
# custom:
#   id: aws-elasticbeanstalk-environment-managed
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:elasticbeanstalk/environment:Environment]
#   reads:
#     "aws:elasticbeanstalk/environment:Environment":
#     - "settings[].namespace"
#     - "settings[].name"
#     - "settings[].value"
#     - "allSettings[].namespace"
#     - "allSettings[].name"
#     - "allSettings[].value"
#   live: each environment streams its logs and its last managed update succeeded
#   remediation: Add settings for StreamLogs true, ManagedActionsEnabled true and SystemType enhanced.
#   aliases:
#   - checkov:CKV_AWS_312
#   - checkov:CKV_AWS_340
#   - prowler:elasticbeanstalk_environment_cloudwatch_logging_enabled
#   - prowler:elasticbeanstalk_environment_enhanced_health_reporting
#   - prowler:elasticbeanstalk_environment_managed_updates_enabled
#   - securityhub:elasticbeanstalk.1
#   - securityhub:elasticbeanstalk.3
#   - awsconfig:ELASTIC_BEANSTALK_MANAGED_UPDATES_ENABLED
#   - awsconfig:ELASTIC_BEANSTALK_LOGS_TO_CLOUDWATCH
#   - cdknag:AwsSolutions-EB3
#   - cdknag:AwsSolutions-EB4
package checks.aws.elasticbeanstalk.environment_managed

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["settings"], "message": message} if {
	some urn, environment in input.by_type["aws:elasticbeanstalk/environment:Environment"]
	some message, option in _options
	not _set(environment, option)
}

_options := {
	"the environment does not stream its logs": ["aws:elasticbeanstalk:cloudwatch:logs", "streamlogs", "true"],
	"the environment's platform is not updated automatically": ["aws:elasticbeanstalk:managedactions", "managedactionsenabled", "true"],
	"the environment has no enhanced health reporting": ["aws:elasticbeanstalk:healthreporting:system", "systemtype", "enhanced"],
}

# The program's own settings come first; the answer counts where the program is silent.
_set(environment, option) if option[2] == _option_value(environment, option, "settings")

_set(environment, option) if {
	not _option_value(environment, option, "settings")
	option[2] == _option_value(environment, option, "allSettings")
}

_option_value(environment, option, property) := text if {
	texts := [value.text(object.get(setting, "value", null)) |
		some setting in environment.props[property]
		value.text(setting.namespace) == option[0]
		value.text(setting.name) == option[1]
	]
	text := texts[count(texts) - 1]
}
