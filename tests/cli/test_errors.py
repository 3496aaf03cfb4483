"""What nobody foresaw: one line, exit 2, and a traceback for those who ask for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FAULT, WAY_OUT = "error: a fault of Buttress itself:", "(`buttress --debug …` shows where)"
BUTTRESS = (sys.executable, "-m", "buttress")


def shell(redirected: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program with its stdout as a shell redirects it."""
    command = ["sh", "-c", f'exec "$@" {redirected}', "sh", *BUTTRESS, *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let reading a state end in an exception."""

    def plant(problem: Exception) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise problem

        monkeypatch.setattr("buttress.cli.check.run_assessment", fail)

    return plant


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (KeyError("urn"), f"{FAULT} KeyError: 'urn' {WAY_OUT}"),
        (
            RuntimeError("one\ntwo\x1b[2J"),
            f"{FAULT} RuntimeError: one two\\x1b[2J {WAY_OUT}",
        ),
        (MemoryError(), f"{FAULT} MemoryError {WAY_OUT}"),
        (RecursionError("too deep"), f"{FAULT} RecursionError: too deep {WAY_OUT}"),
        (OSError(28, "No space left on device", "report.json"), "error: report.json: No space left on device"),
        (BrokenPipeError(32, "Broken pipe"), "error: stdout is closed: not everything could be written"),
    ],
)
def test_an_unforeseen_error_is_one_line_and_a_traceback_only_when_asked_for(
    buttress: Run, state: Run, fault: Callable[[Exception], None], problem: Exception, message: str
) -> None:
    fault(problem)
    ran = buttress("check", state(b={}))
    assert (ran.code, ran.out, ran.err.splitlines()) == (2, "", [message])
    detailed = buttress("--debug", "check", "state.json")
    assert detailed.code == 2
    assert detailed.err.startswith("Traceback (most recent call last):\n")
    assert "in fail\n" in detailed.err
    assert detailed.err.splitlines()[-1] == message


def test_debug_shows_where_a_foreseen_error_comes_from(buttress: Run) -> None:
    ran = buttress("--debug", "check", "none.json")
    assert ran.code == 2
    assert "Traceback" in ran.err
    assert "none.json: cannot be read" in ran.err.splitlines()[-1]


def test_an_interrupt_ends_with_130(buttress: Run, state: Run, fault: Callable[[Any], None]) -> None:
    fault(KeyboardInterrupt())
    ran = buttress("check", state(b={}))
    assert (ran.code, ran.err.split()) == (130, ["interrupted"])


@pytest.mark.parametrize("arguments", [("catalog",), ("--help",), ("check", "--help")])
@pytest.mark.parametrize(
    ("redirected", "message"),
    [
        (">&-", "error: stdout is closed: not everything could be written\n"),
        (">/dev/full", "error: stdout: No space left on device\n"),
    ],
)
def test_what_stdout_does_not_take_is_an_error(arguments: tuple[str, ...], redirected: str, message: str) -> None:
    ran = shell(redirected, *arguments)
    assert (ran.returncode, ran.stderr) == (2, message)


@pytest.mark.parametrize("arguments", [("catalog",), ("--help",), ("check", "--help")])
def test_a_pipe_that_nobody_reads_is_an_error(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run([*BUTTRESS, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (2, "error: stdout is closed: not everything could be written\n")


def test_a_closed_stderr_changes_no_exit_code(state: Run, tmp_path: Path) -> None:
    state(b={})
    for arguments, code in ((("check", str(tmp_path / "state.json"), "--now=2026-01-31"), 1), (("check", str(tmp_path / "none.json")), 2)):
        assert shell(">/dev/null 2>&-", *arguments).returncode == code
