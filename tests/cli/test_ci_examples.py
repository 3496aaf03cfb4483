"""The CI files in examples/ci: they parse, and their commands do on the first example what the files say."""

from __future__ import annotations

import itertools
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from buttress.cli.ci_providers import PROVIDERS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("pulumi")

FILES = ("azure-pipelines.yml", "buildspec.yml", "github-actions.yml", "gitlab-ci.yml")


def strings(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(member)


def commands(name: str) -> list[list[str]]:
    """The judging commands of a file, as arguments."""
    document = yaml.safe_load((ROOT / "examples" / "ci" / name).read_text())
    lines = [line.strip() for text in strings(document) for line in text.splitlines()]
    return [shlex.split(line)[1:] for line in lines if re.match(r"buttress (check|report|preview) ", line)]


def written(arguments: list[str]) -> list[str]:
    """The files that a command is to write."""
    return [value.rpartition("=")[2] for option, value in itertools.pairwise(arguments) if option == "-o"]


@pytest.mark.parametrize("name", FILES)
def test_commands_write_what_the_file_publishes_and_stop_the_weak_shop(
    buttress: Callable[..., Any], tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = commands(name)
    assert found
    shop = tmp_path / "shop"
    shutil.copytree(ROOT / "examples" / "01-checkout", shop, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(shop / "expected-state.json", shop / "state.json")
    monkeypatch.chdir(shop)
    text = (ROOT / "examples" / "ci" / name).read_text()
    for arguments in found:
        ran = buttress(*arguments, "--now=2026-01-31")
        assert ran.code == 1, ran.err
        files = written(arguments)
        assert files
        for file in files:
            assert (shop / file).stat().st_size > 1000
            assert text.count(Path(file).name) >= 2, f"{file} is written and not published"


def test_every_file_is_read_and_has_a_comment() -> None:
    found = sorted(path.name for path in (ROOT / "examples" / "ci").glob("*.yml"))
    assert found == sorted(FILES)
    for name in found:
        assert (ROOT / "examples" / "ci" / name).read_text().startswith("# ")


def test_init_writes_the_same_files() -> None:
    assert sorted(provider.file for provider in PROVIDERS.values()) == sorted(FILES)
    for name in FILES:
        assert (resources.files("buttress.cli") / "ci" / name).read_bytes() == (ROOT / "examples" / "ci" / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_gate_passes_where_nothing_is_at_its_threshold(
    buttress: Callable[..., Any], state: Callable[..., str], tmp_path: Path, name: str
) -> None:
    state(b={"versioning": {"enabled": True}})
    for arguments in commands(name):
        if arguments[0] != "preview":
            # Without a cloud account in the state there is nothing critical or high but what a bare bucket lacks.
            lenient = ["never" if one == "high" else one for one in arguments]
            assert buttress(*lenient, "--now=2026-01-31").code == 0
