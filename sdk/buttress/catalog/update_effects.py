"""What fixing a finding does to a live resource: whether it is replaced, interrupted, or changed in place.

The facts are generated from the provider SDKs and from what is documented elsewhere (`make docs`), for the properties that the cases of our
checks find fault with. A check of a user's own goes by the properties that it reads of what it judges; one whose METADATA has a `fix`
goes by that.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from attrs import evolve, field, frozen

from buttress.model import Check, Effect, UpdateEffect

SCHEMA = "buttress.update-effects/1"
_NAME = "update_effects.json"
_EVERYWHERE = frozenset({"options", "tags"})
"""What changes without touching what is live, whatever the type: Pulumi's own options, and labels."""


@frozen(kw_only=True)
class Facts:
    """`properties` maps a type and a property path to what its change does, the longest path that fits counting.

    `faults` maps a check, a type that it judges and the type on which the fault lies to the paths found at fault; an empty path says
    that something is missing beside the resource.
    """

    properties: Mapping[str, Mapping[str, UpdateEffect]] = field(factory=dict)
    faults: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(factory=dict)

    def effect(self, kind: str, path: str) -> UpdateEffect:
        """What changing a property of a type does."""
        known = self.properties.get(kind, {})
        steps = path.split(".")
        if steps[0] in _EVERYWHERE:
            return UpdateEffect.IN_PLACE
        for length in range(len(steps), 0, -1):
            found = known.get(".".join(steps[:length]))
            if found is not None:
                return found
        inside = {change for other, change in known.items() if other.startswith(f"{path}.")}
        return max(inside, key=lambda one: one.rank, default=UpdateEffect.UNKNOWN) if len(inside) == 1 else UpdateEffect.UNKNOWN


@functools.cache
def facts() -> Facts:
    """The facts that come with Buttress."""
    data = json.loads((resources.files("buttress.catalog") / _NAME).read_text(encoding="utf-8"))
    return facts_of(data)


def facts_of(data: Mapping[str, Any]) -> Facts:
    """The facts in the form that the file has them: the paths by what their change does, and a list of paths where the fault lies on the
    type that is judged.
    """
    return Facts(
        properties={
            kind: {path: UpdateEffect(effect) for effect, paths in by.items() for path in paths} for kind, by in data["properties"].items()
        },
        faults={
            check: {
                judged: {kind: tuple(paths) for kind, paths in ({judged: at} if isinstance(at, list) else at).items()}
                for judged, at in by.items()
            }
            for check, by in data["faults"].items()
        },
    )


def attach(checks: Iterable[Check], known: Facts | None = None) -> list[Check]:
    """The checks with the effects of their fixes."""
    given = facts() if known is None else known
    return [evolve(check, effects=effects_of(check, given)) for check in checks]


def effects_of(check: Check, known: Facts) -> dict[str, Effect]:
    """What fixing a finding does, by each type that it judges."""
    found = _found(check, known)
    return {kind: _bounded(effect) for kind, effect in found.items()} if check.precondition else found


def _bounded(effect: Effect) -> Effect:
    """The effect of a fix that works only where what it requires is there: what is harmless then is not known to be."""
    harmless = effect.change in {UpdateEffect.IN_PLACE, UpdateEffect.UNKNOWN}
    return evolve(effect, change=UpdateEffect.UNKNOWN, conditional=True) if harmless else effect


def _found(check: Check, known: Facts) -> dict[str, Effect]:
    if check.fix is not None:
        return {kind: Effect(change=check.fix) for kind in check.population}
    faults = known.faults.get(check.id, {})
    read = {kind: {kind: tuple(check.reads.get(kind, ()))} for kind in check.population}
    return {kind: _worst(kind, faults.get(kind) or read[kind], known) for kind in check.population}


def _worst(judged: str, at: Mapping[str, tuple[str, ...]], known: Facts) -> Effect:
    found: dict[tuple[UpdateEffect, str], set[str]] = {}
    for kind, paths in at.items():
        for path in paths:
            plain = path.replace("[]", "")
            change = known.effect(kind, plain) if plain else UpdateEffect.IN_PLACE
            found.setdefault((change, kind), set()).add(plain)
    if not found:
        # Nothing is read of it: the fault is that it is not there.
        return Effect(change=UpdateEffect.IN_PLACE)
    change, kind = max(found, key=lambda one: (one[0].rank, one[1] == judged, one[1]))
    named = sorted(found[change, kind]) if change is not UpdateEffect.IN_PLACE else []
    return Effect(change=change, properties=tuple(named), of="" if kind == judged else kind)
