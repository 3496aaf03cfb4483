"""A child that gets another name or parent is another resource to Pulumi, and the old one is deleted: none may do so unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

GOLDEN: dict[str, list[str]] = json.loads(Path(__file__).with_name("urns.json").read_text())


def test_every_component_is_in_the_list(samples):
    assert set(GOLDEN) == set(samples), "run `make components`"


def test_what_was_made_is_still_made_under_its_name(sample):
    was, made = set(GOLDEN[sample.name]), set(sample.urns())
    assert was - made == set(), (
        "an update would delete these: give what took their place `aliases=[pulumi.Alias(…)]` with the old name or parent, "
        "see that a preview of a stack made before replaces nothing, then run `make components`"
    )
    assert made - was == set(), "made anew: run `make components`"
