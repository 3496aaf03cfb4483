"""The one page of an Exposure for who pays: the answer, the four numbers, what drives them, what to fix first, and what is assumed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from buttress.money import share

if TYPE_CHECKING:
    from buttress.exposure import Exposure

WIDEST = 100
_NARROWEST = 60
_BAR = 20
_MOST_WARNINGS = 3


def front(exposure: Exposure, width: int = WIDEST) -> Iterator[str]:
    """At most sixty lines of at most a hundred columns, and of `width` where that is less, but never under sixty."""
    columns = max(min(width, WIDEST), _NARROWEST)
    label = f" ({exposure.label})" if exposure.label else ""
    yield from wrapped(
        f"Exposure to a failed audit{label}, {exposure.period_start} to {exposure.period_end}, as of {exposure.now:%Y-%m-%d}", columns
    )
    yield ""
    for sentence in exposure.summary:
        yield from wrapped(sentence, columns, indent=2)
    yield ""
    yield from _numbers(exposure)
    yield from _drivers(exposure, columns)
    yield from _fixes(exposure, columns)
    yield ""
    yield "What is assumed"
    for sentence in [each for each in exposure.assumed if each not in exposure.summary]:
        yield from wrapped(sentence, columns, indent=2)
    for warning in exposure.warnings[:_MOST_WARNINGS]:
        yield from wrapped(f"warning: {warning}", columns, indent=2)
    if len(exposure.warnings) > _MOST_WARNINGS:
        yield f"  and {len(exposure.warnings) - _MOST_WARNINGS} warnings more, all of them with --full"


def _numbers(exposure: Exposure) -> Iterator[str]:
    rows = [("", "expected", "as assumptions move", "if it happens", "P(modified)")]
    rows += [
        (
            level.name,
            exposure.money(level.mean),
            f"{exposure.money(level.spread.low)} to {exposure.money(level.spread.high)}" if level.spread else "not moved",
            exposure.money(level.if_it_happens) if level.if_it_happens else "-",
            share(level.p_modified),
        )
        for level in exposure.levels
    ]
    yield from table(rows)
    yield f"  inherent: no control works; residual: now; planned: after the plan; floor: all fixed {exposure.floor_day}"


def _drivers(exposure: Exposure, columns: int) -> Iterator[str]:
    drivers = exposure.drivers
    if not drivers:
        return
    yield ""
    yield f"What drives the {exposure.money(exposure.avoidable)} that fixing everything would take off"
    most = drivers[0].shapley
    rows = [
        (each.id, "█" * max(round(_BAR * each.shapley / most), 1), exposure.money(each.shapley), f"{each.failing} of {each.in_scope} fail")
        for each in drivers
    ]
    for line in table(rows, left=(0, 1)):
        yield line[:columns]


def _fixes(exposure: Exposure, columns: int) -> Iterator[str]:
    plan = exposure.plan
    yield ""
    if not plan.items:
        yield "What to fix first: nothing is failing that could be fixed"
        return
    count = len(exposure.first_fixes)
    yield "What to fix first" + (f": {count} of the plan's {len(plan.items)} steps" if len(plan.items) > count else "")
    cost = exposure.money(plan.cost.total)
    net = f"{'-' if exposure.plan_net < 0 else ''}{exposure.money(abs(exposure.plan_net))}"
    yield from wrapped(
        f"The whole plan takes {plan.effort_weeks:.3g} of {plan.capacity_weeks:g} weeks and costs {cost}; it takes off "
        f"{exposure.money(exposure.plan_removes)}, which leaves {net} net.",
        columns,
        indent=2,
    )
    for item in exposure.first_fixes:
        late = "" if item.in_time else ", LATE"
        checks = ", ".join(item.acceptance[:1]) + (f" and {len(item.acceptance) - 1} more" if len(item.acceptance) > 1 else "")
        due = f"by {item.finish} (last safe day {item.last_safe_date or 'none'}{late})"
        yield from wrapped(f"{item.position}. {item.control} {due}, {item.owner}: {checks}", columns, indent=2)


def table(rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> Iterator[str]:
    """Rows of equal length, each column as wide as its widest cell; those in `left` flush left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if column in left else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()


def wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """The text in lines, no amount parted from its currency."""
    together = re.sub(r"\b([A-Z]{3}) (?=\d)", "\\1\0", text)
    hanging = " " * (indent + 2 if indent else 0)
    lines = textwrap.wrap(together, max(width, _NARROWEST), initial_indent=" " * indent, subsequent_indent=hanging, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]
