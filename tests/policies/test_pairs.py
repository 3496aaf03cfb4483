"""What lies between two checks is judged by one of them: pairs.yaml lists the faults that each could leave to the other."""

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

ROWS = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["fault"] for row in ROWS])
@pytest.mark.xdist_group("opa-test")
def test_a_fault_between_two_resources_is_found(row: Mapping[str, Any], catalog: Catalog, opa: Engine) -> None:
    found = {}
    for check, resource in row["found_by"].items():
        case = Case(name=row["fault"], expect="fail", resources=tuple(row["resources"]), resource=resource)
        found[check] = outcome_of(run_case(catalog.checks[check], case, catalog, opa))
    assert found == dict.fromkeys(row["found_by"], "fail")


def test_each_row_is_about_its_pair() -> None:
    for row in ROWS:
        assert {one["type"] for one in row["resources"]} & set(row["pair"]), row["fault"]
