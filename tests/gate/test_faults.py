"""Faults that are nobody's finding: each ends with exit code 2, one line that says where, and nothing written by half."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress import documents

BUTTRESS = [sys.executable, "-m", "buttress"]
NEW = ("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3/bucket:Bucket", "--policies", "mine")


def _held(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _one_line(err: str) -> bool:
    """An error of one line, with a hint at most behind it."""
    lines = [line for line in err.splitlines() if not line.startswith("  hint: ")]
    return len(lines) == 1 and lines[0].startswith("error: ") and "a fault of Buttress itself" not in err and "Traceback" not in err


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full", ">&- 2>&-"])
@pytest.mark.parametrize("command", ["check state.json", "check state.json --format json", "catalog", "engine info", "pack"])
def test_a_stdout_that_takes_nothing(state: Callable[..., str], tmp_path: Path, redirected: str, command: str) -> None:
    state(b={})
    script = f'exec "$0" -m buttress {command} {redirected}'
    ran = subprocess.run(["/bin/sh", "-c", script, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert _one_line(ran.stderr) or "2>&-" in redirected


def _full(limit: int) -> Callable[[], None]:
    """A disk on which no file grows beyond so many bytes: writing more is an error, as on one that is full."""

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return prepare


@pytest.mark.parametrize(
    ("arguments", "limit"),
    [
        (NEW, 500),
        (("engine", "bundle", "-o", "bundle.tar.gz"), 500),
        (("init", "--ci", "github"), 1500),
        (("check", "state.json", "-o", "html=report/"), 20_000),
        (("check", "state.json", "-o", "html=deep/er/report/"), 20_000),
        (("check", "state.json", "-o", "report.html"), 500),
    ],
)
def test_a_full_disk_leaves_nothing_by_half(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, arguments: tuple[str, ...], limit: int
) -> None:
    state(b={}, c={})
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: yaml\n")
    # What a run keeps in the cache must not be what fails.
    assert buttress("check", "state.json").code in {0, 1}
    before = _held(tmp_path)
    out = tmp_path.parent / f"{tmp_path.name}.out"
    with out.open("wb") as stream:
        ran = subprocess.run(
            [*BUTTRESS, *arguments], cwd=tmp_path, stdout=stream, stderr=subprocess.PIPE, text=True, check=False, preexec_fn=_full(limit)
        )
    assert ran.returncode == 2, ran.stderr
    assert "File too large" in ran.stderr
    assert _one_line(ran.stderr)
    assert _held(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [NEW, ("engine", "bundle", "-o", "bundle.tar.gz"), ("init", "--ci", "github"), ("check", "state.json", "-o", "html=report/")],
)
def test_a_folder_that_cannot_be_written(
    buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Whoever runs the tests may write everywhere; so the place refuses."""
    state(b={})
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: yaml\n")
    before = _held(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    ran = buttress(*arguments)
    monkeypatch.undo()
    assert ran.code == 2
    assert "Permission denied" in ran.err
    assert _one_line(ran.err)
    assert _held(tmp_path) == before


def test_a_folder_of_pages_that_was_there_keeps_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine").write_text("mine")
    documents.write_together(tmp_path / "report", {"a/b.html": b"1", "index.html": b"2"})
    assert _held(tmp_path / "report") == {"mine", "a", "a/b.html", "index.html"}


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999", "http://127.0.0.1:x", "http://[::1", "http://", "127.0.0.1"])
def test_a_server_whose_url_is_none(
    buttress: Callable[..., Ran], state: Callable[..., str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BUTTRESS_OPA_URL", url)
    ran = buttress("check", state(b={}))
    assert ran.code == 2
    assert "not the URL of an OPA server" in ran.err
    assert _one_line(ran.err)


@pytest.mark.parametrize("moment", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("arguments", [("check", "state.json"), ("waivers", "list")])
def test_a_moment_at_the_end_of_the_calendar(
    buttress: Callable[..., Ran], state: Callable[..., str], moment: str, arguments: tuple[str, ...]
) -> None:
    state(b={})
    ran = buttress(*arguments, "--now", moment)
    assert ran.code == 2
    assert _one_line(ran.err)


@pytest.mark.parametrize("name", ["buttress.yaml", "buttress-waivers.yaml"])
@pytest.mark.parametrize("text", ["waivers: &a\n  - *a\n", "levels: &a\n  x: *a\n", "&a [*a]\n"])
def test_yaml_that_refers_to_itself(buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    ran = buttress("check", state(b={}))
    assert ran.code == 2
    assert f"{name}:1: an anchor holds an alias of itself" in ran.err
    assert _one_line(ran.err)


@pytest.mark.parametrize("problem", [RuntimeError("odd"), RecursionError("deep"), MemoryError(), KeyError("x"), UnicodeError("u")])
def test_what_nobody_foresaw_is_a_failure_of_ours_and_no_finding(
    buttress: Callable[..., Ran], state: Callable[..., str], monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("buttress.cli.check.run_assessment", fail)
    ran = buttress("check", state(b={}))
    assert ran.code == 2
    assert ran.err.startswith("error: a fault of Buttress itself: ")
    assert len(ran.err.splitlines()) == 1
    assert os.linesep.join(ran.err.splitlines()).count("Traceback") == 0
