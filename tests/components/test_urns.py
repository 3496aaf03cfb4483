"""A child that gets another name or parent is another resource to Pulumi, and the old one is deleted: none may do so unnoticed."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GOLDEN: dict[str, list[str]] = json.loads((HERE / "urns.json").read_text())


@pytest.fixture(scope="module")
def urns() -> Callable[[Any], list[str]]:
    spec = importlib.util.spec_from_file_location("write_urns", HERE / "write_urns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Any], list[str]] = module.urns
    return found


def test_every_component_is_in_the_list(samples):
    assert set(GOLDEN) == set(samples), "run `python tests/components/write_urns.py`"


def test_what_was_made_is_still_made_under_its_name(sample, urns):
    was, made = set(GOLDEN[sample.name]), set(urns(sample))
    assert was - made == set(), (
        "an update would delete these: give what took their place `aliases=[pulumi.Alias(…)]` with the old name or parent, "
        "see that a preview of a stack made before replaces nothing, then run `python tests/components/write_urns.py`"
    )
    assert made - was == set(), "made anew: run `python tests/components/write_urns.py`"
