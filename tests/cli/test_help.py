"""Help: a screen of it for every command, with examples before the options, and the rest behind `--help-all`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest

from buttress.cli import program
from buttress.cli.options import _RareOption

Run = Callable[..., Any]
LINES, COLUMNS = 24, 80


def walk(command: click.Command, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, with the words that call it."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            assert member is not None
            yield from walk(member, *words, name)


COMMANDS = [*walk(program)]
every_command = pytest.mark.parametrize(("words", "command"), COMMANDS, ids=["-".join(words) or "buttress" for words, _ in COMMANDS])


@every_command
def test_help_fits_a_screen_and_shows_examples_before_options(
    buttress: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], command: click.Command
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    ran = buttress(*words, "--help")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith(" ".join(("Usage: buttress", *words)))
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= COLUMNS
    if not isinstance(command, click.Group):
        assert re.search(rf"\n  Examples?:\n    .*buttress {words[0]} ?(.|\n)*\nOptions:\n", ran.out)


def listed(text: str) -> set[str]:
    """The long names that help lists."""
    lines = [line for line in text.partition("\nOptions:\n")[2].splitlines() if line.startswith("  -")]
    return {re.findall(r"--[a-z-]+", line)[0] for line in lines}


@every_command
def test_all_help_explains_every_option(buttress: Run, words: tuple[str, ...], command: click.Command) -> None:
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []
    rare = {option.opts[0] for option in options if isinstance(option, _RareOption)}
    common = {option.opts[0] for option in options} - rare
    short, whole = (listed(buttress(*words, asked).out) for asked in ("--help", "--help-all" if rare else "--help"))
    if words != ("exposure",):
        assert ("--help-all" in short) == bool(rare)
    assert short - {"--help", "--help-all"} == common
    assert whole - {"--help", "--help-all"} == common | rare


def test_the_program_lists_its_rare_commands_with_the_rest(buttress: Run) -> None:
    pages = (buttress(asked).out.partition("Commands:")[2] for asked in ("--help", "--help-all"))
    short, whole = (re.findall(r"^  ([a-z]+) ", page, re.MULTILINE) for page in pages)
    assert set(short) < set(whole)
    assert whole == program.list_commands(click.Context(program))
