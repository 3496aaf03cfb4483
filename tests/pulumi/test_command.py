from __future__ import annotations

from pathlib import Path

import pytest

from buttress.errors import ToolError
from buttress.pulumi.command import VARIABLE, find_pulumi


def cli(directory: Path, says: str) -> Path:
    file = directory / "pulumi"
    directory.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


def built(directory: Path, says: str, environ: dict[str, str]) -> None:
    """A CLI in the user's cache, and a link to it, as `make tools` makes one."""
    directory.mkdir(parents=True)
    (directory / "pulumi").symlink_to(cli(Path(environ["BUTTRESS_CACHE"]) / "tools" / "pulumi", says))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "project"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_a_named_cli_comes_first(empty: Path, tmp_path: Path) -> None:
    named = cli(tmp_path / "named", "v3.300.1")
    cli(empty / ".tools" / "bin", "v3.270.0")
    found = find_pulumi(named, {"PATH": ""})
    assert (found.path, found.version) == (named, "3.300.1")


def test_the_variable_comes_before_the_tools_and_the_path(empty: Path, tmp_path: Path) -> None:
    environ = {"PATH": "", "BUTTRESS_CACHE": str(tmp_path / "cache")}
    built(empty / ".tools" / "bin", "v3.270.0", environ)
    named = cli(tmp_path / "variable", "v3.280.0")
    assert find_pulumi(None, {**environ, VARIABLE: str(named)}).version == "3.280.0"


def test_the_tools_of_a_directory_above_come_before_the_path(empty: Path, tmp_path: Path) -> None:
    environ = {"PATH": str(tmp_path / "bin"), "BUTTRESS_CACHE": str(tmp_path / "cache")}
    built(tmp_path / ".tools" / "bin", "v3.270.0", environ)
    cli(tmp_path / "bin", "v3.290.0")
    assert find_pulumi(None, environ).version == "3.270.0"


@pytest.mark.parametrize("planted", ["program", "link"])
def test_a_cli_that_the_project_brings_is_not_run(empty: Path, tmp_path: Path, planted: str) -> None:
    place = empty / ".tools" / "bin"
    theirs = cli(place if planted == "program" else empty / "theirs", f"v3.270.0'; touch {tmp_path}/ran; echo '")
    if planted == "link":
        place.mkdir(parents=True)
        (place / "pulumi").symlink_to(theirs)
    cli(tmp_path / "bin", "v3.290.0")
    found = find_pulumi(None, {"PATH": str(tmp_path / "bin"), "BUTTRESS_CACHE": str(tmp_path / "cache")})
    assert found.path == tmp_path / "bin" / "pulumi"
    assert not (tmp_path / "ran").exists()


def test_the_path_comes_last(empty: Path, tmp_path: Path) -> None:
    cli(tmp_path / "bin", "v3.290.0-alpha.1")
    assert find_pulumi(None, {"PATH": str(tmp_path / "bin")}).version == "3.290.0"


def test_no_cli_is_an_error_with_a_way_out(empty: Path) -> None:
    with pytest.raises(ToolError, match="the Pulumi CLI was not found") as caught:
        find_pulumi(None, {"PATH": str(empty)})
    assert "make tools" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("says", "words"),
    [("v3.254.9", r"is Pulumi 3.254.9, and 3.255.0 or newer is needed"), ("v2.0.0", "or newer is needed"), ("hello", "prints no version")],
)
def test_an_old_or_a_foreign_cli_is_refused(empty: Path, tmp_path: Path, says: str, words: str) -> None:
    with pytest.raises(ToolError, match=words):
        find_pulumi(cli(tmp_path / "bin", says), {"PATH": ""})


def test_a_named_file_that_cannot_run_is_refused(empty: Path) -> None:
    (empty / "pulumi").write_text("")
    with pytest.raises(ToolError, match="is not an executable file"):
        find_pulumi(empty / "pulumi", {"PATH": ""})
