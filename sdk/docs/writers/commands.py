"""The command line, from click itself."""

from __future__ import annotations

from collections.abc import Iterator

import click

from buttress.cli import program
from buttress.cli.options import whole_help
from buttress.report.registry import FORMATS
from writers.markdown import document, fenced

_WIDTH = 100
_EXITS = """\
| exit code | meaning |
| --- | --- |
| 0 | nothing at or above the threshold (`--fail-on`, `fail_on:`) |
| 1 | findings at or above it, a waiver that does not hold, or a check that could not be evaluated |
| 2 | anything else: bad use, broken input, a full disk, a closed stdout; the message names the place and the way out |
| 130 | interrupted |"""


def page() -> str:
    """`cli.md`: the help of every command, as the terminal shows it."""
    parts = [
        "Data goes to stdout; progress, hints and errors go to stderr.\n`NO_COLOR` and `--no-color` take the colour away.",
        _EXITS,
        "Report formats: " + ", ".join(f"`{name}`" for name in sorted(FORMATS)) + ".",
    ]
    for path, command in walk():
        parts += [f"## {path}", fenced(_help(path, command), "text")]
    return document("Command line", *parts)


def walk() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before their members."""
    yield from _walk("buttress", program)


def _walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member is not None and not member.hidden:
                yield from _walk(f"{path} {name}", member)


def _help(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path, terminal_width=_WIDTH, max_content_width=_WIDTH, color=False)
    context.help_option_names = ["-h", "--help"]
    return whole_help(context)
