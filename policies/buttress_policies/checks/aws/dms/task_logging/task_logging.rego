# METADATA
# title: DMS tasks log what they read and write
# description: >-
#   The JSON in replicationTaskSettings has Logging.EnableLogging true, and the components SOURCE_CAPTURE, SOURCE_UNLOAD, TARGET_APPLY
#   and TARGET_LOAD at LOGGER_SEVERITY_DEFAULT or a more detailed level.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html
# custom:
#   id: aws-dms-task-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:dms/replicationTask:ReplicationTask"]
#   reads:
#     "aws:dms/replicationTask:ReplicationTask": [replicationTaskSettings]
#   remediation: Set Logging.EnableLogging and LogComponents in replicationTaskSettings.
#   aliases:
#   - prowler:dms_replication_task_source_logging_enabled
#   - prowler:dms_replication_task_target_logging_enabled
#   - securityhub:dms.7
#   - securityhub:dms.8
package checks.aws.dms.task_logging

import data.lib.iam
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["replicationTaskSettings"], "message": "the task's logging is off"} if {
	some urn, task in input.by_type["aws:dms/replicationTask:ReplicationTask"]
	not _logs(task)
}

deny contains {"resource": urn, "path": ["replicationTaskSettings"], "message": message} if {
	some urn, task in input.by_type["aws:dms/replicationTask:ReplicationTask"]
	_logs(task)
	some component in ["SOURCE_CAPTURE", "SOURCE_UNLOAD", "TARGET_APPLY", "TARGET_LOAD"]
	not component in _detailed(task)
	message := sprintf("the task does not log %s in enough detail", [component])
}

_logs(task) if value.is_true(_settings(task), ["Logging", "EnableLogging"])

_detailed(task) := {component.Id |
	some component in value.list(value.at(_settings(task), ["Logging", "LogComponents"]))
	component.Severity in {"LOGGER_SEVERITY_DEFAULT", "LOGGER_SEVERITY_DEBUG", "LOGGER_SEVERITY_DETAILED_DEBUG"}
}

# The settings are a document as policies are, in JSON.
_settings(task) := iam.document(object.get(task.props, "replicationTaskSettings", null))
