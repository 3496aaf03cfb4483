"""Situations from the field: what somebody built, and what each check has to say of it, worked out from the cloud's own documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from buttress.assessment.cases import outcome_of, run_case
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Case

ROWS = yaml.safe_load(Path(__file__).with_name("situations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["situation"] for row in ROWS])
@pytest.mark.xdist_group("opa-test")
def test_what_was_built_is_judged_as_it_is(row: Mapping[str, Any], catalog: Catalog, opa: Engine) -> None:
    found = {}
    for place in row["expect"]:
        check, _, resource = place.partition(" on ")
        case = Case(name=row["situation"], expect=row["expect"][place], resources=tuple(row["resources"]), resource=resource)
        found[place] = outcome_of(run_case(catalog.checks[check], case, catalog, opa))
    assert found == row["expect"]


def test_every_situation_stands_once() -> None:
    assert len({row["situation"] for row in ROWS}) == len(ROWS)
