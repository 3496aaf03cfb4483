"""What the parts share: tags, and who is told when something happens."""

import pulumi_aws as aws

from buttress_components.aws import EncryptedBucket

TAGS = {"owner": "shop", "environment": "production", "data-classification": "internal"}
CONFIDENTIAL = {**TAGS, "data-classification": "confidential"}
AUDIT = {**TAGS, "data-classification": "audit"}
EMAIL = "security@example.com"

topic_key = aws.kms.Key("alarms", description="Alarms of the shop", enable_key_rotation=True, deletion_window_in_days=30, tags=TAGS)
topic = aws.sns.Topic("alarms", kms_master_key_id=topic_key.arn, tags=TAGS)
aws.sns.TopicSubscription("alarms", topic=topic.arn, protocol="email", endpoint=EMAIL)

# One bucket takes the access logs of all others.
logs = EncryptedBucket(
    "logs",
    {
        "tags": TAGS,
        "customer_managed_key": False,
        "access_logging": False,
        "justification": "it receives access logs, which S3 and load balancers write with their own key only, and cannot log to itself",
    },
)
