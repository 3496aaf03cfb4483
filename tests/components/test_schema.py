"""The schema that programs in other languages are written against: whatever would break them fails here first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from buttress_components.schema import schema

GOLDEN = Path(__file__).parents[2] / "components" / "schema.json"


@pytest.fixture(scope="module")
def served() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema())
    return found


def test_the_schema_is_the_one_that_was_reviewed():
    assert schema() == GOLDEN.read_text(), "run `make components` and look at what changed"


def test_every_component_is_in_it(served, samples):
    assert set(served["resources"]) == {f"buttress:index:{name}" for name in samples}


def test_everything_in_it_is_described(served):
    bare = [
        f"{token}.{name}"
        for section in ("resources", "types")
        for token, entry in served[section].items()
        for group in ("properties", "inputProperties")
        for name, member in entry.get(group, {}).items()
        if not member.get("description")
    ]
    bare += [token for section in ("resources", "types") for token, entry in served[section].items() if not entry.get("description")]
    assert bare == []


def test_what_can_be_given_up_goes_with_a_justification(served, samples):
    for name, sample in samples.items():
        inputs = served["resources"][f"buttress:index:{name}"]["inputProperties"]
        told = [key for key, member in inputs.items() if "justification" in member["description"]]
        assert ("justification" in inputs) == bool(sample.opt_outs) == bool(told), name


def test_no_map_holds_anything_but_plain_values(served):
    """Pulumi's host hands a map of enumerations on as a map of empty ones: a list of named groups says the same."""
    typed = [
        f"{token}.{name}"
        for section in ("resources", "types")
        for token, entry in served[section].items()
        for group in ("properties", "inputProperties")
        for name, member in entry.get(group, {}).items()
        if "#/types/" in json.dumps(member.get("additionalProperties", {}))
    ]
    assert typed == []
