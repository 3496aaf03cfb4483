"""The ends of support: each with a day and a source, complete beside what the SDKs offer, and of the day that the checks claim."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from buttress.assessment.run import FRESH_DAYS, assess
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Snapshot, Stack
from buttress.model.resources import Resource
from buttress_policies import bundle

CHECKS = ("aws-software-in-support", "azure-software-in-support")
SCRIPT = Path(__file__).parents[2] / "sdk/docs/support_dates.py"
FUNCTION = "aws:lambda/function:Function"


@pytest.fixture(scope="module")
def dates() -> ModuleType:
    spec = importlib.util.spec_from_file_location("support_dates", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_end_is_a_day_and_has_a_source(dates: ModuleType) -> None:
    products = dates.table()
    assert len(products) >= 20
    for name, product in products.items():
        assert product["source"].startswith("https://"), name
        assert not product["copy"] or dt.date.fromisoformat(product["copy"]).isoformat() == product["copy"], name
        for day in product["ends"].values():
            assert dt.date.fromisoformat(day).isoformat() == day, name


def test_the_table_has_every_release_that_the_sdks_offer(dates: ModuleType) -> None:
    assert len(dates.known()["runtime"]) > 40
    assert dates.missing() == {}


def test_the_checks_say_of_which_day_the_table_is(catalog: Catalog) -> None:
    text = (Path(str(bundle.library())) / "lib/support.rego").read_text(encoding="utf-8")
    compared = re.search(r'^compared := "(.+)"$', text, re.MULTILINE)
    assert compared is not None
    assert {str(catalog.checks[check].as_of) for check in CHECKS} == {compared[1]}


@pytest.mark.parametrize(("days", "warned"), [(FRESH_DAYS, False), (FRESH_DAYS + 1, True)])
def test_a_pass_by_old_dates_comes_with_a_warning(catalog: Catalog, opa: Engine, days: int, *, warned: bool) -> None:
    compared = catalog.checks[CHECKS[0]].as_of
    assert compared is not None
    now = dt.datetime.combine(compared, dt.time(), dt.UTC) + dt.timedelta(days=days)
    function = Resource(
        urn=f"urn:pulumi:dev::shop::{FUNCTION}::f", type=FUNCTION, token=FUNCTION, name="f", props={"runtime": "python3.13"}
    )
    assessment = assess([Snapshot(stack=Stack(name="dev"), resources=(function,), mode="state")], catalog=catalog, opa=opa, now=now)
    (stack,) = assessment.stacks
    assert any(one.startswith(f"{CHECKS[0]} goes by dates of {compared}") for one in stack.warnings) is warned
