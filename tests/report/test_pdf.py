"""The report on paper: page numbers and digest at the foot, every failing resource, and what is said where it cannot be written."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from buttress.errors import ConfigError
from buttress.model import Assessment, Outcome
from buttress.report import render


@pytest.fixture(scope="module")
def weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as problem:
        if os.environ.get("BUTTRESS_BROWSER_TESTS"):
            pytest.fail(f"WeasyPrint cannot be loaded: {problem}")
        pytest.skip("WeasyPrint or Pango is missing")
    return weasyprint


@pytest.fixture(scope="module")
def reader(weasyprint: Any, small: Assessment, exposure: dict[str, Any]) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(render(small, "pdf", exposure=exposure)))


def test_every_page_has_its_number_and_the_digest_of_the_assessment(reader: Any, small: Assessment) -> None:
    digest = hashlib.sha256(render(small, "json")).hexdigest()
    assert len(reader.pages) > 1
    for number, page in enumerate(reader.pages, 1):
        said = " ".join(page.extract_text().split())
        assert f"page {number} of {len(reader.pages)}" in said
        assert digest in said.replace(" ", "")


_CHECKS = ["aws-cloudtrail-cloudwatch-integration", "azure-diagnostic-settings-on-platform-services", "aws-cloudwatch-alarm-root-usage"]


def test_the_first_page_is_for_who_pays_and_the_plan_lies_within_its_page(
    weasyprint: Any, small: Assessment, exposure: dict[str, Any]
) -> None:
    from pypdf import PdfReader

    first = exposure["plan"]["items"][0]
    wide = {
        "criteria_left": 12.3,
        "share": 123_456_789_00,
        "removed": 123_456_789_00,
        "after": 987_654_321_00,
        "owner": "data platform lead",
    }
    items = [
        {**first, **wide, "position": number, "title": f"Step number {number} of many", "acceptance": _CHECKS} for number in range(1, 20)
    ]
    plan = {**exposure["plan"], "items": items, "criteria_before": 15.1}
    pages = PdfReader(io.BytesIO(render(small, "pdf", exposure={**exposure, "plan": plan}))).pages
    front = pages[0].extract_text()
    assert "What failing the audit would cost" in front
    assert "What to fix first" in front
    assert "Criteria" not in front
    ends: list[float] = []
    for page in [each for each in pages[1:] if "Stepnumber" in "".join(each.extract_text().split())]:

        def keep(text: str, user: Any, place: Any, _font: Any, _size: float, right: float = float(page.mediabox.right)) -> None:
            if text.strip():
                ends.append(right - (place[4] * user[0] + place[5] * user[2] + user[4]))

        page.extract_text(visitor_text=keep)
    assert ends
    assert min(ends) > 0
    told = "".join("".join(page.extract_text().split()) for page in pages)
    assert told.count("Stepnumber") >= 19
    assert "Lastsafedate" in told


def test_every_finding_that_asks_for_something_is_on_paper(reader: Any, small: Assessment) -> None:
    said = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for finding in small.findings():
        if finding.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE}:
            assert finding.resource in said


def test_the_assessment_is_attached_and_nothing_runs_or_leads_out(reader: Any, small: Assessment) -> None:
    assert reader.attachments == {"assessment.json": [render(small, "json")]}
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert b"/JavaScript" not in reader.stream.getvalue()


def test_hostile_names_are_written_as_text(weasyprint: Any, hostile: Assessment) -> None:
    assert render(hostile, "pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("subsetter", ["HarfBuzz-Subset", "fontTools"])
def test_the_same_bytes_each_time(weasyprint: Any, monkeypatch: pytest.MonkeyPatch, small: Assessment, subsetter: str) -> None:
    from fontTools.misc import timeTools
    from weasyprint.pdf import fonts

    if subsetter == "fontTools":
        monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    elif fonts.harfbuzz_subset is None:
        pytest.skip("libharfbuzz-subset is missing")
    written = set()
    for hour in range(2):
        monkeypatch.setattr(timeTools, "time", SimpleNamespace(time=lambda hour=hour: 3600.0 * hour))
        written.add(render(small, "pdf"))
    assert len(written) == 1
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_a_missing_extra_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch, small: Assessment) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ConfigError, match="PDF needs WeasyPrint") as caught:
        render(small, "pdf")
    assert 'pip install "buttress[pdf]"' in str(caught.value.hint)


def test_a_missing_system_library_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch, small: Assessment) -> None:
    class Finder:
        def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
            if name != "weasyprint":
                return None
            import importlib.machinery

            return importlib.machinery.ModuleSpec(name, self)  # type: ignore[arg-type]

        def create_module(self, spec: object) -> None:
            return None

        def exec_module(self, module: object) -> None:
            raise OSError("cannot load library 'libpango-1.0-0': no such file\nand more")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(ConfigError, match=r"PDF needs the Pango library: cannot load library 'libpango-1\.0-0'") as caught:
        render(small, "pdf")
    assert "apt-get install libpango" in str(caught.value.hint)
