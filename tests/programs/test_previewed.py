"""Programs as different people write them, previewed without credentials by the real CLI; previewed.yaml says what has to be seen of each.

Folders and helper modules, classes and settings, secrets in the configuration and of secrets, loops over zones, components and resources of
packages without a stand-in, passwords and keys that are made in the update, a site file by file, archives, two stacks by reference, YAML
with a package that is not installed, a provider in the program and lookups that only a cloud could answer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from buttress.cli import execute

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pulumi")]

HERE = Path(__file__).parent
PROGRAMS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "previewed.yaml").read_text(encoding="utf-8"))
STACKS = {"py-secrets": "prod"}


def test_there_are_twelve() -> None:
    assert len(PROGRAMS) == 12
    assert set(PROGRAMS) == {folder.name for folder in HERE.iterdir() if folder.name.startswith(("py-", "yaml-"))}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_previewed_without_credentials(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "PULUMI_CONFIG_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "report.json"
    stack = ["--stack", STACKS[program]] if program in STACKS else []
    assert execute(["preview", str(HERE / program), "--offline", *stack, "-o", f"json={file}"]) == 1
    found = json.loads(file.read_text())["stacks"][0]
    severe = {one["check"] for one in found["findings"] if one["outcome"] == "fail" and one["severity"] in {"critical", "high"}}
    assert {
        "resources": found["resources"],
        "unknown_values": found.get("unknown_values", 0),
        "not_evaluated": sorted(one["type"] for one in found["not_evaluated"]),
        "fails": sorted(severe),
        "waits": sum(one["outcome"] == "unknown" for one in found["findings"]),
    } == PROGRAMS[program]


def test_what_a_lookup_leaves_open_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    execute(["preview", str(HERE / "py-dynamic"), "--offline", "--summary"])
    told = capfd.readouterr()
    assert "aws:ec2/getVpc:getVpc" in told.err
    assert "values not known before the update" in " ".join(told.out.split())
