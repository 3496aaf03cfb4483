"""The page in a real browser: accessibility, no script, print, narrow screens, hostile names, no request."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser import requirements
from tests.browser.conftest import Browser
from tests.support.assessments import CHECKS, assessment, finding, stack

from buttress.model import Assessment, Outcome
from buttress.report import render, render_folder

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = {"desktop": (1280, 900), "phone": (320, 800)}


@pytest.fixture(scope="session")
def axe(packages: Path) -> str:
    return (packages / requirements.AXE).read_text()


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
    found = problems_of(page, axe)
    assert found["problems"] == []
    assert found["passed"] > 20


def problems_of(page: Browser, axe: str) -> Any:
    """What the accessibility engine complains of with everything unfolded, and how much it found right."""
    page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.run(axe)
    return page.call(
        "POST",
        "/execute/async",
        {
            "script": "const done = arguments[0]; const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];"
            "axe.run({runOnly: tags}).then(r => done({problems: r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html]),"
            "passed: r.passes.length}))",
            "args": [],
        },
    )


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


@pytest.fixture
def still(page: Browser) -> Browser:
    """The same page where no script may run but those of the driver."""
    address = page.run("return location.href")
    file = Path(address.removeprefix("file://"))
    silent = file.with_name("still.html")
    silent.write_text(re.sub(r"script-src 'sha256-[^']+'; ", "", file.read_text()))  # the policy now names no script
    page.open(silent.as_uri())
    return page


def test_the_script_is_not_needed(still: Browser) -> None:
    assert still.run("return document.querySelector('.search') === null")
    assert visible(still, ".picks label") == 7


def test_views_and_filters_work_without_a_script(still: Browser, small: Assessment) -> None:
    page = still
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


def test_deep_link_opens_what_it_leads_to(page: Browser) -> None:
    anchor = page.run("return [...document.querySelectorAll('.by-criterion details:not([open]) tr.row')][0].id")
    address = page.run("return location.href.split('#')[0]")
    page.open("about:blank")
    page.open(f"{address}#{anchor}")
    assert page.run("return document.getElementById(arguments[0]).checkVisibility({contentVisibilityAuto: true})", anchor)


def test_search_and_facets_hide_what_does_not_fit_and_stay_in_the_address(page: Browser) -> None:
    rows = ".by-criterion tr.row:not([hidden])"
    count = "return document.querySelectorAll(arguments[0]).length"
    everything = page.run(count, rows)
    set_ = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true}))"
    page.call("POST", "/se/log", {"type": "browser"})  # what earlier pages complained of
    page.run(set_, "[name=q]", "public access")
    found = page.run(count, rows)
    assert 0 < found < everything
    assert page.run("return document.querySelector('output').textContent").startswith(f"{found} of ")
    assert page.run("return location.hash") == "#?q=public+access"
    assert visible(page, rows) == found  # what fits is unfolded
    page.run(set_, "[name=q]", "")
    page.run(set_, "[name=severity]", "high")
    assert 0 < page.run(count, rows) < everything
    address = page.run("return location.href")
    page.open("about:blank")
    page.open(address)
    assert page.run("return document.querySelector('[name=severity]').value") == "high"
    assert 0 < page.run(count, rows) < everything
    assert page.call("POST", "/se/log", {"type": "browser"}) == []


def test_both_views_are_searched(page: Browser) -> None:
    page.run("document.getElementById('view-resource').click()")
    set_ = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true}))"
    page.run(set_, "[name=owner]", "Data team")
    assert page.run("return location.hash") == "#?owner=Data+team&view=resource"
    shown = page.run("return [...document.querySelectorAll('.by-resource .row:not([hidden]) a')].map(e => e.textContent)")
    assert set(shown) == {"S3 buckets keep every version of an object"}


@pytest.mark.parametrize(
    ("facet", "value", "expected"),
    [
        ("criterion", "C1.1", {"S3 buckets block public access"}),
        ("severity", "high", {"RDS instances encrypt their storage", "Each account"}),
    ],
)
def test_a_facet_leaves_only_what_has_its_value(page: Browser, facet: str, value: str, expected: set[str]) -> None:
    set_ = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true}))"
    page.run(set_, f"[name={facet}]", value)
    for rows in (".by-criterion .row:not([hidden])", ".by-resource .row:not([hidden])"):
        title = "e.closest('.by-criterion') ? e.closest('[id^=check]').querySelector('h4') : e.querySelector('a')"
        shown = page.run(f"return [...document.querySelectorAll(arguments[0])].map(e => ({title}).textContent)", rows)
        assert len(set(shown)) == len(expected)
        assert all(any(one.startswith(start) for start in expected) for one in shown)


def test_what_all_findings_share_is_no_facet(page: Browser) -> None:
    assert page.run("return [...document.querySelectorAll('.search select')].map(e => e.name)") == ["severity", "criterion", "owner"]


def test_stacks_are_a_facet_where_there_are_several(browser: Browser, tmp_path: Path) -> None:
    urns = {name: f"urn:pulumi:{name}::shop::aws:s3/bucket:Bucket::b" for name in ("prod", "test")}
    found = assessment(*(stack(finding(CHECKS[0].id, urn, Outcome.FAIL), name=name) for name, urn in urns.items()))
    file = tmp_path / "report.html"
    file.write_bytes(render(found, "html"))
    browser.open(file.as_uri() + "#?stack=acme%2Fshop%2Ftest")
    shown = browser.run("return [...document.querySelectorAll('tr.row:not([hidden])')].map(e => e.textContent)")
    assert len(shown) == 1
    assert urns["test"] in shown[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "resources.html", "criterion-cc6-1.html"])
def test_pages_of_a_folder_are_as_accessible(browser: Browser, axe: str, tmp_path: Path, small: Assessment, name: str, theme: str) -> None:
    for file, content in render_folder(small).items():
        (tmp_path / file).write_bytes(content)
    browser.theme(theme)
    browser.open((tmp_path / name).as_uri())
    assert problems_of(browser, axe)["problems"] == []


def test_links_between_the_pages_of_a_folder_open_what_they_lead_to(browser: Browser, tmp_path: Path, small: Assessment) -> None:
    for file, content in render_folder(small).items():
        (tmp_path / file).write_bytes(content)
    browser.open((tmp_path / "resources.html").as_uri())
    target = browser.run("const a = document.querySelector('.by-resource .row a'); return a.href")
    browser.open("about:blank")
    browser.open(target)
    assert browser.run("return document.querySelector(location.hash).checkVisibility({contentVisibilityAuto: true})")


def test_page_asks_for_nothing_and_complains_of_nothing(page: Browser) -> None:
    for kind in ("performance", "browser"):
        page.call("POST", "/se/log", {"type": kind})  # what came before is the browser's own start, or another test's
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
    for found in small.findings():
        if found.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE}:
            assert found.resource in said


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
