"""What moves where the mean does not: more weeks, another start of the period, the least set of fixes for an opinion the board accepts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve

from buttress.exposure.audit.deviations import Clock
from buttress.exposure.audit.structure import Floats, chances_of_none, modified
from buttress.exposure.decision.answers import CapacityPoint, LeastSet, Outlook, Plan, StartPoint
from buttress.exposure.decision.backlog import Path
from buttress.exposure.decision.game import Bools, Game
from buttress.exposure.loss.scenarios import prepare
from buttress.exposure.loss.solving import Solved, solve_alone

_MOST_BEYOND = 8
_STARTS = (0, 30, 90, 180)
_MOVES = 0.01
_MOST_EXHAUSTIVE = 12
_TINY = 1e-12


def outlook(path: Path, plan: Plan, at_once: Sequence[float], game: Game, loss_if_it_happens: int) -> Outlook:
    """The outlook of a plan. `loss_if_it_happens` is the mean loss once there is one, which says which line of the board counts."""
    before = plan.items[0].before if plan.items else 0
    return Outlook(
        saturated=bool(plan.items) and max(one.removed for one in plan.items) < _MOVES * before,
        capacity=_capacity(path, plan),
        starts=_starts(path, at_once),
        least=_least(path, game, loss_if_it_happens),
    )


def _capacity(path: Path, plan: Plan) -> tuple[CapacityPoint, ...]:
    """Along the plan, and beyond it one fix after another, the cheapest first, each finished as the weeks go on."""
    if not plan.items:
        return ()
    found = []
    weeks = 0.0
    for item in plan.items:
        weeks += item.effort_weeks
        found.append(
            CapacityPoint(
                weeks=round(weeks, 6),
                exposure=item.after,
                p_modified=item.p_modified_left,
                p_severe=item.p_severe_left,
                criteria=item.criteria_left,
                planned=True,
            )
        )
    backlog, days = path.backlog, list(path.backlog.days)
    left = sorted(
        (index for index in range(len(backlog.candidates)) if index not in backlog.order),
        key=lambda index: (backlog.candidates[index].futile, backlog.candidates[index].effort, index),
    )
    every = -(-len(left) // _MOST_BEYOND) if left else 1
    for number, index in enumerate(left, start=1):
        weeks += backlog.candidates[index].effort
        for player in backlog.candidates[index].fixes:
            days[player] = min(days[player], weeks * 7)
        if number % every and number < len(left):
            continue
        found.append(_point(weeks, path.solved(days)))
    return tuple(found)


def _point(weeks: float, after: Solved) -> CapacityPoint:
    opinions = after.expectation.opinions
    return CapacityPoint(
        weeks=round(weeks, 6),
        exposure=round(after.expectation.total),
        p_modified=1 - opinions["unmodified"],
        p_severe=opinions["adverse"] + opinions["disclaimer"],
        criteria=after.unmet,
        planned=False,
    )


def _starts(path: Path, at_once: Sequence[float]) -> tuple[StartPoint, ...]:
    """The period as it is, and as long a one from today and later. What was observed before its start does not count in it."""
    inputs, losses, clock = path.inputs, path.losses, path.inputs.clock
    days = (clock.start, *(clock.now + dt.timedelta(days=later) for later in _STARTS))
    found = []
    for start in sorted({day for day in days if day == clock.start or day > clock.start}):
        moved = Clock(start=start, now=clock.now, end=start + (clock.end - clock.start))
        model = evolve(inputs.model, period=evolve(inputs.model.period, start=moved.start, end=moved.end))
        case = prepare(inputs.evidence, model, moved, inputs.history if start == clock.start else {})
        means = [
            round(solve_alone(losses, case.scenario(losses, repaired), path.few).expectation.total)
            for repaired in (path.nothing, path.backlog.days, at_once)
        ]
        found.append(StartPoint(start=start, end=moved.end, residual=means[0], planned=means[1], floor=means[2]))
    return tuple(found)


def _least(path: Path, game: Game, loss: int) -> LeastSet | None:
    """P(no criterion unmet) is a product over controls: of few candidates every set is tried, many are added by gain over effort."""
    inputs, backlog = path.inputs, path.backlog
    accepted = [point.probability for point in inputs.model.tolerance if point.loss < loss]
    if not accepted or not backlog.candidates:
        return None
    target = min(accepted)
    efforts = np.array([one.effort for one in backlog.candidates])

    def left(rows: Bools) -> Floats:
        fixed = np.zeros((len(rows), inputs.structure.size), dtype=np.bool_)
        for column, one in enumerate(backlog.candidates):
            fixed[:, list(one.fixes)] |= rows[:, [column]]
        return 1 - chances_of_none(game.tables, modified(inputs.structure), game.observed, game.fixed, ~fixed)

    count = len(efforts)
    everything = np.ones((1, count), dtype=np.bool_)
    chosen = everything[0]
    if float(left(everything)[0]) <= target:
        chosen = _fewest(left, efforts, target)
    order = {index: place for place, index in enumerate(backlog.order)}
    picked = sorted(np.flatnonzero(chosen).tolist(), key=lambda index: (order.get(index, count), index))
    reached = float(left(chosen[None, :])[0])
    return LeastSet(
        target=target,
        controls=tuple(inputs.structure.names[backlog.candidates[index].control] for index in picked),
        weeks=round(float(efforts[chosen].sum()), 6),
        reached=reached,
        enough=reached <= target,
    )


def _fewest(left: Callable[[Bools], Floats], efforts: Floats, target: float) -> Bools:
    """The set with the least effort that leaves at most `target`, one of which everything is."""
    count = len(efforts)
    if count <= _MOST_EXHAUSTIVE:
        rows = (np.arange(1 << count)[:, None] >> np.arange(count)[None, :] & 1).astype(np.bool_)
        rows = rows[left(rows) <= target]
        return np.asarray(rows[np.argmin(rows @ efforts)])
    chosen = np.zeros(count, dtype=np.bool_)
    while (now := float(left(chosen[None, :])[0])) > target:
        rows = np.repeat(chosen[None, :], count, axis=0) | np.eye(count, dtype=np.bool_)
        gain = np.log(np.maximum(1 - left(rows), _TINY)) - np.log(max(1 - now, _TINY))
        chosen[int(np.argmax(np.where(chosen, -np.inf, gain / np.maximum(efforts, _TINY))))] = True
    for index in sorted(np.flatnonzero(chosen).tolist(), key=lambda one: -efforts[one]):
        without = chosen.copy()
        without[index] = False
        if float(left(without[None, :])[0]) <= target:
            chosen = without
    return chosen
