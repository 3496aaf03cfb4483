"""A first exposure.yaml from what somebody has told: the commented defaults, with the user's own contracts, period and team in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from attrs import frozen

from buttress.exposure.model.defaults import init_text

_CONTRACTS = re.compile(r"^# The contracts below are made up.*?(?=^entity_costs:)", re.MULTILINE | re.DOTALL)
_TEAM = re.compile(r"^team:\n.*?(?=^  # freezes)", re.MULTILINE | re.DOTALL)


@frozen(kw_only=True)
class Answers:
    """What somebody has told; None where it stays as it is. `contracts` are rows of exposure.yaml, `team` its keys with their values."""

    currency: str | None = None
    period: tuple[dt.date, dt.date] | None = None
    contracts: Sequence[Mapping[str, Any]] | None = None
    team: Mapping[str, float] | None = None


def first_text(today: dt.date, answers: Answers) -> str:
    """The text of a first exposure.yaml. What was told carries no mark of a default."""
    text = init_text(today)
    if answers.currency is not None:
        text = text.replace("currency: USD\n", f"currency: {answers.currency}\n", 1)
    if answers.period is not None:
        start, end = answers.period
        text = re.sub(r"^period: \{.*?\}", f"period: {{start: {start}, end: {end}}}", text, count=1, flags=re.MULTILINE)
    if answers.contracts is not None:
        text = _CONTRACTS.sub(lambda _: f"contracts:{_rows(answers.contracts or ())}\n\n", text, count=1)
    if answers.team is not None:
        lines = "".join(f"  {name}: {value:g}\n" for name, value in answers.team.items())
        text = _TEAM.sub(lambda _: f"team:\n{lines}", text, count=1)
    return text


def _rows(contracts: Sequence[Mapping[str, Any]]) -> str:
    if not contracts:
        return " []"
    written = yaml.safe_dump([dict(one) for one in contracts], sort_keys=False, allow_unicode=True, default_flow_style=False, width=120)
    return "\n" + "\n".join(f"  {line}" for line in written.rstrip().splitlines())
