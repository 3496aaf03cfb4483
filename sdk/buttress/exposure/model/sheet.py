"""Contracts kept in a sheet: a CSV file with one row a contract, as rows of exposure.yaml."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import Any

from buttress.documents import Document, Place
from buttress.errors import ConfigError, Error
from buttress.text import nearest

TEXTS = ("id", "title", "value_basis", "master_agreement", "source")
DATES = ("renewal",)
AMOUNTS = ("value", "cap", "annual")
COUNTS = ("cure_days", "notice_days")
SHARES = ("liquidated_damages", "margin", "churn_qualified", "churn_adverse", "churn_disclaimer")
COLUMNS = (*TEXTS, *DATES, *AMOUNTS, *COUNTS, *SHARES, "termination", "trigger")
REQUIRED = ("id", "value", "trigger")
TRIGGERS = "modified; adverse; criteria CC6.1 CC6.7; exceptions CC7.2; report after 2027-03-31"

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER.pattern})(?: (?P<code>[A-Z]{{3}}))?")
_SHARE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<percent>%?)")
_WORDS = {"yes": True, "true": True, "no": False, "false": False}


def read_sheet(path: str | os.PathLike[str]) -> Document:
    """The rows of a CSV file (comma, semicolon or tab; the first line names the columns) as `contracts` of a document with its lines.

    Amounts may have commas between thousands and a currency after them, shares a percent sign; `liquidated_damages` may be three
    shares, lowest, likeliest and highest, with slashes between. An empty cell says nothing. Raises ConfigError with file and line.
    """
    file = os.fspath(path)
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror}", where=file) from None
    except UnicodeDecodeError as problem:
        raise ConfigError(f"is not UTF-8 text (byte {problem.start})", where=file, hint="save the sheet as CSV UTF-8") from None
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as problem:
        raise ConfigError(f"is not CSV: {problem}", where=f"{file}:{reader.line_num}") from None
    if not rows:
        raise ConfigError("is empty", where=file, hint=f"its first line names the columns: {', '.join(REQUIRED)} and others")
    (line, names), *body = rows
    _columns(file, line, names)
    contracts: list[dict[str, Any]] = []
    lines: dict[Place, int] = {}
    for line, cells in body:
        if not any(cells):
            continue
        if len(cells) > len(names):
            raise ConfigError(
                f"has {len(cells)} cells, the first line {len(names)} columns", where=f"{file}:{line}", hint="quote text with a separator"
            )
        given = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
        lines["contracts", len(contracts)] = line
        contracts.append(_row(given, f"{file}:{line}"))
    return Document(file, {"contracts": contracts}, lines)


def _columns(file: str, line: int, names: list[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            hint = nearest(name, COLUMNS) or f"known columns: {', '.join(COLUMNS)}"
            raise ConfigError(f"unknown column {name!r}", where=f"{file}:{line}", hint=hint)
        if names.count(name) > 1:
            raise ConfigError(f"the column {name} appears twice", where=f"{file}:{line}")
    for name in REQUIRED:
        if name not in names:
            raise ConfigError(f"has no column {name}", where=f"{file}:{line}", hint=f"needed are {', '.join(REQUIRED)}")


def _row(given: dict[str, str], where: str) -> dict[str, Any]:
    for name in REQUIRED:
        if name not in given:
            raise ConfigError(f"{name} is empty", where=where, hint=f"each contract needs {', '.join(REQUIRED)}")
    row = {name: read_cell(name, text, where) for name, text in given.items()}
    churn = {name.removeprefix("churn_"): row.pop(name) for name in given if name.startswith("churn_")}
    return {**row, "churn": churn} if churn else row


def read_cell(name: str, text: str, where: str | None) -> Any:
    """The value of one column as exposure.yaml writes it. Raises ConfigError with `where`."""
    if name in AMOUNTS:
        return _amount(name, text, where)
    if name in COUNTS:
        return _count(name, text, where)
    if name == "liquidated_damages" and "/" in text:
        return {"pert": [_share(name, part.strip(), where) for part in text.split("/")]}
    if name in SHARES:
        return _share(name, text, where)
    if name == "termination":
        return _word(name, text, where)
    return _trigger(text, where) if name == "trigger" else text


def _amount(name: str, text: str, where: str | None) -> Any:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise _wrong(name, text, where, "a number, as 4000000, 4,000,000 or 250000 EUR")
    number = match["number"].replace(",", "")
    return f"{number} {match['code']}" if match["code"] else _plain(number)


def _count(name: str, text: str, where: str | None) -> int:
    if not text.isascii() or not text.isdigit():
        raise _wrong(name, text, where, "a whole number of days")
    return int(text)


def _share(name: str, text: str, where: str | None) -> float:
    match = _SHARE.fullmatch(text)
    if not match:
        raise _wrong(name, text, where, "a share, as 0.10 or 10 %")
    return float(match["number"]) / (100 if match["percent"] else 1)


def _word(name: str, text: str, where: str | None) -> bool:
    if text.lower() not in _WORDS:
        raise _wrong(name, text, where, "yes or no")
    return _WORDS[text.lower()]


def _trigger(text: str, where: str | None) -> dict[str, Any]:
    """A trigger as exposure.yaml writes it."""
    kind, *rest = text.replace(",", " ").split()
    if kind in {"modified", "adverse"} and not rest:
        return {"opinion": kind}
    if kind in {"criteria", "exceptions"} and rest:
        return {kind: rest}
    if kind == "report" and len(rest) == 2 and rest[0] == "after":  # noqa: PLR2004
        return {"report_after": rest[1]}
    raise _wrong("trigger", text, where, TRIGGERS)


def _plain(number: str) -> int | float:
    return float(number) if "." in number else int(number)


def _wrong(name: str, text: str, where: str | None, hint: str) -> Error:
    return ConfigError(f"{name}: {text!r} cannot be read", where=where, hint=hint)
