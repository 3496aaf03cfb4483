"""Each argument of each component is changed once on the stand-ins, and the steps are read."""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path

import pulumi
import pytest
from tests.components.day_one import changes, data, faults, made, renamed, started, unprotected
from tests.support.engine import RefusedError, destroy, up

_EVERY = 1 if os.environ.get("BUTTRESS_DAY_ONE") == "all" else 40
"""Of the hundreds of changes the suite tries one in so many; `make day-one` tries all."""

OPEN: dict[str, list[str]] = json.loads(Path(__file__).with_name("day_one_open.json").read_text())
"""Faults that are known and not fixed: none may be added, and one that is fixed is taken out."""


def test_a_change_harms_nothing_that_is_live(sample):
    tried = list(itertools.islice(changes(sample), 0, None, _EVERY))
    assert tried
    known = [fault for fault in OPEN.get(sample.name, []) if fault.startswith(tuple(f"{change}: " for change in tried))]
    assert sorted(set(harm(sample, tried))) == known


_NAMED = ["aws:cloudwatch/logGroup:LogGroup name"] * 2 + ["aws:rds/instance:Instance identifier"]
RENAMED = {
    ("HardenedDatabase", "stack"): _NAMED,
    ("HardenedDatabase", "component"): _NAMED,
    ("ProtectedDistribution", "stack"): _NAMED[:1],
    ("ProtectedDistribution", "component"): _NAMED[:1],
}
"""What still takes its physical name from that of the stack or the component, by what is renamed."""


def harm(sample, tried) -> list[str]:
    found: list[str] = []
    for change in tried:
        before = made(sample, change.before)
        assert before is not None
        try:
            after = made(sample, change.after, before.state)
        except RefusedError as problem:
            found.append(f"{change}: refused: {problem}")
            continue
        if after is not None:
            found += [f"{change}: {fault}" for fault in faults(change, after)]
            again = made(sample, change.after, after.state)
            assert again is not None
            found += [f"{change}: changes again: {step}" for step in again.changed()]
    return found


def test_a_second_update_changes_nothing(sample):
    for args in (sample.least, *sample.fullest):
        assert up(sample.program(args), started(sample, args)).changed() == []


def test_what_holds_data_is_not_destroyed_by_mistake(sample):
    for args in (sample.least, *sample.fullest):
        state = started(sample, args)
        kept = [one for one in state.values() if one.type in data() and one.protect]
        if not kept:
            continue
        with pytest.raises(RefusedError, match="it is protected"):
            destroy(state)


def test_it_is_destroyed_where_protection_is_given_up(sample):
    for args in (sample.least, *sample.fullest):
        state = started(sample, args)
        state = up(sample.program(unprotected(sample, args)), state).state
        destroy(state)


@pytest.mark.parametrize("part", ["stack", "project"])
def test_a_stack_or_project_that_is_renamed_replaces_nothing_that_holds_data(sample, part: str):
    state = up(sample.program(unprotected(sample, sample.least))).state
    moved = renamed(state, {"stack": ":production::", "project": "::shop::"}[part], {"stack": ":live::", "project": "::store::"}[part])
    after = up(sample.program(unprotected(sample, sample.least)), moved, **{part: {"stack": "live", "project": "store"}[part]})
    lost = [f"{one.type} {','.join(one.keys)}" for one in after.changed() if one.type in data() and one.operation != "update"]
    assert lost == RENAMED.get((sample.name, part), [])


def test_a_component_that_is_renamed_with_an_alias_keeps_what_holds_data(sample):
    args = unprotected(sample, sample.least)
    state = up(sample.program(args)).state
    after = up(lambda: sample.component("store", dict(args), pulumi.ResourceOptions(aliases=[pulumi.Alias(name="shop")])), state)
    lost = [f"{one.type} {','.join(one.keys)}" for one in after.changed() if one.type in data() and one.operation != "update"]
    assert lost == RENAMED.get((sample.name, "component"), [])
