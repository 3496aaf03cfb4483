"""The hardened values of every component, as data. A component holds no such value of its own."""

from collections.abc import Mapping, Sequence
from typing import Final

PACKAGE: Final = "buttress"

# --- Retention, in days ---
LOG_RETENTION: Final = 400
"""A Type II period of twelve months and five weeks in which an auditor asks for its first days."""
SHORTEST_LOG_RETENTION: Final = 365
LONGEST_LOG_RETENTION: Final = 3653
LOG_GROUP_RETENTIONS: Final[Sequence[int]] = (365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)
"""What CloudWatch Logs allows from a year up."""
NONCURRENT_VERSIONS: Final = 365
INCOMPLETE_UPLOADS: Final = 7
DATABASE_BACKUPS: Final = 35
SHORTEST_DATABASE_BACKUPS: Final = 7
LONGEST_DATABASE_BACKUPS: Final = 35
SHORTEST_LOCK: Final = 1
LONGEST_LOCK: Final = 36500
SOFT_DELETE: Final = 30
SHORTEST_SOFT_DELETE: Final = 7
LONGEST_SOFT_DELETE: Final = 365

# --- Keys ---
KEY_DELETION_WINDOW: Final = 30
KEY_ROTATION: Final = 365

# --- Transport ---
OLDEST_TLS: Final = "1.2"

# --- Sessions, in seconds ---
SESSION: Final = 3600
LONGEST_SESSION: Final = 43200

# --- AWS: flow logs ---
FLOW_LOG_FIELDS: Final[Mapping[str, str]] = {
    "version": "int",
    "account-id": "string",
    "interface-id": "string",
    "srcaddr": "string",
    "dstaddr": "string",
    "srcport": "int",
    "dstport": "int",
    "protocol": "bigint",
    "packets": "bigint",
    "bytes": "bigint",
    "start": "bigint",
    "end": "bigint",
    "action": "string",
    "log-status": "string",
    "vpc-id": "string",
    "subnet-id": "string",
    "instance-id": "string",
    "tcp-flags": "int",
    "type": "string",
    "pkt-srcaddr": "string",
    "pkt-dstaddr": "string",
    "region": "string",
    "az-id": "string",
    "pkt-src-aws-service": "string",
    "pkt-dst-aws-service": "string",
    "flow-direction": "string",
    "traffic-path": "int",
}
"""The fields of a flow log record, in the order in which they are written, with their types in Athena."""
FLOW_LOG_AGGREGATION: Final = 60
LONGEST_DATABASE_NAME: Final = 128
"""Characters of the name of a database that Athena reads."""
LARGEST_NETWORK: Final = 16
SMALLEST_NETWORK: Final = 24
"""Prefix lengths of a network: AWS allows nothing larger, and nothing smaller leaves room for subnets in several zones."""
ZONES_CUT_FOR: Final = 4
"""Zones that a network is cut for even while it has fewer, for cutting it anew would replace every subnet."""
DOWNLOAD_BUCKETS: Final = (
    "prod-{region}-starport-layer-bucket",
    "al2023-repos-{region}-de612dc2",
    "amazonlinux-2-repos-{region}",
    "aws-ssm-{region}",
    "amazon-ssm-{region}",
    "amazon-ssm-packages-{region}",
    "aws-ssm-document-attachments-{region}",
    "aws-windows-downloads-{region}",
    "patch-baseline-snapshot-{region}",
    "{region}-birdwatcher-prod",
)
"""Buckets of AWS: layers of images in ECR, packages of Amazon Linux, and what Systems Manager installs and patches with."""

# --- AWS: identities ---
ADMINISTRATOR_POLICIES: Final = frozenset(
    {
        "AdministratorAccess",
        "IAMFullAccess",
        "PowerUserAccess",
        "AWSCloudTrail_FullAccess",
        "AWSKeyManagementServicePowerUser",
        "AmazonBedrockFullAccess",
    }
)
ESCALATIONS: Final[Sequence[str]] = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "glue:UpdateDevEndpoint",
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "kms:Decrypt",
    "kms:ReEncryptFrom",
    "lambda:UpdateFunctionCode",
)
"""Actions that give rights nobody granted, end the audit trail or open all data, once they reach every resource."""
PERMISSION_EDITS: Final[Sequence[str]] = (
    "aws-marketplace:Subscribe",
    "ecr:SetRepositoryPolicy",
    "iam:Attach*",
    "iam:Create*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:Put*",
    "iam:Update*",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
    "lambda:AddPermission",
    "organizations:*",
    "redshift:GetClusterCredentials",
    "rds:CopyDBSnapshot",
    "s3:DeleteBucketPolicy",
    "s3:GetObject",
    "s3:PutBucketAcl",
    "s3:PutBucketPolicy",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutResourcePolicy",
    "sns:AddPermission",
    "sns:SetTopicAttributes",
    "sqs:AddPermission",
    "sqs:SetQueueAttributes",
    "ssm:GetParameter*",
    "sso:*",
    "sts:GetSessionToken",
)
"""Actions that edit access, hand out credentials or read data in bulk: on every resource only under a condition."""

# --- AWS: databases ---
DATABASE_PORTS: Final[Mapping[str, int]] = {
    "postgres": 5432,
    "aurora-postgresql": 5432,
    "mysql": 3306,
    "aurora-mysql": 3306,
    "mariadb": 3306,
}
DATABASE_LOGS: Final[Mapping[str, Sequence[str]]] = {
    "postgres": ("postgresql", "upgrade"),
    "aurora-postgresql": ("postgresql",),
    "mysql": ("audit", "error", "slowquery"),
    "aurora-mysql": ("audit", "error", "slowquery"),
    "mariadb": ("audit", "error", "slowquery"),
}
DATABASE_PARAMETERS: Final[Mapping[str, Mapping[str, str]]] = {
    "postgres": {
        "rds.force_ssl": "1",
        "log_connections": "1",
        "log_disconnections": "1",
        "log_statement": "ddl",
        "shared_preload_libraries": "pg_stat_statements,pgaudit",
        "pgaudit.log": "ddl,role",
    },
    "aurora-postgresql": {
        "rds.force_ssl": "1",
        "log_connections": "1",
        "log_disconnections": "1",
        "log_statement": "ddl",
        "shared_preload_libraries": "pg_stat_statements,pgaudit",
        "pgaudit.log": "ddl,role",
    },
    "mysql": {"require_secure_transport": "1", "slow_query_log": "1", "log_output": "FILE"},
    "mariadb": {"require_secure_transport": "1", "slow_query_log": "1", "log_output": "FILE"},
    "aurora-mysql": {
        "require_secure_transport": "ON",
        "server_audit_logging": "1",
        "slow_query_log": "1",
        "log_output": "FILE",
        "server_audit_events": "CONNECT,QUERY_DCL,QUERY_DDL",
    },
}
SERVERLESS: Final = "db.serverless"
LARGEST_CAPACITY: Final = 256
LONGEST_DATABASE_IDENTIFIER: Final = 63
LONGEST_CLUSTER_NAME: Final = 60
"""Characters of a cluster's name that leave room for the numbers of its members."""
STATIC_PARAMETERS: Final = frozenset({"shared_preload_libraries"})
"""Parameters that take effect at a restart."""
DATABASE_MONITORING: Final = 60
DATABASE_INSIGHTS_RETENTION: Final = 7
DATABASE_CERTIFICATE: Final = "rds-ca-rsa2048-g1"
DEFAULT_MASTER_NAMES: Final = frozenset({"admin", "administrator", "awsuser", "root", "postgres", "sa"})
DATABASE_CPU_ALARM: Final = 80
DATABASE_STORAGE_ALARM: Final = 10 * 1024**3
"""Free bytes below which somebody is alerted."""
SMALLEST_STORAGE: Final = 20
LARGEST_STORAGE: Final = 65536

# --- Azure ---
AZURE_TLS: Final = "TLS1_2"
AZURE_SQL_TLS: Final = "1.2"
AUDIT_ACTIONS: Final[Sequence[str]] = (
    "BATCH_COMPLETED_GROUP",
    "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
    "FAILED_DATABASE_AUTHENTICATION_GROUP",
)
TRAFFIC_ANALYTICS_INTERVAL: Final = 10
WEEKLY_BACKUPS: Final = "P5W"
MONTHLY_BACKUPS: Final = "P12M"
YEARLY_BACKUPS: Final = "P7Y"
KEY_SIZE: Final = 3072
KEY_EXPIRY: Final = "P2Y"
KEY_LIFE: Final = 730
"""Days that the first version of a key lives, as long as KEY_EXPIRY gives to those after it."""
GRANT_SPREAD: Final = 180
"""Seconds that a new role assignment is given to be heard in all of Azure, which asks for up to ten minutes and mostly needs one."""
ENCRYPTION_USER: Final = "e147488a-f6f5-4113-8e2d-b22465e65bf6"
"""The built-in role Key Vault Crypto Service Encryption User."""
BLOB_CONTRIBUTOR: Final = "ba92f5b4-2d11-453d-a403-e96b0029c9fe"
"""The built-in role Storage Blob Data Contributor."""
LONGEST_WORKSPACE_RETENTION: Final = 730
RESERVED_SUBNETS: Final = frozenset(
    {"GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet", "RouteServerSubnet"}
)
SQL_BACKUPS: Final = 35
SQL_CPU_ALARM: Final = 80

# --- AWS: backups ---
BACKUPS: Final = 35
BACKUP_SCHEDULE: Final = "cron(0 3 ? * * *)"
MONTHLY_BACKUP_SCHEDULE: Final = "cron(0 4 1 * ? *)"
RESTORE_SCHEDULE: Final = "cron(0 6 1 * ? *)"
LOCK_GRACE: Final = 14
BACKUP_EVENTS: Final[Sequence[str]] = (
    "BACKUP_JOB_COMPLETED",
    "COPY_JOB_FAILED",
    "RECOVERY_POINT_MODIFIED",
    "RESTORE_JOB_COMPLETED",
)
UNIQUE_SUFFIX: Final = 8
"""Characters that the provider puts behind a name."""
LONGEST_BUCKET_NAME: Final = 63
LONGEST_VAULT_NAME: Final = 50
LONGEST_RESTORE_PLAN_NAME: Final = 50
LONGEST_REPORT_PLAN_NAME: Final = 256
RESTORABLE_TYPES: Final[Sequence[str]] = ("RDS", "Aurora", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "S3")
RESTORED_TYPES: Final[Sequence[str]] = ("RDS", "Aurora", "DynamoDB", "EBS", "EFS", "S3")

# --- AWS: accounts ---
FIRST_CIS: Final = "cis-aws-foundations-benchmark/v/1.2.0"
RUNTIME_AGENTS: Final[Sequence[str]] = ("EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")
SECURITY_STANDARDS: Final[Sequence[str]] = (
    "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark/v/3.0.0",
)
DETECTOR_FEATURES: Final[Sequence[str]] = (
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
)
GUARDDUTY_SEVERITY: Final = 4
"""From medium up, on GuardDuty's scale of 1 to 10."""
INSPECTED_TYPES: Final[Sequence[str]] = ("EC2", "ECR", "LAMBDA")
UNUSED_ACCESS: Final = 90
PASSWORD_LENGTH: Final = 14
PASSWORD_AGE: Final = 90
PASSWORD_MEMORY: Final = 24
GLOBAL_ACTIONS: Final[Sequence[str]] = (
    "account:*",
    "acm:*",
    "aws-marketplace-management:*",
    "aws-marketplace:*",
    "aws-portal:*",
    "billing:*",
    "budgets:*",
    "ce:*",
    "cloudfront:*",
    "consolidatedbilling:*",
    "cur:*",
    "directconnect:*",
    "ec2:DescribeRegions",
    "fms:*",
    "freetier:*",
    "globalaccelerator:*",
    "health:*",
    "iam:*",
    "invoicing:*",
    "networkmanager:*",
    "notifications:*",
    "organizations:*",
    "payments:*",
    "pricing:*",
    "purchase-orders:*",
    "route53:*",
    "route53domains:*",
    "s3:GetAccountPublic*",
    "s3:ListAllMyBuckets",
    "s3:PutAccountPublic*",
    "savingsplans:*",
    "shield:*",
    "sso:*",
    "sts:*",
    "support:*",
    "supportapp:*",
    "supportplans:*",
    "tax:*",
    "trustedadvisor:*",
    "waf-regional:*",
    "waf:*",
    "wafv2:*",
)
"""Actions of services without a region, which answer from one of them."""

# --- AWS: the edge ---
RATE_LIMIT: Final = 2000
FIREWALL_GROUPS: Final[Sequence[str]] = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
)
VIEWER_TLS: Final = "TLSv1.2_2021"
HSTS: Final = 63072000
"""Two years, in seconds."""
CACHE: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""AWS's policy CachingOptimized."""
NO_CACHE: Final = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's policy CachingDisabled."""
ALL_BUT_HOST: Final = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""AWS's policy AllViewerExceptHostHeader."""
EDGE: Final = "us-east-1"
"""The region of all that CloudFront uses: its firewall, certificates, metrics and deliveries of logs."""
HEALTH_CHECKERS: Final[Mapping[str, str]] = {
    "ap-northeast-1": "JP",
    "ap-southeast-1": "SG",
    "ap-southeast-2": "AU",
    "eu-west-1": "IE",
    "sa-east-1": "BR",
    "us-east-1": "US",
    "us-west-1": "US",
    "us-west-2": "US",
}
"""Regions that Route 53 checks health from, and the country that their addresses belong to."""
FEWEST_HEALTH_CHECKERS: Final = 3
LONGEST_DELIVERY_NAME: Final = 60
LONGEST_VPC_ORIGIN_NAME: Final = 64
RETRY_LATE: Final = 3600
"""Seconds that a transaction may wait in the retry queue, which forgets it after QUEUE_RETENTION."""
COPY_LATE: Final = 900
"""Seconds after which a copy of an object is late."""
ERROR_RATE_ALARM: Final = 5.0
"""Share of answers that are errors, in percent."""

# --- Azure: subscriptions ---
ACTIVITY_CATEGORIES: Final[Sequence[str]] = (
    "Administrative",
    "Alert",
    "Autoscale",
    "Policy",
    "Recommendation",
    "ResourceHealth",
    "Security",
    "ServiceHealth",
)
ENDS: Final[Sequence[str]] = ("Succeeded", "Failed")
"""How an operation ends, in the words of the activity log."""
WATCHED_OPERATIONS: Final[Mapping[str, str]] = {
    "policy-assignments": "Microsoft.Authorization/policyAssignments/write",
    "policy-removals": "Microsoft.Authorization/policyAssignments/delete",
    "security-groups": "Microsoft.Network/networkSecurityGroups/write",
    "security-group-removals": "Microsoft.Network/networkSecurityGroups/delete",
    "security-rules": "Microsoft.Network/networkSecurityGroups/securityRules/write",
    "security-rule-removals": "Microsoft.Network/networkSecurityGroups/securityRules/delete",
    "public-addresses": "Microsoft.Network/publicIPAddresses/write",
    "public-address-removals": "Microsoft.Network/publicIPAddresses/delete",
    "security-solutions": "Microsoft.Security/securitySolutions/write",
    "security-solution-removals": "Microsoft.Security/securitySolutions/delete",
    "sql-firewall-rules": "Microsoft.Sql/servers/firewallRules/write",
    "sql-firewall-rule-removals": "Microsoft.Sql/servers/firewallRules/delete",
}
"""What raises an alert; Azure's alerts take one operation each."""
DEFENDER_PLANS: Final[Sequence[str]] = (
    "AppServices",
    "Arm",
    "CloudPosture",
    "Containers",
    "CosmosDbs",
    "KeyVaults",
    "OpenSourceRelationalDatabases",
    "SqlServerVirtualMachines",
    "SqlServers",
    "StorageAccounts",
    "VirtualMachines",
)
DEFENDER_SUB_PLANS: Final[Mapping[str, str]] = {"StorageAccounts": "DefenderForStorageV2", "VirtualMachines": "P2"}
DEFENDER_EXTENSIONS: Final[Mapping[str, Sequence[str]]] = {
    "CloudPosture": ("AgentlessVmScanning", "SensitiveDataDiscovery"),
    "StorageAccounts": ("OnUploadMalwareScanning", "SensitiveDataDiscovery"),
}
DEFENDER_EXPORTS: Final[Sequence[str]] = (
    "Alerts",
    "Assessments",
    "SubAssessments",
    "SecureScores",
    "SecureScoreControls",
    "RegulatoryComplianceAssessment",
)
"""What is exported: findings of every kind, the vulnerabilities behind them, and how the whole stands."""

# --- Azure: the edge ---
FRONT_DOOR_RULES: Final[Mapping[str, str]] = {"Microsoft_DefaultRuleSet": "2.1", "Microsoft_BotManagerRuleSet": "1.1"}
FRONT_DOOR_CIPHERS: Final = "TLS12_2023"
ORIGIN_TIMEOUT: Final = 60
DNS_TTL: Final = 3600
"""Seconds that resolvers keep a record."""
ORIGIN_HEALTH_ALARM: Final = 90.0
"""Share of health probes that succeed, in percent, below which somebody is alerted."""
SCRUBBED: Final[Sequence[tuple[str, str, str | None]]] = (
    ("RequestHeaderNames", "Equals", "authorization"),
    ("RequestCookieNames", "EqualsAny", None),
    ("RequestBodyPostArgNames", "Equals", "password"),
    ("RequestBodyJsonArgNames", "Equals", "password"),
)
"""What the firewall's logs never show: variable, comparison and name."""

# --- Azure: backups ---
BACKUP_TIME: Final = "03:00:00Z"
BACKUP_WEEKS: Final = 12
BACKUP_MONTHS: Final = 13
BACKUP_YEARS: Final = 7
INSTANT_RESTORES: Final = 7
"""Days in which a snapshot beside the machine allows a quick restore."""
BACKUP_LOGS: Final[Sequence[str]] = (
    "CoreAzureBackup",
    "AddonAzureBackupJobs",
    "AddonAzureBackupAlerts",
    "AddonAzureBackupPolicy",
    "AddonAzureBackupStorage",
    "AddonAzureBackupProtectedInstance",
    "AzureBackupOperations",
)
SHORTEST_VAULT_SOFT_DELETE: Final = 14
LONGEST_VAULT_SOFT_DELETE: Final = 180

# --- Azure: policies, by the ids that Azure gives them ---
ALLOWED_LOCATIONS: Final[Mapping[str, str]] = {
    "locations": "e56962a6-4747-49cd-b67b-bf8b01975c4c",
    "group-locations": "e765b5de-1225-4ba3-bd56-1ac6695af988",
}
DENIED: Final[Mapping[str, tuple[str, str]]] = {
    "storage-https": ("404c3081-a854-4457-ae30-26a93ef643f9", "Storage accounts take TLS only."),
    "storage-tls": ("fe83a0eb-a853-422d-aac2-1bffd182c5d0", "Storage accounts take TLS 1.2 or later."),
    "storage-anonymous": ("4fa4b6c0-31ca-4c0d-b10d-24b96f62a751", "Nobody reads blobs without signing in."),
    "vault-purge": ("0b60c0b2-2dc2-4e1c-b5c9-abbed971de53", "Key vaults cannot be purged."),
    "sql-public": ("1b8ca024-1d5c-4dec-8995-b1a932b41780", "SQL servers are closed to the world."),
}
"""What cannot be made against the rules: a title to the definition, whose parameter `effect` may be Deny, and what it asks."""
NO_PUBLIC_INTERFACES: Final = "83a86a26-fd1f-447c-b59d-e51f44264114"
INITIATIVES: Final[Mapping[str, tuple[str, str]]] = {
    "security-benchmark": ("1f3afdf9-d0c9-4c3d-847f-89da613e70a8", "The security benchmark of Microsoft's cloud."),
    "soc-2": ("4054785f-702b-4a98-9215-009cbd58b141", "The rules that serve SOC 2 Type II."),
}
INITIATIVE_PARAMETERS: Final[Mapping[str, Mapping[str, str]]] = {
    "soc-2": {
        "allowedContainerImagesRegex-febd0533-8e55-448f-b837-bd0e06f16469": "^[^/]+\\.azurecr\\.io/.+$",
        "cpuLimit-e345eecc-fa47-480f-9e88-67dcc122b164": "2",
        "memoryLimit-e345eecc-fa47-480f-9e88-67dcc122b164": "4Gi",
    }
}
"""What an initiative asks for and has no default of: where container images may come from, and what a container may take."""
WATCHED_ACCESS: Final[Mapping[str, str]] = {
    "role-assignments": "Microsoft.Authorization/roleAssignments/write",
    "role-definitions": "Microsoft.Authorization/roleDefinitions/write",
    "lock-removals": "Microsoft.Authorization/locks/delete",
    "policy-exemptions": "Microsoft.Authorization/policyExemptions/write",
}

# --- Transactions ---
TRANSACTION_RETENTION: Final = 2555
"""Seven years."""
TRANSACTION_GAP: Final = 15
STREAM_RETENTION: Final = 168
"""Hours: a week in which delivery can be repaired."""
DELIVERY_LATE: Final = 900
"""Seconds that the oldest record may wait for its place in the bucket."""
QUEUE_RETENTION: Final = 1209600
"""Seconds: the fourteen days that SQS allows at most."""
QUEUE_TRIES: Final = 5
DISPOSAL: Final = 14
"""Days after the end of its immutability at which a record is deleted."""
CAPTURE_SIZE: Final = 314572800
"""Bytes after which an archive is closed before its minute is over."""
SILENCE_WINDOWS: Final[Mapping[int, tuple[str, int]]] = {
    15: ("PT15M", 1),
    30: ("PT30M", 1),
    60: ("PT1H", 1),
    360: ("PT6H", 1),
    720: ("PT6H", 2),
    1440: ("P1D", 1),
}
"""Minutes to a window that an alert on logs can have, and how many. Metrics take minutes to come to a workspace, so none is shorter."""
EVENT_SENDER: Final = "2b629674-e913-4c01-ae53-ef4638d8f975"
"""The built-in role Azure Event Hubs Data Sender."""
CRYPTO_USER: Final = "12338af0-0e69-4776-bea7-57ae8d297424"
"""The built-in role Key Vault Crypto User."""
VAULT_READER: Final = "21090545-7ca7-4776-b22c-e363652d74d2"
"""The built-in role Key Vault Reader: of a key it reads the public part, by which signatures are verified and none is made."""
BLOB_READER: Final = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
"""The built-in role Storage Blob Data Reader."""

# --- Payments: to the purpose of a key, its usage by TR-31, its algorithm and its modes; and what its two sides may do ---
PAYMENT_KEYS: Final[Mapping[str, tuple[str, str, Sequence[str]]]] = {
    "card-verification": ("TR31_C0_CARD_VERIFICATION_KEY", "TDES_2KEY", ("generate", "verify")),
    "data-encryption": ("TR31_D0_SYMMETRIC_DATA_ENCRYPTION_KEY", "AES_256", ("encrypt", "decrypt", "wrap", "unwrap")),
    "message-authentication": ("TR31_M6_ISO_9797_5_CMAC_KEY", "AES_256", ("generate", "verify")),
    "pin-encryption": ("TR31_P0_PIN_ENCRYPTION_KEY", "TDES_3KEY", ("encrypt", "decrypt", "wrap", "unwrap")),
    "pin-verification": ("TR31_V2_VISA_PIN_VERIFICATION_KEY", "TDES_2KEY", ("generate", "verify")),
}
PAYMENT_ACTIONS: Final[Mapping[str, tuple[Sequence[str], Sequence[str]]]] = {
    "card-verification": (("GenerateCardValidationData",), ("VerifyCardValidationData",)),
    "data-encryption": (("EncryptData",), ("DecryptData",)),
    "message-authentication": (("GenerateMac",), ("VerifyMac",)),
    "pin-encryption": (("GeneratePinData", "TranslatePinData"), ("TranslatePinData", "VerifyPinData")),
    "pin-verification": (("GeneratePinData",), ("VerifyPinData",)),
}
PAYMENT_KEY_DELETION_WINDOW: Final = 90
"""Days, of the 3 to 180 that AWS allows."""

# --- Pipelines and people ---
PIPELINE_ISSUER: Final = "token.actions.githubusercontent.com"
PIPELINE_AUDIENCE: Final = "sts.amazonaws.com"
PULUMI_VERSION: Final = "3.274.1"
"""The CLI that the gate previews with."""
BUILD_IMAGE: Final = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
BUILD_PYTHON: Final = "3.12"
BUILD_COMPUTE: Final = "BUILD_GENERAL1_MEDIUM"
BUILD_TIMEOUT: Final = 60
"""Minutes: OPA is built in the first of them where the wheel brings none."""
PULL_REQUEST_EVENTS: Final[Sequence[str]] = ("PULL_REQUEST_CREATED", "PULL_REQUEST_UPDATED")
GITHUB_EVENTS: Final[Sequence[str]] = ("PULL_REQUEST_REOPENED",)
"""Events of pull requests that GitHub alone sends; CodeBuild refuses them for other hosts."""
CONNECTION_ACTIONS: Final[Sequence[str]] = ("GetConnection", "GetConnectionToken")
CREDENTIAL_NAMES: Final = "(?i)(aws_access_key_id|password|passwd|passphrase|secret|token|private_?key|api_?key)"
"""Names of variables that hold a credential."""
AZURE_PIPELINE_AUDIENCE: Final = "api://AzureADTokenExchange"
MOST_CREDENTIALS: Final = 20
ACCESS_ROLES: Final[Mapping[str, str]] = {
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
}
"""Built-in roles that give access to others."""
CONTRIBUTOR: Final = "b24988ac-6180-42a0-ab88-20f7382dd24c"
GROUP_DEPTH: Final = 3
"""Slashes within the ARM id of a resource group."""
LONGEST_PEOPLE_SESSION: Final = 12
"""Hours."""
AZURE_ESCALATIONS: Final[Sequence[str]] = (
    "Microsoft.Authorization/*/write",
    "Microsoft.Authorization/*/delete",
    "Microsoft.Authorization/*/action",
    "Microsoft.Compute/virtualMachines/runCommand*",
    "Microsoft.Compute/virtualMachines/extensions/write",
    "Microsoft.KeyVault/vaults/accessPolicies/write",
    "Microsoft.ManagedIdentity/userAssignedIdentities/*assign/action",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    "Microsoft.Resources/deployments/write",
    "Microsoft.Automation/automationAccounts/jobs/write",
    "Microsoft.Compute/virtualMachines/runCommands/write",
    "Microsoft.Compute/virtualMachineScaleSets/extensions/write",
    "Microsoft.ContainerService/managedClusters/*Credential/action",
    "Microsoft.ContainerService/managedClusters/runCommand/action",
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write",
    "Microsoft.HybridCompute/machines/extensions/write",
    "Microsoft.HybridCompute/machines/runCommands/write",
    "Microsoft.KeyVault/vaults/write",
    "Microsoft.Resources/deploymentScripts/write",
    "Microsoft.Resources/deploymentStacks/write",
    "Microsoft.Web/sites/config/list/action",
    "Microsoft.Web/sites/publishxml/action",
    "*/listConnectionStrings/action",
    "*/listKeys/action",
    "*/listAccountSas/action",
    "*/listServiceSas/action",
    "*/listCredentials/action",
    "*/regenerateKey/action",
)
"""Operations that give rights nobody granted, act in the name of another identity, or hand out keys."""
PRIVILEGED_HOURS: Final = 4
LONGEST_PRIVILEGED_HOURS: Final = 8
ELIGIBLE_DAYS: Final = 180
LONGEST_ELIGIBLE_DAYS: Final = 365
