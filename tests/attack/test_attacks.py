from __future__ import annotations

import json
from collections import Counter

from tests.attack import run

from buttress.catalog import Catalog
from buttress.catalog.cases import cases_of
from buttress.engine import Engine

ONE_IN = 30
"""`make attack` tries them all."""


def test_what_is_equal_stays_equal_and_what_is_worse_does_not_pass(catalog: Catalog, opa: Engine) -> None:
    """A bounded part of `make attack`: always the same attacks on the same cases."""
    known = run.excuses()
    tried = list(run.all_tried(catalog, opa, catalog.checks.values(), ONE_IN))
    survived = [one for one in tried if one.problem and run.excuse_of(one, known) is None]
    assert survived == []
    assert len({one.attack for one in tried}) == len(run.ATTACKS)


def test_the_table_of_results_lists_every_attack_and_none_that_tried_nothing() -> None:
    rows = json.loads(run.RESULTS.read_text(encoding="utf-8"))
    assert [(one["name"], one["kind"], one["says"]) for one in rows] == [(one.name, one.kind, one.says) for one in run.ATTACKS]
    assert [one["name"] for one in rows if not one["tried"]] == []


def test_every_excuse_names_a_check_and_one_of_its_cases(catalog: Catalog) -> None:
    for attack, check, case in run.excuses():
        assert attack in Counter(one.name for one in run.ATTACKS)
        assert check in catalog.checks
        assert case == "*" or case in {one.name for one in cases_of(catalog.checks[check])}
