"""What an account says when it is asked, on moto."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from tests.preflight.test_preflight import one, planned

from buttress.errors import ConfigError
from buttress.preflight import examine
from buttress.preflight.account import ask

REGION = "eu-central-1"
DETECTOR = one("aws:guardduty/detector:Detector")
BUCKET = one("aws:s3/bucket:Bucket", "orders", region="us-east-1", bucket="shop-orders")


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        yield


def asked(*resources: Any, client: Any = None) -> Any:
    snapshot = planned(*resources)
    return ask(examine(snapshot), snapshot, client=client)


def about(found: Any, topic: str) -> list[tuple[str, str]]:
    return [(notice.level, notice.text) for notice in found.notices if notice.topic == topic]


def test_what_is_not_there_is_no_longer_in_question() -> None:
    found = asked(DETECTOR, BUCKET)
    assert found.asked == "AWS account 123456789012"
    assert about(found, "exists") == []
    assert about(found, "name") == []


def test_what_is_there_stops_the_update() -> None:
    boto3.client("guardduty", region_name=REGION).create_detector(Enable=True)
    assert about(asked(DETECTOR), "exists") == [("stops", f"a aws:guardduty/detector:Detector is there already in {REGION}")]


def test_a_name_that_is_taken_stops_the_update() -> None:
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="shop-orders")
    assert about(asked(BUCKET), "name") == [("stops", "the name shop-orders is taken")]


def refusing(service: str, operation: str, code: str) -> Any:
    def client(name: str, region: str) -> Any:
        made = boto3.client(name, region_name=region)
        if name == service:

            def refuse(**_: Any) -> None:
                raise ClientError({"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": 500}}, operation)

            setattr(made, operation, refuse)
        return made

    return client


def test_what_gave_no_answer_stays_in_question_and_is_listed() -> None:
    found = asked(DETECTOR, client=refusing("guardduty", "list_detectors", "AccessDeniedException"))
    assert [level for level, _ in about(found, "exists")] == ["check"]
    assert any(line.startswith("it: guardduty:list_detectors in eu-central-1 gave no answer") for line in found.unjudged)


def test_credentials_that_are_not_taken_are_an_error() -> None:
    with pytest.raises(ConfigError, match="AWS does not take the credentials"):
        asked(DETECTOR, client=refusing("sts", "get_caller_identity", "ExpiredToken"))


def test_what_is_not_of_aws_is_said_not_to_be_asked_for() -> None:
    found = asked(DETECTOR, one("azure-native:security:Pricing", "plan"))
    assert "what is not of AWS was not asked for" in found.unjudged
    assert [level for level, _ in about(found, "exists")] == ["check"]
