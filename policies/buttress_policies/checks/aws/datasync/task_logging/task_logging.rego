# METADATA
# title: DataSync tasks log what they transfer and verify it
# description: >-
#   cloudwatchLogGroupArn is set, options.logLevel is BASIC or TRANSFER (absent is OFF) and options.verifyMode is not NONE (absent is
#   POINT_IN_TIME_CONSISTENT).
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html
# custom:
#   id: aws-datasync-task-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:datasync/task:Task
#   reads:
#     "aws:datasync/task:Task": [cloudwatchLogGroupArn, options.logLevel, options.verifyMode]
#   presence:
#     "aws:datasync/task:Task": [cloudwatchLogGroupArn]
#   remediation: Set cloudwatchLogGroupArn and options.logLevel TRANSFER, and leave options.verifyMode at its default.
#   aliases:
#   - prowler:datasync_task_logging_enabled
#   - securityhub:datasync.1
package checks.aws.datasync.task_logging

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["cloudwatchLogGroupArn"], "message": "the task has no log group"} if {
	some urn, task in input.by_type["aws:datasync/task:Task"]
	not value.present(task, ["props", "cloudwatchLogGroupArn"])
}

deny contains {"resource": urn, "path": ["options", "logLevel"], "message": "the task's logging is off"} if {
	some urn, task in input.by_type["aws:datasync/task:Task"]
	not value.text(value.at(task.props, ["options", "logLevel"])) in {"basic", "transfer"}
}

deny contains {"resource": urn, "path": ["options", "verifyMode"], "message": "the task does not verify transferred data"} if {
	some urn, task in input.by_type["aws:datasync/task:Task"]
	value.text(value.at(task.props, ["options", "verifyMode"])) == "none"
}
