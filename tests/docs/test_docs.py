from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import click
import generate
import pytest
from writers import checks, commands, controls

from buttress.catalog import Catalog, load_catalog
from buttress.catalog.components import components_in
from buttress.catalog.pages import HEADINGS, as_text, page_of
from buttress.model import controls_of
from buttress.report.registry import FORMATS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "sdk/docs"
REFERENCE = DOCS / "reference"
WRITTEN = sorted(
    file.relative_to(ROOT)
    for file in [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "CONTRIBUTING.md",
        DOCS / "architecture.md",
        ROOT / "components/README.md",
        *DOCS.glob("guide/*.md"),
        *DOCS.glob("adr/*.md"),
        *ROOT.glob("examples/*/README.md"),
    ]
)
POLICIES = Path("policies/README.md")
ALL = sorted({*(ROOT / file for file in WRITTEN), ROOT / POLICIES, *REFERENCE.rglob("*.md")})
HOSTS = {
    "docs.aws.amazon.com",
    "docs.github.com",
    "docs.gitlab.com",
    "keepachangelog.com",
    "learn.microsoft.com",
    "semver.org",
    "www.openpolicyagent.org",
    "www.pulumi.com",
}
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"')
ADDRESS = re.compile(r"(?:\]\(|<)(https?://[^\s>)]+)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def wanted(catalog: Catalog) -> dict[Path, str]:
    return dict(generate.generated(ROOT, catalog))


def test_what_is_generated_is_what_would_be_generated(wanted: dict[Path, str]) -> None:
    assert generate.stale(ROOT, wanted) == []


def test_the_check_sees_what_is_missing_changed_and_left_over(wanted: dict[Path, str], tmp_path: Path) -> None:
    generate.write(tmp_path, wanted)
    assert generate.stale(tmp_path, wanted) == []
    (tmp_path / "sdk/docs/reference/cli.md").unlink()
    (tmp_path / "sdk/docs/reference/controls.md").write_text("other")
    (tmp_path / "sdk/docs/reference/checks/gone.md").write_text("left")
    assert generate.stale(tmp_path, wanted) == [
        "sdk/docs/reference/cli.md is missing",
        "sdk/docs/reference/controls.md is out of date",
        "sdk/docs/reference/checks/gone.md is left over",
    ]
    assert generate.write(tmp_path, wanted) == 3
    assert generate.stale(tmp_path, wanted) == []


def test_a_file_without_its_marks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no marks")
    with pytest.raises(SystemExit, match="begin topics"):
        generate._between(tmp_path, "README.md", "topics", "a table")


def test_every_command_is_in_the_reference() -> None:
    text = _text(REFERENCE / "cli.md")
    names = [name for name, _ in commands.walk()]
    assert {"buttress check", "buttress waivers add", "buttress engine install"} <= set(names)
    assert [name for name in names if f"\n## {name}\n" not in text] == []
    assert "\\b" not in text


def test_every_check_has_a_page_with_every_heading_in_order(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        text = _text(REFERENCE / "checks" / f"{check.id}.md")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(HEADINGS), check.id
        assert f"`{check.id}`" in text


def test_the_terminal_shows_the_same_sections_as_the_page(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        page = page_of(check, catalog)
        filled = [section.heading for section in page.sections if not section.empty]
        assert [line for line in as_text(page).splitlines() if line in HEADINGS] == filled
        assert {"What it checks", "Failing example", "Passing example", "How to fix"} <= set(filled), check.id


def test_every_check_is_in_the_index(catalog: Catalog) -> None:
    assert set(re.findall(r"^\| \[`([^`]+)`\]", _text(REFERENCE / "checks/README.md"), re.MULTILINE)) == set(catalog.checks)


def test_every_alias_of_a_check_is_on_its_page(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        text = _text(REFERENCE / "checks" / f"{check.id}.md")
        assert [alias for alias in check.aliases if f"`{alias.partition(':')[2]}`" not in text] == [], check.id


def test_every_control_and_criterion_is_described(catalog: Catalog) -> None:
    text = _text(REFERENCE / "controls.md")
    assert re.findall(r"^### (CTL-\S+)$", text, re.MULTILINE) == [one.id for each in catalog.frameworks.values() for one in each.controls]
    assert re.findall(r'<a id="[^"]+"></a>(\S+)', text) == [
        one.id for framework in catalog.frameworks.values() for one in framework.criteria
    ]


def test_a_criterion_is_manual_exactly_if_no_check_supports_it(catalog: Catalog) -> None:
    kinds = dict(re.findall(r'<a id="[^"]+"></a>(\S+) \| .*? \| (automated|partly|manual) \|', _text(REFERENCE / "controls.md")))
    supported = {criterion for check in catalog.checks.values() for criteria in check.criteria.values() for criterion in criteria}
    assert {name for name, kind in kinds.items() if kind != "manual"} == supported
    assert len(kinds) == sum(len(framework.criteria) for framework in catalog.frameworks.values())


def test_a_second_framework_has_a_place_on_every_page(tmp_path: Path, opa_binary: Path) -> None:
    """Though one of its criteria has the id of one of ours."""
    text = (ROOT / "tests/catalog/house_rules/controls/house_rules.yaml").read_text(encoding="utf-8")
    (tmp_path / "controls").mkdir()
    (tmp_path / "controls/house.yaml").write_text(text.replace("HR-1", "CC6.1"), encoding="utf-8")
    both = load_catalog([tmp_path], opa=lambda: opa_binary)
    page, links = controls.page(both), re.compile(r"\]\((?:\.\./controls\.md)?#([^)]+)\)")
    there = ANCHOR.findall(page)
    assert len(set(there)) == len(there) == sum(len(one.criteria) for one in both.frameworks.values())
    targets = {*there, *(one.id.lower() for one in controls_of(both.frameworks).values())}
    pages = checks.pages(both, ())
    assert [link for text in (page, *pages.values()) for link in links.findall(text) if link not in targets] == []
    assert "[House rules CC6.1](../controls.md#house-rules-cc6-1)" in pages["aws-s3-bucket-versioning-enabled.md"]
    *rows, total = [int(aws) + int(azure) for aws, azure in re.findall(r"\| \**(\d+)\** \| \**(\d+)\** \|", controls.topics(both, ""))]
    assert sum(rows) == total == len(both.checks)


def test_each_check_is_counted_once_in_the_table_of_topics(catalog: Catalog) -> None:
    rows = re.findall(r"^\| (.+?) \| \**(\d+)\** \| \**(\d+)\** \|", _text(ROOT / "README.md"), re.MULTILINE)
    *topics, total = [(name, int(aws), int(azure)) for name, aws, azure in rows]
    assert total[0] == "**All**"
    assert sum(aws + azure for _, aws, azure in topics) == total[1] + total[2] == len(catalog.checks)


def test_every_component_is_described() -> None:
    names = {one.name for one in components_in(ROOT / "components/buttress_components")}
    assert {"EncryptedBucket", "HardenedSqlDatabase"} <= names
    assert {file.stem for file in REFERENCE.glob("components/*.md")} == {"README", *names}
    assert [name for name in names if f"\n# {name}\n" not in _text(REFERENCE / f"components/{name}.md")] == []


def test_every_report_format_is_described() -> None:
    text = _text(DOCS / "guide/ci.md")
    assert [name for name in FORMATS if f"| `{name}` |" not in text] == []


def test_every_guide_and_decision_is_reached_from_an_index() -> None:
    guides, decisions = _text(ROOT / "README.md"), _text(DOCS / "adr/README.md")
    assert [file.name for file in DOCS.glob("guide/*.md") if f"sdk/docs/guide/{file.name}" not in guides] == []
    assert [file.name for file in DOCS.glob("adr/0*.md") if f"]({file.name})" not in decisions] == []


def test_what_the_walk_names_is_there() -> None:
    named = {
        (file, function)
        for line in _text(DOCS / "architecture.md").splitlines()
        for file, functions in re.findall(r"\]\(\.\./(buttress/\S+\.py)\)((?:,? `\w+`)*)", line)
        for function in re.findall(r"\w+", functions)
    }
    assert len(named) > 12
    for file, function in named:
        assert re.search(rf"^(def|class) {function}\b", _text(ROOT / "sdk" / file), re.MULTILINE), (file, function)


def test_the_drawing_shows_every_room_and_which_are_empty() -> None:
    text = _text(DOCS / "architecture.md")
    there = {path.stem for path in (ROOT / "sdk/buttress").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()} - {
        "__init__"
    }
    drawn = set(re.findall(r"^    (\w+)$", text, re.MULTILINE)) | set(re.findall(r"\w+", re.findall(r'ground\["(.*)"\]', text)[0]))
    assert drawn - there == {room for listed in re.findall(r"class (\S+) empty", text) for room in listed.split(",")}
    assert there - drawn == set()


def test_decisions_are_numbered_apart_and_say_what_was_decided() -> None:
    files = sorted(DOCS.glob("adr/0*.md"))
    numbers = [file.name[:4] for file in files]
    assert len(set(numbers)) == len(numbers)
    for file in files:
        text = _text(file)
        assert text.startswith(f"# {file.name[:4]}. "), file.name
        assert [one for one in ("## Context", "## Decision", "## Consequences") if one not in text] == [], file.name


@pytest.mark.parametrize("file", [*WRITTEN, POLICIES, REFERENCE.relative_to(ROOT)], ids=str)
def test_links_inside_the_project_lead_somewhere(file: Path) -> None:
    broken, place = [], ROOT / file
    for page in sorted(place.rglob("*.md")) if place.is_dir() else [place]:
        for link in LINK.findall(FENCE.sub("", _text(page))):
            target, _, anchor = link.partition("#")
            if "://" in link:
                continue
            named = (page.parent / target).resolve() if target else page
            if not named.exists() or (anchor and anchor not in _anchors(named)):
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []


def test_links_outside_lead_to_documentation_only() -> None:
    hosts = {urlsplit(link).hostname for file in ALL for link in ADDRESS.findall(_text(file))}
    assert hosts - HOSTS == set()


@pytest.mark.parametrize("file", WRITTEN, ids=str)
def test_our_own_words_are_the_words_of_the_field(file: Path) -> None:
    banned = re.compile(r"\b(violat\w*|suppress\w*|scan(s|ned|ner|ners|ning)?|SOC 2 certifi\w*)\b", re.IGNORECASE)
    said = re.sub(r"```mermaid.*?```", "", _text(ROOT / file), flags=re.DOTALL)
    assert [match[0] for match in banned.finditer(said)] == []


def test_the_reference_uses_them_too_but_for_names_of_others() -> None:
    banned = re.compile(r"\b(violat\w*|suppression\w*|SOC 2 certifi\w*)\b", re.IGNORECASE)
    for file in [ROOT / "policies/README.md", *REFERENCE.rglob("*.md")]:
        said = re.sub(r"`[^`]*`", "", FENCE.sub("", _text(file)))
        assert [match[0] for match in banned.finditer(said)] == [], file.name


def test_the_readme_says_what_it_is_not() -> None:
    text = " ".join(_text(ROOT / "README.md").split())
    assert "readiness evidence, not an auditor's opinion" in text
    assert "not evaluated" in text


def test_targets_of_make_in_the_documentation_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    named = {name for file in WRITTEN for name in re.findall(r"(?:^|^\$ |`)make ([a-z-]+)", _text(ROOT / file), re.MULTILINE)}
    assert {"demo", "test"} <= named
    assert named - targets == set()


@pytest.mark.parametrize("file", [file for file in WRITTEN if file.name != "CONTRIBUTING.md"], ids=str)
def test_commands_that_are_shown_but_not_run_have_their_options(file: Path) -> None:
    known = dict(commands.walk())
    for line in re.findall(r"\bbuttress ([a-z][^`\n&|#)]*)", "\n".join(FENCE.findall(_text(ROOT / file)))):
        words = shlex.split(line, comments=True)
        name = " ".join(["buttress", *words])
        while name not in known:
            name = name.rpartition(" ")[0]
        command = known[name]
        given = words[len(name.split()) - 1 :]
        if name == "buttress":
            assert f"buttress {words[0]}" in known, line
        if name == "buttress exposure" and given:
            command = known["buttress exposure value"]
        command.make_parser(click.Context(command, info_name=name)).parse_args(given)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _anchors(file: Path) -> frozenset[str]:
    if file.suffix != ".md":
        return frozenset()
    text = FENCE.sub("", _text(file))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset({*ANCHOR.findall(text), *(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)})
