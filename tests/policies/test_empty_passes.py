"""A pass says that something was judged: a resource that sets nothing passes only where the cloud's own default is what is asked."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from buttress.assessment.cases import outcome_of, run_case
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Case, Check, PropertyPath
from buttress.pulumi.shapes import shape

SAFE = yaml.safe_load(Path(__file__).with_name("safe_by_default.yaml").read_text(encoding="utf-8"))
WORDS = 4


def possible(check: Check, kind: str) -> bool:
    """Whether a resource of the type may lack what the check reads: the provider does not require any of it."""
    heads = {PropertyPath.parse(path).head for path in check.reads.get(kind, ())}
    return not heads & shape(kind).required


@pytest.mark.xdist_group("opa-test")
def test_what_sets_nothing_passes_only_where_that_is_safe(catalog: Catalog, opa: Engine) -> None:
    passing: dict[str, list[str]] = defaultdict(list)
    for check in (one for one in catalog.checks.values() if one.scope != "estate"):
        for kind in (one for one in check.population if possible(check, one)):
            bare = Case(name="bare", expect="pass", resources=({"type": kind, "name": "bare"},))
            if outcome_of(run_case(check, bare, catalog, opa)) == "pass":
                passing[check.id].append(kind)
    assert {check: kinds for check, kinds in passing.items() if check not in SAFE} == {}
    assert sorted(set(SAFE) - set(passing)) == []


def test_each_reason_is_a_sentence_of_its_own() -> None:
    assert [check for check, reason in SAFE.items() if len(reason.split()) < WORDS] == []
    assert len(set(SAFE.values())) == len(SAFE)
