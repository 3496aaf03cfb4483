"""Backups of the shop."""

import pulumi_aws as aws
from storage import key

# defect 40: whoever can reach the vault can empty it: it is not locked.
vault = aws.backup.Vault("shop", kms_key_arn=key.arn)
# defect 56: the backups never leave the region, and go with it.
plan = aws.backup.Plan(
    "shop",
    rules=[{"rule_name": "daily", "target_vault_name": vault.name, "schedule": "cron(0 3 * * ? *)", "lifecycle": {"delete_after": 35}}],
)
role = aws.iam.Role(
    "backup",
    assume_role_policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
)
# defect 41: the plan selects file systems; the orders database is in no selection.
aws.backup.Selection(
    "shop", plan_id=plan.id, iam_role_arn=role.arn, resources=["arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/*"]
)

# defect 42: no restore is ever tested.
