"""`pulumi preview --policy-pack "$(buttress pack)"`, where something keeps the pack from judging: Pulumi takes no path for no policies."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress.pack import files
from buttress.pulumi.command import find_pulumi

pytestmark = pytest.mark.xdist_group("pulumi")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: yaml\noutputs: {a: b}\n")
    return folder


@pytest.fixture
def preview(project: Path, tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Run `pulumi preview` in the project under what stands in for a policy pack."""
    home = {
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_BACKEND_URL": f"file://{tmp_path}",
        "PULUMI_CONFIG_PASSPHRASE": "a",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    found = find_pulumi().path
    env = {**os.environ, **home, "PATH": f"{found.parent}:{os.environ['PATH']}"}
    subprocess.run([found, "stack", "init", "dev", "--non-interactive"], cwd=project, env=env, check=True, capture_output=True)

    def run(pack: str) -> subprocess.CompletedProcess[str]:
        command = [str(found), "preview", "--stack", "dev", "--non-interactive", "--policy-pack", pack]
        return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False, timeout=120)

    return run


BROKEN = {
    "settings": ("buttress.yaml", "levles: {}\n", "levles"),
    "YAML": ("buttress.yaml", "levels: [\n", "not valid YAML"),
    "policies": ("buttress.yaml", "policies: [nowhere]\n", "nowhere"),
    "waivers": ("buttress-waivers.yaml", "waivers: 3\n", "waivers"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_pack_that_cannot_judge_has_a_path_and_fails_the_preview_with_the_reason(
    buttress: Callable[..., Ran],
    preview: Callable[[str], subprocess.CompletedProcess[str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    file, text, reason = BROKEN[fault]
    (project / file).write_text(text)
    monkeypatch.chdir(project)
    ran = buttress("pack")
    assert Path(ran.out.strip()).is_file()
    if fault != "waivers":
        assert ran.code == 2
        assert reason in ran.err
    previewed = preview(ran.out.strip())
    assert previewed.returncode != 0
    assert reason in previewed.stdout + previewed.stderr


@pytest.mark.parametrize("arguments", [["--directry", "x"], ["--directory", "full"], ["--directory"]])
def test_a_pack_that_cannot_be_written_is_a_path_that_fails_the_preview(
    buttress: Callable[..., Ran], preview: Callable[[str], subprocess.CompletedProcess[str]], tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    ran = buttress("pack", *arguments)
    assert ran.code == 2
    assert ran.out == "/dev/null/no-policy-pack\n"
    assert preview(ran.out.strip()).returncode != 0


def test_a_pack_whose_file_cannot_be_written_anywhere_is_a_path_that_fails_the_preview(
    buttress: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "executable", refuse)
    ran = buttress("pack")
    assert (ran.code, ran.out) == (2, "/dev/null/no-policy-pack\n")
    assert "No space left on device" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("levels: {all: disabled}\n", ["the level of all checks is disabled"]),
        ("parameters: {aws-rds-backup-retention: {min_days: 1}}\n", ["min_days of aws-rds-backup-retention is 1, not 7"]),
        ("fail_on: low\n", []),
    ],
)
def test_a_preview_under_the_pack_says_what_the_project_adjusted(
    preview: Callable[[str], subprocess.CompletedProcess[str]], project: Path, text: str, told: list[str]
) -> None:
    (project / "buttress.yaml").write_text(text)
    previewed = preview(str(files.executable()))
    assert previewed.returncode == 0, previewed.stdout + previewed.stderr
    assert [one for one in told if f"adjusted by the project: {one}" in previewed.stdout] == told
    assert ("adjusted by the project" in previewed.stdout) is bool(told)


def test_the_documentation_takes_the_path_in_a_step_of_its_own() -> None:
    root = Path(__file__).parents[2]
    pages = [root / "README.md", *root.glob("sdk/docs/guide/*.md"), *root.glob("examples/**/*.md"), root / "sdk/buttress/cli/pack.py"]
    lines = [line for page in pages for line in page.read_text().splitlines() if re.search(r"pulumi .*--policy-pack", line)]
    assert lines
    assert not [line for line in lines if re.search(r"pulumi .*\$\(buttress", line)]
