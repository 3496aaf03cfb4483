"""From a case to a plan that people can follow: candidates, choice, order, dates, and what each step removes."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from buttress.exposure.audit.deviations import Budget, budget
from buttress.exposure.decision import planning
from buttress.exposure.decision.answers import FixLine, Plan, PlanItem
from buttress.exposure.decision.game import game_of
from buttress.exposure.loss.losses import Losses
from buttress.exposure.loss.scenarios import NEVER, ExposureInputs
from buttress.exposure.loss.simulation import Points
from buttress.exposure.loss.solving import Solved, solve_alone
from buttress.model import UpdateEffect, Urn

_POINTS = 32
_REPLICATES = 4
_Z = 1.96


@frozen(kw_only=True, eq=False)
class Backlog:
    """The chosen candidates in order, with their dates, and the days after which every control is fixed."""

    candidates: tuple[planning.Candidate, ...]
    choice: planning.Choice
    order: tuple[int, ...]
    dates: dict[int, tuple[dt.date, dt.date]]
    days: tuple[float, ...]
    capacity: float


def build_plan(inputs: ExposureInputs, losses: Losses, nothing: Sequence[float], at_once: Sequence[float]) -> Backlog:
    """The plan within the team's capacity. `nothing` and `at_once` are the days after which each control is fixed without a plan
    and with everything fixed.
    """
    candidates = _candidates(inputs, nothing)
    capacity = inputs.model.team.capacity_weeks
    effort = [one.effort for one in candidates]
    if not candidates:
        choice = planning.Choice(chosen=(), method="none", gap=0.0)
        return Backlog(candidates=(), choice=choice, order=(), dates={}, days=tuple(nothing), capacity=capacity)
    position = {inputs.structure.names[player]: index for index, one in enumerate(candidates) for player in one.fixes}
    position |= {inputs.structure.names[one.control]: index for index, one in enumerate(candidates)}
    precedence = [
        (position[row.first], position[row.then])
        for row in inputs.model.precedence
        if row.first in position and row.then in position and position[row.first] != position[row.then]
    ]
    observed = inputs.scenario(losses, nothing)
    game = game_of(losses, observed, inputs.scenario(losses, at_once), seed=inputs.model.seed, points=_POINTS, replicates=_REPLICATES)
    choice = planning.choose(game, candidates, capacity, precedence, observed.cured)
    chosen = [*choice.chosen, *_late(candidates, choice, capacity, precedence)]
    whole = np.ones((1 + len(chosen), inputs.structure.players), dtype=np.bool_)
    for row, item in enumerate(chosen, start=1):
        whole[row, list(candidates[item].fixes)] = False
    worth = game.values(whole)
    credit = planning.credits_of(game, candidates)
    index = {item: row for row, item in enumerate(chosen)}
    due = [candidates[item].due * 7 for item in chosen]
    order = planning.sequence(
        [float(worth[0] - one) + float(credit[item]) for one, item in zip(worth[1:], chosen, strict=True)],
        [effort[item] for item in chosen],
        due,
        [(index[first], index[then]) for first, then in precedence if first in index and then in index],
    )
    ordered = tuple(chosen[row] for row in order)
    dates = planning.calendar(ordered, effort, inputs.clock.now, inputs.model.team.freezes)
    days = list(nothing)
    for item in ordered:
        for player in candidates[item].fixes:
            days[player] = min(days[player], float((dates[item][1] - inputs.clock.now).days))
    return Backlog(candidates=tuple(candidates), choice=choice, order=ordered, dates=dates, days=tuple(days), capacity=capacity)


def describe(
    inputs: ExposureInputs,
    losses: Losses,
    backlog: Backlog,
    nothing: Sequence[float],
    ends: tuple[Solved, Solved],
    points: Points,
    shares: Sequence[int],
) -> Plan:
    """The plan with the exposure before and after each step, each step's fix finished on its own date.

    `ends` are the residual and the planned scenario, between which the steps lie, `shares` those of the controls.
    """
    days = list(nothing)
    counted: set[int] = set()
    before, planned = ends
    criteria_before = before.unmet
    items = []
    for number, index in enumerate(backlog.order, start=1):
        candidate = backlog.candidates[index]
        one = inputs.evidence.controls[candidate.control]
        start, finish = backlog.dates[index]
        for player in candidate.fixes:
            days[player] = backlog.days[player]
        after = planned if number == len(backlog.order) else solve_alone(losses, inputs.scenario(losses, days), points)
        removed = round(before.expectation.total) - round(after.expectation.total)
        error = round(_Z * math.hypot(before.error, after.error))
        share = sum(shares[player] for player in set(candidate.fixes) - counted)
        counted |= set(candidate.fixes)
        spare = _budget(inputs, candidate.control)
        checks: dict[str, list[str]] = defaultdict(list)
        for player in candidate.fixes:
            for check, resource in inputs.evidence.controls[player].failing:
                if resource not in checks[check]:
                    checks[check].append(resource)
        fixes = tuple(FixLine(check=check, resources=tuple(sorted(names))) for check, names in sorted(checks.items()))
        items.append(
            PlanItem(
                position=number,
                control=one.control.id,
                title=one.control.title,
                also=tuple(inputs.evidence.controls[player].control.id for player in candidate.fixes if player != candidate.control),
                owner=one.control.owner,
                fixes=fixes,
                effort_weeks=candidate.effort,
                start=start,
                finish=finish,
                before=round(before.expectation.total),
                after=round(after.expectation.total),
                removed=removed,
                removed_low=removed - error,
                removed_high=removed + error,
                share=share,
                budget_left=spare.left,
                last_safe_date=spare.last_safe,
                in_time=(spare.last_safe is None and spare.state != "spent") or (spare.last_safe is not None and finish <= spare.last_safe),
                acceptance=tuple(fix.check for fix in fixes) or tuple(sorted(one.control.checks)),
                replaces=_effect(inputs, fixes, one.control.id, "replaces"),
                interrupts=_effect(inputs, fixes, one.control.id, "interrupts"),
                criteria_left=after.unmet,
            )
        )
        before = after
    left = [candidate for index, candidate in enumerate(backlog.candidates) if index not in backlog.order]
    fixed = {player for index in backlog.order for player in backlog.candidates[index].fixes}
    return Plan(
        method=backlog.choice.method,
        gap=backlog.choice.gap,
        candidates=len(backlog.candidates),
        capacity_weeks=backlog.capacity,
        effort_weeks=round(sum(item.effort_weeks for item in items), 6),
        all_weeks=round(sum(one.effort for one in backlog.candidates), 6),
        items=tuple(items),
        left_out=tuple(inputs.structure.names[one.control] for one in left if one.control not in fixed),
        accepted=tuple(name for name in inputs.model.accepted if name in inputs.weeks),
        criteria_before=criteria_before,
    )


def _candidates(inputs: ExposureInputs, nothing: Sequence[float]) -> list[planning.Candidate]:
    """One candidate for each control that can be fixed; controls with the very same findings are one. Fixing a control also fixes
    those whose findings it contains.
    """
    found: list[planning.Candidate] = []
    accepted = set(inputs.model.accepted)
    open_now = [
        index
        for index, one in enumerate(inputs.evidence.controls)
        if one.control.id in inputs.weeks and one.control.id not in accepted and nothing[index] == NEVER
    ]
    taken: set[int] = set()
    for index in open_now:
        if index in taken:
            continue
        own = set(inputs.evidence.controls[index].failing)
        fixes = [index]
        for other in open_now:
            theirs = set(inputs.evidence.controls[other].failing)
            if other != index and own and theirs and theirs <= own:
                fixes.append(other)
                if theirs == own:
                    taken.add(other)
        effort = inputs.weeks[inputs.evidence.controls[index].control.id]
        found.append(planning.Candidate(control=index, fixes=tuple(fixes), effort=effort, due=_due_in(inputs, index) / 7))
    return found


def _late(
    candidates: Sequence[planning.Candidate], choice: planning.Choice, capacity: float, precedence: Sequence[tuple[int, int]]
) -> list[int]:
    """What comes too late for this period but fits into the weeks that are left, shortest first: the next period needs it too."""
    taken = set(choice.chosen)
    spare = capacity - sum(candidates[index].effort for index in taken)
    added = []
    for index in sorted(set(range(len(candidates))) - taken, key=lambda one: (candidates[one].effort, one)):
        ready = all(first in taken for first, then in precedence if then == index)
        if ready and candidates[index].effort <= spare:
            added.append(index)
            taken.add(index)
            spare -= candidates[index].effort
    return added


def _budget(inputs: ExposureInputs, index: int) -> Budget:
    one = inputs.evidence.controls[index]
    return budget(one, inputs.model, inputs.clock, inputs.history.get(one.control.id))


def _due_in(inputs: ExposureInputs, index: int) -> float:
    """Working days left until the last safe day, frozen days left out; infinite without one."""
    last = _budget(inputs, index).last_safe
    if last is None:
        return math.inf
    days = (last - inputs.clock.now).days
    frozen = sum(
        any(first <= inputs.clock.now + dt.timedelta(days=day) <= end for first, end in inputs.model.team.freezes) for day in range(days)
    )
    return float(days - frozen)


def _effect(inputs: ExposureInputs, fixes: Sequence[FixLine], control: str, name: str) -> bool | None:
    """True if any of the fixes does, False if none does, None where it is not known.

    What `fixes` in the model says of the control comes first, then what it says of a check, then what the catalog knows.
    """
    own = inputs.model.fixes.get(control)
    if own is not None and getattr(own, name) is not None:
        return bool(getattr(own, name))
    known = [_effect_of(inputs, fix, name) for fix in fixes]
    if any(known):
        return True
    return False if known and all(one is False for one in known) else None


def _effect_of(inputs: ExposureInputs, fix: FixLine, name: str) -> bool | None:
    given = inputs.model.fixes.get(fix.check)
    if given is not None and getattr(given, name) is not None:
        return bool(getattr(given, name))
    check = inputs.evidence.checks.get(fix.check)
    changes = {check.effect(Urn.parse(resource).type).change for resource in fix.resources} if check else set()
    wanted = UpdateEffect(name)
    if wanted in changes:
        return True
    # A replacement may or may not interrupt: that depends on what else is in the program.
    silent = {UpdateEffect.UNKNOWN} if wanted is UpdateEffect.REPLACES else {UpdateEffect.UNKNOWN, UpdateEffect.REPLACES}
    return None if not changes or changes & silent else False
