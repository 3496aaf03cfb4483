"""The choice of fixes as a mixed-integer program over drawn samples (sample average approximation), solved by HiGHS.

x_i = 1 fixes candidate i. In sample s an OR over controls stays true unless each of its failing controls is fixed:
t >= 1 - sum of the x_i that fix control j, for each such j; where the auditor accepts a compensation, what fixes the compensating
control clears j as well. A pool of contracts loses at least its table's amount for every
pattern B of its triggers: L >= total(B) (sum of t in B - |B| + 1). With binary x the least t and L are exact, so that they may stay
continuous. "Adverse by count" (k criteria of n unmet) stays continuous too, which understates it: where a plan is found that leaves a
set S of k or more unmet, adverse (|S| - k + 1) >= sum of t in S - (k - 1) is added, true of every plan, and the program is solved
again. If that does not close the gap, a last round makes it binary. Every round's bound holds for all plans, so that the gap is
proven whichever round ends it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Floats
from buttress.exposure.decision.game import Game, Samples
from buttress.exposure.decision.limits import Limits
from buttress.exposure.loss.losses import Pool, counted_loss, damages_by_pattern, own_costs

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

_WORK = 2_000_000
_FEWEST_NODES, _MOST_NODES = 50, 5_000
_ROUNDS = 24
_MOST_ENTRIES = 11_000
_MANY = 30  # candidates beyond which twice the entries and nodes are allowed
_FEWEST = 16
_GAP = 0.005
_EPSILON = 1e-9
_UNDERSTATED = 1e-4
_CERTAIN, _IMPOSSIBLE = -1, -2


def solve_program(
    game: Game,
    fixes: Sequence[tuple[int, ...]],
    limits: Limits,
    cured: frozenset[str],
    credit: Floats,
) -> Answer | None:
    """The candidates (what each fixes) to choose within the limits, and how good any choice can be; None where no plan was found.

    `credit` (candidates,) is taken off the loss for each that is chosen.

    What ends a hard program is its number of nodes, the fewer the larger it is, and its size is bounded: no clock decides, so that a
    re-run ends alike. A program that would be too large is built over fewer of the samples.
    """
    from scipy.optimize import Bounds, milp

    samples = game.samples
    count = len(samples.weights)
    builder = _built(game, samples, fixes, limits, cured, credit)
    room = 2 if len(fixes) > _MANY else 1
    while len(builder.values) > room * _MOST_ENTRIES and count > _FEWEST:
        count //= 2
        samples = thinned(game.samples, count)
        builder = _built(game, samples, fixes, limits, cured, credit)
    # What is lost whatever is chosen: one constant column, so that the gap is a share of the whole.
    constant = builder.variable(builder.settled)
    lower = np.zeros(len(builder.objective))
    lower[constant] = 1.0
    scale = max(float(np.max(np.abs(builder.objective), initial=0.0)), 1.0)
    integral = (np.arange(len(lower)) < len(fixes)).astype(np.uint8)
    last = False
    best: tuple[int, ...] | None = None
    least, bound = np.inf, -np.inf
    work = 0
    for rounds in range(1, _ROUNDS + 1):
        nodes = min(max((_WORK - work * (not last)) // max(len(builder.values), 1), _FEWEST_NODES), _MOST_NODES)
        with _printing_to_stderr():
            answer = milp(
                np.array(builder.objective) / scale,
                constraints=_rows(builder, limits, len(fixes)),
                integrality=integral,
                bounds=Bounds(lower, np.array(builder.upper)),
                options={"mip_rel_gap": _GAP, "node_limit": nodes},
            )
        solution = cast("Floats | None", answer.x)
        bound = max(bound, scale * float(answer.mip_dual_bound if answer.mip_dual_bound is not None else -np.inf))
        if solution is None:
            break
        chosen = np.round(solution[: len(fixes)]) > 0
        observed = np.array([[not any(chosen[list(by)]) for by in _fixed_by(fixes, game.structure.players)]])
        found = float(drawn_loss(evolve(game, samples=samples), observed, cured)[0]) - float(chosen @ credit)
        if found < least:
            least, best = found, tuple(int(item) for item in np.flatnonzero(chosen))
        work += int(answer.mip_node_count or 0) * len(builder.values)
        if last or least - bound <= _GAP * abs(least) or not builder.tighten(solution):
            break
        if work >= _WORK or rounds == _ROUNDS - 1:
            last = True
            integral[list(builder.counts)] = 1
    return None if best is None else Answer(chosen=best, bound=min(bound, least), samples=samples)


@frozen(kw_only=True, eq=False)
class Answer:
    """The plan that HiGHS found. Over the samples `samples` no plan's mean loss less its credit lies below `bound`."""

    chosen: tuple[int, ...]
    bound: float
    samples: Samples


def _fixed_by(fixes: Sequence[tuple[int, ...]], players: int) -> list[list[int]]:
    """The candidates that fix each player."""
    found: list[list[int]] = [[] for _ in range(players)]
    for index, fixed in enumerate(fixes):
        for player in fixed:
            found[player].append(index)
    return found


def _rows(builder: _Builder, limits: Limits, candidates: int) -> list[LinearConstraint]:
    """The builder's rows and those of the limits."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import coo_array

    width = len(builder.objective)
    rows = []
    if builder.row:
        matrix = coo_array((builder.values, (builder.rows, builder.columns)), shape=(builder.row, width)).tocsr()
        rows.append(LinearConstraint(matrix, np.array(builder.lower), np.inf))
    bounded = np.zeros((len(limits.bounds) + len(limits.precedence), width))
    bounded[: len(limits.bounds), :candidates] = limits.matrix
    for row, (first, then) in enumerate(limits.precedence, start=len(limits.bounds)):
        bounded[row, then], bounded[row, first] = 1.0, -1.0
    rows.append(LinearConstraint(bounded, -np.inf, np.concatenate([limits.bounds, np.zeros(len(limits.precedence))])))
    return rows


def drawn_loss(game: Game, chosen: NDArray[np.bool_], cured: frozenset[str]) -> Floats:
    """The mean loss over the drawn samples, all of it, of each row (B, players): true as observed, false fixed."""
    padded = np.zeros((len(chosen), game.structure.size), dtype=np.bool_)
    padded[:, : game.structure.players] = chosen
    whole = counted_loss(game.counted.losses, cured, everything=True)
    return evolve(game, counted=whole, scale=1.0).counted_values(padded)


@contextlib.contextmanager
def _printing_to_stderr() -> Iterator[None]:
    """What native code prints to stdout lands on stderr: HiGHS prints a line of its own now and then, which no option turns off and
    which would break a JSON document there.
    """
    flush = ctypes.CDLL(None).fflush if os.name == "posix" else None
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (OSError, ValueError):  # no stdout to protect
        yield
        return
    try:
        if flush:
            flush(None)
        os.dup2(2, 1)
        yield
    finally:
        if flush:
            flush(None)
        os.dup2(kept, 1)
        os.close(kept)


def thinned(samples: Samples, count: int) -> Samples:
    """As many of these samples, one at the middle of each of `count` equal parts of their weight."""
    middles = (np.arange(count) + 0.5) / count
    reached = np.searchsorted(np.cumsum(samples.weights), middles)
    kept, times = np.unique(np.minimum(reached, len(samples.weights) - 1), return_counts=True)
    return Samples(
        hits=(samples.hits[0][kept], samples.hits[1][kept]),
        exceptions=(samples.exceptions[0][kept], samples.exceptions[1][kept]),
        failures=(samples.failures[0][kept], samples.failures[1][kept]),
        accepted=samples.accepted[kept],
        weights=times / count,
    )


def _built(
    game: Game, samples: Samples, fixes: Sequence[tuple[int, ...]], limits: Limits, cured: frozenset[str], credit: Floats
) -> _Builder:
    builder = _Builder(-credit)
    program = _Program.of(evolve(game, samples=samples), fixes, limits, cured, builder)
    for sample, weight in enumerate(samples.weights):
        program.add(sample, float(weight))
    program.finish()
    return builder


@frozen(kw_only=True, eq=False)
class _Program:
    """What the samples share: a variable for each OR, each adverse opinion and each pool that comes up in any of them.

    Equal ones of different samples are one variable, whose cost is that of all of them.
    """

    game: Game
    builder: _Builder
    limits: Limits
    fixed_by: dict[int, frozenset[int]]
    pools: tuple[tuple[Pool, Floats], ...]
    threshold: int
    ors: dict[frozenset[frozenset[int]], int] = field(factory=dict)
    opinions: dict[tuple[int, ...], int] = field(factory=dict)
    paid: dict[tuple[int, tuple[int, ...]], float] = field(factory=dict)

    @classmethod
    def of(cls, game: Game, fixes: Sequence[tuple[int, ...]], limits: Limits, cured: frozenset[str], builder: _Builder) -> _Program:
        fixed_by: dict[int, set[int]] = {}
        for index, players in enumerate(fixes):
            for player in players:
                fixed_by.setdefault(player, set()).add(index)
        losses = game.counted.losses
        return cls(
            game=game,
            builder=builder,
            limits=limits,
            fixed_by={player: frozenset(by) for player, by in fixed_by.items()},
            pools=tuple((pool, damages_by_pattern(pool, cured).sum(axis=1)) for pool in losses.pools),
            threshold=int(np.ceil(losses.adverse_share * len(game.structure.criterion_names) - _EPSILON)),
        )

    def add(self, sample: int, weight: float) -> None:
        """One drawn sample, its cost times its weight."""
        losses, structure = self.game.counted.losses, self.game.structure
        retainer, qualified = losses.means["retainer_forfeiture"], losses.retainer_if_qualified
        self.builder.cost(self._event(sample, "hit", structure.everything), weight * (own_costs(losses) + qualified * retainer))
        severe = _IMPOSSIBLE
        if retainer > 0 or any(pool.counted for pool, _ in self.pools):
            severe = self._adverse(tuple(self._event(sample, "hit", 1 << bit) for bit in range(len(structure.criterion_names))))
            self.builder.cost(severe, weight * (1 - qualified) * retainer)
        settled = {"adverse": severe, "always": _CERTAIN, "never": _IMPOSSIBLE}
        for number, (pool, _) in enumerate(self.pools):
            states = tuple(settled[kind] if kind in settled else self._event(sample, kind, mask) for kind, mask in pool.classes)
            self.paid[number, states] = self.paid.get((number, states), 0.0) + weight

    def finish(self) -> None:
        """The pools, once all samples are there."""
        for (number, states), weight in self.paid.items():
            self.builder.pool(states, self.pools[number][1] * weight)

    def _adverse(self, unmet: tuple[int, ...]) -> int:
        if unmet not in self.opinions:
            categories = [_bits(mask) for mask in self.game.structure.categories if mask.bit_count() > 1]
            self.opinions[unmet] = self.builder.adverse(unmet, self.threshold, categories)
        return self.opinions[unmet]

    def _event(self, sample: int, kind: str, mask: int) -> int:
        """The variable of an OR over controls, or that it is certain or impossible."""
        samples = self.game.samples
        on, _ = samples.hits if kind == "hit" else samples.exceptions
        sources: NDArray[np.intp] = np.flatnonzero(on[sample] & np.uint64(mask))
        asked = {
            cleared
            for source in sources.tolist()
            if (cleared := self._cleared_by(sample, source, mask, compensated=kind == "hit")) is not None
        }
        if frozenset() in asked:
            return _CERTAIN
        if not asked:
            return _IMPOSSIBLE
        least = frozenset(one for one in asked if not any(other < one for other in asked))
        if least not in self.ors:
            self.ors[least] = self._or(least)
        return self.ors[least]

    def _cleared_by(self, sample: int, source: int, mask: int, *, compensated: bool) -> frozenset[int] | None:
        """The candidates any of which ends what this source does in a sample under the criteria in `mask`; None where a control that
        works compensates for it.
        """
        samples = self.game.samples
        off = (samples.hits if compensated else samples.exceptions)[1]
        cleared = frozenset() if int(off[sample, source]) & mask else self.fixed_by.get(source, frozenset())
        if not compensated:
            return cleared
        for pair, (control, by, _) in enumerate(self.game.structure.compensations):
            if control != source or not samples.accepted[sample, pair]:
                continue
            if not samples.failures[0][sample, by]:
                return None
            if not samples.failures[1][sample, by]:
                cleared |= self.fixed_by.get(by, frozenset())
        return cleared

    def _or(self, asked: frozenset[frozenset[int]]) -> int:
        """The variable that is 1 unless of each of these sets something is fixed; certain where that is beyond the limits."""
        needed = frozenset().union(*(one for one in asked if len(one) == 1))
        if not self.limits.hold(self.limits.closed(needed)):
            return _CERTAIN
        variable = self.builder.variable()
        for one in sorted(sorted(one) for one in asked):
            self.builder.at_least([(variable, 1.0), *((item, 1.0) for item in one)], 1.0)
        return variable


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


class _Builder:
    """The rows and columns of the program; the first columns are the candidates."""

    def __init__(self, costs: Floats) -> None:
        candidates = len(costs)
        self.objective = [float(cost) for cost in costs]
        self.upper = [1.0] * candidates
        self.settled = 0.0
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []
        self.lower: list[float] = []
        self.row = 0
        self.counts: dict[int, tuple[list[int], int]] = {}

    def variable(self, cost: float = 0.0, *, upper: float = 1.0) -> int:
        """A new column."""
        self.objective.append(cost)
        self.upper.append(upper)
        return len(self.objective) - 1

    def at_least(self, terms: Sequence[tuple[int, float]], bound: float) -> None:
        """A new row: the terms add up to at least the bound."""
        for column, value in terms:
            self.rows.append(self.row)
            self.columns.append(column)
            self.values.append(value)
        self.lower.append(bound)
        self.row += 1

    def cost(self, variable: int, amount: float) -> None:
        """More cost on a variable; what is settled costs the same whatever is chosen."""
        if variable >= 0:
            self.objective[variable] += amount
        elif variable == _CERTAIN:
            self.settled += amount

    def adverse(self, unmet: Sequence[int], threshold: int, categories: Sequence[Sequence[int]]) -> int:
        """The variable of an adverse opinion, or that it is certain or impossible."""
        certain = sum(one == _CERTAIN for one in unmet)
        undecided = [one for one in unmet if one >= 0]
        if certain >= max(threshold, 1) or any(all(unmet[bit] == _CERTAIN for bit in category) for category in categories):
            return _CERTAIN
        by_count = certain + len(undecided) >= threshold
        by_category = [category for category in categories if all(unmet[bit] != _IMPOSSIBLE for bit in category)]
        if not by_count and not by_category:
            return _IMPOSSIBLE
        variable = self.variable()
        if by_count:
            self.counts[variable] = undecided, threshold - certain
            self._counted(variable, undecided, threshold - certain)
        for category in by_category:
            inside = [unmet[bit] for bit in category if unmet[bit] >= 0]
            self.at_least([(variable, 1.0), *((one, -1.0) for one in inside)], 1.0 - len(inside))
        return variable

    def tighten(self, solution: Floats) -> bool:
        """Rows for the adverse opinions that a solution understates; whether there are any."""
        before = self.row
        for variable, (undecided, least) in self.counts.items():
            unmet = [one for one in undecided if solution[one] > 0.5]  # noqa: PLR2004
            if len(unmet) >= least and solution[variable] < 1 - _UNDERSTATED:
                self._counted(variable, unmet, least)
        return self.row > before

    def _counted(self, variable: int, some: Sequence[int], least: int) -> None:
        """Adverse once `least` of these, or of more than these, are unmet: sum - (least - 1) <= (|these| - least + 1) adverse."""
        self.at_least([(variable, float(len(some) - least + 1)), *((one, -1.0) for one in some)], -(least - 1.0))

    def pool(self, states: Sequence[int], totals: Floats) -> None:
        """The loss of one pool in one sample, from below by every pattern of its triggers."""
        certain = sum(1 << position for position, state in enumerate(states) if state == _CERTAIN)
        self.settled += float(totals[certain])
        totals = totals - totals[certain]
        if not any(state >= 0 for state in states) or not totals.any():
            return
        loss = self.variable(1.0, upper=np.inf)
        for pattern in range(1, len(totals)):
            inside = [state for position, state in enumerate(states) if pattern >> position & 1]
            if totals[pattern] <= 0 or _IMPOSSIBLE in inside or pattern & certain != certain:
                continue
            undecided = [state for state in inside if state >= 0]
            total = float(totals[pattern])
            self.at_least([(loss, 1.0), *((state, -total) for state in undecided)], total * (1 - len(undecided)))
