"""Every command of our documentation runs, and prints what the page shows, whole: see `sdk/docs/transcripts.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import transcripts

PAGES = {page.stem: page for page in transcripts.PAGES}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_print_what_it_shows(name: str) -> None:
    """`make docs` renews it."""
    page = PAGES[name].read_text(encoding="utf-8")
    if not transcripts.commands(page):
        pytest.skip("the page runs nothing")
    assert transcripts.renewed(page, in_tree=PAGES[name] == transcripts.CONTRIBUTING) == page


def test_what_a_page_shows_is_replaced_by_what_is_printed() -> None:
    page = "```yaml a.yaml\nx: 1\n```\n\n```console\n$ cat a.yaml\nx: 2\n$ false\n$ echo $?\n```\n\n```sh\nnot run\n```\n"
    true = page.replace("x: 2", "x: 1").replace("$ echo $?\n", "$ echo $?\n1\n")
    assert transcripts.commands(page) == ["cat a.yaml", "false", "echo $?"]
    assert transcripts.renewed(page) == true
    assert transcripts.renewed(true) == true


def test_a_duration_or_a_digest_alone_changes_nothing() -> None:
    page = "```console\n$ echo 01234567 in 0.12 s\n89abcdef in 7.5 s\n```\n"
    assert transcripts.renewed(page) == page


def test_a_diff_changes_a_file_or_says_that_it_does_not_fit(tmp_path: Path) -> None:
    change, file = tmp_path / "change", tmp_path / "file"
    change.write_text(" a\n-b\n+B\n+\n")
    file.write_text("a\nb\nc\n")
    transcripts.edit(change, file)
    assert file.read_text() == "a\nB\n\nc\n"
    with pytest.raises(transcripts.Untrue, match="do not stand there once"):
        transcripts.edit(change, file)


@pytest.mark.parametrize("body", ["$ buttress no-such-command", "$ buttress no-such-command 2>&1 | grep -c such", "$ exit 0\n$ echo gone"])
def test_a_session_that_fails_is_said(body: str) -> None:
    with pytest.raises(transcripts.Untrue):
        transcripts.renewed(f"```console\n{body}\n```\n")


def test_bad_use_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert transcripts.main(["--renew"]) == 2
    assert capsys.readouterr().err.startswith("usage:")
    assert str(Path(transcripts.__file__).parent) in sys.path
