"""Which uploads the policy of an EncryptedBucket turns away, by IAM's own rules for conditions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from buttress.testing import record

HOW, WHICH = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
CLIENT = "s3:x-amz-server-side-encryption-customer-algorithm"
BASE = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3", "aws:PrincipalIsAWSService": "false"}


def holds(operator: str, expected: Any, key: str, context: dict[str, str]) -> bool:
    """One condition; a negated comparison and one with IfExists are true of a key that is absent."""
    found = context.get(key)
    if operator == "Null":
        return (found is None) == bool(expected == "true")
    if operator == "StringNotEquals":
        return bool(found != expected)
    if found is None:
        return operator.endswith("IfExists")
    if operator == "NumericLessThan":
        return float(found) < float(expected)
    return bool(found == expected)


def denied(policy: dict[str, Any], **context: str) -> list[str]:
    return [
        one["Sid"]
        for one in policy["Statement"]
        if one["Effect"] == "Deny"
        and all(holds(operator, value, key, context) for operator, group in one["Condition"].items() for key, value in group.items())
    ]


@pytest.fixture(scope="module")
def policy(samples) -> dict[str, Any]:
    (found,) = [one for one in record(samples["EncryptedBucket"].program()) if one.token.endswith(":BucketPolicy") and one.name == "shop"]
    document: dict[str, Any] = json.loads(found.props["policy"])
    return document


def key_of(policy: dict[str, Any]) -> str:
    (one,) = [one for one in policy["Statement"] if one["Sid"] == "DenyOtherKeys"]
    return str(one["Condition"]["StringNotEquals"][WHICH])


@pytest.mark.parametrize(
    ("given", "sids"),
    [
        ({}, []),
        ({"aws:SecureTransport": "false"}, ["DenyPlainHttp"]),
        ({"s3:TlsVersion": "1.1"}, ["DenyOldTls"]),
        ({HOW: "AES256"}, ["DenyOtherEncryption"]),
        ({HOW: "aws:kms"}, ["DenyTheKeyOfS3"]),
        ({HOW: "aws:kms", WHICH: "arn:aws:kms:us-east-1:123456789012:key/other"}, ["DenyOtherKeys"]),
        ({CLIENT: "AES256"}, ["DenyKeysOfTheClient"]),
        ({HOW: "AES256", "aws:PrincipalIsAWSService": "true"}, []),
        ({"aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "true"}, ["DenyPlainHttp"]),
    ],
)
def test_an_upload_is_turned_away(policy, given: dict[str, str], sids: list[str]):
    assert denied(policy, **{**BASE, **given}) == sids


def test_an_upload_under_our_key_is_taken(policy):
    assert denied(policy, **{**BASE, HOW: "aws:kms", WHICH: key_of(policy)}) == []
