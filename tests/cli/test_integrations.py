"""The GitHub action, the GitLab component and the pre-commit hooks of this repository, run as their services run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from tests.support import pipelines
from tests.support.pipelines import Result, Step

from buttress.pulumi.command import find_pulumi

ROOT = Path(__file__).parents[2]
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
COMPONENT = (ROOT / "templates" / "buttress.yml").read_text(encoding="utf-8")
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
WEAK = ROOT / "examples/01-checkout"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pulumi")]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with the weak shop in a folder of it, and a wheel."""
    folder = tmp_path / "repository"
    shutil.copytree(WEAK, folder / "infra", ignore=shutil.ignore_patterns("__pycache__", "expected*"))
    (folder / "wheels").mkdir()
    (folder / "wheels" / "buttress-0.1.0-py3-none-any.whl").write_bytes(b"")
    (folder / "state.json").write_bytes((WEAK / "expected-state.json").read_bytes())
    return folder


@pytest.fixture
def play(shop: Path, tmp_path: Path) -> Callable[..., Result]:
    """Run a job in the repository."""
    stubs = pipelines.write_stubs(tmp_path / "stubs", find_pulumi().path)

    def call(steps: list[Step]) -> Result:
        environ = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "RUNNER_TEMP": str(stubs),
            "CI_DEFAULT_BRANCH": pipelines.BASE,
        }
        return pipelines.run(steps, shop, stubs=stubs, environ=environ)

    return call


def judging(result: Result) -> int | None:
    return next((code for script, code in result.codes.items() if "--fail-on" in script), None)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"directory": "infra", "stack": "prod"}, 1),
        ({"directory": "infra", "fail-on": "never"}, 0),
        ({"state": "state.json"}, 1),
        ({"state": "state.json", "fail-on": "never", "report": "out/page.html"}, 0),
        ({"directory": "infra", "stack": "x'; touch stolen; '"}, 2),
        ({"directory": "infra", "stack": "$(touch stolen)"}, 2),
    ],
)
def test_the_action_judges_a_plan_or_a_state(play: Callable[..., Result], shop: Path, inputs: Mapping[str, str], code: int) -> None:
    pipelines.make_repository(shop)
    result = play(pipelines.action(ACTION, inputs, ROOT))
    assert judging(result) == code, result.output
    assert not (shop / "stolen").exists()
    if code < 2:
        assert "findings fail" in result.summary
        assert (shop / inputs.get("report", "buttress.html")).stat().st_size > 1000
        log = json.loads((shop / "buttress.sarif").read_text())
        places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
        assert ("infra/storage.py" in places) is ("directory" in inputs)


def test_the_action_takes_a_baseline_and_the_settings_of_a_base(play: Callable[..., Result], shop: Path) -> None:
    (shop / "base").mkdir()
    (shop / "base" / "buttress.yaml").write_text("levels: {all: advisory}\n")
    pipelines.make_repository(shop)
    inputs = {"state": "state.json", "config": "base/buttress.yaml"}
    result = play(pipelines.action(ACTION, inputs, ROOT))
    assert "the level of all checks is advisory" in result.output
    command = [sys.executable, "-m", "buttress", "check", "state.json", "--estate", "-o", "json=base/all.json", "--fail-on", "never"]
    subprocess.run(command, cwd=shop, check=True, capture_output=True)
    result = play(pipelines.action(ACTION, {**inputs, "baseline": "base/all.json"}, ROOT))
    assert judging(result) == 0, result.output
    # The file of a base that has none yet is passed over.
    result = play(pipelines.action(ACTION, {"state": "state.json", "config": "none/buttress.yaml"}, ROOT))
    assert judging(result) == 1, result.output


def test_the_inputs_of_the_action_are_all_used() -> None:
    for name in yaml.safe_load(ACTION)["inputs"]:
        assert ACTION.count(f"${{{{ inputs.{name} }}}}") == 1


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"directory": "infra", "install": "-r infra/requirements.txt", "stack": "prod"}, 1),
        ({"directory": "infra", "install": "", "fail-on": "never"}, 0),
        ({"directory": "none", "install": ""}, 2),
    ],
)
def test_the_component_of_gitlab_judges_the_plan(play: Callable[..., Result], shop: Path, inputs: Mapping[str, str], code: int) -> None:
    pipelines.make_repository(shop)
    ((name, steps),) = pipelines.gitlab(COMPONENT, inputs).items()
    assert name == "buttress"
    result = play(steps)
    (ran,) = result.codes.values()
    assert ran == code, result.output
    assert bool(result.missing) is (code == 2)
    if code < 2:
        issues = json.loads((shop / "quality.json").read_text())
        assert "infra/storage.py" in {one["location"]["path"] for one in issues}


def test_the_component_judges_by_the_settings_of_the_base(play: Callable[..., Result], shop: Path) -> None:
    (shop / "infra" / "buttress.yaml").write_text("fail_on: low\n")
    pipelines.make_repository(shop, lambda: (shop / "infra" / "buttress.yaml").write_text("levels: {all: disabled}\n"))
    ((_, steps),) = pipelines.gitlab(COMPONENT, {"directory": "infra", "install": ""}).items()
    result = play(steps)
    assert list(result.codes.values()) == [1], result.output
    assert "disabled" not in result.output


def hook(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: its entry and arguments, at the root of the repository."""
    given = HOOKS[name]
    assert given["language"] == "python"
    assert given["pass_filenames"] is False
    command = [*shlex.split(given["entry"]), *given.get("args", [])]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)


def test_the_hooks_start_where_their_files_change() -> None:
    files = {
        "buttress-preview": ["Pulumi.yaml", "infra/Pulumi.prod.yaml", "infra/__main__.py", "buttress.yaml", "buttress-waivers.yaml"],
        "buttress-test": ["policies/aws/s3/x/x.rego", "policies/aws/s3/x/cases.yaml"],
        "buttress-settings": ["buttress.yaml", "infra/buttress.yaml"],
        "buttress-waivers": ["buttress-waivers.yaml"],
    }
    assert set(files) == set(HOOKS)
    for name, matching in files.items():
        for file in matching:
            assert re.search(HOOKS[name]["files"], file)
        for other in ("README.md", "mybuttress.yaml", "showcases.yaml"):
            assert not re.search(HOOKS[name]["files"], other)


def test_the_packages_of_the_preview_hook_are_those_of_the_extras() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert HOOKS["buttress-preview"]["additional_dependencies"] == [*extras["aws"], *extras["azure"]]


def test_the_preview_hook_stops_a_weak_program(shop: Path) -> None:
    ran = hook("buttress-preview", shop / "infra")
    assert ran.returncode == 1, ran.stderr
    assert "findings fail" in ran.stdout
    (shop / "infra" / "__main__.py").write_text("import pulumi\n")
    assert hook("buttress-preview", shop / "infra").returncode == 0


def test_the_other_hooks_refuse_what_does_not_hold(tmp_path: Path) -> None:
    command = ["new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket"]
    subprocess.run([sys.executable, "-m", "buttress", *command], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "buttress.yaml").write_text("policies: [policies]\nlevels: {high: advisory}\n")
    for name in ("buttress-test", "buttress-settings", "buttress-waivers"):
        assert hook(name, tmp_path).returncode == 0
    cases = next(tmp_path.rglob("cases.yaml"))
    cases.write_text(cases.read_text().replace("expect: fail", "expect: pass", 1))
    (tmp_path / "buttress-waivers.yaml").write_text("waivers: [{check: aws-s3-bucket-owner-tag}]\n")
    assert hook("buttress-test", tmp_path).returncode == 1
    assert hook("buttress-waivers", tmp_path).returncode == 2
    for wrong in ("levels: {hgih: advisory}\n", "no_such: 1\n", "parameters: {all: {min_dais: 3}}\n"):
        (tmp_path / "buttress.yaml").write_text(wrong)
        ran = hook("buttress-settings", tmp_path)
        assert (ran.returncode, "buttress.yaml:1" in ran.stderr) == (2, True), wrong
