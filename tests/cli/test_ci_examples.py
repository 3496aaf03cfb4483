"""The CI files in examples/ci and those that `buttress init` writes, run step by step as their services run them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve
from tests.support import pipelines
from tests.support.pipelines import Result, Step

from buttress.cli.ci_providers import PROVIDERS
from buttress.pulumi.command import find_pulumi

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pulumi")]

JOBS: dict[str, tuple[str, Callable[[str], dict[str, list[Step]]]]] = {
    "github-plan": ("github-actions.yml", lambda text: pipelines.github(text, "pull_request")),
    "github-deployed": ("github-actions.yml", lambda text: pipelines.github(text, "schedule")),
    "gitlab": ("gitlab-ci.yml", pipelines.gitlab),
    "codebuild": ("buildspec.yml", pipelines.codebuild),
    "azure-devops": ("azure-pipelines.yml", pipelines.azure),
}
FILES = sorted({file for file, _ in JOBS.values()})
INSTALLS = 'pip install "${wheel:-wheels/buttress-*.whl}"'
WHEEL = "buttress-0.1.0-py3-none-any.whl"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project as its repository has it, with the wheel in `wheels/`."""
    folder = tmp_path / "shop"
    shutil.copytree(ROOT / "examples" / "01-checkout", folder, ignore=shutil.ignore_patterns("__pycache__", "expected*"))
    (folder / "wheels").mkdir()
    (folder / "wheels" / WHEEL).write_bytes(b"")
    return folder


@pytest.fixture
def play(shop: Path, tmp_path: Path) -> Callable[..., Result]:
    """Run a job of a file in the project."""
    stubs = pipelines.write_stubs(tmp_path / "stubs", find_pulumi().path)

    def call(job: str, *, text: str | None = None, state: Path | None = None, **more: str) -> Result:
        file, read = JOBS[job]
        (steps,) = read(text or (ROOT / "examples" / "ci" / file).read_text()).values()
        environ = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "CI_DEFAULT_BRANCH": pipelines.BASE,
            "STUB_STATE": str(state or ROOT / "examples/01-checkout/expected-state.json"),
            **more,
        }
        if job == "gitlab":
            # A masked variable of the project is in the environment of every job.
            steps = [evolve(step, environ={**step.environ, "PULUMI_ACCESS_TOKEN": "secret"}) for step in steps]
        return pipelines.run(steps, shop, stubs=stubs, environ=environ)

    return call


def judging(result: Result) -> int | None:
    """The exit code of the step that judges; None where it did not run."""
    return next((code for script, code in result.codes.items() if "--fail-on" in script), None)


@pytest.mark.parametrize("job", JOBS)
def test_the_weak_shop_is_stopped_and_all_is_published(play: Callable[..., Result], shop: Path, job: str) -> None:
    pipelines.make_repository(shop)
    result = play(job)
    assert judging(result) == 1, result.output
    assert result.failed
    assert result.missing == ()
    assert result.taken
    assert all(size > 1000 for size in result.taken.values())
    assert not job.startswith("github") or "findings fail" in result.summary
    if job == "github-plan":
        log = json.loads((shop / "buttress.sarif").read_text())
        places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
        assert "storage.py" in places


@pytest.mark.parametrize("job", JOBS)
def test_a_good_shop_passes(play: Callable[..., Result], shop: Path, tmp_path: Path, job: str) -> None:
    (shop / "__main__.py").write_text("import pulumi\n")
    pipelines.make_repository(shop)
    state = {"version": 3, "deployment": {"manifest": {}, "resources": []}}
    (tmp_path / "good.json").write_text(json.dumps(state))
    result = play(job, state=tmp_path / "good.json")
    assert not result.failed, result.output
    assert judging(result) == 0


@pytest.mark.parametrize("job", JOBS)
def test_what_cannot_be_installed_fails_the_job_before_anything_is_judged(play: Callable[..., Result], shop: Path, job: str) -> None:
    (shop / "wheels" / WHEEL).unlink()
    (shop / "wheels" / "README").write_text("no wheel yet")
    pipelines.make_repository(shop)
    result = play(job)
    assert result.failed
    assert "buttress-*.whl: no such file" in result.output
    assert "findings fail" not in result.output
    assert not (shop / "buttress.html").exists()


@pytest.mark.parametrize("job", sorted(set(JOBS) - {"github-plan"}))
def test_a_state_that_cannot_be_read_fails_the_job(play: Callable[..., Result], shop: Path, job: str) -> None:
    pipelines.make_repository(shop)
    result = play(job, state=Path("none.json"))
    assert result.failed
    assert "no stack named 'prod' found" in result.output
    assert "findings fail" not in result.output


@pytest.mark.parametrize("job", ["github-plan", "gitlab"])
def test_a_pull_request_is_judged_by_the_wheel_of_its_base(play: Callable[..., Result], shop: Path, job: str) -> None:
    pipelines.make_repository(shop, lambda: (shop / "wheels" / WHEEL).write_bytes(b"another"))
    result = play(job, CI_MERGE_REQUEST_TARGET_BRANCH_NAME=pipelines.BASE)
    assert f"installs base/wheels/{WHEEL}" in result.output
    assert f"installs wheels/{WHEEL}" not in result.output


@pytest.mark.parametrize("job", ["github-plan", "gitlab"])
def test_a_pull_request_is_judged_by_the_settings_of_its_base(play: Callable[..., Result], shop: Path, job: str) -> None:
    (shop / "buttress.yaml").write_text("fail_on: low\n")
    everything = "levels: {all: disabled}\n"
    pipelines.make_repository(shop, lambda: (shop / "buttress.yaml").write_text(everything))
    result = play(job, CI_MERGE_REQUEST_TARGET_BRANCH_NAME=pipelines.BASE)
    assert judging(result) == 1, result.output
    assert "disabled" not in result.output


@pytest.mark.parametrize("job", ["github-plan", "gitlab"])
def test_the_first_pull_request_brings_its_own_settings(play: Callable[..., Result], shop: Path, job: str) -> None:
    pipelines.make_repository(shop, lambda: (shop / "buttress.yaml").write_text("no_such_key: 1\n"))
    result = play(job)
    assert judging(result) == 2
    assert "buttress.yaml:1: unknown key no_such_key" in result.output


def test_every_file_is_read_and_has_a_comment() -> None:
    found = sorted(path.name for path in (ROOT / "examples" / "ci").glob("*.yml"))
    assert found == FILES
    for name in found:
        assert (ROOT / "examples" / "ci" / name).read_text().startswith("# ")


def test_init_writes_the_same_files() -> None:
    assert sorted(provider.file for provider in PROVIDERS.values()) == FILES
    for name in FILES:
        assert (resources.files("buttress.cli") / "ci" / name).read_bytes() == (ROOT / "examples" / "ci" / name).read_bytes()


def written(buttress: Callable[..., Any], folder: Path, runtime: str, *files: str) -> str:
    """GitHub's file for a project of this runtime that has these files."""
    (folder / "Pulumi.yaml").write_text(f"name: shop\nruntime: {runtime}\n")
    for file in files:
        (folder / file).write_text("")
    assert buttress("init", "--ci", "github").code == 0
    return (folder / ".github/workflows/buttress.yml").read_text()


@pytest.mark.parametrize(
    ("runtime", "files", "installs"),
    [
        ("python", ["requirements.txt"], 'pip install "${wheel:-wheels/buttress-*.whl}" -r requirements.txt'),
        (
            "{name: python, options: {virtualenv: venv}}",
            ["requirements.txt"],
            'pip install "${wheel:-wheels/buttress-*.whl}" -r requirements.txt',
        ),
        ("python", [], f'{INSTALLS[:-1]}[all]"'),
        ("yaml", [], INSTALLS),
    ],
)
def test_init_looks_at_runtime_and_files(
    buttress: Callable[..., Any], tmp_path: Path, runtime: str, files: list[str], installs: str
) -> None:
    text = written(buttress, tmp_path, runtime, *files)
    steps = yaml.safe_load(text)["jobs"]["plan"]["steps"]
    assert [line for one in steps for line in one.get("run", "").splitlines() if line.startswith("pip ")] == [installs]
    assert "--offline" in text


@pytest.mark.parametrize("runtime", ["nodejs", "go", "dotnet", "java"])
def test_what_cannot_be_previewed_offline_is_planned_by_its_own_host(
    buttress: Callable[..., Any], play: Callable[..., Result], shop: Path, tmp_path: Path, runtime: str
) -> None:
    text = written(buttress, tmp_path, runtime, "requirements.txt")
    assert "--offline" not in text
    assert "requirements.txt" not in text
    assert f"# the plan of a program in {runtime} comes from the cloud" in text
    assert "without credentials" not in text
    state = json.loads((ROOT / "examples/00-first-look/expected-state.json").read_text())
    steps = [{"op": "create", "urn": one["urn"], "newState": one} for one in state["deployment"]["resources"]]
    (tmp_path / "plan.json").write_text(json.dumps({"steps": steps, "changeSummary": {"create": len(steps)}}))
    pipelines.make_repository(shop)
    result = play("github-plan", text=text, STUB_PLAN=str(tmp_path / "plan.json"))
    assert judging(result) == 1, result.output
    assert result.missing == ()
