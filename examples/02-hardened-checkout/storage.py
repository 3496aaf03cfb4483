"""Where the shop keeps receipts, exports and audit records, and the keys for it."""

import pulumi
import pulumi_aws as aws
from settings import AUDIT, CONFIDENTIAL, TAGS, logs

from buttress_components.aws import EncryptedBucket, ObjectLockMode

receipts = EncryptedBucket("receipts", {"access_log_bucket": logs.bucket_name, "tags": CONFIDENTIAL})
exports = EncryptedBucket(
    "exports",
    {
        "access_log_bucket": logs.bucket_name,
        "expire_days": 30,
        "tags": CONFIDENTIAL,
        # An opt-out needs its reason, and every report shows it.
        "versioning": False,
        "justification": "exports are copies that are made anew every day and must be gone after 30 days",
    },
)
audit = EncryptedBucket(
    "audit",
    {
        "access_log_bucket": logs.bucket_name,
        "object_lock_days": 400,
        "object_lock_mode": ObjectLockMode.COMPLIANCE,
        "acknowledge_irreversible": "audit records are evidence and must outlive whoever administers the account",
        "tags": AUDIT,
    },
)

key = aws.kms.Key(
    "payments",
    description="Payment tokens",
    enable_key_rotation=True,
    deletion_window_in_days=30,
    tags=TAGS,
    # Without its key all that it encrypts is lost.
    opts=pulumi.ResourceOptions(protect=True),
)
