# METADATA
# title: S3 buckets with sensitive data publish events
# description: >-
#   Buckets whose tags match applies_tags have a BucketNotification that sends to EventBridge or to at least one function, queue or
#   topic. Other buckets do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
# custom:
#   id: aws-s3-bucket-event-notifications
#   severity: low
#   scope: stack
#   tier: 1
#   population: ["aws:s3/bucket:Bucket"]
#   companions:
#     "aws:s3/bucketNotification:BucketNotification": bucket
#   reads:
#     "aws:s3/bucket:Bucket": [tags, tagsAll]
#     "aws:s3/bucketNotification:BucketNotification": [eventbridge, "lambdaFunctions[].events", "queues[].events", "topics[].events"]
#   parameters:
#     applies_tags: {default: {data-classification: [confidential, restricted, records]}}
#   not_applicable: no tag of applies_tags says that the bucket holds sensitive data
#   remediation: Add a BucketNotification with eventbridge true, or with a queue, topic or function.
#   aliases:
#   - checkov:CKV2_AWS_62
#   - prowler:s3_bucket_event_notifications_enabled
#   - powerpipe:s3_bucket_event_notifications_enabled
#   - securityhub:s3.11
#   - awsconfig:S3_EVENT_NOTIFICATIONS_ENABLED
package checks.aws.s3.bucket_event_notifications

import data.lib.link
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	tags.match(bucket, _parameters.applies_tags)
}

deny contains {"resource": urn, "path": [], "message": "the bucket has no event notification"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	not _notifies(bucket)
}

_notifies(bucket) if {
	some notification in link.referrers(bucket.urn, "aws:s3/bucketNotification:BucketNotification", "bucket")
	_sends(notification)
}

_sends(notification) if value.is_true(notification, ["props", "eventbridge"])

_sends(notification) if {
	some property in ["lambdaFunctions", "queues", "topics"]
	some place, _ in notification.props[property]
	value.present(notification, ["props", property, place])
}

_parameters := input.parameters["aws-s3-bucket-event-notifications"]
