"""What a component costs to run, in words: how its resources are billed, and which inputs make more of them or move what they cost."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from buttress.errors import CatalogError
from writers.component_effects import ComponentEffects, InputEffect
from writers.markdown import code, prose, table

FILE = Path(__file__).with_name("billing.yaml")


@frozen(kw_only=True)
class Bill:
    """How one type is billed: what it is called, by what it costs, and which of its properties move that."""

    what: str
    billed: str
    grows: tuple[str, ...] = ()


@frozen(kw_only=True)
class Billing:
    """`bills` are the types that cost something, `free` those that do not, `data` those that hold what cannot be made again, in words."""

    bills: Mapping[str, Bill]
    free: frozenset[str]
    data: Mapping[str, str] = field(factory=dict)

    def unknown(self, types: Iterable[str]) -> list[str]:
        """The types that are neither billed nor free."""
        return sorted(set(types) - set(self.bills) - self.free)


@functools.cache
def billing() -> Billing:
    """What `billing.yaml` says."""
    given: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    bills = {kind: Bill(what=one["what"], billed=one["billed"], grows=tuple(one.get("grows", ()))) for kind, one in given["billed"].items()}
    data = {kind: one["data"] for kind, one in given["billed"].items() if "data" in one} | given["data"]
    return Billing(bills=bills, free=frozenset(given["free"]), data=data)


def costs(measured: ComponentEffects) -> str:
    """The table of what is billed: how many at the defaults, by what, and what makes more or fewer; a CatalogError for an unknown type."""
    known = billing()
    if unknown := known.unknown(measured.types):
        raise CatalogError(f"nothing says how {', '.join(unknown)} is billed", where=FILE.name, hint="add it there, or to `free`")
    kinds = sorted(
        (kind for kind in measured.types if kind in known.bills), key=lambda one: (one not in measured.defaults, known.bills[one].what, one)
    )
    rows = [
        (
            prose(known.bills[kind].what),
            str(measured.defaults.get(kind, 0)),
            prose(known.bills[kind].billed),
            "; ".join(_moves(measured, kind, known.bills[kind])) or "–",
        )
        for kind in kinds
    ]
    return (
        table(("what is billed", "at the defaults", "by what", "which inputs move it"), rows)
        if rows
        else "Nothing that it creates is billed."
    )


def _moves(measured: ComponentEffects, kind: str, bill: Bill) -> Iterator[str]:
    """The inputs that make more or fewer of a type, with the values that do, and those that move its cost."""
    for name, steps in sorted(measured.steps.items()):
        moving = [step for step in steps if step.more.get(kind)]
        # To leave out what was given undoes what is known of it already; what a value does is known from the first sample that had another.
        wanted = [step for step in moving if step.value != "left out"] or moving
        counted = {step.value: _counted(step, kind) for step in reversed(wanted)}
        if counted:
            yield f"{code(name)} {', '.join(reversed(counted.values()))}"
        elif any(touched == kind and path.partition(".")[0] in bill.grows for step in steps for touched, path in step.touched):
            yield code(name)


def _counted(step: InputEffect, kind: str) -> str:
    number = step.more[kind]
    return f"{prose(step.value)}: {abs(number)} {'more' if number > 0 else 'fewer'}"
