# METADATA
# title: Kinesis streams keep records for a week
# description: retentionPeriod is 168 hours or more; absent is 24.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
# custom:
#   id: aws-kinesis-stream-retention
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:kinesis/stream:Stream
#   reads:
#     "aws:kinesis/stream:Stream": [retentionPeriod]
#   remediation: Set retentionPeriod to 168 or more.
#   aliases:
#   - prowler:kinesis_stream_data_retention_period
#   - securityhub:kinesis.3
package checks.aws.kinesis.stream_retention

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["retentionPeriod"], "message": "the stream keeps records for less than 168 hours"} if {
	some urn, stream in input.by_type["aws:kinesis/stream:Stream"]
	not _kept(stream)
}

_kept(stream) if value.number(stream.props.retentionPeriod) >= 168
