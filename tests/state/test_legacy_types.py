from __future__ import annotations

from typing import Any

import pytest

from buttress.model.paths import paths
from buttress.state.legacy_types import upgrade

BUCKET = "aws:s3/bucket:Bucket"


@pytest.mark.parametrize(
    ("kind", "props", "today", "expected"),
    [
        ("aws:s3/bucketV2:BucketV2", {"versionings": [{"enabled": True}]}, BUCKET, {"versioning": {"enabled": True}}),
        ("aws:s3/bucketV2:BucketV2", {"versionings": []}, BUCKET, {}),
        (
            "aws:s3/bucketV2:BucketV2",
            {"loggings": [{"targetBucket": "l"}], "tags": {"a": "b"}},
            BUCKET,
            {"logging": {"targetBucket": "l"}, "tags": {"a": "b"}},
        ),
        (
            "aws:s3/bucketV2:BucketV2",
            {
                "serverSideEncryptionConfigurations": [
                    {"rules": [{"applyServerSideEncryptionByDefaults": [{"sseAlgorithm": "aws:kms"}], "bucketKeyEnabled": True}]}
                ]
            },
            BUCKET,
            {
                "serverSideEncryptionConfiguration": {
                    "rule": {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}, "bucketKeyEnabled": True}
                }
            },
        ),
        (
            "aws:s3/bucketV2:BucketV2",
            {"objectLockConfiguration": {"objectLockEnabled": "Enabled", "rules": [{"defaultRetentions": [{"mode": "GOVERNANCE"}]}]}},
            BUCKET,
            {"objectLockConfiguration": {"objectLockEnabled": "Enabled", "rule": {"defaultRetention": {"mode": "GOVERNANCE"}}}},
        ),
        (
            "aws:s3/bucketV2:BucketV2",
            {"lifecycleRules": [{"enabled": True, "expirations": [{"days": 3}]}]},
            BUCKET,
            {"lifecycleRules": [{"enabled": True, "expiration": {"days": 3}}]},
        ),
        (
            "aws:s3/bucketVersioningV2:BucketVersioningV2",
            {"versioningConfiguration": {"status": "Enabled"}},
            "aws:s3/bucketVersioning:BucketVersioning",
            {"versioningConfiguration": {"status": "Enabled"}},
        ),
        (BUCKET, {"versioning": {"enabled": True}}, BUCKET, {"versioning": {"enabled": True}}),
        ("aws:sqs/queue:Queue", {"versionings": [1]}, "aws:sqs/queue:Queue", {"versionings": [1]}),
    ],
)
def test_a_twin_takes_todays_name_and_shape(kind: str, props: dict[str, Any], today: str, expected: dict[str, Any]) -> None:
    found = upgrade(kind, props, (), (), tuple(sorted(props)))
    assert (found.type, found.props) == (today, expected)


def test_paths_and_declared_names_move_along() -> None:
    found = upgrade(
        "aws:s3/bucketV2:BucketV2",
        {},
        paths([("versionings", 0, "enabled"), ("lifecycleRules", 1, "expirations", 0, "days"), ("tags",)]),
        paths([("loggings",)]),
        ("versionings", "tags"),
    )
    assert found.unknown == (("versioning", "enabled"), ("lifecycleRules", 1, "expiration", "days"), ("tags",))
    assert found.secret == (("logging",),)
    assert found.declared == ("tags", "versioning")
    assert found.names["versionings"] == "versioning"
