"""A bad argument fails while the program runs, with its name, its value and what is allowed."""

from __future__ import annotations

import re
from typing import Any

import pulumi
import pytest

from buttress.testing import record
from buttress_components import ArgumentError


def grants(*actions: str, **more: Any) -> dict[str, Any]:
    return {"grants": [{"actions": list(actions), "resources": ["*"], **more}]}


def subnets(*prefixes: str) -> dict[str, Any]:
    return {"subnets": [{"name": f"n{place}", "address_prefix": prefix} for place, prefix in enumerate(prefixes)]}


def rule(**changed: Any) -> dict[str, Any]:
    whole = {
        "name": "r",
        "priority": 100,
        "direction": "Inbound",
        "access": "Allow",
        "protocol": "Tcp",
        "source": "10.0.0.0/8",
        "ports": ["443"],
        **changed,
    }
    return {"subnets": [{"name": "n", "address_prefix": "10.0.0.0/24", "rules": [whole]}]}


def exemption(**changed: Any) -> dict[str, Any]:
    return {"exemptions": [{"name": "e", "scope": "/s", "reason": "Why.", "expires_on": "2027-03-31", **changed}]}


def pipeline_role(role: str) -> dict[str, Any]:
    return {"roles": [{"name": "r", "role_id": role, "scope": "/subscriptions/s"}]}


BAD = [
    ("EncryptedBucket", {"colour": "blue"}, "colour is not an argument; allowed: bucket_name"),
    ("EncryptedBucket", {"kms_key": "k"}, "kms_key is not an argument; did you mean kms_key_arn?"),
    ("EncryptedBucket", {"log_retention_days": 30}, r"log_retention_days is 30; allowed: a whole number from 365 to 3653 \(days\)"),
    ("EncryptedBucket", {"log_retention_days": 400.5}, "log_retention_days is 400.5; allowed: a whole number"),
    ("EncryptedBucket", {"log_retention_days": True}, "log_retention_days is True; allowed: a whole number"),
    ("EncryptedBucket", {"expire_days": 0}, "expire_days is 0; allowed: a whole number from 1"),
    ("EncryptedBucket", {"versioning": "no"}, "versioning is 'no'; allowed: true or false"),
    ("EncryptedBucket", {"tags": ["owner"]}, r"tags is \['owner'\]; allowed: a dict"),
    ("EncryptedBucket", {"object_lock_mode": "FOREVER"}, "object_lock_mode is 'FOREVER'; allowed: GOVERNANCE, COMPLIANCE"),
    ("EncryptedBucket", {"object_lock_mode": "COMPLIANCE"}, "object_lock_mode is 'COMPLIANCE'; allowed: a mode together with"),
    ("EncryptedBucket", {"replication": {"bucket_arn": "arn:aws:s3:::b"}}, "replication.kms_key_arn is missing"),
    ("EncryptedBucket", {"replication": {"bucket": "b"}}, "replication.bucket is 'b'; allowed: only bucket_arn, kms_key_arn"),
    ("EncryptedBucket", {"customer_managed_key": False}, "customer_managed_key is False, which gives up aws-s3-bucket-kms-encryption"),
    ("EncryptedBucket", {"customer_managed_key": False, "justification": " "}, "allowed: the default, or this value with a justification"),
    ("EncryptedBucket", {"allow_http": True}, "allow_http is True, which gives up aws-s3-bucket-policy-requires-tls"),
    ("EncryptedBucket", {"justification": "None."}, "justification is 'None.'; allowed: nothing, for no protection is given up"),
    ("EncryptedBucket", {"versioning": False, "justification": "x", "object_lock_days": 9}, "allowed: true, since object_lock_days"),
    ("EncryptedBucket", {"customer_managed_key": False, "justification": "x", "kms_key_arn": "k"}, "kms_key_arn is 'k'; allowed: nothing"),
    ("FlowLoggedVpc", {"cidr_block": "10.0.0.0/8"}, "cidr_block is '10.0.0.0/8'; allowed: a network from /16 to /24"),
    ("FlowLoggedVpc", {"cidr_block": "10.0.0.1/16"}, "cidr_block is '10.0.0.1/16'; allowed: an IPv4 network"),
    ("FlowLoggedVpc", {"cidr_block": None}, "cidr_block is missing; needed: the addresses of the new network, or vpc_id"),
    ("FlowLoggedVpc", {"availability_zones": ["a"]}, r"availability_zones is \['a'\]; allowed: a list of zones, at least 2"),
    ("FlowLoggedVpc", {"availability_zones": ["a", "a"]}, "availability_zones is .*; allowed: different zones"),
    (
        "FlowLoggedVpc",
        {"private_cidr_blocks": ["10.0.0.0/20", "10.0.8.0/21"]},
        "allowed: networks that do not overlap; it overlaps 10.0.0.0/20",
    ),
    ("FlowLoggedVpc", {"private_cidr_blocks": ["10.0.0.0/20", "10.1.0.0/20"]}, "is '10.1.0.0/20'; allowed: networks within 10.0.0.0/16"),
    ("FlowLoggedVpc", {"private_cidr_blocks": ["10.0.0.0/20"]}, "allowed: one network a zone, which makes 2"),
    ("FlowLoggedVpc", {"public_cidr_blocks": ["10.0.0.0/20", "10.0.16.0/20"]}, "allowed: nothing unless nat is single or per-zone"),
    ("FlowLoggedVpc", {"nat": "free"}, "nat is 'free'; allowed: none, single, per-zone"),
    ("FlowLoggedVpc", {"retention_days": 90}, "retention_days is 90; allowed: a whole number from 365 to 3653"),
    ("FlowLoggedVpc", {"retention_days": 500, "cloudwatch_logs": True}, "retention_days is 500; allowed: 365, 400, 545"),
    ("FlowLoggedVpc", {"vpc_id": "vpc-1"}, "cidr_block is '10.0.0.0/16'; allowed: nothing beside vpc_id"),
    ("FlowLoggedVpc", {"log_bucket_arn": "arn:aws:s3:::b"}, "allowed: an existing bucket together with kms_key_arn"),
    ("LeastPrivilegeRole", grants("*"), r"grants\[0\].actions is '\*'; allowed: actions of one service"),
    ("LeastPrivilegeRole", grants("*:*"), r"grants\[0\].actions is '\*:\*'; allowed: actions of one service"),
    ("LeastPrivilegeRole", grants("s3:*"), r"grants\[0\].actions is 's3:\*'; allowed: actions by name"),
    ("LeastPrivilegeRole", grants("s3:?*"), r"grants\[0\].actions is 's3:\?\*'; allowed: actions by name"),
    ("LeastPrivilegeRole", grants("iam:PassRole"), r"grants\[0\].resources is '\*'; allowed: ARNs of roles for iam:PassRole"),
    ("LeastPrivilegeRole", grants("iam:Pass*"), "allowed: ARNs of roles for iam:Pass"),
    ("LeastPrivilegeRole", grants("iam:CreatePolicyVersion"), "opens the way to more rights"),
    ("LeastPrivilegeRole", grants("IAM:attachrolepolicy"), "opens the way to more rights"),
    ("LeastPrivilegeRole", grants("kms:Decrypt"), r"grants\[0\].resources is '\*'; allowed: ARNs for kms:Decrypt"),
    ("LeastPrivilegeRole", grants("cloudtrail:StopLogging"), "allowed: ARNs for cloudtrail:StopLogging"),
    ("LeastPrivilegeRole", grants("s3:Get*"), "allowed: ARNs or conditions for s3:Get"),
    ("LeastPrivilegeRole", grants("s3:PutBucketPolicy", resources=["arn:aws:s3:::*", "arn:*:*"]), "allowed: ARNs or conditions"),
    ("LeastPrivilegeRole", {"grants": []}, r"grants is \[\]; allowed: a list of groups of arguments, at least 1"),
    ("LeastPrivilegeRole", {"grants": [{"actions": ["s3:GetObject"]}]}, r"grants\[0\].resources is missing"),
    (
        "LeastPrivilegeRole",
        {"grants": [{"actions": [], "resources": ["*"]}]},
        r"grants\[0\].actions is \[\]; allowed: a list that is not empty",
    ),
    ("LeastPrivilegeRole", {"trust": {}}, "trust is missing; needed: who may take the role"),
    ("LeastPrivilegeRole", {"trust": {"external_id": "7"}}, "allowed: one with services, principals or oidc_provider_arn"),
    ("LeastPrivilegeRole", {"trust": {"services": ["*"]}}, r"trust.services is '\*'; allowed: service principals"),
    ("LeastPrivilegeRole", {"trust": {"principals": ["*"]}}, r"trust.principals is '\*'; allowed: ARNs and account ids without"),
    ("LeastPrivilegeRole", {"trust": {"principals": ["123456789012"]}}, "trust.external_id is missing; needed: external_id for a machine"),
    ("LeastPrivilegeRole", {"trust": {"oidc_provider_arn": "a", "oidc_issuer": "i"}}, "trust.audience is missing"),
    (
        "LeastPrivilegeRole",
        {"trust": {"oidc_provider_arn": "a", "oidc_issuer": "i", "audience": "x", "subjects": ["*:main"]}},
        r"trust.subjects is '\*:main'",
    ),
    ("LeastPrivilegeRole", {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}, "do not make an administrator"),
    ("LeastPrivilegeRole", {"session_seconds": 60}, r"session_seconds is 60; allowed: a whole number from 3600 to 43200 \(seconds\)"),
    ("LeastPrivilegeRole", {"description": ""}, "description is missing; needed: what the role is for"),
    ("HardenedDatabase", {"engine": "oracle"}, "engine is 'oracle'; allowed: postgres, mysql, mariadb, aurora-postgresql, aurora-mysql"),
    ("HardenedDatabase", {"engine_version": "latest"}, "engine_version is 'latest'; allowed: a version such as 16.4"),
    ("HardenedDatabase", {"engine": "mysql", "engine_version": "8"}, "engine_version is '8'; allowed: .*at least two numbers"),
    ("HardenedDatabase", {"master_username": "Admin"}, "master_username is 'Admin'; allowed: a name that is not guessed first"),
    ("HardenedDatabase", {"backup_retention_days": 1}, r"backup_retention_days is 1; allowed: a whole number from 7 to 35 \(days\)"),
    ("HardenedDatabase", {"subnet_ids": ["s"]}, r"subnet_ids is \['s'\]; allowed: a list of subnets in different zones, at least 2"),
    ("HardenedDatabase", {"subnet_ids": ["s", "s"]}, "subnet_ids is .*; allowed: different subnets"),
    ("HardenedDatabase", {"alarm_topic_arn": None}, "alarm_topic_arn is missing; needed: the SNS topic that alarms go to"),
    ("HardenedDatabase", {"identifier": "Shop_1"}, "identifier is 'Shop_1'; allowed: 1 to 63 lower-case"),
    ("HardenedDatabase", {"allocated_storage": 100, "max_allocated_storage": 100}, "max_allocated_storage is 100; allowed: .* from 110"),
    ("HardenedDatabase", {"instances": 3}, "instances is 3; allowed: nothing but for Aurora"),
    ("HardenedDatabase", {"engine": "aurora-postgresql", "allocated_storage": 50}, "allocated_storage is 50; allowed: nothing for Aurora"),
    ("HardenedDatabase", {"multi_az": False}, "multi_az is False, which gives up aws-rds-instance-multi-az"),
    ("HardenedDatabase", {"log_retention_days": 366}, "log_retention_days is 366; allowed: 365, 400"),
    ("BackupPlanVault", {"copy_vault_arn": None}, "copy_vault_arn is None, which gives up aws-backup-plan-cross-region-copy"),
    ("BackupPlanVault", {"retention_days": 7}, "retention_days is 7; allowed: a whole number from 35 to 3653"),
    ("BackupPlanVault", {"schedule": "daily"}, "schedule is 'daily'; allowed: cron with six fields"),
    ("BackupPlanVault", {"restore_types": ["Neptune"]}, "restore_types is 'Neptune'; allowed: RDS, Aurora"),
    ("BackupPlanVault", {"lock_grace_days": 1}, "lock_grace_days is 1; allowed: a whole number from 3 to 365"),
    ("BackupPlanVault", {"restore_metadata": {"FSx": {}}}, "restore_metadata is .*; allowed: a dict by types out of RDS"),
    ("BackupPlanVault", {"restore_tags": ["high"]}, "restore_tags is .*; allowed: a dict of texts"),
    ("SecurityMonitoring", {"leave_alone": ["detective"]}, "leave_alone is .*; allowed: a list out of access-analyzer"),
    ("EncryptedBucket", {"kms_key_arn": "k", "key_statements": [{}]}, "key_statements is .*; allowed: nothing unless a new key is made"),
    ("BackupPlanVault", {"lock_grace_days": 14}, "lock_grace_days is 14; allowed: days of grace together with lock_mode compliance"),
    ("BackupPlanVault", {"lock_mode": "compliance"}, "acknowledge_irreversible is missing; needed: why nobody"),
    ("AuditTrail", {"lock_mode": "COMPLIANCE"}, "acknowledge_irreversible is missing; needed: why nobody"),
    ("TransactionLog", {"lock_mode": "COMPLIANCE"}, "acknowledge_irreversible is missing; needed: why nobody"),
    ("TransactionLog", {"lock_mode": "COMPLIANCE", "acknowledge_irreversible": " "}, "acknowledge_irreversible is missing"),
    ("EncryptedBucket", {"object_lock_days": 1, "object_lock_mode": "COMPLIANCE"}, "acknowledge_irreversible is missing"),
    ("HardenedDatabase", {"parameters": {"rds.force_ssl": "0"}}, r"parameters.rds.force_ssl is '0'; allowed: 1, which the component sets"),
    ("HardenedDatabase", {"backup_window": "2am"}, "backup_window is '2am'; allowed: hours in UTC, as 02:00-03:00"),
    ("HardenedDatabase", {"maintenance_window": "04:00-05:00"}, "maintenance_window is '04:00-05:00'; allowed: hours in UTC, as sun"),
    ("HardenedDatabase", {"snapshot_identifier": "last"}, "kms_key_arn is missing; needed: the key that snapshot_identifier"),
    (
        "HardenedDatabase",
        {"kms_key_arn": "k", "snapshot_identifier": "last", "point_in_time": {"source_identifier": "shop"}},
        "point_in_time is .*; allowed: nothing beside snapshot_identifier",
    ),
    (
        "HardenedDatabase",
        {"kms_key_arn": "k", "snapshot_identifier": "last", "database_name": "shop"},
        "database_name is 'shop'; allowed: nothing beside snapshot_identifier",
    ),
    ("HardenedDatabase", {"instance_class": "db.serverless"}, "serverless_capacity is missing"),
    (
        "HardenedDatabase",
        {"serverless_capacity": {"minimum": 1, "maximum": 2}},
        "serverless_capacity is .*; allowed: nothing but for Aurora",
    ),
    (
        "HardenedDatabase",
        {"engine": "aurora-postgresql", "instance_class": "db.serverless", "serverless_capacity": {"minimum": 4, "maximum": 2}},
        "serverless_capacity is .*; allowed: a minimum from 0.5",
    ),
    (
        "ProtectedDistribution",
        {"origin": {"domain_name": "a.example.com", "bucket": True, "load_balancer_arn": "b"}},
        "origin.load_balancer_arn is 'b'; allowed: nothing beside bucket",
    ),
    ("AlarmTopic", {"emails": []}, "emails is missing; needed: addresses that alarms go to"),
    ("AlarmTopic", {"emails": ["security"]}, "emails is 'security'; allowed: addresses"),
    ("AlarmTopic", {"https_endpoints": ["http://pager"]}, "https_endpoints is 'http://pager'; allowed: addresses that begin with https"),
    ("AlarmTopic", {"more_publishers": ["sns.amazonaws.com"]}, "more_publishers is .*; allowed: a list out of budgets"),
    ("AccessLogBucket", {"retention_days": 30}, "retention_days is 30; allowed: a whole number from 365"),
    ("SharedKey", {"users": []}, "users is missing; needed: what may use the key"),
    ("SharedKey", {"users": ["lambda"]}, "users is .*; allowed: a list out of athena"),
    ("SharedKey", {"alias": "aws/ebs"}, "alias is 'aws/ebs'; allowed: 1 to 250 letters"),
    ("AuditTrail", {"organization_id": "shop"}, "organization_id is 'shop'; allowed: the id of an organization"),
    ("AuditTrail", {"retention_days": 30}, "retention_days is 30; allowed: a whole number from 365"),
    ("AuditTrail", {"data_events": ["s3"]}, "data_events is 's3'; allowed: kinds of resource, as AWS::S3::Object"),
    ("AuditTrail", {"log_bucket": "b"}, "log_bucket is 'b'; allowed: an existing bucket together with kms_key_arn"),
    ("AuditTrail", {"trail_name": "a"}, "trail_name is 'a'; allowed: 3 to 128"),
    ("ComplianceGate", {"repository": None}, "repository is missing; needed: one of repository and pipeline"),
    ("ComplianceGate", {"pipeline": {"artifact_bucket_arn": "a", "kms_key_arn": "k"}}, "needed: one of repository and pipeline"),
    ("ComplianceGate", {"pipeline": {"artifact_bucket_arn": "a"}}, "pipeline.kms_key_arn is missing"),
    (
        "ComplianceGate",
        {"repository": None, "pipeline": {"artifact_bucket_arn": "a", "kms_key_arn": "k"}, "pull_requests": True},
        "pull_requests is True; allowed: false beside pipeline",
    ),
    ("ComplianceGate", {"repository": {"host": "SVN", "url": "https://a/b", "connection_arn": "c"}}, "host is 'SVN'; allowed: BITBUCKET"),
    (
        "ComplianceGate",
        {"repository": {"host": "GITHUB", "url": "https://me:pass@a/b", "connection_arn": "c"}},
        "repository.url is .*; allowed: an address that begins with https:// and holds no credentials",
    ),
    ("ComplianceGate", {"requirement": "buttress"}, "requirement is 'buttress'; allowed: one version of buttress with =="),
    ("ComplianceGate", {"requirement": "buttress>=1"}, "requirement is 'buttress>=1'; allowed: one version"),
    ("ComplianceGate", {"requirement": "buttress @ https://a/b.whl"}, "allowed: one version .* or a wheel with its sha256 digest"),
    ("ComplianceGate", {"requirement": "buttress==1; curl x|sh"}, "requirement is .*; allowed: one version"),
    ("ComplianceGate", {"index_url": "http://packages"}, "index_url is 'http://packages'; allowed: an address that begins with https://"),
    ("ComplianceGate", {"directory": "../other"}, "directory is '../other'; allowed: a directory within the source"),
    ("ComplianceGate", {"directory": "a; b"}, "directory is 'a; b'; allowed: a directory within the source"),
    ("ComplianceGate", {"stack": "--offline"}, "stack is '--offline'; allowed: a stack by name"),
    ("ComplianceGate", {"fail_on": "never"}, "fail_on is 'never'; allowed: critical, high, medium, low"),
    ("ComplianceGate", {"variables": {"PULUMI_ACCESS_TOKEN": "x"}}, "variables is 'PULUMI_ACCESS_TOKEN'; .* given in secrets"),
    ("ComplianceGate", {"variables": {"CODEBUILD_SRC_DIR": "/"}}, "variables is 'CODEBUILD_SRC_DIR'; allowed: names of variables"),
    ("ComplianceGate", {"secrets": {"TOKEN": "abc"}}, "secrets.TOKEN is 'abc'; allowed: the ARN of a secret"),
    ("ComplianceGate", {"grants": [{"actions": ["s3:*"], "resources": ["*"]}]}, r"grants\[0\].actions is 's3:\*'"),
    ("ComplianceGate", {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}, "do not make an administrator"),
    ("ComplianceGate", {"report_bucket": "b"}, "report_bucket is 'b'; allowed: an existing bucket together with kms_key_arn"),
    ("ComplianceGate", {"log_group_days": 30}, "log_group_days is 30; allowed: a whole number from 365"),
    ("ConfigBaseline", {"rules": ["s3-bucket"]}, "rules is 's3-bucket'; allowed: identifiers of managed rules"),
    ("ConfigBaseline", {"frequency": "HOURLY"}, "frequency is 'HOURLY'; allowed: CONTINUOUS, DAILY"),
    ("SecurityMonitoring", {"emails": []}, "emails is missing; needed: addresses that findings go to, or topic_arn"),
    ("SecurityMonitoring", {"emails": ["security"]}, "emails is 'security'; allowed: addresses"),
    ("SecurityMonitoring", {"topic_arn": "t"}, "allowed: nothing beside topic_arn"),
    ("SecurityMonitoring", {"standards": ["cis"]}, "standards is 'cis'; allowed: standards as"),
    ("SecurityMonitoring", {"unused_access_days": 180}, "unused_access_days is 180; allowed: a whole number from 1 to 90"),
    ("AccountBaseline", {"security_contact": {"name": "n"}}, "security_contact.email_address is missing"),
    ("AccountBaseline", {"region_guardrail": {"target_id": "r", "allowed_regions": ["Europe"]}}, "allowed_regions is 'Europe'"),
    ("ProtectedDistribution", {"domain_names": ["https://shop"]}, "domain_names is 'https://shop'; allowed: host names"),
    ("ProtectedDistribution", {"rate_limit": 10}, "rate_limit is 10; allowed: a whole number from 100"),
    ("ProtectedDistribution", {"countries": ["Germany"]}, "countries is 'Germany'; allowed: two-letter codes"),
    ("ProtectedDistribution", {"writes": True, "failover_origin": {"domain_name": "d"}}, "writes is True; allowed: false beside failover"),
    ("ProtectedDistribution", {"health_path": "up"}, "health_path is 'up'; allowed: a path that begins with /"),
    ("EncryptedStorageAccount", {"replication": "Standard_LRS"}, "replication is 'Standard_LRS'; allowed: Standard_GRS"),
    ("EncryptedStorageAccount", {"replication": "Standard_ZRS"}, "which gives up azure-storage-geo-redundant"),
    ("EncryptedStorageAccount", {"containers": ["carts"]}, "delete_after_days is None, which gives up azure-storage-lifecycle-disposal"),
    ("EncryptedStorageAccount", {"subnet_id": None}, "subnet_id is missing; needed: the subnet for private endpoints"),
    ("EncryptedStorageAccount", {"soft_delete_days": 1}, "soft_delete_days is 1; allowed: a whole number from 7 to 365"),
    ("EncryptedStorageAccount", {"key": {"key_name": "k"}}, "key.identity_id is missing"),
    ("EncryptedStorageAccount", {"private_dns_zone_ids": {"dfs": "z"}}, "private_dns_zone_ids is 'dfs'; allowed: blob, file and vault"),
    ("FlowLoggedVnet", {"address_prefix": "10.0.0.0"}, r"subnets\[0\].address_prefix is '10.0.0.0/24'; allowed: networks within"),
    ("FlowLoggedVnet", subnets("10.0.0.0/24", "10.0.0.128/25"), r"subnets\[1\].address_prefix is .*it overlaps 10.0.0.0/24"),
    ("FlowLoggedVnet", {"subnets": [{"name": "GatewaySubnet", "address_prefix": "10.0.0.0/24"}]}, "none that Azure keeps"),
    ("FlowLoggedVnet", {"endpoints_prefix": None}, "endpoints_prefix is missing; needed: addresses for private endpoints"),
    ("FlowLoggedVnet", {"retention_days": 900}, "retention_days is 900; allowed: a whole number from 365 to 730"),
    ("FlowLoggedVnet", rule(source="Internet", ports=["22"]), r"rules\[0\].ports is \['22'\]; allowed: TCP 443 alone"),
    ("FlowLoggedVnet", rule(source="*", protocol="*"), "allowed: TCP 443 alone where the source is the internet"),
    ("FlowLoggedVnet", rule(direction="Outbound"), r"rules\[0\].destination is missing; needed: it outbound"),
    ("FlowLoggedVnet", rule(direction="Outbound", destination="Internet", ports=["*"]), "ports by number"),
    ("FlowLoggedVnet", rule(priority=1), r"rules\[0\].priority is 1; allowed: 100 to 4000"),
    ("ActivityLogExport", {"subscription_id": "shop"}, "subscription_id is 'shop'; allowed: the id of a subscription"),
    ("ActivityLogExport", {"storage_account_id": "s", "key": {"key_name": "k"}}, "key is .*; allowed: nothing beside storage_account_id"),
    ("ActivityLogExport", {"subnet_id": None}, "subnet_id is missing; needed: the subnet"),
    ("ActivityLogExport", {"emails": None}, "emails is missing; needed: addresses to notify, or action_group_id"),
    ("ActivityLogExport", {"action_group_id": "a"}, "emails is .*; allowed: nothing beside action_group_id"),
    ("TransactionLog", {"alarm_topic_arn": None}, "alarm_topic_arn is missing; needed: the SNS topic that alarms go to"),
    ("TransactionLog", {"retention_days": 30}, "retention_days is 30; allowed: a whole number from 365 to 36500"),
    ("TransactionLog", {"gap_minutes": 0}, r"gap_minutes is 0; allowed: a whole number from 1 to 1440 \(minutes\)"),
    ("TransactionLog", {"stream_hours": 24}, r"stream_hours is 24; allowed: a whole number from 168 to 8760 \(hours\)"),
    ("TransactionLog", {"lock_mode": "NONE"}, "lock_mode is 'NONE'; allowed: GOVERNANCE, COMPLIANCE"),
    ("AzureTransactionLog", {"gap_minutes": 20}, "gap_minutes is 20; allowed: 15, 30, 60, 360, 720, 1440"),
    ("AzureTransactionLog", {"processing_units": 3}, "processing_units is 3; allowed: 1, 2, 4, 8, 16"),
    ("AzureTransactionLog", {"retention_days": 30}, "retention_days is 30; allowed: a whole number from 365"),
    ("AzureTransactionLog", {"writers": ["b0c1"]}, r"writers is \['b0c1'\]; allowed: a dict"),
    ("AzureTransactionLog", {"private_dns_zone_ids": {"queue": "z"}}, "private_dns_zone_ids is 'queue'; allowed: namespace"),
    ("FederatedPipelineRole", {"subjects": ["repo:shop/*"]}, r"subjects is 'repo:shop/\*'; allowed: subjects in full"),
    ("FederatedPipelineRole", {"subjects": []}, r"subjects is \[\]; allowed: a list of subjects, at least 1"),
    ("FederatedPipelineRole", {"issuer": "https://gitlab.com"}, "issuer is 'https://gitlab.com'; allowed: the address of an issuer"),
    ("FederatedPipelineRole", grants("s3:*"), r"grants\[0\].actions is 's3:\*'; allowed: actions by name"),
    ("FederatedPipelineRole", grants("iam:PassRole"), r"grants\[0\].resources is '\*'; allowed: ARNs of roles"),
    ("IdentityCenterPermissionSet", grants("iam:CreateAccessKey"), "opens the way to more rights"),
    ("IdentityCenterPermissionSet", {"grants": None}, "grants is missing; needed: what people may do"),
    ("IdentityCenterPermissionSet", {"session_hours": 24}, r"session_hours is 24; allowed: a whole number from 1 to 12 \(hours\)"),
    ("IdentityCenterPermissionSet", {"managed_policy_arns": ["arn:aws:iam::aws:policy/PowerUserAccess"]}, "do not make an administrator"),
    ("IdentityCenterPermissionSet", {"permission_set_name": "x" * 33}, "permission_set_name is 'x+'; allowed: 1 to 32"),
    (
        "IdentityCenterPermissionSet",
        {"assignments": [{"group_id": "g", "account_id": "shop"}]},
        r"assignments\[0\].account_id is 'shop'; allowed: twelve digits",
    ),
    ("CustomRole", {"actions": ["*"]}, r"actions is '\*'; allowed: operations of one provider"),
    ("CustomRole", {"actions": ["Microsoft.Compute/*"]}, "allowed: operations by name; a wildcard only where the operation ends in /read"),
    ("CustomRole", {"actions": ["Microsoft.Authorization/roleAssignments/write"]}, "that neither give rights away nor hand out keys"),
    ("CustomRole", {"data_actions": ["Microsoft.Storage/storageAccounts/listKeys/action"]}, "data_actions is .*nor hand out keys"),
    ("CustomRole", {"actions": []}, "actions is missing; needed: what the role may do, or data_actions"),
    ("CustomRole", {"resource_group_ids": ["/"]}, "resource_group_ids is '/'; allowed: ARM ids of resource groups"),
    ("CustomRole", {"justification": None}, "role_name is 'Shop restarter', which gives up azure-rbac-custom-roles-reviewed"),
    ("PaymentKeys", {"keys": []}, r"keys is \[\]; allowed: a list of groups of arguments, at least 1"),
    ("PaymentKeys", {"keys": [{"name": "Cards", "purpose": "pin-encryption"}]}, r"keys\[0\].name is 'Cards'; allowed: different names"),
    ("PaymentKeys", {"keys": [{"name": "pins", "purpose": "pin-encryption"}] * 2}, r"keys\[1\].name is 'pins'; allowed: different names"),
    ("PaymentKeys", {"keys": [{"name": "cards", "purpose": "all"}]}, r"keys\[0\].purpose is 'all'; allowed: card-verification, data-"),
    ("PaymentKeys", {"deletion_protection": False}, "deletion_protection is False, which gives up aws-stateful-resource-protect-option"),
    ("FederatedPipelineIdentity", {"subjects": ["repo:shop/*"]}, r"subjects is 'repo:shop/\*'; allowed: subjects in full"),
    ("FederatedPipelineIdentity", {"subjects": []}, r"subjects is \[\]; allowed: a list of subjects, at least 1"),
    ("FederatedPipelineIdentity", {"subjects": [f"repo:{number}" for number in range(21)]}, "subjects is 21; allowed: at most 20"),
    ("FederatedPipelineIdentity", {"issuer": "https://a.b"}, "issuer is 'https://a.b'; allowed: the address of an issuer without"),
    ("FederatedPipelineIdentity", {"roles": []}, r"roles is \[\]; allowed: a list of groups of arguments, at least 1"),
    ("FederatedPipelineIdentity", pipeline_role("Reader"), r"roles\[0\].role_id is 'Reader'; allowed: the id of a role"),
    (
        "FederatedPipelineIdentity",
        pipeline_role("8E3AF657-A8FF-443C-A75C-2FE8C4BCB635"),
        r"roles\[0\].role_id is 'Owner'; allowed: roles that do not give access to others",
    ),
    (
        "FederatedPipelineIdentity",
        pipeline_role("b24988ac-6180-42a0-ab88-20f7382dd24c"),
        r"roles\[0\].scope is '/subscriptions/s'; allowed: a resource group or a resource for Contributor",
    ),
    ("DefenderBaseline", {"export": {"workspace_id": "w"}}, "export.location is missing"),
    ("PrivilegedAccess", {"max_hours": 24}, r"max_hours is 24; allowed: a whole number from 1 to 8 \(hours\)"),
    ("PrivilegedAccess", {"eligible_days": 1000}, "eligible_days is 1000; allowed: a whole number from 1 to 365"),
    ("PrivilegedAccess", {"approver_group_ids": ["b0c1"]}, "approver_group_ids is 'b0c1'; allowed: groups other than those"),
    ("PrivilegedAccess", {"approver_group_ids": []}, r"approver_group_ids is \[\]; allowed: a list of object ids of groups, at least 1"),
    ("PrivilegedAccess", {"ticket": {"system": "Desk"}}, "ticket.number is missing"),
    ("PrivilegedAccess", {"policy_name": "owner"}, "policy_name is 'owner'; allowed: the id of the role's management policy"),
    ("ProtectedFrontDoor", {"domain_names": ["https://shop"]}, "domain_names is 'https://shop'; allowed: host names"),
    ("ProtectedFrontDoor", {"rate_limit": 1}, r"rate_limit is 1; allowed: a whole number from 100 to 1000000 \(requests in five minutes\)"),
    ("ProtectedFrontDoor", {"origin": {"host_name": "a", "private_link_id": "b"}}, "origin.private_link_location is missing"),
    (
        "ProtectedFrontDoor",
        {"origin": {"host_name": "a", "private_link_group": "b"}},
        "private_link_group is 'b'; allowed: nothing without",
    ),
    (
        "ProtectedFrontDoor",
        {"failover_origin": {"host_name": "a", "private_link_id": "b", "private_link_location": "c"}},
        "failover_origin is .*; allowed: private if origin is and public if origin is",
    ),
    ("ProtectedFrontDoor", {"countries": ["Germany"]}, "countries is 'Germany'; allowed: two-letter codes"),
    ("ProtectedFrontDoor", {"health_path": "up"}, "health_path is 'up'; allowed: a path"),
    ("BackupVault", {"soft_delete_days": 7}, r"soft_delete_days is 7; allowed: a whole number from 14 to 180 \(days\)"),
    ("BackupVault", {"retention_days": 7}, "retention_days is 7; allowed: a whole number from 35 to 3653"),
    ("BackupVault", {"immutability": "Disabled"}, "immutability is 'Disabled'; allowed: Unlocked, Locked"),
    ("BackupVault", {"immutability": "Locked"}, "acknowledge_irreversible is missing; needed: why nobody"),
    ("BackupVault", {"virtual_machine_ids": ["x"]}, r"virtual_machine_ids is \['x'\]; allowed: a dict"),
    ("FederatedPipelineIdentity", {"audience": "sts"}, "audience is 'sts'; allowed: api://AzureADTokenExchange"),
    ("PolicyBaseline", {"initiative_parameters": {"iso": {}}}, "initiative_parameters is 'iso'; allowed: a dict of parameters"),
    ("SubscriptionBaseline", {"locked_scopes": {"own": "/subscriptions/x/resourceGroups/SHOP"}}, "allowed: resources, or groups other"),
    ("BackupVault", {"private_dns_zone_ids": {"file": "z"}}, "private_dns_zone_ids is 'file'; allowed: AzureBackup"),
    ("SubscriptionBaseline", {"allowed_locations": ["West Europe"]}, "allowed_locations is 'West Europe'; allowed: regions by their short"),
    ("SubscriptionBaseline", {"allowed_locations": []}, r"allowed_locations is \[\]; allowed: a list of regions, at least 1"),
    ("SubscriptionBaseline", {"locked_scopes": {"My group": "x"}}, "locked_scopes is 'My group'; allowed: names"),
    ("SubscriptionBaseline", {"subscription_id": "shop"}, "subscription_id is 'shop'; allowed: the id of a subscription"),
    ("PolicyBaseline", exemption(expires_on="soon"), r"exemptions\[0\].expires_on is 'soon'; allowed: a day"),
    ("PolicyBaseline", exemption(expires_on=None), r"exemptions\[0\].expires_on is missing"),
    ("PolicyBaseline", exemption(reason=" "), r"exemptions\[0\].reason is ' '; allowed: why"),
    ("PolicyBaseline", exemption(initiative="iso"), r"exemptions\[0\].initiative is 'iso'; allowed: security-benchmark, soc-2"),
    ("PolicyBaseline", exemption(category="Never"), r"exemptions\[0\].category is 'Never'; allowed: Waiver, Mitigated"),
    ("PolicyBaseline", {"more_initiatives": {"soc-2": "x"}}, "more_initiatives is 'soc-2'; allowed: names"),
    ("DefenderBaseline", {"emails": ["a;b@c"]}, "emails is 'a;b@c'; allowed: addresses"),
    ("DefenderBaseline", {"more_plans": {"Arm": ""}}, "more_plans is 'Arm'; allowed: names of plans beside AppServices"),
    ("HardenedSqlDatabase", {"administrator": {"login": "x"}}, "administrator.object_id is missing"),
    ("HardenedSqlDatabase", {"sku": "S0"}, "sku is 'S0'; allowed: a size with zone redundancy"),
    ("HardenedSqlDatabase", {"zone_redundant": False}, "which gives up azure-sql-database-high-availability"),
    ("HardenedSqlDatabase", {"backup_retention_days": 40}, "backup_retention_days is 40; allowed: a whole number from 7 to 35"),
    (
        "HardenedSqlDatabase",
        {"key": {"vault_uri": "https://v", "key_name": "k", "identity_id": "i"}},
        "key.key_version is missing; needed: the version",
    ),
]


@pytest.mark.parametrize(("name", "changed", "words"), BAD, ids=[f"{name}-{place}" for place, (name, _, _) in enumerate(BAD)])
def test_a_bad_argument_is_told_with_name_value_and_what_is_allowed(samples, name: str, changed, words: str):
    sample = samples[name]
    with pytest.raises(ArgumentError, match=words) as caught:
        record(sample.program({**sample.least, **changed}))
    assert str(caught.value).startswith(f"{name} 'shop': ")


@pytest.mark.parametrize("name", ["EncryptedBucket", "HardenedSqlDatabase"])
def test_arguments_that_are_no_dict_are_refused(samples, name: str):
    component = samples[name].component
    with pytest.raises(ArgumentError, match="args is a list; allowed: a dict with "):
        record(lambda: component("shop", ["tags"]))


def test_a_resource_that_turns_out_to_be_everything_is_refused_late(samples):
    sample = samples["LeastPrivilegeRole"]
    late = {"grants": [{"actions": ["kms:Decrypt"], "resources": [pulumi.Output.from_input("*")]}]}
    with pytest.raises(Exception, match=re.escape("allowed: ARNs for kms:Decrypt")):
        record(sample.program({**sample.least, **late}))


def test_numbers_that_come_over_the_wire_are_whole(samples):
    sample = samples["EncryptedBucket"]
    found = record(sample.program({**sample.least, "noncurrent_days": 90.0}))
    rules = [one.props["rules"][0] for one in found if one.token.endswith(":BucketLifecycleConfiguration") and one.name == "shop"]
    assert rules[0]["noncurrentVersionExpiration"] == {"noncurrentDays": 90}


def test_tags_may_be_known_late(samples):
    sample = samples["EncryptedBucket"]
    found = record(sample.program({"tags": pulumi.Output.from_input({"owner": "platform"})}))
    assert {one.name: one.props["tags"] for one in found if one.token == "aws:s3/bucket:Bucket"} == {
        "shop": {"owner": "platform"},
        "shop-logs": {"owner": "platform", "data-classification": "internal"},
    }
