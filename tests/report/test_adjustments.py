"""What a project changed about how it is judged stands in every format."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.assessments import CHECKS

from buttress.assessment.adjustments import adjustments
from buttress.catalog import Catalog
from buttress.model import Adjustment, Assessment
from buttress.report import render
from buttress.report.registry import FORMATS
from buttress.settings import read_settings


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"pdf", "oscal-components"}))
def test_every_format_says_what_was_adjusted(small: Assessment, form: str) -> None:
    said = tuple(Adjustment(target=one.id, sentence=f"min_days of {one.id} is 7, not 365") for one in CHECKS)
    options = {"aws_region": "eu-central-1"}
    written = html.unescape(render(evolve(small, adjustments=said), form, options=options).decode())
    assert any(one.sentence in " ".join(written.split()) for one in said)
    assert "is 7, not 365" not in render(small, form, options=options).decode()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("levels: {critical: mandatory, low: advisory}", []),
        ("levels: {medium: mandatory}", ["the level of medium is mandatory"]),
        ("levels: {all: advisory}", ["the level of all checks is advisory"]),
        (
            "levels: {aws-s3-bucket-public-access-block: disabled}",
            ["the level of aws-s3-bucket-public-access-block is disabled, not mandatory"],
        ),
        ("parameters: {aws-rds-backup-retention: {min_days: 3}}", ["min_days of aws-rds-backup-retention is 3"]),
        ("parameters: {all: {min_days: 3}}", ["min_days of all checks is 3"]),
        ("fail_on: low", []),
        ("fail_on: critical", ["a finding fails the run from critical up, not low up"]),
        ("fail_on: never", ["a finding fails the run from no severity, not low up"]),
    ],
)
def test_what_differs_from_the_default_is_listed(catalog: Catalog, tmp_path: Path, text: str, sentences: list[str]) -> None:
    (tmp_path / "buttress.yaml").write_text(text)
    found = [one.sentence for one in adjustments(catalog, read_settings(tmp_path / "buttress.yaml"))]
    assert [one.startswith(sentence) for one, sentence in zip(found, sentences, strict=True)] == [True] * len(sentences)


def test_a_default_that_is_written_down_is_no_adjustment(catalog: Catalog, tmp_path: Path) -> None:
    (check,) = (one for one in catalog.checks.values() if one.id == "aws-rds-backup-retention")
    (days,) = (one.default for one in check.parameters if one.name == "min_days")
    (tmp_path / "buttress.yaml").write_text(f"parameters: {{{check.id}: {{min_days: {days}}}}}")
    assert adjustments(catalog, read_settings(tmp_path / "buttress.yaml")) == ()
