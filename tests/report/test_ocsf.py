"""OCSF events, held against the published schema of version 1.5."""

from __future__ import annotations

import functools
import json
from typing import Any

import jsonschema_rs
import pytest
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema  # type: ignore[import-untyped]

from buttress.model import Assessment, Outcome
from buttress.report import render


@functools.cache
def schema() -> Any:
    return jsonschema_rs.validator_for(
        OcsfJsonSchemaEmbedded(get_ocsf_schema(version="1.5.0")).get_class_schema(class_name="compliance_finding")
    )


def events(found: Assessment) -> list[dict[str, Any]]:
    document: list[dict[str, Any]] = json.loads(render(found, "ocsf"))
    return document


@pytest.mark.parametrize("name", ["empty", "small", "hostile", "large"])
def test_every_event_holds_to_the_schema(request: pytest.FixtureRequest, name: str) -> None:
    found = events(request.getfixturevalue(name))
    assert [str(problem) for event in found for problem in schema().iter_errors(event)] == []
    assert bool(found) == (name != "empty")


@pytest.mark.parametrize("part", ["compliance", "finding_info", "metadata", "severity_id"])
def test_the_schema_misses_what_is_missing(small: Assessment, part: str) -> None:
    event = events(small)[0]
    del event[part]
    assert not schema().is_valid(event)


def test_one_event_a_judged_finding_with_its_status(small: Assessment) -> None:
    found = sorted((each["compliance"]["status_code"], each["compliance"]["status_id"]) for each in events(small))
    assert found == [
        ("error", 2),
        ("fail", 3),
        ("fail", 3),
        ("fail", 3),
        ("pass", 1),
        ("pass", 1),
        ("pass", 1),
        ("unknown", 2),
        ("waived", 2),
    ]


def test_time_is_in_milliseconds_and_criteria_are_requirements(small: Assessment) -> None:
    event = next(each for each in events(small) if each["metadata"]["event_code"] == "aws-s3-bucket-public-access-block")
    assert event["time"] == round(small.assessed_at.timestamp() * 1000)
    assert event["compliance"]["requirements"] == ["CC6.1", "C1.1"]
    assert Outcome(event["compliance"]["status_code"]) in Outcome
