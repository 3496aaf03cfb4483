"""Joins that may lead to one resource or to another.

A property that is computed from two resources of one type (`Output.all(logs.id, data.id).apply(…)`) is not known before the update, and the
engine names both as what it depends on. Until then either may be meant, so that only what holds for each of them holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from buttress.model import Check, Finding, Outcome, Resource

Groups = Sequence[Sequence[Resource]]

WORLDS = 12
"""So many candidates of one join are tried, one after the other; with more of them nothing passes by that join."""

_SETTLED = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


@frozen(kw_only=True)
class Choice:
    """A property of a resource that depends on more resources of one type than it has places, and the URNs of those."""

    resource: Resource
    property: str
    kind: str
    urns: tuple[str, ...]

    def __str__(self) -> str:
        names = [urn.rpartition("::")[2] for urn in self.urns]
        return f"which of {', '.join(names[:-1])} and {names[-1]} {self.property} of {self.resource.name} means"


@frozen(kw_only=True)
class Choices:
    """All of them in some groups of resources."""

    choices: tuple[Choice, ...]

    @classmethod
    def of(cls, groups: Groups) -> Choices:
        """The choices that the resources of these groups leave open."""
        known = {one.urn: one for group in groups for one in group} if any(one.unknown for group in groups for one in group) else {}
        return cls(choices=tuple(choice for group in groups for one in group if one.unknown for choice in _open(one, known)))

    def concerning(self, check: Check) -> tuple[Choice, ...]:
        """Those between resources that a check looks at, by a resource that it looks at."""
        return tuple(one for one in self.choices if one.resource.type in check.types and one.kind in check.types)

    def worlds(self, groups: Groups) -> list[list[list[Resource]]]:
        """The groups as they would be with one candidate of each choice alone: every candidate is chosen in one of them."""
        count = min(max((len(one.urns) for one in self.choices), default=0), WORLDS)
        return [[self._settled(group, number) for group in groups] for number in range(count)]

    def _settled(self, group: Sequence[Resource], number: int) -> list[Resource]:
        dropped: dict[str, dict[str, set[str]]] = {}
        for one in self.choices:
            chosen = one.urns[number % len(one.urns)]
            dropped.setdefault(one.resource.urn, {}).setdefault(one.property, set()).update(set(one.urns) - {chosen})
        return [evolve(one, dependencies=_less(one.dependencies, dropped[one.urn])) if one.urn in dropped else one for one in group]


def agreed(finding: Finding, elsewhere: Iterable[Finding | None], open_choices: Sequence[Choice]) -> Finding:
    """The finding, if it holds with every candidate: what passes with some of them alone is unknown.

    `elsewhere` are the findings of the same check on the same resource with one candidate each.
    """
    if finding.outcome not in _SETTLED:
        return finding
    tried = not any(len(one.urns) > WORLDS for one in open_choices)
    if tried and all(one is not None and one.outcome in _SETTLED for one in elsewhere):
        return finding
    waits = str(open_choices[0])
    return evolve(finding, outcome=Outcome.UNKNOWN, message=f"not judged: {waits} is not known", waits_for=waits)


def _open(resource: Resource, known: Mapping[str, Resource]) -> Iterable[Choice]:
    places = Counter(path.head for path in resource.unknown)
    for name, urns in resource.dependencies.items():
        if not places[name] or len(urns) <= places[name]:
            continue
        by_type: dict[str, list[str]] = {}
        written = _texts(resource.props.get(name))
        for urn in urns:
            # One whose ARN or id stands there is what that place means, and none of those that are not known.
            if urn in known and urn != resource.urn and not written & _names(known[urn]):
                by_type.setdefault(known[urn].type, []).append(urn)
        for kind, members in by_type.items():
            if len(members) > places[name]:
                yield Choice(resource=resource, property=name, kind=kind, urns=tuple(members))


def _texts(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    members = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return frozenset().union(*map(_texts, members))


def _names(resource: Resource) -> set[str]:
    return {name for name in (resource.id, resource.props.get("arn"), resource.props.get("id")) if isinstance(name, str) and name}


def _less(dependencies: Mapping[str, tuple[str, ...]], dropped: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(urn for urn in urns if urn not in dropped.get(name, ())) for name, urns in dependencies.items()}
