"""The page in a real browser: accessibility, no script, print, narrow screens, hostile names, no request."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Browser

from buttress.model import Assessment, Outcome
from buttress.report import render

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1280, 900), "phone": (320, 800)}


@pytest.fixture(scope="session")
def axe(packages: Path) -> str:
    return (packages / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def page(browser: Browser, tmp_path: Path, small: Assessment, exposure: dict[str, Any]) -> Iterator[Browser]:
    """The small assessment with its exposure, loaded; settings of the browser are put back afterwards."""
    file = tmp_path / "report.html"
    file.write_bytes(render(small, "html", exposure=exposure))
    browser.resize(*SIZES["desktop"])
    browser.theme("light")
    browser.open(file.as_uri())
    yield browser
    browser.open("about:blank")


def visible(page: Browser, selector: str) -> int:
    return int(
        page.run(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility({contentVisibilityAuto: true})).length",
            selector,
        )
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_no_accessibility_problem_of_wcag_22_aa(page: Browser, axe: str, theme: str, size: str) -> None:
    page.theme(theme)
    page.resize(*SIZES[size])
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.run(axe)
    found = page.call(
        "POST",
        "/execute/async",
        {
            "script": "const done = arguments[0]; const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];"
            "axe.run({runOnly: tags}).then(r => done({problems: r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html]),"
            "passed: r.passes.length}))",
            "args": [],
        },
    )
    assert found["problems"] == []
    assert found["passed"] > 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_follows_the_reader(page: Browser, theme: str) -> None:
    page.theme(theme)
    shade = page.run("return getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in shade.removeprefix("rgb(").removesuffix(")").split(",")) > 384
    assert light == (theme == "light")


def test_nothing_scrolls_sideways_at_320_pixels(page: Browser) -> None:
    page.resize(*SIZES["phone"])
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.run("return [document.documentElement.scrollWidth, innerWidth]") == [320, 320]


def test_targets_are_large_enough(page: Browser) -> None:
    small = page.run(
        "return [...document.querySelectorAll('summary, label.pick, nav a')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.height > 0 && r.height < 24).length"
    )
    assert small == 0


def test_views_and_filters_work_without_a_script(page: Browser, small: Assessment) -> None:
    counts = small.totals()
    rows = ".by-criterion tr.row"
    page.run("document.querySelectorAll('.by-criterion details').forEach(each => each.open = true)")
    listed = sum(counts[outcome] for outcome in (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED))
    assert visible(page, rows) == listed
    for name in ("fail", "error", "unknown", "waived"):
        page.run("document.getElementById(arguments[0]).click()", f"only-{name}")
        assert visible(page, rows) == counts[Outcome(name)]
    page.run("document.getElementById('only-all').click(); document.getElementById('view-resource').click()")
    assert (visible(page, ".by-criterion"), visible(page, ".by-resource")) == (0, 1)
    assert page.run("return document.scripts.length == 1 && document.scripts[0].type == 'application/json'")


def test_deep_link_opens_what_it_leads_to(page: Browser) -> None:
    anchor = page.run("return [...document.querySelectorAll('.by-criterion details:not([open]) tr.row')][0].id")
    address = page.run("return location.href.split('#')[0]")
    page.open("about:blank")
    page.open(f"{address}#{anchor}")
    assert page.run("return document.getElementById(arguments[0]).checkVisibility({contentVisibilityAuto: true})", anchor)


def test_page_asks_for_nothing_and_complains_of_nothing(page: Browser) -> None:
    page.call("POST", "/se/log", {"type": "performance"})  # what came before is the browser's own start
    page.call("POST", "/refresh")
    assert page.run("return performance.getEntriesByType('resource').map(each => each.name)") == []
    assert [entry["message"] for entry in page.call("POST", "/se/log", {"type": "browser"})] == []
    sent = [json.loads(entry["message"])["message"] for entry in page.call("POST", "/se/log", {"type": "performance"})]
    asked = [each["params"]["request"]["url"] for each in sent if each["method"] == "Network.requestWillBeSent"]
    assert len(asked) == 1
    assert asked[0].startswith("file:")


def test_policy_stops_what_a_page_might_be_tricked_into(page: Browser) -> None:
    page.run("const s = document.createElement('script'); s.textContent = 'window.tricked = 1'; document.body.append(s)")
    page.run("const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i)")
    assert page.run("return window.tricked === undefined")


def test_hostile_names_run_nothing(browser: Browser, tmp_path: Path, hostile: Assessment) -> None:
    file = tmp_path / "hostile.html"
    file.write_bytes(render(hostile, "html"))
    browser.open(file.as_uri())
    assert browser.run("return [document.images.length, document.scripts.length, document.querySelectorAll('[onerror]').length]") == [
        0,
        1,
        0,
    ]
    assert '"><script>alert(1)</script>' in browser.run("return document.body.textContent")
    with pytest.raises(AssertionError, match="no such alert"):
        browser.call("GET", "/alert/text")


def test_print_holds_every_failing_resource(page: Browser, tmp_path: Path, small: Assessment) -> None:
    pypdf = pytest.importorskip("pypdf")
    file = tmp_path / "report.pdf"
    file.write_bytes(page.pdf())
    said = "".join("".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages).split())
    for finding in small.findings():
        if finding.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE}:
            assert finding.resource in said


def test_two_thousand_findings_lay_out(browser: Browser, tmp_path: Path, large: Assessment) -> None:
    file = tmp_path / "large.html"
    file.write_bytes(render(large, "html"))
    browser.open(file.as_uri())
    assert browser.run("return document.querySelectorAll('.by-criterion tr.row').length") == 300


def test_pictures_can_be_kept(page: Browser, tmp_path: Path) -> None:
    target = Path(os.environ.get("BUTTRESS_PICTURES", tmp_path))
    for theme in ("light", "dark"):
        page.theme(theme)
        page.picture(target / f"report-{theme}.png")
        assert (target / f"report-{theme}.png").stat().st_size > 20_000
