"""The model once more, slowly, from its written rules alone: pure Python and the standard library, nothing of the product's mathematics.

Small cases are enumerated: every way in which controls fail and the auditor judges. Large ones are simulated with plain random numbers.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A control: it fails with chance `failed`, within that as a whole with chance `whole`.

    What was seen leaves the criteria of `seen` unmet with their chances, as a whole those of `wholly`, whichever is greater.
    """

    failed: float
    seen: Mapping[str, float]
    whole: float = 0.0
    wholly: Mapping[str, float] = field(default_factory=dict)

    def ways(self) -> Iterator[tuple[float, Mapping[str, float]]]:
        """Each way in which it may fail, with its chance and the criteria that it then reaches."""
        yield 1 - self.failed, {}
        yield self.failed - self.whole, self.seen
        yield self.whole, {name: max(self.seen.get(name, 0.0), self.wholly.get(name, 0.0)) for name in {**self.seen, **self.wholly}}


def judged(reached: Mapping[str, float], alike: float) -> Iterator[tuple[float, frozenset[str]]]:
    """Each set of criteria that the auditor may call unmet, with its chance: all by one judgement with chance `alike`, else each by its
    own.
    """
    names = sorted(reached)
    for taken in itertools.product((False, True), repeat=len(names)):
        chance = math.prod(reached[name] if yes else 1 - reached[name] for name, yes in zip(names, taken, strict=True))
        yield (1 - alike) * chance, frozenset(name for name, yes in zip(names, taken, strict=True) if yes)
    steps = sorted({0.0, 1.0, *reached.values()})
    for low, high in itertools.pairwise(steps):
        yield alike * (high - low), frozenset(name for name in names if reached[name] >= high)


def unmet_sets(sources: Sequence[Source], *, alike: float = 0.0) -> dict[frozenset[str], float]:
    """The chance of each set of unmet criteria, the sources independent, by going through everything that may happen."""
    found = {frozenset[str](): 1.0}
    for source in sources:
        after: dict[frozenset[str], float] = {}
        for before, chance in found.items():
            for way, reached in source.ways():
                if not way:
                    continue
                for share, names in judged(reached, alike):
                    if share:
                        after[before | names] = after.get(before | names, 0.0) + chance * way * share
        found = after
    return found


def simulated_sets(sources: Sequence[Source], *, alike: float, draws: int, seed: int) -> list[frozenset[str]]:
    """What the auditor calls unmet in each of so many draws, the sources independent."""
    chance = random.Random(seed)  # noqa: S311  (a simulation)
    found = []
    for _ in range(draws):
        unmet: set[str] = set()
        for source in sources:
            failing = chance.random()
            if failing >= source.failed:
                continue
            reached = dict(source.seen)
            if failing < source.whole:
                reached = {name: max(source.seen.get(name, 0.0), source.wholly.get(name, 0.0)) for name in {**source.seen, **source.wholly}}
            one = chance.random() if chance.random() < alike else None
            unmet |= {name for name, share in reached.items() if (chance.random() if one is None else one) < share}
        found.append(frozenset(unmet))
    return found


def opinion(unmet: frozenset[str], scope: int, *, adverse_share: float = 0.25) -> str:
    """The opinion on a set of unmet criteria of one category of many, of `scope` criteria."""
    if not unmet:
        return "unmodified"
    return "adverse" if len(unmet) / scope >= adverse_share else "qualified"


_STEPS = 4000


def beta_above(a: float, b: float, limit: float) -> float:
    """P(X > limit) for X ~ Beta(a, b), by the midpoint rule over angles: x = sin^2."""
    if limit >= 1:
        return 0.0
    start = math.asin(math.sqrt(max(limit, 0.0)))
    step = (math.pi / 2 - start) / _STEPS
    return math.fsum(beta_at(a, b, start + (index + 0.5) * step) for index in range(_STEPS)) * step


def beta_at(a: float, b: float, angle: float) -> float:
    """The density of the angle whose sine squared is Beta(a, b)."""
    log = (2 * a - 1) * math.log(math.sin(angle)) + (2 * b - 1) * math.log(math.cos(angle))
    return 2 * math.exp(log + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))


@dataclass(frozen=True)
class Past:
    """A state control: resource-days `spent` and `total`, `failing` resources of `in_scope`, `blind` days each that nobody saw, `left`
    days to come.
    """

    total: float
    failing: int
    in_scope: int
    left: int
    blind: float = 0.0
    spent: float = 0.0

    def at_risk(self, fixed_after: float) -> float:
        """All days that pass as far as is known, or are to come and are not yet counted as failing."""
        return (self.in_scope - self.failing) * self.blind + self.in_scope * self.left - self.failing * fixed_after


def ineffective(past: Past, fixed_after: float, *, rate: float, failing: tuple[float, float], passing: tuple[float, float]) -> float:
    """P(spent + failing until fixed + random days, past and to come > limit), by the midpoint rule over what was failing unseen."""
    rest = rate * past.total - past.spent - past.failing * fixed_after
    risk, span = past.at_risk(fixed_after), past.failing * past.blind
    if rest < 0:
        return 1.0
    if not span:
        return beta_above(*passing, rest / risk) if risk else 0.0
    count = 1000
    step = math.pi / 2 / count
    total = 0.0
    for index in range(count):
        angle = (index + 0.5) * step
        open_still = rest - span * math.sin(angle) ** 2
        too_many = 1.0 if open_still < 0 else beta_above(*passing, open_still / risk) if risk else 0.0
        total += beta_at(*failing, angle) * step * too_many
    return total


def simulated_ineffective(
    past: Past, fixed_after: float, *, rate: float, failing: tuple[float, float], passing: tuple[float, float], draws: int, seed: int
) -> float:
    """The same by plain random numbers."""
    chance = random.Random(seed)  # noqa: S311  (a simulation)
    beyond = 0
    for _ in range(draws):
        days = past.spent + past.failing * (fixed_after + past.blind * chance.betavariate(*failing))
        beyond += days + past.at_risk(fixed_after) * chance.betavariate(*passing) > rate * past.total
    return beyond / draws
