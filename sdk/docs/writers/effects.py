"""Which inputs of a component replace or interrupt what is live when they change, and which make or take away what holds data."""

from __future__ import annotations

from collections.abc import Iterable

from buttress.model import UpdateEffect
from writers import update_effects
from writers.billing import billing
from writers.component_effects import ComponentEffects, InputEffect
from writers.markdown import code, table


def effects(measured: ComponentEffects) -> str:
    """The table of inputs that do more than change in place, and a sentence on those that do not."""
    rows, calm = [], []
    for name, steps in sorted(measured.steps.items()):
        row = (_told(steps, UpdateEffect.REPLACES), _told(steps, UpdateEffect.INTERRUPTS), _unknown(steps), _lost(steps))
        if any(row):
            rows.append((code(name), *(cell or "–" for cell in row)))
        else:
            calm.append(name)
    head = ("input", "replaces", "interrupts", "not known", "taken away with it, or made anew")
    parts = [table(head, rows)] if rows else []
    if calm:
        parts.append(f"Changed in place, or by adding and taking away what holds no data: {', '.join(map(code, calm))}.")
    return "\n\n".join(parts)


def existing(measured: ComponentEffects) -> str:
    """The inputs that name something that is there already, so that none is made; empty where there are none."""
    found: dict[str, set[str]] = {}
    for name, steps in measured.steps.items():
        if not name.endswith(("_arn", "_id", "_bucket", "_name", "key")):
            continue
        for step in steps:
            given = step.value not in {"left out", "true", "false"}
            for kind, number in step.more.items():
                if kind in billing().data and ((given and number < 0) or (step.value == "left out" and number > 0)):
                    found.setdefault(name, set()).add(billing().data[kind])
    return "; ".join(f"{code(name)} instead of {' and '.join(sorted(nouns))}" for name, nouns in sorted(found.items()))


def _told(steps: Iterable[InputEffect], wanted: UpdateEffect) -> str:
    kinds = {kind for step in steps for kind, key in step.touched if update_effects.effect(kind, key) is wanted}
    return _listed(kinds)


def _unknown(steps: Iterable[InputEffect]) -> str:
    found = {(kind, key) for step in steps for kind, key in step.touched if update_effects.effect(kind, key) is UpdateEffect.UNKNOWN}
    return ", ".join(f"{code(key)} of {_noun(kind)}" for kind, key in sorted(found, key=lambda one: (_noun(one[0]), one[1])))


def _lost(steps: Iterable[InputEffect]) -> str:
    """What holds data and is there with one value and not with another."""
    return _listed({kind for step in steps for kind, number in step.more.items() if number and kind in billing().data})


def _listed(kinds: Iterable[str]) -> str:
    """What holds data first and in bold, then the rest by the names of their types."""
    data = billing().data
    bold = sorted({data[kind] for kind in kinds if kind in data})
    return ", ".join([*(f"**{noun}**" for noun in bold), *sorted({_noun(kind) for kind in kinds if kind not in data})])


def _noun(kind: str) -> str:
    return billing().data.get(kind) or code(kind.rpartition(":")[2])
