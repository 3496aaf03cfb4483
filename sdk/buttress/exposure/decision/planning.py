"""What to fix first: the fixes that remove most within the team's capacity, and their order.

The benefit is supermodular inside a criterion (all failing key controls must be fixed before anything drops), so that picking by
ratio alone is unsafe. Up to 18 candidates every plan that cannot be extended is tried: fixing never raises the loss, so no
other can be better. Up to 40 a mixed-integer program over drawn samples is solved by HiGHS with a proven gap; beyond that, and as
a warm start, a greedy plan is improved by exchanges. The order follows deadlines, then Smith's rule (1956): burn over effort.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Floats
from buttress.exposure.decision.attribution import owen
from buttress.exposure.decision.game import Game
from buttress.exposure.decision.limits import Limits
from buttress.exposure.decision.program import drawn_loss, solve_program

Bools = NDArray[np.bool_]
Method = Literal["none", "exhaustive", "milp", "greedy"]

MOST_EXHAUSTIVE = 18
MOST_MILP = 40
_BATCH = 2048
_CREDIT = 1e-3
_EPSILON = 1e-9


@frozen(kw_only=True, eq=False)
class Candidate:
    """One thing to fix: `fixes` are the players it fixes, `effort` its weeks, `due` the working weeks left until it is too late.

    `futile`: nothing that is still possible changes what the auditor will say of it in this period. `pace` is the share of its effect
    that a day of delay costs.
    """

    control: int
    fixes: tuple[int, ...]
    effort: float
    due: float = math.inf
    futile: bool = False
    pace: float = 0.0

    @property
    def hopeless(self) -> bool:
        """Whether it would be too late even if it came first."""
        return self.futile or self.effort > self.due + _EPSILON


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
    """The candidates to fix so that the expected loss is least, with total effort at most `capacity` weeks and each in time.

    All chosen can be in time together exactly if, for every due date, what is due by then takes no longer (Jackson 1955). Those that
    come too late in any case are never chosen. `precedence` are pairs of candidates (first, then): `then` only with `first`.
    """
    credit = credits_of(game, candidates)
    value = _valuation(game, candidates, credit)
    limits = Limits.of(candidates, capacity, precedence)
    everything = frozenset(range(len(candidates)))
    if not candidates:
        return Choice(chosen=(), method="none", gap=0.0)
    if limits.hold(everything):
        return Choice(chosen=tuple(range(len(candidates))), method="exhaustive", gap=0.0)
    if len(candidates) <= most_exhaustive:
        return Choice(chosen=_exhaustive(value, limits), method="exhaustive", gap=0.0)
    search = _Search(value=value, limits=limits)
    best = search.improve(search.fill(frozenset()))
    if len(candidates) > MOST_MILP:
        return Choice(chosen=best.sorted, method="greedy", gap=None)
    answer = solve_program(game, [one.fixes for one in candidates], limits, cured, credit)
    if answer is None:
        return Choice(chosen=best.sorted, method="greedy", gap=None)
    polished = search.improve(search.fill(frozenset(answer.chosen)))
    best = min((polished, best), key=lambda plan: (plan.loss, plan.sorted))
    rows = _rows([best.sorted], len(candidates))
    final = float((drawn_loss(evolve(game, samples=answer.samples), _as_observed(rows, game, candidates), cured) - rows @ credit)[0])
    gap = max(final - answer.bound, 0.0) / final if final > 0 else 0.0
    return Choice(chosen=best.sorted, method="milp", gap=gap)


def credits_of(game: Game, candidates: Sequence[Candidate]) -> Floats:
    """What each candidate is credited with beside the loss it removes: a thousandth of the Shapley shares of what it fixes.

    Where so much fails that no affordable plan lowers the loss, the plan still starts on what weighs most.
    """
    shares = owen(game)
    return _CREDIT * np.array([float(shares[list(one.fixes)].sum()) for one in candidates])


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


def _valuation(game: Game, candidates: Sequence[Candidate], credit: Floats) -> Callable[[Bools], Floats]:
    """The expected loss that rows of chosen candidates leave, less their credit."""

    def value(rows: Bools) -> Floats:
        found = np.empty(len(rows))
        for start in range(0, len(rows), _BATCH):
            part = slice(start, start + _BATCH)
            found[part] = game.values(_as_observed(rows[part], game, candidates)) - rows[part] @ credit
        return found

    return value


def _as_observed(rows: Bools, game: Game, candidates: Sequence[Candidate]) -> Bools:
    """The players that stay as observed (B, players), for rows of chosen candidates."""
    fixes = np.zeros((len(candidates), game.structure.players), dtype=np.int64)
    for row, one in enumerate(candidates):
        fixes[row, list(one.fixes)] = 1
    return np.asarray((rows.astype(np.int64) @ fixes) == 0)


def _rows(sets: Sequence[Sequence[int]], count: int) -> Bools:
    rows = np.zeros((len(sets), count), dtype=np.bool_)
    for row, chosen in enumerate(sets):
        rows[row, list(chosen)] = True
    return rows


def _exhaustive(value: Callable[[Bools], Floats], limits: Limits) -> tuple[int, ...]:
    count = limits.matrix.shape[1]
    subsets = np.arange(1 << count)
    allowed = np.ones(1 << count, dtype=np.bool_)
    for efforts, bound in zip(limits.matrix, limits.bounds, strict=True):
        allowed &= _sums(efforts) <= bound
    for first, then in limits.precedence:
        allowed &= ((subsets >> then & 1) == 0) | ((subsets >> first & 1) == 1)
    maximal = allowed.copy()
    for item in range(count):
        lacks = (subsets >> item & 1) == 0
        maximal &= ~(lacks & allowed[subsets | (1 << item)])
    kept = subsets[maximal]
    spent = _sums(limits.matrix[0])
    rows = (kept[:, None] >> np.arange(count)[None, :] & 1).astype(np.bool_)
    worth = value(rows)
    best = min(range(len(kept)), key=lambda row: (round(float(worth[row]), 4), spent[kept[row]], int(kept[row])))
    return tuple(int(item) for item in np.flatnonzero(rows[best]))


def _sums(efforts: Floats) -> Floats:
    """The sum over every subset, (2^m,)."""
    found = np.zeros(1 << len(efforts))
    for item, effort in enumerate(efforts):
        found[1 << item : 2 << item] = found[: 1 << item] + effort
    return found


@frozen(kw_only=True, eq=False)
class _Plan:
    """A set of candidates and the expected loss that it leaves."""

    chosen: frozenset[int]
    loss: float

    @property
    def sorted(self) -> tuple[int, ...]:
        return tuple(sorted(self.chosen))


@frozen(kw_only=True, eq=False)
class _Search:
    """Plans by removed loss over effort, and by exchanging one item for others while that helps."""

    value: Callable[[Bools], Floats]
    limits: Limits

    def fill(self, chosen: frozenset[int]) -> _Plan:
        """The plan grown by the best ratio until nothing more fits."""
        count, efforts = self.limits.matrix.shape[1], self.limits.matrix[0]
        loss = float(self.value(_rows([sorted(chosen)], count))[0])
        while True:
            options = [item for item in range(count) if item not in chosen and self.limits.hold(chosen | {item})]
            if not options:
                return _Plan(chosen=chosen, loss=loss)
            worth = self.value(_rows([sorted(chosen | {item}) for item in options], count))
            ratio = (loss - worth) / np.maximum(efforts[options], _EPSILON)
            pick = min(range(len(options)), key=lambda row: (-round(float(ratio[row]), 6), float(efforts[options[row]]), options[row]))
            chosen, loss = chosen | {options[pick]}, float(worth[pick])

    def improve(self, plan: _Plan) -> _Plan:
        """The plan after every single exchange, refilled, that lowers the loss."""
        count = self.limits.matrix.shape[1]
        while True:
            swaps = [
                plan.chosen - {item} | {other}
                for item in sorted(plan.chosen)
                for other in range(count)
                if other not in plan.chosen and self.limits.hold(plan.chosen - {item} | {other})
            ]
            if not swaps:
                return plan
            worth = self.value(_rows([sorted(swap) for swap in swaps], count))
            better = self.fill(swaps[int(np.argmin(worth))])
            if better.loss >= plan.loss - max(abs(plan.loss) * 1e-9, 0.5):
                return plan
            plan = better
