"""From a case to a plan that people can follow: candidates, choice, order, dates, and what each step removes."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from attrs import frozen

from buttress.exposure.audit.deviations import Budget, audit_control, budget
from buttress.exposure.decision import planning
from buttress.exposure.decision.answers import Delay, FixLine, Plan, PlanCost, PlanItem
from buttress.exposure.decision.game import Game, game_of
from buttress.exposure.loss.losses import Losses
from buttress.exposure.loss.scenarios import NEVER, ExposureInputs
from buttress.exposure.loss.simulation import Points
from buttress.exposure.loss.solving import Solved, solve_alone
from buttress.model import UpdateEffect, Urn

_WEEK = 7
_MONTH = 365.25 / 12
_DELAYS = (7, 14, 30, 60, 90)
_LEAST_PACE = 1e-3
_NOTICEABLE = 0.005
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
    burn = _burn(game, candidates)
    ordered = (
        *_ordered(choice.chosen, candidates, burn, precedence),
        *_ordered(_late(candidates, choice, capacity, precedence), candidates, burn, precedence),
    )
    dates = planning.calendar(ordered, effort, inputs.clock.now, inputs.model.team.freezes)
    days = list(nothing)
    for item in ordered:
        for player in candidates[item].fixes:
            days[player] = min(days[player], float((dates[item][1] - inputs.clock.now).days))
    return Backlog(candidates=tuple(candidates), choice=choice, order=ordered, dates=dates, days=tuple(days), capacity=capacity)


def _burn(game: Game, candidates: Sequence[planning.Candidate]) -> list[float]:
    """What a day of delay costs each candidate, by Smith's rule the reason to come first: what it removes by itself, with its credit, at
    the pace at which that is lost. A candidate that loses nothing yet keeps a little of its weight.
    """
    whole = np.ones((1 + len(candidates), game.structure.players), dtype=np.bool_)
    for row, one in enumerate(candidates, start=1):
        whole[row, list(one.fixes)] = False
    worth = game.values(whole)
    credit = planning.credits_of(game, candidates)
    return [
        float(worth[0] - left + credit[row]) * (one.pace + _LEAST_PACE)
        for row, (left, one) in enumerate(zip(worth[1:], candidates, strict=True))
    ]


def _ordered(
    chosen: Sequence[int], candidates: Sequence[planning.Candidate], burn: Sequence[float], precedence: Sequence[tuple[int, int]]
) -> list[int]:
    """Some candidates in the order of work."""
    index = {item: row for row, item in enumerate(chosen)}
    order = planning.sequence(
        [burn[item] for item in chosen],
        [candidates[item].effort for item in chosen],
        [candidates[item].due * 7 for item in chosen],
        [(index[first], index[then]) for first, then in precedence if first in index and then in index],
    )
    return [chosen[row] for row in order]


def describe(drawn: Path, ends: tuple[Solved, Solved], shares: Sequence[int]) -> Plan:
    """The plan with the exposure before and after each step, each step's fix finished on its own date.

    `ends` are the residual and the planned scenario, between which the steps lie, `shares` those of the controls. All steps are
    solved over the same points and scaled to end where the plan ends, so that no step stands out by its estimator.
    """
    inputs, backlog = drawn.inputs, drawn.backlog
    counted: set[int] = set()
    before = drawn.steps[0]
    amounts = drawn.scaled(ends)
    items = []
    for number, index in enumerate(backlog.order, start=1):
        candidate = backlog.candidates[index]
        one = inputs.evidence.controls[candidate.control]
        start, finish = backlog.dates[index]
        after = drawn.steps[number]
        removed = amounts[number - 1] - amounts[number]
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
                before=amounts[number - 1],
                after=amounts[number],
                removed=removed,
                removed_low=removed - error,
                removed_high=removed + error,
                share=share,
                budget_left=spare.left,
                last_safe_date=spare.last_safe,
                in_time=(spare.last_safe is None and spare.state != "spent") or (spare.last_safe is not None and finish <= spare.last_safe),
                counts=not candidate.futile,
                cost_of_delay=drawn.cost_of_delay(index),
                acceptance=tuple(fix.check for fix in fixes) or tuple(sorted(one.control.checks)),
                replaces=_effect(inputs, fixes, one.control.id, "replaces"),
                interrupts=_effect(inputs, fixes, one.control.id, "interrupts"),
                criteria_left=after.unmet,
                p_modified_left=1 - after.expectation.opinions["unmodified"],
                p_severe_left=after.expectation.opinions["adverse"] + after.expectation.opinions["disclaimer"],
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
        criteria_before=drawn.steps[0].unmet,
        delays=drawn.delays(amounts[-1]),
        cost=_cost(inputs, items),
    )


def _cost(inputs: ExposureInputs, items: Sequence[PlanItem]) -> PlanCost:
    """What the steps cost: work once, services from each finish to the end of the period."""
    model = inputs.model
    team, weeks = model.team, sum(one.effort_weeks for one in items)
    services = 0.0
    for one in items:
        named = model.fixes.get(one.control)
        fixes = (
            [named] if named and named.monthly is not None else [model.fixes[fix.check] for fix in one.fixes if fix.check in model.fixes]
        )
        months = max((model.period.end - one.finish).days, 0) / _MONTH
        services += months * sum(fix.monthly or 0 for fix in fixes)
    told = {name for name, fix in model.fixes.items() if fix.weeks is not None}
    guessed = any(one.control not in told and not {fix.check for fix in one.fixes} <= told for one in items)
    ours = ("team.people", "team.weekly_rate", *(("assumptions.effort_weeks",) if guessed else ()))
    return PlanCost(
        work=round(weeks * team.people * team.weekly_rate.mean),
        services=round(services),
        illustrative=any(line.startswith(ours) for line in model.illustrative),
    )


@frozen(kw_only=True, eq=False)
class Path:
    """The way from nothing done to the whole plan: `steps` (items + 1) solved alone over the same points. `few` are fewer of them, for what
    is only compared among itself.
    """

    inputs: ExposureInputs
    losses: Losses
    backlog: Backlog
    nothing: tuple[float, ...]
    points: Points
    few: Points
    steps: tuple[Solved, ...]

    @classmethod
    def of(cls, inputs: ExposureInputs, losses: Losses, backlog: Backlog, nothing: Sequence[float], points: tuple[Points, Points]) -> Path:
        """The steps of a backlog, over many points; the fewer ones come second."""
        many, few = points
        days = list(nothing)
        steps = [solve_alone(losses, inputs.scenario(losses, days), many)]
        for index in backlog.order:
            for player in backlog.candidates[index].fixes:
                days[player] = backlog.days[player]
            steps.append(solve_alone(losses, inputs.scenario(losses, days), many))
        return cls(inputs=inputs, losses=losses, backlog=backlog, nothing=tuple(nothing), points=many, few=few, steps=tuple(steps))

    def solved(self, days: Sequence[float]) -> Solved:
        """What is left if each control is fixed after so many days."""
        return solve_alone(self.losses, self.inputs.scenario(self.losses, days), self.points)

    def scaled(self, ends: tuple[Solved, Solved]) -> list[int]:
        """The exposure after each step, between the exposures of these two."""
        first, last = (one.expectation.total for one in ends)
        drawn = [one.expectation.total for one in self.steps]
        whole = drawn[0] - drawn[-1]
        if len(drawn) == 1 or whole <= 0:
            return [round(first), *[round(last)] * (len(drawn) - 1)]
        return [round(last + (one - drawn[-1]) * (first - last) / whole) for one in drawn]

    def cost_of_delay(self, index: int) -> int:
        """What a day costs by which this candidate alone finishes later, over the week after its date."""
        days = list(self.backlog.days)
        for player in self.backlog.candidates[index].fixes:
            days[player] += _WEEK
        return self._dearer(days, _WEEK)

    def delays(self, planned: int) -> tuple[Delay, ...]:
        """What the exposure after the plan becomes if all of it comes later; `planned` if not."""
        found = [Delay(days=0, exposure=planned)]
        for late in _DELAYS if self.backlog.order else ():
            days = [one if one == before else one + late for one, before in zip(self.backlog.days, self.nothing, strict=True)]
            found.append(Delay(days=late, exposure=planned + late * self._dearer(days, late)))
        return tuple(found)

    def _dearer(self, days: Sequence[float], late: int) -> int:
        """By how much a day the exposure with these days is above that of the plan."""
        delayed = self.solved(days).expectation.total
        return max(round((delayed - self.steps[-1].expectation.total) / late), 0)


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
        found.append(_candidate(inputs, index, tuple(fixes)))
    return found


def _candidate(inputs: ExposureInputs, index: int, fixes: tuple[int, ...]) -> planning.Candidate:
    """A candidate with its due date: the last safe day, less the slack as far as there is time for it. Past that day what still lowers
    the chance has none, and what changes nothing any more is futile.
    """
    effort = inputs.weeks[inputs.evidence.controls[index].control.id]
    working = effort * 7
    due = _due_in(inputs, index)
    never, soon, later = (_ineffective(inputs, index, days) for days in (NEVER, working, working + _WEEK))
    counts = never - soon > _NOTICEABLE
    late = due < working or _budget(inputs, index).state == "spent"
    if not late and not math.isinf(due):
        due = max(due - inputs.model.assumptions.slack_days, working)
    return planning.Candidate(
        control=index,
        fixes=fixes,
        effort=effort,
        due=math.inf if late and counts else due / 7,
        futile=late and not counts,
        pace=max(later - soon, 0.0) / (_WEEK * (never - soon)) if counts else 0.0,
    )


def _ineffective(inputs: ExposureInputs, index: int, days: float) -> float:
    one = inputs.evidence.controls[index]
    found = audit_control(one, inputs.model, inputs.clock, inputs.history.get(one.control.id), days)
    return max(found.seen.ineffective, found.unseen.ineffective)


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
