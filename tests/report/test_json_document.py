"""The JSON document keeps its contract, and its readers refuse anything else."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from attrs import evolve

from buttress.assessment.baseline import load_assessment
from buttress.errors import ConfigError
from buttress.model import Assessment
from buttress.report import render

SCHEMA = json.loads((files("buttress.report") / "assessment.schema.json").read_text())
NAMES = ("empty", "small", "large", "hostile")


@pytest.fixture(params=NAMES)
def any_assessment(request: pytest.FixtureRequest) -> Assessment:
    found: Assessment = request.getfixturevalue(request.param)
    return found


def test_document_holds_to_its_published_schema(any_assessment: Assessment) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(render(any_assessment, "json")))


def test_every_finding_is_in_the_document(any_assessment: Assessment) -> None:
    document = json.loads(render(any_assessment, "json"))
    parts = [*document["stacks"], *document["estates"]]
    recorded = sorted((each["check"], each["resource"], each["outcome"]) for part in parts for each in part["findings"])
    assert recorded == sorted((each.check, each.resource, each.outcome.value) for each in any_assessment.findings())
    assert document["totals"] == {outcome.value: number for outcome, number in any_assessment.totals().items()}


def test_order_of_findings_and_stacks_does_not_matter(small: Assessment) -> None:
    rng = random.Random(7)  # noqa: S311
    second = evolve(small.stacks[0], stack=evolve(small.stacks[0].stack, name="test"))
    one = evolve(small, stacks=(small.stacks[0], second))
    shuffled = []
    for stack in (second, small.stacks[0]):
        findings = list(stack.findings)
        rng.shuffle(findings)
        shuffled.append(evolve(stack, findings=tuple(findings)))
    assert render(evolve(small, stacks=tuple(shuffled)), "json") == render(one, "json")


def test_document_is_ascii_without_control_characters(hostile: Assessment) -> None:
    content = render(hostile, "json")
    assert all(byte == 0x0A or 0x20 <= byte < 0x7F for byte in content)


def test_document_is_read_back(any_assessment: Assessment) -> None:
    content = render(any_assessment, "json")
    assert load_assessment(content) == json.loads(content)


def test_changed_document_breaks_the_schema(small: Assessment) -> None:
    document = json.loads(render(small, "json"))
    document["stacks"][0]["findings"][0]["outcome"] = "compliant"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    document = json.loads(render(small, "json"))
    waived = next(each for each in document["stacks"][0]["findings"] if each["outcome"] == "waived")
    waived["waiver"] = None
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


WHOLE: dict[str, Any] = {"schema": "buttress.assessment/2", "assessed_at": "", "stacks": [], "estates": []}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "not valid JSON"),
        (b'{"schema": "buttress.assessment/3",\n "stacks": [', "old.json:2"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[1]", "not an assessment"),
        (b'{"resources": []}', "not an assessment"),
        (b'{"schema": "buttress.assessment/4"}', "buttress.assessment/4"),
        (b'{"schema": "buttress.assessment/3"}', "not a whole assessment"),
        (json.dumps({**WHOLE, "stacks": [{"stack": {}, "findings": []}]}).encode(), "not a whole assessment"),
        (
            json.dumps(
                {**WHOLE, "estates": [{"estate": {"id": "a"}, "findings": [{"check": "c", "resource": "r", "outcome": "green"}]}]}
            ).encode(),
            "not a whole assessment",
        ),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_foreign_or_broken_baselines_are_refused_with_their_name(content: bytes, complaint: str) -> None:
    with pytest.raises(ConfigError) as problem:
        load_assessment(content, "old.json")
    assert complaint in str(problem.value)
    assert str(problem.value).startswith("old.json")
