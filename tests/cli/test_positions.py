"""Where a finding points: the line of the program, in every format that has lines, from previews and from states."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from buttress.offline import environment
from buttress.pulumi import automation

pytestmark = pytest.mark.xdist_group("pulumi")

Run = Callable[..., Any]
NOW = "--now=2026-01-31"

MAIN = """\
import pulumi
import pulumi_aws as aws
from buttress_components.aws import EncryptedBucket
from parts import Store, bucket

aws.s3.Bucket("plain")
EncryptedBucket("hardened", {"versioning": False, "justification": "it serves the site"})
Store("shop")
for name in ("a", "b"):
    bucket(name)
"""
PARTS = """\
import pulumi
import pulumi_aws as aws


class Store(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:index:Store", name)
        aws.s3.Bucket(
            f"{name}-orders",
            opts=pulumi.ResourceOptions(parent=self),
        )


def bucket(name):
    return aws.s3.Bucket(name)
"""
YAML = """\
name: site
runtime: yaml
resources:
  orders:
    type: buttress:EncryptedBucket
    properties: {}
  logs:
    name: archive
    type: buttress:EncryptedBucket
    properties: {}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with a Python project in a folder of it."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    folder = tmp_path / "services" / "shop"
    folder.mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "__main__.py").write_text(MAIN)
    (folder / "parts.py").write_text(PARTS)
    return folder


def pointed(log: str) -> dict[str, str]:
    """The file and line of each resource of a SARIF file, by its name."""
    found: dict[str, set[str]] = {}
    for result in json.loads(log)["runs"][0]["results"]:
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        place = f"{physical['artifactLocation']['uri']}:{physical['region']['startLine']}"
        found.setdefault(location["logicalLocations"][0]["name"], set()).add(place)
    assert all(len(places) == 1 for places in found.values())
    return {name: places.pop() for name, places in found.items()}


def test_a_preview_points_at_the_own_call(buttress: Run, shop: Path, tmp_path: Path) -> None:
    outputs = [f"--output={form}=out.{form}" for form in ("sarif", "github", "gitlab", "text", "html", "json", "markdown")]
    ran = buttress("preview", "services/shop", "--offline", NOW, "--fail-on=never", *outputs)
    assert ran.code == 0, ran.err
    written = {file.suffix[1:]: file.read_text() for file in tmp_path.glob("out.*")}
    found = pointed(written["sarif"])
    assert found["plain"] == "services/shop/__main__.py:6"
    assert found["shop-orders"] == "services/shop/parts.py:8"
    assert (found["a"], found["b"]) == ("services/shop/parts.py:15", "services/shop/parts.py:15")
    # What our component is made of is the line that asks for the component.
    assert {place for name, place in found.items() if name.startswith("hardened")} == {"services/shop/__main__.py:7"}
    assert re.search(r"^::error file=services/shop/__main__\.py,line=6,title=fail ", written["github"], re.MULTILINE) or re.search(
        r"^::warning file=services/shop/__main__\.py,line=6,title=fail ", written["github"], re.MULTILINE
    )
    places = {(one["location"]["path"], one["location"]["lines"]["begin"]) for one in json.loads(written["gitlab"])}
    assert ("services/shop/parts.py", 8) in places
    assert "made in parts.py:8\n" in written["text"]
    assert "<small>parts.py:8</small>" in written["html"]
    assert "parts.py:8" in written["markdown"]
    positions = [one.get("position") for one in json.loads(written["json"])["stacks"][0]["findings"] if one["resource"].endswith("::plain")]
    assert positions
    assert all(one == {"file": "__main__.py", "line": 6} for one in positions)
    assert str(tmp_path) not in "".join(text for form, text in written.items() if form != "json").replace(ran.err, "")


def test_the_short_text_names_the_line(buttress: Run, shop: Path) -> None:
    ran = buttress("preview", str(shop), "--offline", NOW)
    assert "plain (__main__.py:6)" in " ".join(ran.out.split())


def test_a_state_points_at_the_program_as_the_preview_does(buttress: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = automation.up(shop, stand_ins=environment())
    (shop / "state.json").write_text(json.dumps(state))
    # From the root of the repository, from the project, and with another project's file named.
    for cwd, arguments, prefix in (
        (shop.parents[1], ["services/shop/state.json"], "services/shop/"),
        (shop, ["state.json"], "services/shop/"),
        (shop, ["state.json", "--option", "program=infra/Pulumi.yaml"], "infra/"),
    ):
        monkeypatch.chdir(cwd)
        ran = buttress("check", *arguments, NOW, "--format", "sarif")
        assert ran.code == 1, ran.err
        found = pointed(ran.out)
        assert found["plain"] == f"{prefix}__main__.py:6"
        assert found["shop-orders"] == f"{prefix}parts.py:8"


def test_a_yaml_program_points_at_its_resources(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(YAML)
    ran = buttress("preview", ".", "--offline", NOW, "--format", "sarif", "--fail-on=never")
    assert ran.code == 0, ran.err
    found = pointed(ran.out)
    assert {place for name, place in found.items() if name.startswith("orders")} == {"Pulumi.yaml:4"}
    assert {place for name, place in found.items() if name.startswith("archive")} == {"Pulumi.yaml:7"}
