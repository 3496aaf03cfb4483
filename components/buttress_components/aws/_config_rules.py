"""AWS's managed rules that serve the trust services criteria, as a conformance pack."""

import json
from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "ACCESS_KEYS_ROTATED": "CC6.1 Access keys are replaced in time.",
    "ACM_CERTIFICATE_EXPIRATION_CHECK": "CC6.7 Certificates are renewed in time.",
    "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK": "CC6.7 Load balancers lead to HTTPS.",
    "CLOUDTRAIL_SECURITY_TRAIL_ENABLED": "CC7.2 A trail records the account as it should.",
    "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED": "CC7.2 The records of a trail have digests.",
    "CMK_BACKING_KEY_ROTATION_ENABLED": "CC6.1 Keys rotate.",
    "CW_LOGGROUP_RETENTION_PERIOD_CHECK": "CC7.3 Logs are kept long enough.",
    "DB_INSTANCE_BACKUP_ENABLED": "A1.2 Databases are backed up.",
    "DYNAMODB_PITR_ENABLED": "A1.2 Tables can be set back to any moment.",
    "EC2_EBS_ENCRYPTION_BY_DEFAULT": "CC6.1 New disks are encrypted.",
    "EC2_IMDSV2_CHECK": "CC6.1 Machines hand out credentials by session only.",
    "ENCRYPTED_VOLUMES": "CC6.1 Disks are encrypted.",
    "GUARDDUTY_ENABLED_CENTRALIZED": "CC7.1 Threats are looked for.",
    "IAM_PASSWORD_POLICY": "CC6.1 Passwords are long and varied.",
    "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS": "CC6.3 No policy allows everything.",
    "IAM_ROOT_ACCESS_KEY_CHECK": "CC6.1 The root user has no access key.",
    "IAM_USER_MFA_ENABLED": "CC6.1 Users have a second factor.",
    "IAM_USER_UNUSED_CREDENTIALS_CHECK": "CC6.2 Credentials that nobody uses are taken away.",
    "INCOMING_SSH_DISABLED": "CC6.6 SSH is closed to the world.",
    "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS": "CC6.1 Sign-ins to the console take a second factor.",
    "MULTI_REGION_CLOUD_TRAIL_ENABLED": "CC7.2 All regions are recorded.",
    "RDS_INSTANCE_DELETION_PROTECTION_ENABLED": "A1.2 Databases cannot be deleted by mistake.",
    "RDS_INSTANCE_PUBLIC_ACCESS_CHECK": "CC6.6 Databases are closed to the world.",
    "RDS_IN_BACKUP_PLAN": "A1.2 Databases are in a backup plan.",
    "RDS_MULTI_AZ_SUPPORT": "A1.2 Databases have a standby.",
    "RDS_STORAGE_ENCRYPTED": "CC6.1 Databases are encrypted.",
    "ROOT_ACCOUNT_MFA_ENABLED": "CC6.1 The root user has a second factor.",
    "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC": "CC6.6 No bucket of the account is public.",
    "S3_BUCKET_LOGGING_ENABLED": "CC7.2 Access to buckets is logged.",
    "S3_BUCKET_PUBLIC_READ_PROHIBITED": "C1.1 Buckets cannot be read by all.",
    "S3_BUCKET_PUBLIC_WRITE_PROHIBITED": "CC6.6 Buckets cannot be written by all.",
    "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED": "CC6.1 Buckets are encrypted.",
    "S3_BUCKET_SSL_REQUESTS_ONLY": "CC6.7 Buckets take TLS only.",
    "S3_BUCKET_VERSIONING_ENABLED": "A1.2 Buckets keep versions.",
    "SECRETSMANAGER_ROTATION_ENABLED_CHECK": "CC6.1 Secrets rotate.",
    "SECURITYHUB_ENABLED": "CC7.1 Findings are gathered.",
    "VPC_DEFAULT_SECURITY_GROUP_CLOSED": "CC6.6 Default groups have no rules.",
    "VPC_FLOW_LOGS_ENABLED": "CC7.2 Traffic is recorded.",
    "WAFV2_LOGGING_ENABLED": "CC7.2 Firewalls of the web log.",
}
"""Identifier to the criterion and what the rule asks."""

OF_NO_REGION: Final = frozenset(
    {
        "ACCESS_KEYS_ROTATED",
        "IAM_PASSWORD_POLICY",
        "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
        "IAM_ROOT_ACCESS_KEY_CHECK",
        "IAM_USER_MFA_ENABLED",
        "IAM_USER_UNUSED_CREDENTIALS_CHECK",
        "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS",
        "ROOT_ACCOUNT_MFA_ENABLED",
        "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC",
    }
)
"""Rules on the account as a whole, which one region is enough for."""

_PARAMETERS: Final[Mapping[str, Mapping[str, str]]] = {
    "ACCESS_KEYS_ROTATED": {"maxAccessKeyAge": "90"},
    "ACM_CERTIFICATE_EXPIRATION_CHECK": {"daysToExpiration": "30"},
    "CW_LOGGROUP_RETENTION_PERIOD_CHECK": {"MinRetentionTime": "365"},
    "IAM_PASSWORD_POLICY": {"MinimumPasswordLength": "14", "PasswordReusePrevention": "24", "MaxPasswordAge": "90"},
    "IAM_USER_UNUSED_CREDENTIALS_CHECK": {"maxCredentialUsageAge": "45"},
}


def template(rules: Mapping[str, str]) -> str:
    """The template of a conformance pack with these rules, each by its identifier and what it asks."""
    resources = {}
    for identifier, description in rules.items():
        properties = {
            "ConfigRuleName": identifier.lower().replace("_", "-"),
            "Description": description,
            "Source": {"Owner": "AWS", "SourceIdentifier": identifier},
        }
        if identifier in _PARAMETERS:
            properties["InputParameters"] = dict(_PARAMETERS[identifier])
        resources["".join(part.capitalize() for part in identifier.split("_"))] = {
            "Type": "AWS::Config::ConfigRule",
            "Properties": properties,
        }
    return json.dumps({"Resources": resources}, separators=(",", ":"))
