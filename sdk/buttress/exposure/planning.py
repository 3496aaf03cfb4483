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
from buttress.exposure.losses import damages_by_pattern, own_costs
from buttress.exposure.structure import Floats

Bools = NDArray[np.bool_]
Method = Literal["none", "exhaustive", "milp", "greedy"]

MOST_EXHAUSTIVE = 18
MOST_MILP = 40
_BATCH = 2048
_NODE_LIMIT = 20_000
_SECONDS = 60.0
_GAP = 1e-4
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
        found, gap = _milp(game, candidates, capacity, precedence, cured)
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


def _milp(
    game: Game,
    candidates: Sequence[Candidate],
    capacity: float,
    precedence: Sequence[tuple[int, int]],
    cured: frozenset[str],
) -> tuple[tuple[int, ...] | None, float | None]:
    """Sample average approximation: x_i binary, u_sk >= f_sjk (1 - sum of the x_i that mend j), the loss of each scenario from below.

    u, the triggers and the pools' losses may stay continuous: at binary x their least values are 0, 1 or the table's own. Only
    "adverse by count" is a binary variable. Returns the plan and HiGHS's relative gap.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    losses, structure, draws = game.counted.losses, game.structure, game.draws
    mended_by: dict[int, list[int]] = {}
    for index, one in enumerate(candidates):
        for player in one.mends:
            mended_by.setdefault(player, []).append(index)
    builder = _Builder(len(candidates))
    criteria = len(structure.criterion_names)
    threshold = int(np.ceil(losses.adverse_share * criteria - _EPSILON))
    own = own_costs(losses) + losses.retainer_if_qualified * losses.means["retainer_forfeiture"]
    retainer = (1 - losses.retainer_if_qualified) * losses.means["retainer_forfeiture"]
    tables = [(pool, damages_by_pattern(pool, cured).sum(axis=1)) for pool in losses.pools]
    needs_count = retainer > 0 or any(pool.counted for pool, _ in tables)
    for scenario, weight in enumerate(draws.weights):
        events: dict[tuple[str, int], int] = {}

        def event(kind: str, mask: int, scenario: int = scenario, events: dict[tuple[str, int], int] = events) -> int:
            """The variable (or the constant -1 for certain, -2 for impossible) of an OR over controls."""
            key = (kind, mask)
            if key in events:
                return events[key]
            on, off = draws.hits if kind == "hit" else draws.exceptions
            touched = (structure.criteria & np.uint64(mask)) != 0
            always = bool((off[scenario] & touched).any())
            sources = np.flatnonzero(on[scenario] & touched)
            if always or any(int(source) not in mended_by for source in sources):
                events[key] = -1
            elif not len(sources):
                events[key] = -2
            else:
                variable = builder.variable(0.0)
                for source in sources:
                    builder.at_least([(variable, 1.0), *((item, 1.0) for item in mended_by[int(source)])], 1.0)
                events[key] = variable
            return events[key]

        builder.cost(event("hit", structure.everything), weight * own)
        severe = -2
        if needs_count:
            unmet = [event("hit", 1 << bit) for bit in range(criteria)]
            severe = builder.adverse(unmet, threshold, [_bits(mask) for mask in structure.categories if mask.bit_count() > 1])
            builder.cost(severe, weight * retainer)
        for pool, totals in tables:
            states = []
            for kind, mask in pool.classes:
                if kind == "adverse":
                    states.append(severe)
                elif kind in {"hit", "exception"}:
                    states.append(event("hit" if kind == "hit" else "exception", mask))
                else:
                    states.append(-1 if kind == "always" else -2)
            builder.pool(states, totals * weight)
    matrix = coo_array((builder.values, (builder.rows, builder.columns)), shape=(builder.row, len(builder.objective))).tocsr()
    rows = [LinearConstraint(matrix, np.array(builder.lower), np.inf)] if builder.row else []
    limit = np.zeros((1 + len(precedence), len(builder.objective)))
    limit[0, : len(candidates)] = [one.effort for one in candidates]
    bound = np.zeros(1 + len(precedence))
    bound[0] = capacity + _EPSILON
    for row, (first, then) in enumerate(precedence, start=1):
        limit[row, then], limit[row, first] = 1.0, -1.0
    rows.append(LinearConstraint(limit, -np.inf, bound))
    scale = max(float(np.max(np.abs(builder.objective), initial=0.0)), 1.0)
    answer = milp(
        np.array(builder.objective) / scale,
        constraints=rows,
        integrality=np.array(builder.integral),
        bounds=Bounds(0, np.array(builder.upper)),
        options={"mip_rel_gap": _GAP, "node_limit": _NODE_LIMIT, "time_limit": _SECONDS},
    )
    if answer.x is None:  # no plan within the limits
        return None, None
    gap = float(answer.mip_gap) if answer.mip_gap is not None else None
    return tuple(int(item) for item in np.flatnonzero(np.round(answer.x[: len(candidates)]) > 0)), gap


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


class _Builder:
    """The rows and columns of the program. The first columns are the candidates; -1 stands for certain, -2 for impossible."""

    def __init__(self, candidates: int) -> None:
        self.objective = [0.0] * candidates
        self.integral = [1] * candidates
        self.upper = [1.0] * candidates
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []
        self.lower: list[float] = []
        self.row = 0

    def variable(self, cost: float, *, upper: float = 1.0, binary: bool = False) -> int:
        self.objective.append(cost)
        self.integral.append(int(binary))
        self.upper.append(upper)
        return len(self.objective) - 1

    def at_least(self, terms: Sequence[tuple[int, float]], bound: float) -> None:
        for column, value in terms:
            self.rows.append(self.row)
            self.columns.append(column)
            self.values.append(value)
        self.lower.append(bound)
        self.row += 1

    def cost(self, variable: int, amount: float) -> None:
        if variable >= 0:
            self.objective[variable] += amount

    def adverse(self, unmet: Sequence[int], threshold: int, categories: Sequence[Sequence[int]]) -> int:
        """The variable of an adverse opinion, or -1 or -2 where it is settled."""
        certain = sum(one == -1 for one in unmet)
        open_ = [one for one in unmet if one >= 0]
        if certain >= max(threshold, 1) or any(all(unmet[bit] == -1 for bit in category) for category in categories):
            return -1
        by_count = certain + len(open_) >= threshold
        by_category = [category for category in categories if all(unmet[bit] != -2 for bit in category)]  # noqa: PLR2004
        if not by_count and not by_category:
            return -2
        variable = self.variable(0.0, binary=by_count)
        if by_count:
            # sum of open u - (threshold - certain - 1) <= room x adverse
            room = float(len(open_) - (threshold - certain) + 1)
            self.at_least([(variable, room), *((one, -1.0) for one in open_)], -(threshold - certain - 1.0))
        for category in by_category:
            inside = [unmet[bit] for bit in category if unmet[bit] >= 0]
            self.at_least([(variable, 1.0), *((one, -1.0) for one in inside)], 1.0 - len(inside))
        return variable

    def pool(self, states: Sequence[int], totals: Floats) -> None:
        """The loss of one pool in one scenario: for each pattern B, L >= total(B) (sum of its triggers - |B| + 1)."""
        if not any(state >= 0 for state in states) or not totals.any():
            return
        loss = self.variable(1.0, upper=np.inf)
        for pattern in range(1, len(totals)):
            inside = [state for position, state in enumerate(states) if pattern >> position & 1]
            if totals[pattern] <= 0 or any(state == -2 for state in inside):  # noqa: PLR2004
                continue
            open_ = [state for state in inside if state >= 0]
            total = float(totals[pattern])
            self.at_least([(loss, 1.0), *((state, -total) for state in open_)], total * (1 - len(open_)))
