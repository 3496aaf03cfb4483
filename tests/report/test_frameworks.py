"""Two frameworks in one report: every format that names criteria names both, and says whose each one is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from tests.support.assessments import FRAMEWORK

from buttress.assessment.baseline import compare, load_assessment
from buttress.assessment.criteria import judge_criteria
from buttress.catalog import frameworks
from buttress.documents import parse_yaml
from buttress.model import Assessment
from buttress.report import render, render_folder
from buttress.report.registry import FORMATS

HOUSE = Path(__file__).parents[1] / "catalog/house_rules/controls/house_rules.yaml"
OPTIONS = {"aws_region": "eu-central-1"}


@pytest.fixture
def both(small: Assessment) -> Assessment:
    """The small assessment, held to the house rules too."""
    text = HOUSE.read_text().replace("CTL-BACKUP-VERSIONS", "CTL-BACKUP")
    loaded = frameworks.load([parse_yaml(text, str(HOUSE))], {FRAMEWORK.id: FRAMEWORK}, checks=small.checks)
    checks = frameworks.attach(small.checks.values(), loaded)

    def held(part: Any) -> Any:
        findings = (evolve(one, criteria=checks[one.check].criteria, controls=checks[one.check].controls) for one in part.findings)
        return evolve(part, findings=tuple(findings))

    return evolve(small, frameworks=loaded, checks=checks, stacks=tuple(map(held, small.stacks)), estates=tuple(map(held, small.estates)))


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"pdf"}))
def test_every_format_shows_both_or_none(both: Assessment, small: Assessment, form: str) -> None:
    """None: what has a line for a finding, and no room for its criteria."""
    written = render(both, form, options=OPTIONS).decode()
    if written == render(small, form, options=OPTIONS).decode():
        assert "CC6.1" not in written
        return
    for mark in ("CC6.1", "HR-1"):
        assert mark in written or mark.lower() in written
    assert "House rules" in written
    assert "SOC 2" in written
    alone = render(both.within(["house_rules"]), form, options=OPTIONS).decode()
    assert "CC6.1" not in alone
    assert "cc6.1" not in alone


def test_each_framework_has_a_status_for_each_criterion(both: Assessment, small: Assessment) -> None:
    found = judge_criteria(both)
    assert [one.status for one in found if one.framework.id == "soc2_2017"] == [one.status for one in judge_criteria(small)]
    assert {one.criterion.id: one.status.value for one in found if one.framework.id == "house_rules"} == {
        "HR-1": "exceptions",
        "HR-2": "exceptions",
        "HR-3": "not evaluated",
    }


def test_people_read_the_name_beside_the_criterion_only_where_it_is_needed(both: Assessment, small: Assessment) -> None:
    text = render(both, "text", width=120).decode()
    assert "SOC 2 A1.2; House rules HR-1" in text
    assert "Of 8 SOC 2 criteria: 0 supported, 4 exceptions" in text
    assert "Of 3 House rules criteria: 0 supported, 2 exceptions, 0 partial, 1 not evaluated" in text
    assert "SOC 2" not in render(small, "text").decode()


def test_a_page_of_each_criterion_has_an_address_of_its_own(both: Assessment) -> None:
    files = render_folder(both)
    assert {"criterion-soc-2-a1-2.html", "criterion-house-rules-hr-1.html"} <= set(files)
    assert "<title>acme/shop/prod: SOC 2 and House rules readiness</title>" in files["index.html"].decode()


def test_the_document_keeps_to_its_schema(both: Assessment) -> None:
    schema = json.loads((Path(frameworks.__file__).parents[1] / "report/assessment.schema.json").read_text())
    jsonschema.validate(json.loads(render(both, "json")), schema)


def test_an_assessment_of_the_first_schema_is_still_a_baseline(both: Assessment) -> None:
    old = json.loads(render(both, "json"))
    old["schema"] = "buttress.assessment/1"
    del old["frameworks"]
    for part in (*old["stacks"], *old["estates"]):
        for one in part["findings"]:
            one["criteria"] = one["criteria"].get("soc2_2017", [])
    baseline = load_assessment(json.dumps(old).encode())
    assert not compare(both, baseline).fresh()
    assert render(both, "text", baseline=baseline)
