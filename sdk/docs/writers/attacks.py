"""The page of what the checks are attacked with, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from writers.markdown import table

RESULTS = Path("tests/attack/results.json")
EXCUSES = Path("tests/attack/excuses.yaml")


def page(root: Path) -> str:
    """The page, from the table that `make attack` wrote and the excuses."""
    rows = json.loads((root / RESULTS).read_text(encoding="utf-8"))
    excuses: dict[str, list[dict[str, str]]] = yaml.safe_load((root / EXCUSES).read_text(encoding="utf-8")) or {}
    lines = [
        "<!-- Written by `make docs`. Change what it is made from instead. -->",
        "",
        "# Attacks",
        "",
        "`make attack` changes the cases of every check as this list says. What is *equal* comes to the outcome that the case expects,",
        "and what is *worse* does not pass. A survivor is fixed, or excused below with the reason.",
        "",
        table(("Attack", "What is changed", "Claim", "Tried", "Excused"), map(_row, rows)),
        "",
        "## Excused",
        "",
        *(f"* {attack}, `{one['check']}`{_case(one)}: {one['reason']}." for attack in sorted(excuses) for one in excuses[attack]),
    ]
    return "\n".join([*lines, ""])


def _case(one: dict[str, str]) -> str:
    return "" if one["case"] == "*" else f" ({one['case']})"


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return one["name"], one["says"], one["kind"], f"{one['tried']:,}", f"{one['excused']:,}"
