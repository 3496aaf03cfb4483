"""What the tour leaves behind: each format that there is, or a line that says why not."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.assessments import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.model import EstateAssessment, Outcome
from buttress.report import file_name, formats


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tour's module, which writes into an empty folder and finds no WeasyPrint."""
    import demo as module

    monkeypatch.setattr(module, "OUT", tmp_path)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    return module


def test_every_format_is_written_and_a_missing_library_costs_only_its_own(demo: Any, tmp_path: Path) -> None:
    account = EstateAssessment(id="aws:123456789012", stacks=("acme/shop/prod",), findings=())
    found = assessment(stack(finding(CHECKS[0].id, urn(BUCKET, "logs"), Outcome.FAIL, "public")), estates=(account,))
    money = {"schema": "buttress.exposure/1"}
    said = demo.report("shop", found, money)
    assert {path.name for path in (tmp_path / "shop").iterdir()} == {"exposure.json", *map(file_name, formats())} - {"report.pdf"}
    assert json.loads((tmp_path / "shop" / "exposure.json").read_text()) == money
    assert said[0] == str(tmp_path / "shop")
    assert [line.split()[0] for line in said[1:]] == list(formats())
    assert [line for line in said if "not written" in line] == [
        f'  {"pdf":<17} not written: PDF needs WeasyPrint; pip install "buttress[pdf]", or print the HTML report from a browser'
    ]
