"""The HTML page: whole, self-contained, correct markup."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections import Counter
from typing import Any

import html5lib
import pytest
from tests.support.assessments import CONTROLS, CRITERIA, assessment, finding, stack

from buttress.assessment.baseline import load_assessment
from buttress.model import Assessment, Outcome
from buttress.report import render, render_folder


def tree(found: Assessment, **options: Any) -> Any:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(render(found, "html", **options).decode())


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(params=("empty", "small", "large", "hostile"))
def any_assessment(request: pytest.FixtureRequest) -> Assessment:
    found: Assessment = request.getfixturevalue(request.param)
    return found


def test_markup_is_valid_and_ids_are_unique(any_assessment: Assessment) -> None:
    page = tree(any_assessment)
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert [name for name, number in ids.items() if number > 1] == []
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


def test_every_link_leads_somewhere_on_the_page_or_to_documentation(any_assessment: Assessment) -> None:
    page = tree(any_assessment)
    ids = {element.get("id") for element in page.iter()}
    for link in page.iter("a"):
        target = link.get("href")
        assert (target[1:] in ids) if target.startswith("#") else target.startswith(("https://docs.", "data:application/zip;base64,"))


def test_nothing_is_fetched_and_only_the_script_named_in_the_policy_runs(any_assessment: Assessment) -> None:
    page = tree(any_assessment)
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)}.isdisjoint(
        {"img", "link", "iframe", "object", "embed", "form", "base"}
    )
    (script,) = page.iter("script")
    assert script.attrib == {}
    assert [
        name for element in page.iter() for name in element.attrib if name.startswith("on") or name in {"src", "srcset", "action"}
    ] == []
    policy = next(meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:")
    style = "".join(element.text for element in page.iter("style"))
    assert not re.search(r"url\(|@import", style)


def test_headings_and_landmarks(small: Assessment) -> None:
    page = tree(small)
    assert len(list(page.iter("h1"))) == 1
    assert {tag: len(list(page.iter(tag))) for tag in ("main", "header", "footer", "nav")} == {
        "main": 1,
        "header": 1,
        "footer": 1,
        "nav": 1,
    }
    assert next(page.iter("html")).get("lang") == "en"


def test_totals_and_verdict(small: Assessment) -> None:
    page = tree(small)
    tiles = next(element for element in page.iter("ul") if element.get("class") == "tiles")
    assert [text(item) for item in tiles.iter("li")] == ["3passed", "3failed", "1errors", "1unknown", "1waived", "2not applicable"]
    verdict = next(element for element in page.iter("div") if "verdict" in (element.get("class") or ""))
    assert "3 findings fail" in text(verdict)


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ((), "Nothing was judged"),
        ((Outcome.NOT_APPLICABLE,), "Nothing was judged"),
        ((Outcome.UNKNOWN,), "Nothing fails so far; 1 finding is not known yet"),
        ((Outcome.PASS, Outcome.ERROR), "1 finding could not be judged"),
        ((Outcome.PASS,), "No deviation was found in what was tested"),
        ((Outcome.PASS, Outcome.WAIVED), "No deviation was found in what was tested; 1 failure is waived"),
        ((Outcome.FAIL, Outcome.ERROR), "1 finding fails"),
    ],
)
def test_only_passes_look_clean(outcomes: tuple[Outcome, ...], sentence: str) -> None:
    found = assessment(stack(*(finding("aws-vpc-flow-logs-enabled", f"r{number}", outcome) for number, outcome in enumerate(outcomes))))
    verdict = next(element for element in tree(found).iter("p") if element.get("class") == "say")
    assert text(verdict) == sentence


def test_criteria_table_has_every_criterion_with_word_and_number(small: Assessment) -> None:
    section = next(element for element in tree(small).iter("section") if element.get("id") == "criteria")
    rows = {text(row[0]).split()[0]: [text(cell) for cell in row[1:]] for row in section.iter("tr") if row[0].get("scope") == "row"}
    assert list(rows) == [criterion.id for criterion in CRITERIA]
    assert rows["CC6.1"][1:] == ["1", "0", "1", "0", "2", "2"]
    assert rows["CC7.3"] == ["○ not evaluatednothing of the tested types", *["–not tested"] * 5, "1"]


VERSIONING = "aws-s3-bucket-versioning-enabled"


def test_tests_of_controls_name_population_result_and_deviations(small: Assessment) -> None:
    block = next(element for element in tree(small).iter("details") if element.get("id") == "criterion-a1-2")
    cells = [text(cell) for cell in next(row for row in block.iter("tr") if row[0].get("scope") == "rowgroup")]
    assert cells == [
        "Data can be restoredCTL-BACKUPData team, continuous",
        f"S3 buckets keep every version of an object{VERSIONING}Why: {VERSIONING} says what A1.2 asks.",
        "3",
        "1 of 3 deviate, 1 waived",
        "1",
    ]


def test_controls_without_tests_are_listed_with_owner_and_evidence(small: Assessment) -> None:
    section = next(element for element in tree(small).iter("section") if element.get("id") == "manual")
    rows = {text(row[0]): text(row) for row in section.iter("tr") if row[0].get("scope") == "row"}
    assert len(rows) == sum(bool(control.manual) or not control.checks for control in CONTROLS)
    told = next(line for line in rows.values() if "CTL-CONDUCT" in line)
    assert "People operations" in told
    assert "signed acknowledgements of all staff" in told


def test_every_open_finding_is_in_both_views(small: Assessment, large: Assessment) -> None:
    for found in (small, large):
        views = {
            element.get("class"): element for element in tree(found).iter("div") if element.get("class") in {"by-criterion", "by-resource"}
        }
        expected = Counter(each.outcome.value for each in found.findings() if each.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE})
        for view in views.values():
            marks = Counter(
                (element.get("class") or "").removeprefix("row r-")
                for element in view.iter()
                if (element.get("class") or "").startswith("row ")
            )
            assert marks == expected
        assert set(views) == {"by-criterion", "by-resource"}


def test_waivers_tell_days_left_and_problems(small: Assessment) -> None:
    section = next(element for element in tree(small).iter("section") if element.get("id") == "waivers")
    told = text(section)
    assert "2026-02-12, 12 days left" in told
    assert "2026-01-10, ended 21 days ago" in told
    assert "expired: ended on 2026-01-10" in told


def test_changes_since_a_baseline_are_marked(small: Assessment) -> None:
    old = load_assessment(render(assessment(stack()), "json"))
    page = tree(small, baseline=old)
    assert sum(text(element) == "new" for element in page.iter("span") if element.get("class") == "chip change") == 5
    assert any(element.get("id") == "only-changed" for element in page.iter("input"))


def test_two_thousand_findings_fit_two_megabytes(large: Assessment) -> None:
    assert len(render(large, "html")) <= 2_000_000


def test_two_thousand_failing_findings_fit_too(large: Assessment) -> None:
    failing = assessment(
        stack(
            *(finding(each.check, each.resource, Outcome.FAIL, "versioning is not enabled", path=("status",)) for each in large.findings())
        )
    )
    assert len(render(failing, "html")) <= 2_000_000


def archive(found: Assessment) -> dict[str, bytes]:
    """What the page holds to be downloaded, file names to contents."""
    link = next(element.get("href") for element in tree(found).iter("a") if element.get("id") == "data")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(link.split(",", 1)[1]))) as files:
        assert files.testzip() is None
        return {name: files.read(name) for name in files.namelist()}


DATA = {"assessment.json": "json", "findings.csv": "csv", "action-plan.csv": "action-plan"}
WORDY = {"buttress.sarif": "sarif", "oscal-assessment-results.json": "oscal"}


def test_archive_in_the_page_holds_the_other_formats(any_assessment: Assessment) -> None:
    assert archive(any_assessment) == {name: render(any_assessment, form) for name, form in {**DATA, **WORDY}.items()}


def test_a_page_of_many_findings_leaves_the_wordy_formats_to_a_command(large: Assessment) -> None:
    many = assessment(stack(*(finding(each.check, each.resource, Outcome.FAIL) for each in large.findings())))
    assert archive(many) == {name: render(many, form) for name, form in DATA.items()}
    assert "buttress report -o sarif=FILE -o oscal=FILE" in render(many, "html").decode()


def test_page_names_the_digest_of_the_assessment(any_assessment: Assessment) -> None:
    digest = hashlib.sha256(render(any_assessment, "json")).hexdigest()
    page = tree(any_assessment)
    assert f"assessment sha256 {digest}" in text(next(page.iter("footer")))
    assert f"Assessment {digest[:16]}" in text(next(page.iter("dl"))).replace("Assessment", "Assessment ")


def test_verdict_says_what_it_does_not_cover(small: Assessment) -> None:
    verdict = next(element for element in tree(small).iter("div") if "verdict" in (element.get("class") or ""))
    due = sum(bool(control.manual) or not control.checks for control in CONTROLS)
    unread = sum(kind.count for part in small.stacks for kind in part.not_evaluated)
    assert f"Not covered by it: {due} controls with evidence due from people, {unread} resources not evaluated." in text(verdict)


def test_tests_without_a_population_share_one_line(small: Assessment) -> None:
    block = next(element for element in tree(small).iter("details") if element.get("id") == "criterion-cc7-3")
    (row,) = [row for row in block.iter("tr") if row[0].get("scope") == "rowgroup"]
    assert [text(cell) for cell in row[1:]] == ["1 test found nothing of its types: Web ACLs keep a log.", "–", "not tested", "–"]


@pytest.mark.parametrize("name", ["empty", "small", "large", "hostile"])
def test_a_folder_holds_what_one_page_holds_and_its_links_resolve(request: pytest.FixtureRequest, name: str) -> None:
    found: Assessment = request.getfixturevalue(name)
    files = render_folder(found)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    pages = {file: parser.parse(content.decode()) for file, content in files.items() if file.endswith(".html")}
    ids = {file: [element.get("id") for element in page.iter() if element.get("id")] for file, page in pages.items()}
    for file, page in pages.items():
        assert len(ids[file]) == len(set(ids[file]))
        assert len(list(page.iter("h1"))) == 1
        for link in page.iter("a"):
            target, hash_, anchor = link.get("href").partition("#")
            if target.startswith("https://docs."):
                continue
            assert (target or file) in files
            assert not hash_ or anchor in ids[target or file]
    whole = {element.get("id") for element in tree(found).iter() if (element.get("id") or "").startswith(("f-", "check-", "criterion-"))}
    assert {one for listed in ids.values() for one in listed if one.startswith(("f-", "check-", "criterion-"))} == whole
    assert files["assessment.json"] == render(found, "json")
    assert files["findings.csv"] == render(found, "csv")
    assert set(files) == set(render_folder(assessment(frameworks=found.frameworks, checks=found.checks)))


def test_a_failing_check_shows_code_that_passes(catalog: Any) -> None:
    real = catalog.checks["aws-s3-bucket-versioning-enabled"]
    found = assessment(stack(finding(real.id, "urn:pulumi:p::s::aws:s3/bucket:Bucket::b", Outcome.FAIL)), checks={real.id: real})
    page = tree(found)
    code = [text(element) for element in page.iter("pre")]
    assert code[0].startswith("resources: orders: type: aws:s3/bucket:Bucket")
    assert 'aws.s3.Bucket("orders", versioning={"enabled": True})' in code[1]
    fix = next(element for element in page.iter("p") if element.get("class") == "fix")
    assert "buttress_components.aws.EncryptedBucket passes." in text(fix)
