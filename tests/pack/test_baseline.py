"""A baseline in the pack: what it holds is advice, what is new is mandatory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from buttress.assessment import assess
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.errors import ConfigError
from buttress.model import Outcome, Resource, Snapshot, Stack
from buttress.pack.review import Review
from buttress.report import render
from buttress.settings import Settings

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws-s3-bucket-versioning-enabled"
NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)


def urn(name: str) -> str:
    return f"urn:pulumi:prod::shop::{BUCKET}::{name}"


@pytest.fixture
def base(tmp_path: Path, catalog: Catalog, opa: Engine) -> Path:
    """A baseline in which the bucket `old` fails the check of versioning."""
    bucket = Resource(urn=urn("old"), type=BUCKET, name="old")
    snapshot = Snapshot(stack=Stack(project="shop", name="prod"), mode="state", resources=(bucket,))
    file = tmp_path / "base.json"
    file.write_bytes(render(assess([snapshot], catalog=catalog, opa=opa, now=NOW), "json"))
    return file


def review(catalog: Catalog, opa: Engine, **settings: Any) -> Review:
    return Review(catalog=catalog, opa=opa, settings=Settings(**settings), now=NOW)


def levels(reviewed: Review) -> dict[str, str]:
    entries = [Resource(urn=urn(name), type=BUCKET, name=name) for name in ("old", "new")]
    found = [one for one in reviewed.everything(entries) if one.check == VERSIONING and one.outcome is Outcome.FAIL]
    return {one.resource.rpartition("::")[2]: reviewed.level_of(one) for one in found}


@pytest.mark.parametrize(
    ("named", "said", "expected"),
    [
        (False, {}, {"old": "advisory", "new": "advisory"}),
        (False, {"all": "mandatory"}, {"old": "mandatory", "new": "mandatory"}),
        (True, {}, {"old": "advisory", "new": "mandatory"}),
        (True, {"medium": "advisory"}, {"old": "advisory", "new": "advisory"}),
    ],
)
def test_level_of_what_is_old_and_what_is_new(
    catalog: Catalog, opa: Engine, base: Path, named: bool, said: dict[str, Any], expected: dict[str, str]
) -> None:
    assert levels(review(catalog, opa, baseline=base if named else None, levels=said)) == expected


def test_a_broken_baseline_stops_the_pack(catalog: Catalog, opa: Engine, base: Path) -> None:
    base.write_text("{")
    with pytest.raises(ConfigError, match="is not valid JSON"):
        review(catalog, opa, baseline=base)
