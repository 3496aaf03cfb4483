"""What watches the account."""

import pulumi_aws as aws
from settings import EMAIL, TAGS, logs, monitoring

from buttress_components.aws import AccountBaseline, AuditTrail, ConfigBaseline

AuditTrail("shop", {"alarm_topic_arn": monitoring.topic_arn, "access_log_bucket": logs.bucket_name, "tags": TAGS})
ConfigBaseline("shop", {"access_log_bucket": logs.bucket_name, "tags": TAGS})
AccountBaseline(
    "shop",
    {
        "security_contact": {"name": "Security", "title": "Security lead", "email_address": EMAIL, "phone_number": "+49 30 1234567"},
        # The organisation's guardrail: nothing is made anywhere else. The edge is in us-east-1.
        "region_guardrail": {"target_id": "r-a1b2", "allowed_regions": ["eu-west-1", "us-east-1"]},
        "tags": TAGS,
    },
)

aws.ssm.Association(
    "patches",
    name="AWS-RunPatchBaseline",
    parameters={"Operation": "Install"},
    schedule_expression="cron(0 2 ? * SUN *)",
    targets=[{"key": "InstanceIds", "values": ["*"]}],
    compliance_severity="HIGH",
)
