"""The components from their directory: `pulumi package add DIR` and a preview, with the real CLI and nothing of ours on PATH."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from buttress.errors import ToolError
from buttress.offline import provider_directory
from buttress.pulumi.command import find_pulumi

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMPONENTS = ROOT / "components"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of the directory, for the CLI makes a virtual environment in it."""
    return Path(shutil.copytree(COMPONENTS, tmp_path / "components", ignore=shutil.ignore_patterns("__pycache__", "venv", ".*", "sdks")))


@pytest.fixture
def pulumi(tmp_path: Path) -> Run:
    """The CLI in a YAML project `shop`, with stand-ins for the clouds' providers and for Python's language host."""
    try:
        cli = find_pulumi().path
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("pulumi-resource-aws", "pulumi-resource-azure-native"):
        (programs / name).symlink_to(provider_directory() / name)
    host = programs / "pulumi-language-python"
    host.write_text(f'#!/bin/sh\nexec {sys.executable} {HERE / "language_host.py"} "$@"\n')
    host.chmod(0o755)
    (tmp_path / "shop").mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PULUMI_", "PYTHON"))}
    env = {
        **kept,
        "PATH": os.pathsep.join([str(programs), "/usr/bin", "/bin"]),
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_BACKEND_URL": f"file://{tmp_path}",
        "PULUMI_CONFIG_PASSPHRASE": "",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [cli, *arguments, "--non-interactive"], cwd=tmp_path / "shop", env=env, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.slow
@pytest.mark.xdist_group("pulumi")
def test_a_yaml_project_adds_the_directory_and_previews_a_component(tmp_path: Path, directory: Path, pulumi: Run):
    file = tmp_path / "shop" / "Pulumi.yaml"
    bucket = {"type": "buttress:EncryptedBucket", "properties": {"noncurrentDays": 90}}
    file.write_text(yaml.safe_dump({"name": "shop", "runtime": "yaml", "resources": {"orders": bucket}}))
    added = pulumi("package", "add", "../components")
    assert added.returncode == 0, added.stderr
    assert yaml.safe_load(file.read_text())["packages"] == {"buttress": "../components"}
    assert (directory / "venv" / "bin" / "python").exists()
    assert pulumi("stack", "init", "dev").returncode == 0
    previewed = pulumi("preview", "--json")
    assert previewed.returncode == 0, previewed.stderr + previewed.stdout
    made = {step["newState"]["urn"].split("::", 2)[2] for step in json.loads(previewed.stdout)["steps"]}
    assert "buttress:index:EncryptedBucket::orders" in made
    assert "buttress:index:EncryptedBucket$aws:s3/bucket:Bucket::orders" in made


@pytest.mark.slow
@pytest.mark.xdist_group("pulumi")
def test_the_cli_reads_from_the_directory_the_schema_that_was_reviewed(directory: Path, pulumi: Run):
    told = pulumi("package", "get-schema", str(directory))
    assert told.returncode == 0, told.stderr
    served, reviewed = json.loads(told.stdout), json.loads((COMPONENTS / "schema.json").read_text())
    assert set(served["resources"]) == set(reviewed["resources"])
    for token, one in reviewed["resources"].items():
        assert set(served["resources"][token]["inputProperties"]) == set(one["inputProperties"]), token


def test_the_directory_asks_for_what_the_distribution_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["aws"], *project["optional-dependencies"]["azure"]]
    expected = {re.split(r"[<>=]", one)[0]: one for one in asked}
    lines = [line for line in (COMPONENTS / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert lines == [expected[name] for name in ("pulumi", "pulumi-aws", "pulumi-azure-native")]
