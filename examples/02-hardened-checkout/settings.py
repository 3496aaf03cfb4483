"""What the parts share: tags, and who is notified when something happens."""

import pulumi
import pulumi_aws as aws

from buttress_components.aws import AccessLogBucket, AlarmTopic, SecurityMonitoring

TAGS = {"owner": "shop", "environment": "production", "data-classification": "internal"}
CONFIDENTIAL = {**TAGS, "data-classification": "confidential"}
AUDIT = {**TAGS, "data-classification": "audit"}
EMAIL = "security@example.com"

# Findings of GuardDuty and Security Hub, and every alarm, go to one topic.
monitoring = SecurityMonitoring("shop", {"emails": [EMAIL], "tags": TAGS})

# CloudFront's alarms are in us-east-1, and an alarm reaches only topics of its own region.
edge = aws.Provider("edge", region="us-east-1")
edge_alarms = AlarmTopic("edge", {"emails": [EMAIL], "tags": TAGS}, pulumi.ResourceOptions(provider=edge))

# One bucket takes the access logs of all others and of the load balancer.
logs = AccessLogBucket("logs", {"tags": TAGS})
