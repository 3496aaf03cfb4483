# METADATA
# title: Message brokers log to CloudWatch
# description: logs.general is true; for ActiveMQ logs.audit is true too (RabbitMQ has no audit log). An absent value is false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html
# custom:
#   id: aws-mq-broker-logging
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:mq/broker:Broker
#   reads:
#     "aws:mq/broker:Broker": [engineType, logs.general, logs.audit]
#   remediation: Set logs.general to true, and logs.audit to true for ActiveMQ.
#   aliases:
#   - checkov:CKV_AWS_48
#   - checkov:CKV_AWS_197
#   - trivy:AVD-AWS-0070
#   - trivy:AVD-AWS-0071
#   - prowler:mq_broker_logging_enabled
#   - securityhub:mq.2
#   - awsconfig:MQ_CLOUDWATCH_AUDIT_LOG_ENABLED
#   - kics:mq_broker_logging_disabled
package checks.aws.mq.broker_logging

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["logs", "general"], "message": "the broker's general log is off"} if {
	some urn, broker in input.by_type["aws:mq/broker:Broker"]
	not value.is_true(broker, ["props", "logs", "general"])
}

deny contains {"resource": urn, "path": ["logs", "audit"], "message": "the broker's audit log is off"} if {
	some urn, broker in input.by_type["aws:mq/broker:Broker"]
	value.text(value.at(broker.props, ["engineType"])) == "activemq"
	not value.is_true(broker, ["props", "logs", "audit"])
}
