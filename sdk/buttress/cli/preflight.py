"""`buttress preflight`: what a first update will meet in an account."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click
import orjson

from buttress.cli import terminal
from buttress.cli.options import Command
from buttress.cli.preview import config_of, planned_in
from buttress.text import plural, printable

if TYPE_CHECKING:
    from buttress.preflight import Notice, Preflight

_SHOWN = 3
_MARKS = {"stops": "✗ stops", "check": "? check", "know": "· know "}


@click.command(cls=Command)
@click.argument("directory", type=click.Path(exists=True, file_okay=False), default=".")
@click.option("--stack", metavar="STACK", help="The stack, where the project has several.")
@click.option("--config-value", "-c", "values", multiple=True, metavar="K=V", help="A configuration value; repeatable.")
@click.option("--ask", "asks", is_flag=True, help="Ask the AWS account of the credentials, too. Reads only.")
@click.option("--print-policy", is_flag=True, help="Print the IAM policy that the deployer needs, and nothing else.")
@click.option("--print-role", is_flag=True, help="Print the custom role of Azure that the deployer needs, and nothing else.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def preflight(
    directory: str, stack: str | None, values: tuple[str, ...], form: str, *, asks: bool, print_policy: bool, print_role: bool
) -> int:
    r"""Say what the first update of the Pulumi project in DIRECTORY will meet.

    The program is previewed offline; regions, quotas, names, what may exist already, resource providers, licences and the rights
    of the deployer are held against it. Exit code 1 if something will stop the update.

    \b
    Examples:
      buttress preflight .
      buttress preflight . --ask
      buttress preflight . --print-policy > deployer.json
    """
    from buttress import preflight as room

    if print_policy and print_role:
        raise click.UsageError("--print-policy and --print-role are printed one at a time")
    (snapshot,) = planned_in(directory, stack, config_of(values), offline=True)
    if print_policy or print_role:
        document = room.policy(snapshot) if print_policy else room.role(snapshot)
        terminal.emit(orjson.dumps(document, option=orjson.OPT_INDENT_2))
        return 0
    found = room.examine(snapshot)
    if asks:
        from buttress.preflight.account import ask

        found = ask(found, snapshot)
    terminal.emit(_json(found) if form == "json" else _text(found).encode())
    return int(found.stops)


def _json(found: Preflight) -> bytes:
    notices = [
        {"topic": one.topic, "level": one.level, "text": one.text, "how": one.how, "link": one.link, "resources": list(one.resources)}
        for one in found.notices
    ]
    document = {"schema": "buttress.preflight/1", "asked": found.asked, "notices": notices, "unjudged": list(found.unjudged)}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _text(found: Preflight) -> str:
    count = sum(one.level == "stops" for one in found.notices)
    rest = plural(len(found.notices), "thing")
    head = f"{count} of {rest} will stop the update" if count else f"nothing is known to stop the update, {rest} to look at"
    asked = f"asked: {found.asked}" if found.asked else "no account was asked: what exists there is not known"
    lines = [f"{head} ({asked})", ""]
    for one in found.notices:
        lines += _lines(one)
    lines += [f"not looked at: {printable(text)}" for text in found.unjudged]
    return "\n".join(lines)


def _lines(one: Notice) -> list[str]:
    more = f" and {len(one.resources) - _SHOWN} more" if len(one.resources) > _SHOWN else ""
    about = f" [{', '.join(one.resources[:_SHOWN])}{more}]" if one.resources else ""
    lines = _wrapped(f"{_MARKS[one.level]}  {one.topic}: {one.text}{about}", "")
    if one.how:
        lines += _wrapped(one.how, "  ")
    return [*lines, *([f"  {one.link}"] if one.link else [])]


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        terminal.width(),
        initial_indent=indent,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
