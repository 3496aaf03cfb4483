# METADATA
# title: Flow logs are kept encrypted and long enough
# description: >-
#   The LogGroup that a FlowLog writes to keeps its events for the days of the parameter or for ever (retentionInDays 0 or
#   absent) under a kmsKeyId, and the log has an iamRoleArn; or the bucket that it writes to sets a default encryption and has
#   an enabled lifecycle rule. A destination that is not among the resources given, and a delivery stream, are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: aws-vpc-flow-log-destination-retained
#   severity: medium
#   scope: stack
#   tier: 2
#   population: [aws:ec2/flowLog:FlowLog]
#   companions:
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucket
#     "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucket
#   reads:
#     "aws:ec2/flowLog:FlowLog": [logDestination, logDestinationType, iamRoleArn]
#     "aws:cloudwatch/logGroup:LogGroup": [retentionInDays, kmsKeyId]
#     "aws:s3/bucket:Bucket":
#     - serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm
#     - "lifecycleRules[].enabled"
#     "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
#     - "rules[].applyServerSideEncryptionByDefault.sseAlgorithm"
#     "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["rules[].status"]
#   presence:
#     "aws:cloudwatch/logGroup:LogGroup": [kmsKeyId]
#     "aws:ec2/flowLog:FlowLog": [iamRoleArn]
#   parameters:
#     min_days:
#   not_applicable: the destination of the flow log is not in the stack, or keeps no logs itself
#   remediation: Give the log group retentionInDays and kmsKeyId, or the bucket encryption and a lifecycle rule, or use FlowLoggedVpc.
#   precondition: The key's policy must let CloudWatch Logs, or log delivery for a bucket, use it first.
package checks.aws.ec2.vpc_flow_log_destination_retained

import data.lib.link
import data.lib.s3
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, log in input.by_type["aws:ec2/flowLog:FlowLog"]
	_judged(log)
}

deny contains {"resource": urn, "path": ["logDestination"], "message": "the flow log names no destination"} if {
	some urn, log in input.by_type["aws:ec2/flowLog:FlowLog"]
	_nowhere(log)
}

deny contains {"resource": urn, "path": ["iamRoleArn"], "message": "the flow log has no role to write to CloudWatch Logs"} if {
	some urn, log in input.by_type["aws:ec2/flowLog:FlowLog"]
	_to_cloudwatch(log)
	not value.present(log, ["props", "iamRoleArn"])
}

deny contains {"resource": urn, "at": group.urn, "path": ["retentionInDays"], "message": message} if {
	some [urn, group] in _groups
	days := value.number(group.props.retentionInDays)
	days != 0
	days < input.parameters["aws-vpc-flow-log-destination-retained"].min_days
	message := sprintf("the flow log's log group keeps events for %v days", [days])
}

deny contains {"resource": urn, "at": group.urn, "path": ["kmsKeyId"], "message": "the flow log's log group has no KMS key"} if {
	some [urn, group] in _groups
	not value.present(group, ["props", "kmsKeyId"])
}

deny contains {"resource": urn, "at": bucket.urn, "path": ["serverSideEncryptionConfiguration"], "message": message} if {
	some [urn, bucket] in _buckets
	every setting in s3.encryption(bucket) {
		s3.algorithm(setting) == ""
	}
	message := "the flow log's bucket sets no encryption of its own"
}

deny contains {"resource": urn, "at": bucket.urn, "path": ["lifecycleRules"], "message": "the flow log's bucket has no lifecycle rule"} if {
	some [urn, bucket] in _buckets
	not _expires(bucket)
}

_judged(log) if count(_destinations(log)) > 0

_judged(log) if _nowhere(log)

_nowhere(log) if {
	every property in _by {
		not value.present(log, ["props", property])
		not [property] in log.unknown
	}
}

_to_cloudwatch(log) if {
	value.text(object.get(log.props, "logDestinationType", null)) in {"", "cloud-watch-logs"}
}

_destinations(log) := {destination.urn |
	some property in _by
	some type in ["aws:cloudwatch/logGroup:LogGroup", "aws:s3/bucket:Bucket"]
	some destination in link.referred(log.urn, property, type)
}

_groups contains [urn, group] if {
	some urn, _ in input.by_type["aws:ec2/flowLog:FlowLog"]
	some property in _by
	some group in link.referred(urn, property, "aws:cloudwatch/logGroup:LogGroup")
}

_buckets contains [urn, bucket] if {
	some urn, _ in input.by_type["aws:ec2/flowLog:FlowLog"]
	some bucket in link.referred(urn, "logDestination", "aws:s3/bucket:Bucket")
}

_expires(bucket) if {
	some rule in bucket.props.lifecycleRules
	value.is_true(rule, ["enabled"])
}

_expires(bucket) if {
	some companion in link.referrers(bucket.urn, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket")
	some rule in companion.props.rules
	rule.status == "Enabled"
}

# Programs for version 6 of the provider and before name the log group.
_by := ["logDestination", "logGroupName"]
