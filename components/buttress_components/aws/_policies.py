"""Policy documents: statements as dicts whose values may be Outputs, and the parts of an ARN that they need."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from buttress_components import _defaults as defaults

Statement = Mapping[str, Any]


def document(statements: Sequence[Statement]) -> pulumi.Output[str]:
    """The JSON text of a policy with these statements."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": [dict(one) for one in statements]})


def trust(service: str, condition: Mapping[str, Any] | None = None) -> pulumi.Output[str]:
    """A trust policy for one AWS service."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return document([{**statement, "Condition": condition} if condition else statement])


def last(arn: pulumi.Input[str]) -> pulumi.Output[str]:
    """What stands behind the last colon or slash: a name."""
    return pulumi.Output.from_input(arn).apply(lambda text: text.rsplit(":", 1)[-1].rsplit("/", 1)[-1])


def bucket_statements(arn: pulumi.Output[str], *, allow_http: bool, key_arn: pulumi.Input[str] | None) -> list[Statement]:
    """What a hardened bucket denies everybody: plain HTTP, TLS that is too old, and uploads under another key."""
    everything = [arn, pulumi.Output.concat(arn, "/*")]
    deny = {"Effect": "Deny", "Principal": "*"}
    statements: list[Statement] = []
    if not allow_http:
        http = {"Bool": {"aws:SecureTransport": "false"}}
        old = {"NumericLessThan": {"s3:TlsVersion": defaults.OLDEST_TLS}}
        statements += [
            {"Sid": "DenyPlainHttp", **deny, "Action": "s3:*", "Resource": everything, "Condition": http},
            {"Sid": "DenyOldTls", **deny, "Action": "s3:*", "Resource": everything, "Condition": old},
        ]
    if key_arn is not None:
        objects = {**deny, "Action": "s3:PutObject", "Resource": everything[1]}
        # A comparison is also true of a header that is absent, and an upload without it gets the bucket's own encryption. What AWS's
        # services deliver is theirs to encrypt: CloudTrail, for one, writes its digests with the key of S3.
        people = {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}
        how, which = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
        turned_away: Mapping[str, Mapping[str, Any]] = {
            "DenyOtherEncryption": {"StringNotEquals": {how: "aws:kms"}, "Null": {how: "false"}},
            "DenyOtherKeys": {"StringNotEquals": {which: key_arn}, "Null": {which: "false"}},
            "DenyTheKeyOfS3": {"StringEquals": {how: "aws:kms"}, "Null": {which: "true"}},
            "DenyKeysOfTheClient": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
        }
        statements += [{"Sid": sid, **objects, "Condition": {**people, **condition}} for sid, condition in turned_away.items()]
    return statements
