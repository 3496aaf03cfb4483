"""What the parts share: tags, and who is notified when something happens."""

from buttress_components.aws import EncryptedBucket, SecurityMonitoring

TAGS = {"owner": "shop", "environment": "production", "data-classification": "internal"}
CONFIDENTIAL = {**TAGS, "data-classification": "confidential"}
AUDIT = {**TAGS, "data-classification": "audit"}
EMAIL = "security@example.com"

# Findings of GuardDuty and Security Hub, and every alarm, go to one topic.
monitoring = SecurityMonitoring("shop", {"emails": [EMAIL], "tags": TAGS})

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
