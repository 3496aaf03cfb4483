# METADATA
# title: Kinesis and Firehose streams are encrypted at rest
# description: >-
#   A Stream has encryptionType KMS (absent is NONE) and a kmsKeyId, alias/aws/kinesis included. A FirehoseDeliveryStream has
#   serverSideEncryption.enabled true; one with a kinesisSourceConfiguration or mskSourceConfiguration cannot set it, follows its
#   source and does not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html
# - ref: https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
# custom:
#   id: aws-kinesis-stream-encrypted
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:kinesis/stream:Stream
#   - aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream
#   reads:
#     "aws:kinesis/stream:Stream": [encryptionType, kmsKeyId]
#     "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream":
#     - serverSideEncryption.enabled
#     - kinesisSourceConfiguration
#     - mskSourceConfiguration
#   presence:
#     "aws:kinesis/stream:Stream": [kmsKeyId]
#   not_applicable: the stream takes the encryption of its source
#   remediation: Set encryptionType KMS and kmsKeyId of the stream, serverSideEncryption.enabled of the delivery stream.
#   precondition: Producers need kms:GenerateDataKey and consumers kms:Decrypt on a customer managed key first.
#   aliases:
#   - checkov:CKV_AWS_43
#   - checkov:CKV_AWS_177
#   - checkov:CKV_AWS_185
#   - checkov:CKV_AWS_240
#   - checkov:CKV_AWS_241
#   - trivy:AVD-AWS-0064
#   - prowler:kinesis_stream_encrypted_at_rest
#   - prowler:firehose_stream_encrypted_at_rest
#   - securityhub:kinesis.1
#   - securityhub:datafirehose.1
#   - awsconfig:KINESIS_STREAM_ENCRYPTED
#   - cdknag:AwsSolutions-KDF1
#   - cdknag:AwsSolutions-KDS1
#   - kics:kinesis_sse_not_configured
#   - kics:kinesis_not_encrypted_with_kms
package checks.aws.kinesis.stream_encrypted

import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:kinesis/stream:Stream"]

applies contains urn if {
	some urn, delivery in input.by_type["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"]
	not _follows_its_source(delivery)
}

deny contains {"resource": urn, "path": ["encryptionType"], "message": "the stream is not encrypted at rest"} if {
	some urn, stream in input.by_type["aws:kinesis/stream:Stream"]
	value.text(value.at(stream.props, ["encryptionType"])) != "kms"
}

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "the stream's encryption names no key"} if {
	some urn, stream in input.by_type["aws:kinesis/stream:Stream"]
	not value.present(stream, ["props", "kmsKeyId"])
}

deny contains {"resource": urn, "path": ["serverSideEncryption", "enabled"], "message": "the stream is not encrypted at rest"} if {
	some urn, delivery in input.by_type["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"]
	not value.is_true(delivery, ["props", "serverSideEncryption", "enabled"])
}

_follows_its_source(delivery) if {
	some property in ["kinesisSourceConfiguration", "mskSourceConfiguration"]
	value.present(delivery, ["props", property])
}

# While a source is not known, it cannot be said whether this applies; the outcome is unknown.
_follows_its_source(delivery) if {
	some property in ["kinesisSourceConfiguration", "mskSourceConfiguration"]
	value.unknown(delivery, property)
}
