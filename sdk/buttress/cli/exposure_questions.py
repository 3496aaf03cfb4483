"""The questions of `buttress exposure init --ask`: on stderr, so that nothing but answers is read from the terminal."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from buttress.cli.options import parse_day
from buttress.errors import ConfigError
from buttress.exposure.model.defaults import default_document, default_period
from buttress.exposure.model.first import Answers
from buttress.exposure.model.sheet import TRIGGERS, read_cell

Found = TypeVar("Found")

_CONTRACT = (
    ("value", "Value that the damages are a share of"),
    ("liquidated_damages", "Liquidated damages, as 10 % or 5 % / 10 % / 15 %"),
    ("cap", "Cap of the damages"),
    ("trigger", f"Trigger ({TRIGGERS})"),
    ("cure_days", "Days to cure"),
    ("annual", "Revenue a year"),
    ("margin", "Gross margin"),
)
_NEEDED = {"value", "trigger"}


def ask(today: dt.date) -> Answers:
    """What the person at the terminal answers. Raises ConfigError where nobody can: it needs a terminal."""
    if not _on_terminal():
        raise ConfigError("--ask needs a terminal", hint="leave it out, or give contracts in a sheet: --contracts FILE.csv")
    usual = default_document().data
    start, end = default_period(today)
    currency = _answer("Currency", usual["currency"], _currency)
    first = _answer("First day of the period", start.isoformat(), _day)
    last = _answer("First day after the period", (first + (end - start)).isoformat(), _later_than(first))
    contracts = _contracts()
    team = usual["team"]
    return Answers(
        currency=currency,
        period=(first, last),
        contracts=contracts,
        team={
            "people": _answer("People who fix", f"{team['people']}", _positive),
            "weekly_rate": _answer("Loaded cost of a person a week", "4000", _positive),
            "capacity_weeks": _answer("Weeks of the whole team until the end of the period", f"{team['capacity_weeks']}", _number),
        },
    )


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _contracts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    click.echo("\nContracts that cost something if the report is not clean.", err=True)
    click.echo("An empty name ends the list, an empty answer leaves a term out.", err=True)
    while name := click.prompt("\nContract", default="", show_default=False, err=True).strip():
        if any(one["id"] == name for one in found):
            click.echo(f"  there is a contract {name} already", err=True)
            continue
        row: dict[str, Any] = {"id": name}
        for column, question in _CONTRACT:
            answer = _answer(f"  {question}", "" if column not in _NEEDED else None, _cell(column))
            if answer is not None:
                row[column] = answer
        found.append(row)
    return found


def _answer(question: str, default: str | None, read: Callable[[str], Found]) -> Found:
    """An answer that can be read; the question comes again until there is one."""

    def checked(text: str) -> Found:
        try:
            return read(text.strip())
        except ConfigError as problem:
            raise click.BadParameter(f"{problem.message}{f' ({problem.hint})' if problem.hint else ''}") from None

    found: Found = click.prompt(question, default=default, show_default=bool(default), value_proc=checked, err=True)
    return found


def _cell(column: str) -> Callable[[str], Any]:
    return lambda text: read_cell(column, text, None) if text else None


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ConfigError(f"{text!r} is no currency", hint="three capital letters, as USD")
    return text


def _day(text: str) -> dt.date:
    found = parse_day(text)
    if found is None:
        raise ConfigError("a day is needed", hint="as 2026-01-31")
    return found


def _later_than(first: dt.date) -> Callable[[str], dt.date]:
    def read(text: str) -> dt.date:
        found = _day(text)
        if found <= first:
            raise ConfigError(f"{found} does not come after {first}")
        return found

    return read


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        raise ConfigError(f"{text!r} is not a number", hint="zero or more")
    return found


def _positive(text: str) -> float:
    found = _number(text)
    if not found:
        raise ConfigError("0 is too few")
    return found
