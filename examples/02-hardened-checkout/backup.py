"""Backups of the shop, and the proof that they can be restored."""

import pulumi_aws as aws
from settings import TAGS, topic_key

from buttress_components.aws import LeastPrivilegeRole

vault = aws.backup.Vault("shop", kms_key_arn=topic_key.arn, tags=TAGS)
aws.backup.VaultLockConfiguration(
    "shop", backup_vault_name=vault.name, min_retention_days=35, max_retention_days=400, changeable_for_days=3
)
plan = aws.backup.Plan(
    "shop",
    rules=[{"rule_name": "daily", "target_vault_name": vault.name, "schedule": "cron(0 3 * * ? *)", "lifecycle": {"delete_after": 35}}],
    tags=TAGS,
)
role = LeastPrivilegeRole(
    "backup",
    {
        "description": "Takes backups and restores them for the tests",
        "trust": {"services": ["backup.amazonaws.com"]},
        "grants": [{"actions": ["kms:DescribeKey"], "resources": [topic_key.arn]}],
        "managed_policy_arns": [
            "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
            "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        ],
        "tags": TAGS,
    },
)
aws.backup.Selection(
    "shop",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup-plan", "value": "daily"}],
)

tests = aws.backup.RestoreTestingPlan(
    "shop",
    name="shop",
    schedule_expression="cron(0 5 1 * ? *)",
    recovery_point_selection={
        "algorithm": "LATEST_WITHIN_WINDOW",
        "include_vaults": ["*"],
        "recovery_point_types": ["SNAPSHOT"],
        "selection_window_days": 30,
    },
    tags=TAGS,
)
for kind in ("RDS", "DynamoDB", "EC2"):
    aws.backup.RestoreTestingSelection(
        kind.lower(),
        name=kind.lower(),
        restore_testing_plan_name=tests.name,
        protected_resource_type=kind,
        protected_resource_arns=["*"],
        validation_window_hours=24,
        iam_role_arn=role.arn,
    )
