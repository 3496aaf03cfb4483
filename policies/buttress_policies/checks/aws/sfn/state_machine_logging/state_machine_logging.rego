# METADATA
# title: State machines log their executions
# description: >-
#   loggingConfiguration.level is ERROR, FATAL or ALL (absent is OFF) and loggingConfiguration.logDestination names a log group.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
# custom:
#   id: aws-sfn-state-machine-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:sfn/stateMachine:StateMachine
#   reads:
#     "aws:sfn/stateMachine:StateMachine": [loggingConfiguration.level, loggingConfiguration.logDestination]
#   presence:
#     "aws:sfn/stateMachine:StateMachine": [loggingConfiguration.logDestination]
#   remediation: Set loggingConfiguration.level to ERROR or ALL, and logDestination to the ARN of a log group followed by :*.
#   aliases:
#   - checkov:CKV_AWS_285
#   - prowler:stepfunctions_statemachine_logging_enabled
#   - securityhub:sfn.1
#   - awsconfig:STEP_FUNCTIONS_STATE_MACHINE_LOGGING_ENABLED
#   - cdknag:AwsSolutions-SF1
package checks.aws.sfn.state_machine_logging

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["loggingConfiguration", "level"], "message": "the state machine does not log executions"} if {
	some urn, machine in input.by_type["aws:sfn/stateMachine:StateMachine"]
	not value.text(value.at(machine.props, ["loggingConfiguration", "level"])) in {"error", "fatal", "all"}
}

deny contains {"resource": urn, "path": ["loggingConfiguration", "logDestination"], "message": "the state machine's log has no destination"} if {
	some urn, machine in input.by_type["aws:sfn/stateMachine:StateMachine"]
	not value.present(machine, ["props", "loggingConfiguration", "logDestination"])
}
