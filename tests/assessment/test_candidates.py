"""A join that may lead to several resources: what passes has to pass with each of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from buttress.assessment.candidates import WORLDS, Choices
from buttress.assessment.evaluation import evaluate
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Resource
from buttress.model.sentinels import UNKNOWN
from buttress.state import resource as resources

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
BUCKET, VERSIONING = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"
FUNCTION, QUEUE = "aws:lambda/function:Function", "aws:sqs/queue:Queue"
CHECK = "aws-s3-bucket-versioning-enabled"


def urn(kind: str, name: str) -> str:
    return f"urn:pulumi:dev::shop::{kind}::{name}"


def planned(kind: str, name: str, props: dict[str, Any], **dependencies: list[str]) -> Resource:
    return resources.from_parts(
        urn=urn(kind, name), token=kind, inputs=props, outputs=None, mode="preview", identity="", dependencies=dependencies
    )


def buckets(*names: str) -> list[Resource]:
    return [planned(BUCKET, name, {}) for name in names]


def versioning(value: Any, *targets: str, name: str = "versions") -> Resource:
    props = {"bucket": value, "versioningConfiguration": {"status": "Enabled"}}
    return planned(VERSIONING, name, props, bucket=[urn(BUCKET, one) for one in targets])


def said(catalog: Catalog, opa: Engine, everything: list[Resource]) -> dict[str, tuple[str, str]]:
    findings = evaluate([everything], [catalog.checks[CHECK]], opa, joins=catalog.joins(), mode="preview", now=NOW, parameters={})
    return {one.resource.rpartition("::")[2]: (one.outcome.value, one.message) for one in findings}


def test_one_dependency_is_the_join(catalog: Catalog, opa: Engine) -> None:
    found = said(catalog, opa, [*buckets("a"), versioning(UNKNOWN, "a")])
    assert found["a"][0] == "pass"


def test_of_two_candidates_none_passes_by_it(catalog: Catalog, opa: Engine) -> None:
    found = said(catalog, opa, [*buckets("a", "b"), versioning(UNKNOWN, "a", "b")])
    waits = "not judged: which of a and b bucket of versions means is not known"
    assert found == {"a": ("unknown", waits), "b": ("unknown", waits)}


def test_what_passes_with_each_candidate_passes(catalog: Catalog, opa: Engine) -> None:
    everything = [*buckets("a", "b"), versioning(UNKNOWN, "a", name="of a"), versioning(UNKNOWN, "b", name="of b")]
    found = said(catalog, opa, [*everything, versioning(UNKNOWN, "a", "b", name="of either")])
    assert {one: outcome for one, (outcome, _) in found.items()} == {"a": "pass", "b": "pass"}


def test_more_candidates_than_are_tried_pass_nothing(catalog: Catalog, opa: Engine) -> None:
    names = [f"b{number:02}" for number in range(WORLDS + 1)]
    sure = [versioning(UNKNOWN, name, name=f"of {name}") for name in names]
    found = said(catalog, opa, [*buckets(*names), *sure, versioning(UNKNOWN, *names)])
    assert {outcome for outcome, _ in found.values()} == {"unknown"}


@pytest.mark.parametrize(
    ("value", "targets", "is_open"),
    [
        ([UNKNOWN, UNKNOWN], ["a", "b"], False),
        ([UNKNOWN], ["a", "b"], True),
        (UNKNOWN, ["a", "b"], True),
        (UNKNOWN, ["a"], False),
        ("a-1", ["a", "b"], False),
    ],
)
def test_a_join_is_open_with_more_candidates_than_places(value: Any, targets: list[str], is_open: bool) -> None:
    """A list written out member by member names each of them."""
    user = planned(FUNCTION, "f", {"layers": value}, layers=[urn(QUEUE, one) for one in targets])
    found = Choices.of([[user, planned(QUEUE, "a", {}), planned(QUEUE, "b", {})]])
    assert bool(found.choices) is is_open


def test_dependencies_of_several_types_are_no_candidates_of_each_other() -> None:
    user = planned(FUNCTION, "f", {"layers": UNKNOWN}, layers=[urn(QUEUE, "a"), urn(BUCKET, "b")])
    assert Choices.of([[user, planned(QUEUE, "a", {}), planned(BUCKET, "b", {})]]).choices == ()
