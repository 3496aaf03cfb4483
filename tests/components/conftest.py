"""The components with their least and their fullest arguments, and what each opt-out gives up."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

TAGS = {"owner": "platform", "environment": "production", "data-classification": "confidential"}
TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms"
KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-8444-555555555555"
INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_PROVIDERS = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop/providers"
SUBNET = f"{_PROVIDERS}/Microsoft.Network/virtualNetworks/shop/subnets/endpoints"
WORKSPACE = f"{_PROVIDERS}/Microsoft.OperationalInsights/workspaces/shop"
ACTIONS = f"{_PROVIDERS}/Microsoft.Insights/actionGroups/shop"
ZONES = f"{_PROVIDERS}/Microsoft.Network/privateDnsZones"
VAULT_KEY = {
    "vault_uri": "https://shop.vault.azure.net/",
    "key_name": "shop",
    "key_version": "1",
    "identity_id": f"{_PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/shop",
}
REASON = "Tried out for a week; ticket SHOP-1."

COPIES = "arn:aws:backup:eu-west-1:123456789012:backup-vault:copies"
CONTACT = {
    "name": "Security team",
    "title": "On call",
    "email_address": "security@example.com",
    "phone_number": "+1-555-0100",
}
REPOSITORY = {
    "host": "GITHUB",
    "url": "https://github.com/shop/checkout.git",
    "connection_arn": "arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-4333-8444-555555555555",
}

_EDGE = {
    "domain_names": ["shop.example.com"],
    "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555",
    "alarm_topic_arn": TOPIC,
    "tags": TAGS,
}
_PLACE = {"resource_group_name": "shop", "subnet_id": SUBNET, "workspace_id": WORKSPACE, "tags": TAGS}
_DOOR = {
    "resource_group_name": "shop",
    "workspace_id": WORKSPACE,
    "action_group_id": ACTIONS,
    "origin": {"host_name": "origin.example.net"},
    "domain_names": ["shop.example.com"],
    "tags": TAGS,
}
_ROLE = {
    "subscription_id": SUBSCRIPTION,
    "role_name": "Shop restarter",
    "description": "Restarts the shop's machines.",
    "actions": ["Microsoft.Compute/virtualMachines/restart/action"],
    "justification": "No built-in role restarts machines and does nothing else; reviewed in SHOP-3.",
}
_ACCESS = {
    "scope": f"/subscriptions/{SUBSCRIPTION}",
    "role_definition_id": f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/contributor",
    "policy_name": "11111111-2222-4333-8444-555555555555",
    "groups": {"keepers": "b0c1"},
    "approver_group_ids": ["d2e3"],
    "reason": "Keepers repair the shop.",
    "ticket": {"system": "Desk", "number": "SHOP-4"},
}
_GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop"
_PIPELINE = {
    "resource_group_name": "shop",
    "subjects": ["repo:shop/checkout:environment:production"],
    "roles": [{"name": "images", "role_id": "8311e382-0749-4cb8-b61a-304f252e45ec", "scope": _GROUP}],
    "tags": TAGS,
}
_DATABASE = {
    "engine": "postgres",
    "engine_version": "16.4",
    "instance_class": "db.r6g.large",
    "vpc_id": "vpc-0123456789abcdef0",
    "subnet_ids": ["subnet-0a", "subnet-0b"],
    "alarm_topic_arn": TOPIC,
    "tags": TAGS,
}


@attrs.frozen(kw_only=True)
class Sample:
    """One component: its arguments, and the checks that each opt-out excuses."""

    module: str
    name: str
    least: Mapping[str, Any]
    fullest: tuple[Mapping[str, Any], ...]
    opt_outs: Mapping[str, tuple[Mapping[str, Any], tuple[str, ...]]] = attrs.field(factory=dict)
    estate: tuple[str, ...] = ()
    """Checks of the whole account that one such component answers."""

    @property
    def component(self) -> Any:
        """The class."""
        return getattr(importlib.import_module(self.module.rpartition(".")[0]), self.name)

    @property
    def satisfies(self) -> tuple[str, ...]:
        """What its file says that it satisfies."""
        found: tuple[str, ...] = importlib.import_module(self.module).SATISFIES
        return found

    def program(self, args: Mapping[str, Any] | None = None) -> Callable[[], Any]:
        """A program that makes one."""
        return lambda: self.component("shop", dict(self.least if args is None else args))


def _aws(module: str, name: str, **given: Any) -> Sample:
    return Sample(module=f"buttress_components.aws.{module}", name=name, **given)


def _azure(module: str, name: str, **given: Any) -> Sample:
    return Sample(module=f"buttress_components.azure.{module}", name=name, **given)


SAMPLES = (
    _aws(
        "encrypted_bucket",
        "EncryptedBucket",
        least={"tags": TAGS},
        fullest=(
            {
                "tags": {**TAGS, "data-classification": "records", "criticality": "high"},
                "bucket_name": "shop-orders",
                "log_retention_days": 731,
                "noncurrent_days": 90,
                "expire_days": 3650,
                "object_lock_days": 2555,
                "object_lock_mode": "COMPLIANCE",
                "replication": {"bucket_arn": "arn:aws:s3:::shop-copies", "kms_key_arn": KEY},
                "policy_statements": [
                    {"Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"}, "Action": "s3:GetBucketAcl"}
                ],
            },
            {"tags": TAGS, "kms_key_arn": KEY, "access_log_bucket": "shop-access-logs"},
        ),
        opt_outs={
            "customer_managed_key": ({"customer_managed_key": False}, ("aws-s3-bucket-kms-encryption",)),
            "allow_http": ({"allow_http": True}, ("aws-s3-bucket-policy-requires-tls",)),
            "versioning": ({"versioning": False}, ("aws-s3-bucket-versioning-enabled",)),
            "access_logging": ({"access_logging": False}, ("aws-s3-bucket-access-logging",)),
            "deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",)),
        },
    ),
    _aws(
        "flow_logged_vpc",
        "FlowLoggedVpc",
        least={"cidr_block": "10.0.0.0/16", "availability_zones": ["us-east-1a", "us-east-1b"], "tags": TAGS},
        fullest=(
            {
                "cidr_block": "10.0.0.0/16",
                "availability_zones": ["us-east-1a", "us-east-1b", "us-east-1c"],
                "private_cidr_blocks": ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"],
                "public_cidr_blocks": ["10.0.48.0/24", "10.0.49.0/24", "10.0.50.0/24"],
                "nat": "per-zone",
                "interface_endpoints": ["kms", "secretsmanager", "ecr.api"],
                "retention_days": 731,
                "cloudwatch_logs": True,
                "tags": TAGS,
            },
            {
                "cidr_block": "10.1.0.0/20",
                "availability_zones": ["us-east-1a", "us-east-1b"],
                "nat": "single",
                "gateway_endpoints": False,
                "athena": False,
                "access_log_bucket": "shop-access-logs",
                "tags": TAGS,
            },
            {"vpc_id": "vpc-0123456789abcdef0", "kms_key_arn": KEY, "log_bucket_arn": "arn:aws:s3:::shop-flow-logs", "tags": TAGS},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
    ),
    _aws(
        "least_privilege_role",
        "LeastPrivilegeRole",
        least={
            "description": "Reads the shop's orders.",
            "trust": {"services": ["lambda.amazonaws.com"]},
            "grants": [{"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::shop-orders/*"]}],
            "tags": TAGS,
        },
        fullest=(
            {
                "description": "Deploys the shop.",
                "role_name": "shop-deployer",
                "path": "/delivery/",
                "session_seconds": 7200,
                "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary",
                "managed_policy_arns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
                "instance_profile": True,
                "trust": {
                    "services": ["ec2.amazonaws.com"],
                    "source_account": "123456789012",
                    "source_arn": "arn:aws:ec2:us-east-1:123456789012:*",
                    "principals": ["arn:aws:iam::210987654321:root"],
                    "external_id": "shop-7",
                    "oidc_provider_arn": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
                    "oidc_issuer": "token.actions.githubusercontent.com",
                    "audience": "sts.amazonaws.com",
                    "subjects": ["repo:shop/checkout:ref:refs/heads/main"],
                },
                "grants": [
                    {"sid": "Look", "actions": ["ec2:Describe*"], "resources": ["*"]},
                    {
                        "actions": ["iam:PassRole"],
                        "resources": ["arn:aws:iam::123456789012:role/shop-*"],
                        "conditions": {"StringEquals": {"iam:PassedToService": ["lambda.amazonaws.com"]}},
                    },
                    {"actions": ["kms:Decrypt"], "resources": [KEY]},
                ],
                "tags": TAGS,
            },
            {
                "description": "For people.",
                "trust": {"principals": ["123456789012"], "mfa": True},
                "grants": [{"actions": ["logs:GetLogEvents"], "resources": ["arn:aws:logs:us-east-1:123456789012:log-group:shop:*"]}],
                "tags": TAGS,
            },
        ),
        opt_outs={
            "allow_service_wildcards": (
                {
                    "allow_service_wildcards": True,
                    "grants": [{"actions": ["dynamodb:*"], "resources": ["arn:aws:dynamodb:us-east-1:123456789012:table/shop"]}],
                },
                ("aws-iam-policy-no-service-wildcard-actions",),
            )
        },
    ),
    _aws(
        "hardened_database",
        "HardenedDatabase",
        least=_DATABASE,
        fullest=(
            {
                **_DATABASE,
                "engine": "aurora-mysql",
                "engine_version": "8.0.mysql_aurora.3.08.0",
                "client_security_group_ids": ["sg-0123456789abcdef0"],
                "database_name": "shop",
                "master_username": "keeper",
                "identifier": "shop-orders",
                "port": 3307,
                "instances": 3,
                "backup_retention_days": 14,
                "log_retention_days": 731,
                "backup_plan": "hourly",
                "kms_key_arn": KEY,
                "event_topic_arn": TOPIC,
            },
            {**_DATABASE, "engine": "aurora-postgresql"},
            {**_DATABASE, "engine": "mysql", "engine_version": "8.0.40", "allocated_storage": 100, "max_allocated_storage": 1000},
            {**_DATABASE, "engine": "mariadb", "engine_version": "10.11.9", "client_security_group_ids": ["sg-0123456789abcdef0"]},
        ),
        opt_outs={
            "multi_az": ({"multi_az": False}, ("aws-rds-instance-multi-az",)),
            "multi_az of a cluster": ({"multi_az": False, "engine": "aurora-postgresql"}, ("aws-rds-cluster-multi-az",)),
            "deletion_protection": (
                {"deletion_protection": False},
                ("aws-rds-deletion-protection", "aws-stateful-resource-protect-option"),
            ),
        },
    ),
    _aws(
        "backup_plan_vault",
        "BackupPlanVault",
        least={"topic_arn": TOPIC, "copy_vault_arn": COPIES, "tags": TAGS},
        fullest=(
            {
                "topic_arn": TOPIC,
                "copy_vault_arn": COPIES,
                "backup_plan": "hourly",
                "schedule": "cron(0 * ? * * *)",
                "retention_days": 90,
                "monthly_retention_days": 2557,
                "lock_mode": "governance",
                "kms_key_arn": KEY,
                "restore_types": ["RDS", "Aurora", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "S3"],
                "restore_schedule": "cron(0 6 ? * MON *)",
                "report_bucket": "shop-reports",
                "tags": TAGS,
            },
            {"topic_arn": TOPIC, "copy_vault_arn": COPIES, "lock_grace_days": 3, "access_log_bucket": "shop-access-logs", "tags": TAGS},
        ),
        opt_outs={
            "copy_vault_arn": ({"copy_vault_arn": None}, ("aws-backup-plan-cross-region-copy",)),
            "deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",)),
        },
        estate=("aws-backup-restore-testing-scheduled",),
    ),
    _aws(
        "audit_trail",
        "AuditTrail",
        least={"alarm_topic_arn": TOPIC, "tags": TAGS},
        fullest=(
            {
                "alarm_topic_arn": TOPIC,
                "trail_name": "shop-all",
                "organization_id": "o-a1b2c3d4e5",
                "retention_days": 2555,
                "lock_mode": "COMPLIANCE",
                "log_group_days": 731,
                "data_events": ["AWS::S3::Object", "AWS::DynamoDB::Table"],
                "access_log_bucket": "shop-access-logs",
                "tags": TAGS,
            },
            {"alarm_topic_arn": TOPIC, "kms_key_arn": KEY, "log_bucket": "shop-records", "tags": TAGS},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
        estate=(
            "aws-cloudtrail-data-events",
            "aws-cloudtrail-multi-region-trail",
            "aws-cloudwatch-alarm-authentication-events",
            "aws-cloudwatch-alarm-iam-and-org-changes",
            "aws-cloudwatch-alarm-key-and-bucket-policy-changes",
            "aws-cloudwatch-alarm-logging-config-changes",
            "aws-cloudwatch-alarm-network-changes",
            "aws-cloudwatch-alarm-root-usage",
        ),
    ),
    _aws(
        "compliance_gate",
        "ComplianceGate",
        least={"requirement": "buttress[aws]==1.2.0", "repository": REPOSITORY, "tags": TAGS},
        fullest=(
            {
                "requirement": f"buttress[aws] @ https://packages.example.com/buttress-1.2.0-py3-none-any.whl#sha256={'0' * 64}",
                "index_url": "https://packages.example.com/simple/",
                "repository": {**REPOSITORY, "base_branch": "main"},
                "directory": "services/checkout",
                "stack": "shop/checkout/prod",
                "offline": False,
                "fail_on": "medium",
                "setup_commands": ["pip install ./services/checkout"],
                "variables": {"PULUMI_BACKEND_URL": "s3://shop-state?region=us-east-1"},
                "secrets": {
                    "PULUMI_CONFIG_PASSPHRASE": "arn:aws:secretsmanager:us-east-1:123456789012:secret:pulumi-a1b2c3:passphrase",
                },
                "grants": [
                    {"actions": ["s3:ListBucket"], "resources": ["arn:aws:s3:::shop-state"]},
                    {"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::shop-state/*"]},
                    {"actions": ["ec2:Describe*"], "resources": ["*"]},
                ],
                "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary",
                "log_group_days": 731,
                "report_days": 731,
                "access_log_bucket": "shop-access-logs",
                "tags": TAGS,
            },
            {
                "requirement": "buttress==1.2.0",
                "pipeline": {"artifact_bucket_arn": "arn:aws:s3:::shop-artifacts", "kms_key_arn": KEY},
                "setup_commands": [],
                "managed_policy_arns": ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
                "kms_key_arn": KEY,
                "report_bucket": "shop-reports",
                "tags": TAGS,
            },
            {"requirement": "buttress[aws]==1.2.0", "repository": REPOSITORY, "pull_requests": False, "tags": TAGS},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
    ),
    _aws(
        "config_baseline",
        "ConfigBaseline",
        least={"tags": TAGS},
        fullest=(
            {
                "retention_days": 2555,
                "frequency": "DAILY",
                "global_resources": False,
                "rules": ["S3_BUCKET_SSL_REQUESTS_ONLY", "EC2_STOPPED_INSTANCE"],
                "organization_aggregator": True,
                "topic_arn": TOPIC,
                "access_log_bucket": "shop-access-logs",
                "tags": TAGS,
            },
            {"kms_key_arn": KEY, "log_bucket": "shop-records", "tags": TAGS},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
        estate=("aws-config-recorder-enabled", "aws-config-aggregator-all-regions", "aws-config-rules-deployed"),
    ),
    _aws(
        "security_monitoring",
        "SecurityMonitoring",
        least={"emails": ["security@example.com"], "tags": TAGS},
        fullest=(
            {
                "emails": ["security@example.com", "audit@example.com"],
                "kms_key_arn": KEY,
                "standards": ["nist-800-53/v/5.0.0"],
                "runtime_monitoring": True,
                "organization_analyzers": True,
                "unused_access_days": 45,
                "tags": TAGS,
            },
            {"topic_arn": TOPIC, "aggregate_regions": False, "tags": TAGS},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
        estate=(
            "aws-accessanalyzer-enabled",
            "aws-guardduty-detector-enabled",
            "aws-guardduty-protection-plans",
            "aws-inspector-enabled",
            "aws-macie-enabled",
            "aws-security-findings-routed",
            "aws-securityhub-enabled",
        ),
    ),
    _aws(
        "account_baseline",
        "AccountBaseline",
        least={"security_contact": CONTACT, "tags": TAGS},
        fullest=(
            {
                "security_contact": CONTACT,
                "kms_key_arn": KEY,
                "block_internet": True,
                "region_guardrail": {
                    "target_id": "r-a1b2",
                    "allowed_regions": ["eu-central-1", "us-gov-west-1"],
                    "exempt_role_arns": ["arn:aws:iam::*:role/break-glass"],
                },
                "tags": TAGS,
            },
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
        estate=(
            "aws-account-security-contact-set",
            "aws-ebs-encryption-by-default",
            "aws-s3-account-public-access-block",
        ),
    ),
    _aws(
        "protected_distribution",
        "ProtectedDistribution",
        least={**_EDGE, "origin": {"domain_name": "shop-pages.s3.us-east-1.amazonaws.com", "bucket": True}},
        fullest=(
            {
                **_EDGE,
                "origin": {"domain_name": "shop-pages.s3.us-east-1.amazonaws.com", "bucket": True, "path": "/live"},
                "failover_origin": {"domain_name": "shop-copies.s3.us-west-2.amazonaws.com", "bucket": True},
                "rate_limit": 500,
                "countries": ["DE", "US"],
                "default_root_object": "home.html",
                "health_path": "/health",
                "log_bucket_arn": "arn:aws:s3:::shop-edge-logs",
                "kms_key_arn": KEY,
                "log_retention_days": 731,
                "shield_advanced": True,
                "tags": {**TAGS, "criticality": "critical"},
            },
            {**_EDGE, "origin": {"domain_name": "api.example.com"}, "writes": True, "access_log_bucket": "shop-access-logs"},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
    ),
    _aws(
        "payment_keys",
        "PaymentKeys",
        least={"keys": [{"name": "cards", "purpose": "card-verification"}], "tags": TAGS},
        fullest=(
            {
                "keys": [
                    {"name": "cards", "purpose": "card-verification"},
                    {"name": "accounts", "purpose": "data-encryption"},
                    {"name": "messages", "purpose": "message-authentication"},
                    {"name": "pin-blocks", "purpose": "pin-encryption"},
                    {"name": "pins", "purpose": "pin-verification"},
                ],
                "tags": TAGS,
            },
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
    ),
    _aws(
        "transaction_log",
        "TransactionLog",
        least={"alarm_topic_arn": TOPIC, "tags": TAGS},
        fullest=(
            {
                "alarm_topic_arn": TOPIC,
                "retention_days": 3650,
                "lock_mode": "GOVERNANCE",
                "gap_minutes": 60,
                "stream_hours": 720,
                "shards": 4,
                "log_group_days": 731,
                "kms_key_arn": KEY,
                "access_log_bucket": "shop-access-logs",
                "tags": TAGS,
            },
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("aws-stateful-resource-protect-option",))},
    ),
    _aws(
        "federated_pipeline_role",
        "FederatedPipelineRole",
        least={
            "description": "Deploys the shop.",
            "subjects": ["repo:shop/checkout:environment:production"],
            "grants": [{"actions": ["lambda:UpdateFunctionCode"], "resources": ["arn:aws:lambda:us-east-1:123456789012:function:shop"]}],
            "tags": TAGS,
        },
        fullest=(
            {
                "description": "Looks at the shop.",
                "subjects": ["project_path:shop/checkout:ref_type:branch:ref:main", "project_path:shop/stock:ref_type:branch:ref:main"],
                "grants": [
                    {
                        "sid": "Look",
                        "actions": ["ec2:Describe*"],
                        "resources": ["*"],
                        "conditions": {"StringEquals": {"aws:RequestedRegion": ["eu-central-1"]}},
                    }
                ],
                "issuer": "gitlab.com",
                "audience": "https://gitlab.com",
                "oidc_provider_arn": "arn:aws:iam::123456789012:oidc-provider/gitlab.com",
                "role_name": "shop-pipeline",
                "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary",
                "session_seconds": 7200,
                "tags": TAGS,
            },
        ),
    ),
    _aws(
        "identity_center_permission_set",
        "IdentityCenterPermissionSet",
        least={
            "instance_arn": INSTANCE,
            "description": "Reads the shop's logs.",
            "grants": [{"actions": ["logs:GetLogEvents"], "resources": ["arn:aws:logs:us-east-1:123456789012:log-group:shop:*"]}],
            "tags": TAGS,
        },
        fullest=(
            {
                "instance_arn": INSTANCE,
                "description": "Looks after the shop.",
                "permission_set_name": "ShopKeepers",
                "grants": [{"sid": "Look", "actions": ["ec2:Describe*"], "resources": ["*"]}],
                "managed_policy_arns": ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
                "session_hours": 8,
                "permissions_boundary_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "assignments": [{"group_id": "a1b2c3d4-0000-4000-8000-000000000000", "account_id": "123456789012"}],
                "tags": TAGS,
            },
            {
                "instance_arn": INSTANCE,
                "description": "Audits the shop.",
                "managed_policy_arns": ["arn:aws:iam::aws:policy/SecurityAudit"],
                "tags": TAGS,
            },
        ),
    ),
    _azure(
        "encrypted_storage_account",
        "EncryptedStorageAccount",
        least=_PLACE,
        fullest=(
            {
                **_PLACE,
                "location": "westeurope",
                "account_name": "shoporders",
                "replication": "Standard_RAGZRS",
                "containers": ["invoices", "audit-log"],
                "delete_after_days": 2555,
                "soft_delete_days": 90,
                "immutability_days": 400,
                "private_dns_zone_ids": {
                    "blob": f"{ZONES}/privatelink.blob.core.windows.net",
                    "file": f"{ZONES}/privatelink.file.core.windows.net",
                    "vault": f"{ZONES}/privatelink.vaultcore.azure.net",
                },
                "file_endpoint": True,
            },
            {**_PLACE, "key": VAULT_KEY},
        ),
        opt_outs={
            "customer_managed_key": ({"customer_managed_key": False}, ("azure-storage-customer-managed-key",)),
            "shared_key_access": ({"shared_key_access": True}, ("azure-storage-shared-key-disabled",)),
            "replication": ({"replication": "Standard_ZRS"}, ("azure-storage-geo-redundant",)),
            "containers": ({"containers": ["carts"]}, ("azure-storage-lifecycle-disposal",)),
            "deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",)),
        },
    ),
    _azure(
        "flow_logged_vnet",
        "FlowLoggedVnet",
        least={
            "resource_group_name": "shop",
            "location": "westeurope",
            "address_prefix": "10.0.0.0/16",
            "subnets": [{"name": "web", "address_prefix": "10.0.0.0/24"}],
            "endpoints_prefix": "10.0.255.0/24",
            "tags": TAGS,
        },
        fullest=(
            {
                "resource_group_name": "shop",
                "location": "westeurope",
                "address_prefix": "10.0.0.0/16",
                "subnets": [
                    {
                        "name": "web",
                        "address_prefix": "10.0.0.0/24",
                        "rules": [
                            {
                                "name": "https",
                                "priority": 100,
                                "direction": "Inbound",
                                "access": "Allow",
                                "protocol": "Tcp",
                                "source": "Internet",
                                "ports": ["443"],
                            },
                            {
                                "name": "updates",
                                "priority": 200,
                                "direction": "Outbound",
                                "access": "Allow",
                                "protocol": "Tcp",
                                "source": "VirtualNetwork",
                                "destination": "Internet",
                                "ports": ["443"],
                            },
                        ],
                    },
                    {"name": "apps", "address_prefix": "10.0.1.0/24", "delegation": "Microsoft.Web/serverFarms"},
                ],
                "endpoints_prefix": "10.0.255.0/24",
                "workspace_id": WORKSPACE,
                "network_watcher_name": "watcher",
                "network_watcher_group": "watchers",
                "retention_days": 365,
                "ddos_protection_plan_id": f"{_PROVIDERS}/Microsoft.Network/ddosProtectionPlans/shop",
                "tags": TAGS,
            },
            {
                "resource_group_name": "shop",
                "location": "westeurope",
                "address_prefix": "10.0.0.0/16",
                "subnets": [{"name": "web", "address_prefix": "10.0.0.0/24"}],
                "endpoints_prefix": "10.0.255.0/24",
                "key": VAULT_KEY,
                "tags": TAGS,
            },
            {
                "resource_group_name": "shop",
                "location": "westeurope",
                "address_prefix": "10.0.0.0/16",
                "subnets": [{"name": "web", "address_prefix": "10.0.0.0/24"}],
                "storage_account_id": f"{_PROVIDERS}/Microsoft.Storage/storageAccounts/shoplogs",
                "tags": TAGS,
            },
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",))},
    ),
    _azure(
        "hardened_sql_database",
        "HardenedSqlDatabase",
        least={
            **_PLACE,
            "administrator": {"login": "database-keepers", "object_id": "b0c1", "tenant_id": "7e4a"},
            "action_group_id": ACTIONS,
        },
        fullest=(
            {
                **_PLACE,
                "location": "westeurope",
                "administrator": {"login": "deployer", "object_id": "b0c1", "tenant_id": "7e4a", "kind": "Application"},
                "action_group_id": ACTIONS,
                "server_name": "shop-orders",
                "database_name": "orders",
                "sku": "BC_Gen5_4",
                "key": VAULT_KEY,
                "backup_retention_days": 14,
                "ledger": True,
                "alert_emails": ["security@example.com"],
                "private_dns_zone_ids": {"sqlServer": f"{ZONES}/privatelink.database.windows.net"},
            },
        ),
        opt_outs={
            "customer_managed_key": ({"customer_managed_key": False}, ("azure-sql-tde-customer-managed-key",)),
            "zone_redundant": ({"zone_redundant": False}, ("azure-sql-database-high-availability",)),
            "deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",)),
        },
    ),
    _azure(
        "activity_log_export",
        "ActivityLogExport",
        least={
            "resource_group_name": "shop",
            "subscription_id": SUBSCRIPTION,
            "subnet_id": SUBNET,
            "emails": ["security@example.com"],
            "tags": TAGS,
        },
        fullest=(
            {
                "resource_group_name": "shop",
                "subscription_id": SUBSCRIPTION,
                "location": "westeurope",
                "subnet_id": SUBNET,
                "key": VAULT_KEY,
                "retention_days": 730,
                "action_group_id": ACTIONS,
                "tags": TAGS,
            },
            {
                "resource_group_name": "shop",
                "subscription_id": SUBSCRIPTION,
                "workspace_id": WORKSPACE,
                "storage_account_id": f"{_PROVIDERS}/Microsoft.Storage/storageAccounts/shoplogs",
                "emails": ["security@example.com", "audit@example.com"],
                "tags": TAGS,
            },
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",))},
        estate=(
            "azure-activity-alert-network-changes",
            "azure-activity-alert-policy-assignment",
            "azure-activity-alert-security-and-sql-changes",
            "azure-activity-log-exported",
            "azure-service-health-alert",
        ),
    ),
    _azure(
        "defender_baseline",
        "DefenderBaseline",
        least={"subscription_id": SUBSCRIPTION, "emails": ["security@example.com"]},
        fullest=(
            {
                "subscription_id": SUBSCRIPTION,
                "emails": ["security@example.com", "audit@example.com"],
                "phone": "+1-555-0100",
                "more_plans": ["Api"],
                "sentinel_workspace_id": WORKSPACE,
                "export": {"workspace_id": WORKSPACE, "location": "westeurope"},
                "tags": TAGS,
            },
        ),
        estate=(
            "azure-defender-plans-data",
            "azure-defender-plans-platform",
            "azure-defender-plans-servers-and-cspm",
            "azure-defender-vulnerability-assessment-vms",
            "azure-security-contact-and-alerts",
        ),
    ),
    _azure(
        "protected_front_door",
        "ProtectedFrontDoor",
        least=_DOOR,
        fullest=(
            {
                **_DOOR,
                "origin": {
                    "host_name": "shop.blob.core.windows.net",
                    "private_link_id": f"{_PROVIDERS}/Microsoft.Storage/storageAccounts/shop",
                    "private_link_location": "westeurope",
                    "private_link_group": "blob",
                },
                "failover_origin": {
                    "host_name": "shop-2.example.net",
                    "private_link_id": f"{_PROVIDERS}/Microsoft.Network/privateLinkServices/shop-2",
                    "private_link_location": "northeurope",
                },
                "domain_names": ["shop.example.com", "*.shop.example.com"],
                "dns_zone_id": f"{_PROVIDERS}/Microsoft.Network/dnsZones/example.com",
                "cache": True,
                "rate_limit": 500,
                "countries": ["DE", "FR"],
                "health_path": "/health",
            },
        ),
    ),
    _azure(
        "backup_vault",
        "BackupVault",
        least={**_PLACE, "action_group_id": ACTIONS},
        fullest=(
            {
                **_PLACE,
                "action_group_id": ACTIONS,
                "location": "westeurope",
                "vault_name": "shop-backups",
                "immutability": "Unlocked",
                "soft_delete_days": 180,
                "retention_days": 90,
                "time_zone": "W. Europe Standard Time",
                "virtual_machine_ids": [f"{_PROVIDERS}/Microsoft.Compute/virtualMachines/shop"],
                "resource_guard_id": f"{_PROVIDERS}/Microsoft.DataProtection/resourceGuards/shop",
                "private_dns_zone_ids": {
                    "AzureBackup": f"{ZONES}/privatelink.we.backup.windowsazure.com",
                    "blob": f"{ZONES}/privatelink.blob.core.windows.net",
                    "queue": f"{ZONES}/privatelink.queue.core.windows.net",
                    "vault": f"{ZONES}/privatelink.vaultcore.azure.net",
                },
            },
            {**_PLACE, "action_group_id": ACTIONS, "key": VAULT_KEY},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",))},
    ),
    _azure(
        "azure_transaction_log",
        "AzureTransactionLog",
        least={**_PLACE, "action_group_id": ACTIONS},
        fullest=(
            {
                **_PLACE,
                "action_group_id": ACTIONS,
                "location": "westeurope",
                "writers": {"checkout": "b0c1"},
                "verifiers": {"audit": "d2e3"},
                "retention_days": 3650,
                "gap_minutes": 60,
                "stream_hours": 720,
                "partitions": 16,
                "processing_units": 2,
                "private_dns_zone_ids": {
                    "namespace": f"{ZONES}/privatelink.servicebus.windows.net",
                    "blob": f"{ZONES}/privatelink.blob.core.windows.net",
                    "vault": f"{ZONES}/privatelink.vaultcore.azure.net",
                },
            },
            {**_PLACE, "action_group_id": ACTIONS, "key": VAULT_KEY},
        ),
        opt_outs={"deletion_protection": ({"deletion_protection": False}, ("azure-stateful-resource-protect-option",))},
    ),
    _azure(
        "custom_role",
        "CustomRole",
        least=_ROLE,
        fullest=(
            {
                **_ROLE,
                "actions": ["Microsoft.Compute/virtualMachines/restart/action", "Microsoft.Compute/*/read"],
                "data_actions": ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
                "not_actions": ["Microsoft.Compute/sshPublicKeys/read"],
                "resource_group_ids": [f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop"],
            },
        ),
        opt_outs={"role_name": ({"role_name": "Shop operator"}, ("azure-rbac-custom-roles-reviewed",))},
    ),
    _azure(
        "federated_pipeline_identity",
        "FederatedPipelineIdentity",
        least=_PIPELINE,
        fullest=(
            {
                **_PIPELINE,
                "location": "westeurope",
                "issuer": "vstoken.dev.azure.com/00000000-0000-0000-0000-000000000000",
                "subjects": ["sc://shop/checkout/production", "sc://shop/checkout/staging"],
                "roles": [
                    {"name": "images", "role_id": "8311e382-0749-4cb8-b61a-304f252e45ec", "scope": _GROUP},
                    {"name": "deploys", "role_id": "b24988ac-6180-42a0-ab88-20f7382dd24c", "scope": _GROUP},
                ],
            },
        ),
    ),
    _azure(
        "privileged_access",
        "PrivilegedAccess",
        least=_ACCESS,
        fullest=({**_ACCESS, "groups": {"keepers": "b0c1", "on-call": "c1d2"}, "max_hours": 1, "eligible_days": 90},),
        estate=("azure-rbac-privileged-assignments-limited",),
    ),
    _azure(
        "subscription_baseline",
        "SubscriptionBaseline",
        least={
            "resource_group_name": "shop",
            "subscription_id": SUBSCRIPTION,
            "allowed_locations": ["westeurope"],
            "emails": ["security@example.com"],
            "tags": TAGS,
        },
        fullest=(
            {
                "resource_group_name": "shop",
                "subscription_id": SUBSCRIPTION,
                "allowed_locations": ["westeurope", "northeurope"],
                "action_group_id": ACTIONS,
                "locked_scopes": {"shop": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop", "workspace": WORKSPACE},
                "public_interfaces": True,
                "excluded_scopes": [f"/subscriptions/{SUBSCRIPTION}/resourceGroups/trials"],
                "tags": TAGS,
            },
        ),
        estate=("azure-service-health-alert",),
    ),
    _azure(
        "policy_baseline",
        "PolicyBaseline",
        least={"subscription_id": SUBSCRIPTION, "location": "westeurope"},
        fullest=(
            {
                "subscription_id": SUBSCRIPTION,
                "location": "westeurope",
                "more_initiatives": {"cis": "/providers/Microsoft.Authorization/policySetDefinitions/06f19060-9e68-4070-92ca-f15cc126059e"},
                "exemptions": [
                    {
                        "name": "trials",
                        "scope": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/trials",
                        "reason": "Holds no data of customers; ticket SHOP-2.",
                        "expires_on": "2027-03-31",
                    },
                    {
                        "name": "gateway",
                        "scope": f"{_PROVIDERS}/Microsoft.Web/sites/gateway",
                        "reason": "The gateway in front of it does this.",
                        "expires_on": "2027-06-30",
                        "initiative": "security-benchmark",
                        "category": "Mitigated",
                        "policies": ["webAppHttpsOnly"],
                    },
                ],
            },
        ),
        estate=("azure-policy-assignment-enforced",),
    ),
)


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    return {one.name: one for one in SAMPLES}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A case for each opt-out and each fullest form of each component."""
    if {"opted", "opt_out"} <= set(metafunc.fixturenames):
        cases = [(one, name) for one in SAMPLES for name in one.opt_outs]
        metafunc.parametrize(("opted", "opt_out"), cases, ids=[f"{one.name}-{name}" for one, name in cases])
    if {"full", "form"} <= set(metafunc.fixturenames):
        forms = [(one, place) for one in SAMPLES for place in range(len(one.fullest))]
        metafunc.parametrize(("full", "form"), forms, ids=[f"{one.name}-{place}" for one, place in forms])


@pytest.fixture(scope="session")
def reason() -> str:
    return REASON
