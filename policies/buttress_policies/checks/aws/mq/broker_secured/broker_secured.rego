# METADATA
# title: Brokers are private and patched
# description: >-
#   publiclyAccessible is not true (absent is false), and autoMinorVersionUpgrade is true (absent is false). Brokers are
#   always encrypted; a customer managed key (encryptionOptions with useAwsOwnedKey false and a kmsKeyId) is required only
#   with customer_key.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html
# custom:
#   id: aws-mq-broker-secured
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:mq/broker:Broker"]
#   reads:
#     "aws:mq/broker:Broker": [publiclyAccessible, autoMinorVersionUpgrade, encryptionOptions.useAwsOwnedKey, encryptionOptions.kmsKeyId]
#   presence:
#     "aws:mq/broker:Broker": [encryptionOptions.kmsKeyId]
#   parameters:
#     customer_key:
#   remediation: Leave out publiclyAccessible and set autoMinorVersionUpgrade to true.
#   aliases:
#   - checkov:CKV_AWS_69
#   - checkov:CKV_AWS_207
#   - checkov:CKV_AWS_209
#   - trivy:AVD-AWS-0072
#   - prowler:mq_broker_not_publicly_accessible
#   - prowler:mq_broker_auto_minor_version_upgrades
#   - securityhub:mq.3
#   - kics:mq_broker_is_publicly_accessible
#   - kics:amazon_mq_broker_encryption_disabled
package checks.aws.mq.broker_secured

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["publiclyAccessible"], "message": "the broker is publicly accessible"} if {
	some urn, broker in input.by_type["aws:mq/broker:Broker"]
	value.is_true(broker, ["props", "publiclyAccessible"])
}

deny contains {"resource": urn, "path": ["autoMinorVersionUpgrade"], "message": "the broker does not install minor versions automatically"} if {
	some urn, broker in input.by_type["aws:mq/broker:Broker"]
	not value.is_true(broker, ["props", "autoMinorVersionUpgrade"])
}

deny contains {"resource": urn, "path": ["encryptionOptions"], "message": "the broker is encrypted with an AWS owned key"} if {
	input.parameters["aws-mq-broker-secured"].customer_key
	some urn, broker in input.by_type["aws:mq/broker:Broker"]
	not _own_key(broker)
}

_own_key(broker) if {
	value.is_false(broker, ["props", "encryptionOptions", "useAwsOwnedKey"])
	value.present(broker, ["props", "encryptionOptions", "kmsKeyId"])
}
