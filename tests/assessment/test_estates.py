from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from buttress.assessment import assess
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.errors import ConfigError
from buttress.model import Assessment, Snapshot
from buttress.settings import Settings, read_settings
from buttress.state import read_bytes

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
BLOCKED, TRAIL = "aws-s3-bucket-public-access-block", "aws-cloudtrail-multi-region-trail"
BUCKET, BLOCK = "aws:s3/bucket:Bucket", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
FLAGS = dict.fromkeys(("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"), True)
MANAGEMENT, MEMBER = "111111111111", "222222222222"


def stack(name: str, *resources: tuple[str, str, dict[str, Any]], region: str = "eu-west-1") -> Snapshot:
    provider = f"urn:pulumi:{name}::shop::pulumi:providers:aws::default"
    listed: list[dict[str, Any]] = [
        {
            "urn": provider,
            "type": "pulumi:providers:aws",
            "custom": True,
            "id": "p",
            "inputs": {"region": region},
            "outputs": {"region": region},
        }
    ]
    listed += [
        {
            "urn": f"urn:pulumi:{name}::shop::{kind}::{title}",
            "type": kind,
            "custom": True,
            "id": props.get("id", title),
            "inputs": props,
            "outputs": props,
            "provider": f"{provider}::p",
        }
        for kind, title, props in resources
    ]
    return read_bytes(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}).encode(), f"{name}.json")


def judged(catalog: Catalog, opa: Engine, *snapshots: Snapshot, **options: Any) -> Assessment:
    return assess(snapshots, catalog=catalog, opa=opa, now=NOW, **options)


def outcomes(assessment: Assessment, check: str) -> dict[str, str]:
    return {
        one.resource.rpartition("::")[2] or "": one.outcome.value for one in assessment.findings() if one.check == check and one.resource
    }


def test_a_companion_in_another_stack_counts_in_an_estate_alone(catalog: Catalog, opa: Engine) -> None:
    """The cloud does not ask who made the block, and it takes no part in the findings of the stack it is not of."""
    data, guard = stack("data", (BUCKET, "logs", {"bucket": "logs"})), stack("guard", (BLOCK, "logs", {"bucket": "logs", **FLAGS}))
    assert outcomes(judged(catalog, opa, data, guard), BLOCKED) == {"logs": "fail"}
    together = judged(catalog, opa, data, guard, estate=True)
    assert outcomes(together, BLOCKED) == {"logs": "pass"}
    assert all(not one.resource or "guard::" in one.resource for one in together.stacks[1].findings)
    opened = stack("guard", (BLOCK, "logs", {"bucket": "logs", **FLAGS, "blockPublicAcls": False}))
    assert outcomes(judged(catalog, opa, data, opened, estate=True), BLOCKED) == {"logs": "fail"}


@pytest.mark.parametrize(
    ("account", "region", "expected"),
    [(MANAGEMENT, "eu-west-1", "pass"), (MEMBER, "eu-west-1", "fail"), (MANAGEMENT, "us-east-1", "fail")],
)
def test_two_equal_ids_of_two_accounts_or_regions_are_no_companions(
    catalog: Catalog, opa: Engine, account: str, region: str, expected: str
) -> None:
    topic = {"id": "arn:aws:sns:eu-west-1:111111111111:t", "arn": "arn:aws:sns:eu-west-1:111111111111:t"}
    queue = ("aws:sqs/queue:Queue", "q", {"arn": f"arn:aws:sqs:{region}:{account}:q"})
    function = {"arn": f"arn:aws:lambda:eu-west-1:{MANAGEMENT}:function:orders", "deadLetterConfig": {}}
    permission = {"function": "orders", "principal": "s3.amazonaws.com"}
    shop = stack(
        "shop",
        ("aws:sns/topic:Topic", "t", topic),
        ("aws:lambda/function:Function", "orders", function),
        ("aws:lambda/permission:Permission", "p", permission),
    )
    config = {"functionName": "orders", "destinationConfig": {"onFailure": {"destination": "arn:aws:sqs:eu-west-1:111111111111:d"}}}
    other = stack("other", queue, ("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "c", config), region=region)
    assert outcomes(judged(catalog, opa, shop, other, estate=True), "aws-lambda-dead-letter-queue") == {"orders": expected}


def trail(**props: Any) -> tuple[str, str, dict[str, Any]]:
    arn = f"arn:aws:cloudtrail:eu-west-1:{MANAGEMENT}:trail/t"
    return ("aws:cloudtrail/trail:Trail", "t", {"arn": arn, "isMultiRegionTrail": True, "s3BucketName": "records", **props})


ORGANIZATION = ("aws:organizations/organization:Organization", "o", {"id": "o-1", "accounts": [{"id": MANAGEMENT}, {"id": MEMBER}]})
QUEUE = ("aws:sqs/queue:Queue", "q", {"arn": f"arn:aws:sqs:eu-west-1:{MEMBER}:q"})


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ((trail(isOrganizationTrail=True), ORGANIZATION), "pass"),
        ((trail(isOrganizationTrail=True), ("aws:organizations/account:Account", "m", {"id": MEMBER})), "pass"),
        ((trail(), ORGANIZATION), "fail"),
        ((trail(isOrganizationTrail=True),), "fail"),
        ((trail(isOrganizationTrail=True), ("aws:organizations/account:Account", "m", {"id": "333333333333"})), "fail"),
    ],
)
def test_an_organizations_trail_covers_those_that_its_stacks_name_as_members(
    catalog: Catalog, opa: Engine, root: tuple[tuple[str, str, dict[str, Any]], ...], expected: str
) -> None:
    found = outcomes(judged(catalog, opa, stack("root", *root), stack("member", QUEUE), estate=True), TRAIL)
    assert found == {f"aws:{MANAGEMENT}": "pass", f"aws:{MEMBER}": expected}


def test_what_is_covered_elsewhere_is_not_applicable_for_the_reason_given(catalog: Catalog, opa: Engine, tmp_path: Path) -> None:
    settings = configured(
        tmp_path, f"covered_by:\n- checks: [{TRAIL}]\n  estates: ['aws:222*']\n  reason: The audit account records all.\n"
    )
    assessment = judged(catalog, opa, stack("member", QUEUE), estate=True, settings=settings)
    told = next(one for one in assessment.findings() if one.check == TRAIL and one.resource)
    assert (told.outcome.value, told.message) == (
        "not_applicable",
        "covered elsewhere, as buttress.yaml says: The audit account records all.",
    )
    other = stack("other", ("aws:sqs/queue:Queue", "q", {"arn": f"arn:aws:sqs:eu-west-1:{MANAGEMENT}:q"}))
    assert outcomes(judged(catalog, opa, other, estate=True, settings=settings), TRAIL) == {f"aws:{MANAGEMENT}": "fail"}


@pytest.mark.parametrize("check", ["aws-no-such-check", BLOCKED])
def test_only_estate_checks_can_be_covered_elsewhere(catalog: Catalog, opa: Engine, tmp_path: Path, check: str) -> None:
    settings = configured(tmp_path, f"covered_by:\n- checks: [{check}]\n  reason: Somebody does.\n")
    with pytest.raises(ConfigError, match=f"covered_by names {check}"):
        judged(catalog, opa, stack("member", QUEUE), settings=settings)


def configured(folder: Path, text: str) -> Settings:
    (folder / "buttress.yaml").write_text(text)
    return read_settings(folder / "buttress.yaml")
