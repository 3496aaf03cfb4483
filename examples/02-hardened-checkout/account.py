"""What watches the account."""

import json

import pulumi_aws as aws
from settings import EMAIL, TAGS, topic, topic_key
from storage import audit

records = aws.cloudwatch.LogGroup("trail", retention_in_days=400, kms_key_id=topic_key.arn, tags=TAGS)
trail_role = aws.iam.Role(
    "trail",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    tags=TAGS,
)
aws.cloudtrail.Trail(
    "shop",
    s3_bucket_name=audit.bucket_name,
    is_multi_region_trail=True,
    include_global_service_events=True,
    enable_log_file_validation=True,
    kms_key_id=topic_key.arn,
    cloud_watch_logs_group_arn=records.arn.apply(lambda arn: f"{arn}:*"),
    cloud_watch_logs_role_arn=trail_role.arn,
    event_selectors=[
        {
            "read_write_type": "All",
            "include_management_events": True,
            "data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}],
        }
    ],
    insight_selectors=[{"insight_type": "ApiCallRateInsight"}, {"insight_type": "ApiErrorRateInsight"}],
    tags=TAGS,
)

aws.guardduty.Detector("shop", enable=True, tags=TAGS)
aws.securityhub.Account("shop")

recorder_role = aws.iam.Role(
    "recorder",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    tags=TAGS,
)
recorder = aws.cfg.Recorder(
    "shop", role_arn=recorder_role.arn, recording_group={"all_supported": True, "include_global_resource_types": True}
)
aws.cfg.DeliveryChannel("shop", s3_bucket_name=audit.bucket_name)
aws.cfg.RecorderStatus("shop", name=recorder.name, is_enabled=True)

aws.s3.AccountPublicAccessBlock(
    "shop", block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True
)
aws.ebs.EncryptionByDefault("shop", enabled=True)
aws.ssm.Association(
    "patches",
    name="AWS-RunPatchBaseline",
    parameters={"Operation": "Install"},
    schedule_expression="cron(0 2 ? * SUN *)",
    targets=[{"key": "InstanceIds", "values": ["*"]}],
    compliance_severity="HIGH",
)
aws.account.AlternativeContact(
    "security",
    alternate_contact_type="SECURITY",
    name="Security",
    title="Security lead",
    email_address=EMAIL,
    phone_number="+49 30 1234567",
)

ALARMS = {
    "refused-calls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    "failed-sign-ins": '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    "sign-ins-without-mfa": '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    "root": '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    "iam": "{ ($.eventName = AttachRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = CreatePolicyVersion) }",
    "organization": "{ $.eventSource = organizations.amazonaws.com }",
    "keys": "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
    "bucket-policies": "{ ($.eventName = PutBucketPolicy) || ($.eventName = DeleteBucketPolicy) || ($.eventName = PutBucketAcl) }",
    "trail": "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) }",
    "recorder": "{ ($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) }",
    "security-groups": "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupIngress) }",
    "network-acls": "{ ($.eventName = CreateNetworkAcl) || ($.eventName = ReplaceNetworkAclEntry) }",
    "gateways": "{ ($.eventName = AttachInternetGateway) || ($.eventName = DeleteInternetGateway) }",
    "routes": "{ ($.eventName = CreateRoute) || ($.eventName = ReplaceRoute) }",
    "networks": "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) }",
}
for name, pattern in ALARMS.items():
    aws.cloudwatch.LogMetricFilter(
        name, log_group_name=records.name, pattern=pattern, metric_transformation={"name": name, "namespace": "trail", "value": "1"}
    )
    aws.cloudwatch.MetricAlarm(
        name,
        metric_name=name,
        namespace="trail",
        statistic="Sum",
        period=300,
        evaluation_periods=1,
        threshold=1,
        comparison_operator="GreaterThanOrEqualToThreshold",
        alarm_actions=[topic.arn],
        tags=TAGS,
    )

findings = aws.cloudwatch.EventRule("findings", event_pattern=json.dumps({"source": ["aws.guardduty", "aws.securityhub"]}), tags=TAGS)
aws.cloudwatch.EventTarget("findings", rule=findings.name, arn=topic.arn)
