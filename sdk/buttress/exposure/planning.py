"""What to mend first: the fixes that remove most within the team's capacity, and their order.

The benefit is supermodular inside a criterion (all failing key controls must be mended before anything drops), so that picking by
ratio alone is unsafe. Up to 18 candidates every plan that cannot be extended is tried: mending never raises the loss, so no
other can be better. Up to 40 a mixed-integer program over drawn scenarios is solved by HiGHS with a proven gap; beyond that, and as
a warm start, a greedy plan is improved by exchanges. The order follows deadlines, then Smith's rule (1956): burn over effort.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.exposure.attribution import Game
from buttress.exposure.program import solve_program
from buttress.exposure.structure import Floats

Bools = NDArray[np.bool_]
Method = Literal["none", "exhaustive", "milp", "greedy"]

MOST_EXHAUSTIVE = 18
MOST_MILP = 40
_BATCH = 2048
_EPSILON = 1e-9


@frozen(kw_only=True, eq=False)
class Candidate:
    """One thing to mend: `mends` are the players it mends, `effort` its weeks."""

    control: int
    mends: tuple[int, ...]
    effort: float


@frozen(kw_only=True, eq=False)
class Choice:
    """The chosen candidates with the method and its relative gap to the best plan (None: nothing proven)."""

    chosen: tuple[int, ...]
    method: Method
    gap: float | None


def choose(
    game: Game,
    candidates: Sequence[Candidate],
    capacity: float,
    precedence: Sequence[tuple[int, int]],
    cured: frozenset[str],
    *,
    most_exhaustive: int = MOST_EXHAUSTIVE,
) -> Choice:
    """The candidates to mend so that the expected loss is least, with total effort at most `capacity` weeks.

    `precedence` are pairs of candidates (first, then): `then` only with `first`.
    """
    if not candidates:
        return Choice(chosen=(), method="none", gap=0.0)
    value = _valuation(game, candidates)
    efforts = np.array([one.effort for one in candidates])
    if efforts.sum() <= capacity + _EPSILON:
        return Choice(chosen=tuple(range(len(candidates))), method="exhaustive", gap=0.0)
    if len(candidates) <= most_exhaustive:
        return Choice(chosen=_exhaustive(value, efforts, capacity, precedence), method="exhaustive", gap=0.0)
    greedy = _greedy(value, efforts, capacity, precedence)
    if len(candidates) <= MOST_MILP and not game.structure.compensations:
        found, gap = solve_program(game, [(one.mends, one.effort) for one in candidates], capacity, precedence, cured)
        if found is not None:
            rows = _rows([found, greedy], len(candidates))
            worth = value(rows)
            best = found if worth[0] <= worth[1] + _EPSILON else greedy
            return Choice(chosen=best, method="milp", gap=gap)
    return Choice(chosen=greedy, method="greedy", gap=None)


def smith_order(burn: Sequence[float], effort: Sequence[float]) -> list[int]:
    """The order that minimises sum burn_i x finish_i for one team: by falling burn/effort, ties as given (Smith 1956)."""
    return sorted(range(len(burn)), key=lambda index: (-burn[index] / effort[index] if effort[index] else -np.inf, index))


def sequence(
    burn: Sequence[float],
    effort: Sequence[float],
    due: Sequence[float],
    precedence: Sequence[tuple[int, int]],
) -> list[int]:
    """The order of work: Smith's rule, unless an item would then miss a deadline (days) that it can still meet.

    At each step, of the items whose predecessors are done, the one that Smith's rule names goes next if afterwards every deadline
    that can be met in order of deadlines is still met; otherwise the one with the earliest such deadline.
    """
    left = set(range(len(burn)))
    before: dict[int, set[int]] = {}
    for first, then in precedence:
        before.setdefault(then, set()).add(first)
    order: list[int] = []
    clock = 0.0
    smith = smith_order(burn, effort)
    while left:
        ready = [item for item in smith if item in left and not before.get(item, set()) & left]
        ontime = _meets(left, clock, effort, due)
        pick = ready[0]
        if ontime:
            rest = _meets(left - {pick}, clock + effort[pick] * 7, effort, due)
            if not (ontime - {pick}) <= rest:
                urgent = [item for item in sorted(ontime, key=lambda one: (due[one], one)) if item in ready]
                pick = urgent[0] if urgent else pick
        order.append(pick)
        left.remove(pick)
        clock += effort[pick] * 7
    return order


def calendar(
    order: Sequence[int], effort: Sequence[float], today: dt.date, freezes: Sequence[tuple[dt.date, dt.date]]
) -> dict[int, tuple[dt.date, dt.date]]:
    """Start and finish of each item, one after another; a day inside a freeze (both ends included) is no working day."""
    found: dict[int, tuple[dt.date, dt.date]] = {}
    day, spare = today, 0.0
    for item in order:
        need = effort[item] * 7 - spare
        start = _open_day(day, freezes)
        day = start
        while need > _EPSILON:
            day = _open_day(day, freezes) + dt.timedelta(days=1)
            need -= 1
        spare = -need
        found[item] = (start, day)
    return found


def _open_day(day: dt.date, freezes: Sequence[tuple[dt.date, dt.date]]) -> dt.date:
    for first, last in freezes:
        if first <= day <= last:
            day = last + dt.timedelta(days=1)
    return day


def _meets(items: set[int], clock: float, effort: Sequence[float], due: Sequence[float]) -> set[int]:
    """The items that meet their deadline when worked in order of deadlines, those that cannot set aside."""
    met: set[int] = set()
    for item in sorted(items, key=lambda one: (due[one], one)):
        if due[item] < np.inf and clock + effort[item] * 7 <= due[item] + _EPSILON:
            met.add(item)
            clock += effort[item] * 7
    return met


def _valuation(game: Game, candidates: Sequence[Candidate]) -> Callable[[Bools], Floats]:
    mends = np.zeros((len(candidates), game.structure.players), dtype=np.int64)
    for row, one in enumerate(candidates):
        mends[row, list(one.mends)] = 1

    def value(rows: Bools) -> Floats:
        found = np.empty(len(rows))
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            found[start : start + _BATCH] = game.values((part.astype(np.int64) @ mends) == 0)
        return found

    return value


def _rows(sets: Sequence[Sequence[int]], count: int) -> Bools:
    rows = np.zeros((len(sets), count), dtype=np.bool_)
    for row, chosen in enumerate(sets):
        rows[row, list(chosen)] = True
    return rows


def _exhaustive(
    value: Callable[[Bools], Floats], efforts: Floats, capacity: float, precedence: Sequence[tuple[int, int]]
) -> tuple[int, ...]:
    count = len(efforts)
    subsets = np.arange(1 << count)
    spent = np.zeros(1 << count)
    for item in range(count):
        spent[1 << item : 2 << item] = spent[: 1 << item] + efforts[item]
    allowed = spent <= capacity + _EPSILON
    for first, then in precedence:
        allowed &= ((subsets >> then & 1) == 0) | ((subsets >> first & 1) == 1)
    maximal = allowed.copy()
    for item in range(count):
        lacks = (subsets >> item & 1) == 0
        maximal &= ~(lacks & allowed[subsets | (1 << item)])
    kept = subsets[maximal]
    rows = (kept[:, None] >> np.arange(count)[None, :] & 1).astype(np.bool_)
    worth = value(rows)
    best = min(range(len(kept)), key=lambda row: (round(float(worth[row]), 4), spent[kept[row]], int(kept[row])))
    return tuple(int(item) for item in np.flatnonzero(rows[best]))


def _greedy(value: Callable[[Bools], Floats], efforts: Floats, capacity: float, precedence: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """By removed loss over effort, then by exchanging one item for others while that helps."""
    count = len(efforts)

    def fits(chosen: set[int]) -> bool:
        return efforts[list(chosen)].sum() <= capacity + _EPSILON and all(first in chosen for first, then in precedence if then in chosen)

    def fill(chosen: set[int]) -> tuple[set[int], float]:
        current = float(value(_rows([sorted(chosen)], count))[0])
        while True:
            options = [item for item in range(count) if item not in chosen and fits(chosen | {item})]
            if not options:
                return chosen, current
            worth = value(_rows([sorted(chosen | {item}) for item in options], count))
            ratio = (current - worth) / np.maximum(efforts[options], _EPSILON)
            pick = min(range(len(options)), key=lambda row: (-round(float(ratio[row]), 6), efforts[options[row]], options[row]))
            chosen = chosen | {options[pick]}
            current = float(worth[pick])

    best, worth = fill(set())
    improved = True
    while improved:
        improved = False
        for item in sorted(best):
            without = best - {item}
            if not fits(without):
                continue
            for other in range(count):
                if other in best or not fits(without | {other}):
                    continue
                tried, price = fill(without | {other})
                if price < worth - max(abs(worth) * 1e-9, 0.5):
                    best, worth, improved = tried, price, True
                    break
            if improved:
                break
    return tuple(sorted(best))
