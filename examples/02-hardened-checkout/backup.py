"""Backups of the shop, and the proof that they can be restored."""

from settings import TAGS, monitoring

from buttress_components.aws import BackupPlanVault

BackupPlanVault(
    "daily",
    {
        "topic_arn": monitoring.topic_arn,
        # A vault of another account, in another region.
        "copy_vault_arn": "arn:aws:backup:eu-central-1:210987654321:backup-vault:copies",
        "restore_types": ["RDS", "DynamoDB", "EC2", "EBS"],
        "tags": TAGS,
    },
)
