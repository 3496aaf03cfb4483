"""Several frameworks side by side: from a user's folder, beside ours, with controls that both count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from buttress.catalog import Catalog, frameworks, load_catalog
from buttress.catalog.pages import as_text, page_of
from buttress.cli import execute
from buttress.documents import load_yaml, parse_yaml
from buttress.errors import CatalogError
from buttress.model import controls_of
from buttress_policies import bundle

HOUSE = Path(__file__).with_name("house_rules")
VERSIONING, PUBLIC = "aws-s3-bucket-versioning-enabled", "aws-s3-bucket-public-access-block"


@pytest.fixture(scope="module")
def both(opa_binary: Path) -> Catalog:
    return load_catalog([HOUSE], opa=lambda: opa_binary)


@pytest.fixture
def house() -> Callable[[str, str], Any]:
    """The file of the house rules with one text replaced."""

    def read(old: str, new: str) -> Any:
        file = HOUSE / "controls/house_rules.yaml"
        text = file.read_text()
        assert old in text
        return parse_yaml(text.replace(old, new), "house.yaml", error=CatalogError)

    return read


def test_a_framework_of_a_users_folder_stands_beside_ours(both: Catalog, catalog: Catalog) -> None:
    assert list(both.frameworks) == [*catalog.frameworks, "house_rules"]
    assert {**both.frameworks, **catalog.frameworks} == both.frameworks
    check = both.checks[VERSIONING]
    assert check.criteria == {**catalog.checks[VERSIONING].criteria, "house_rules": ("HR-1",)}
    assert check.controls == catalog.checks[VERSIONING].controls
    assert "CTL-BACKUP-VERSIONS" in check.controls
    assert both.checks[PUBLIC].controls == (*catalog.checks[PUBLIC].controls, "CTL-HOUSE-STORES")


def test_a_control_has_one_home_and_counts_in_both(both: Catalog) -> None:
    home, counted = (both.frameworks[name].controls_of(VERSIONING)[0] for name in ("soc2_2017", "house_rules"))
    assert (counted.title, counted.owner, counted.acceptance) == (home.title, home.owner, home.acceptance)
    assert counted.criteria == ("HR-1",)
    assert set(counted.checks) == {VERSIONING}
    assert controls_of({name: both.frameworks[name] for name in ("soc2_2017", "house_rules")})["CTL-BACKUP-VERSIONS"] == home


def test_a_page_names_the_framework_of_each_criterion(both: Catalog) -> None:
    text = as_text(page_of(both.checks[VERSIONING], both))
    assert "House rules HR-1" in text
    assert "SOC 2 A1.2" in text
    assert "What was overwritten can be had back. The store itself keeps what was overwritten." in " ".join(text.split())


def test_each_framework_has_reasons_of_its_own(both: Catalog) -> None:
    ours, theirs = (both.frameworks[name].reasons(VERSIONING) for name in ("soc2_2017", "house_rules"))
    assert theirs == {"HR-1": ("The store itself keeps what was overwritten",)}
    assert ours.keys() == set(both.checks[VERSIONING].criteria["soc2_2017"])


def test_a_second_file_of_our_own_library_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalog: Catalog, opa_binary: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(str(bundle.library()), library)
    shutil.copy(HOUSE / "controls/house_rules.yaml", library / "controls" / "a_first.yaml")
    monkeypatch.setattr(bundle, "library", lambda: library)
    for _ in ("worked out", "remembered"):
        found = load_catalog(opa=lambda: opa_binary, cache=tmp_path / "cache")
        assert list(found.frameworks) == ["house_rules", *catalog.frameworks]
        assert found.checks[VERSIONING].criteria["house_rules"] == ("HR-1",)


def test_a_control_file_may_end_in_yml(tmp_path: Path, opa_binary: Path) -> None:
    shutil.copytree(HOUSE, tmp_path / "house")
    (tmp_path / "house/controls/house_rules.yaml").rename(tmp_path / "house/controls/house_rules.yml")
    assert "house_rules" in load_catalog([tmp_path / "house"], opa=lambda: opa_binary).frameworks


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("id: house_rules", "id: soc2_2017", "the framework soc2_2017 appears twice", 2),
        ("name: House rules", "name: soc-2", "another framework, soc2_2017, is called SOC 2", 3),
        ("id: HR-2", "id: HR-1", "the criterion HR-1 appears twice", 16),
        ("id: HR-2", "id: HR.1", "the criteria HR-1 and HR.1 differ in signs alone", 16),
        ("category: people", "category: persons", "no category persons", 22),
        ("id: CTL-BACKUP-VERSIONS", "id: CTL-BACKUP-VERSION", "no control CTL-BACKUP-VERSION", 27),
        ("id: CTL-HOUSE-STORES", "id: CTL-BACKUP-VERSIONS", "the control CTL-BACKUP-VERSIONS appears twice", 31),
        ("criteria: [HR-1]", "criteria: [HR-1, HR-1]", "has non-unique elements", 28),
        ("criteria: [HR-1]", "criteria: [HR-9]", "no criterion HR-9 in house_rules", 28),
        ("-versioning-enabled: {", "-versionin-enabled: {", "there is no check aws-s3-bucket-versionin-enabled", 30),
        ("-enabled: {HR-1", "-enabled: {HR-2", "which is not a criterion of the control", 30),
        ("{HR-1: The store itself keeps what was overwritten}", "[HR-1]", "must be a mapping, not a list", 30),
        ("HR-1: The store itself keeps what was overwritten", "HR-1: '  '", "does not match", 30),
        ("{HR-1: The store itself keeps what was overwritten}", "{}", "should be non-empty", 30),
        ("    owner: platform lead\n", "", "'owner' is a required property", 31),
        ("    acceptance: No", "    acceptances: No", "unknown key controls.1.acceptances", 38),
    ],
)
def test_what_does_not_hold_together_is_an_error_with_its_line(
    catalog: Catalog, house: Callable[[str, str], Any], old: str, new: str, message: str, line: int
) -> None:
    with pytest.raises(CatalogError, match=message) as caught:
        frameworks.load([house(old, new)], catalog.frameworks, checks=catalog.checks)
    assert caught.value.where == f"house.yaml:{line}"


def test_controls_alone_say_whose_they_are_where_that_is_not_clear(catalog: Catalog) -> None:
    whole = load_yaml(HOUSE / "controls/house_rules.yaml", error=CatalogError)
    entry = "controls: [{id: CTL-IAM-TRUST, criteria: [HR-3], checks: {}}]\n"
    found = frameworks.load([parse_yaml(f"framework: house_rules\n{entry}", "more.yaml"), whole], catalog.frameworks, checks=catalog.checks)
    assert {one.id for one in found["house_rules"].controls} == {"CTL-IAM-TRUST", "CTL-BACKUP-VERSIONS", "CTL-HOUSE-STORES"}
    for text, message in ((entry, "does not say which framework"), (f"framework: house\n{entry}", "no framework house")):
        with pytest.raises(CatalogError, match=message) as caught:
            frameworks.load([whole, parse_yaml(text, "more.yaml", error=CatalogError)], catalog.frameworks, checks=catalog.checks)
        assert f"frameworks: {', '.join(catalog.frameworks)}, house_rules" in str(caught.value.hint)


def test_the_command_line_reports_against_one_framework_or_all(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    bucket = {"urn": "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs", "type": "aws:s3/bucket:Bucket", "custom": True, "id": "logs"}
    Path("state.json").write_text(
        json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [{**bucket, "inputs": {}, "outputs": {}}]}})
    )

    def document(*more: str) -> Any:
        assert execute(["check", "state.json", "--policies", str(HOUSE), "--now=2026-01-31", "--format", "json", *more]) == 1
        return json.loads(capfd.readouterr().out)

    whole, house = document(), document("--framework", "house_rules")
    assert list(whole["frameworks"]) == [*catalog.frameworks, "house_rules"]
    assert list(house["frameworks"]) == ["house_rules"]
    assert house["totals"] == whole["totals"]
    named = {one["check"]: one for one in house["stacks"][0]["findings"]}
    assert named[VERSIONING]["criteria"] == {"house_rules": ["HR-1"]}
    assert {name for name, one in named.items() if one["criteria"]} == {VERSIONING, PUBLIC}
    assert execute(["check", "state.json", "--policies", str(HOUSE), "--framework", "house_rule"]) == 2
    assert "did you mean house_rules?" in capfd.readouterr().err
    assert execute(["catalog", "--policies", str(HOUSE), "--framework", "house_rules", "--format", "json"]) == 0
    assert {one["id"] for one in json.loads(capfd.readouterr().out)} == {VERSIONING, PUBLIC}
