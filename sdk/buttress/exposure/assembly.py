"""Puts the parts together: one case, four courses, their expectations and distributions, shares, plan, tornado, arithmetic."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from buttress.exposure import attribution, defaults, planning
from buttress.exposure.arithmetic import spell_out
from buttress.exposure.courses import NEVER, Case, prepare
from buttress.exposure.deviations import Clock, Judgement, budget
from buttress.exposure.distribution import summarise
from buttress.exposure.draws import Course, Drawn, between, draw
from buttress.exposure.evidence import Evidence, History
from buttress.exposure.inputs import ExposureModel
from buttress.exposure.losses import (
    LINES,
    CountedLoss,
    Expectation,
    Losses,
    compile_losses,
    counted_loss,
    expect,
    linear_terms,
    modified,
)
from buttress.exposure.money import money, share
from buttress.exposure.opinions import Outcomes, enumerate_outcomes
from buttress.exposure.result import (
    ContractLine,
    ControlLine,
    CriterionLine,
    Dependence,
    Exposure,
    FixLine,
    GroupLine,
    Interval,
    Level,
    Line,
    Plan,
    PlanItem,
)
from buttress.exposure.structure import Floats, Table, chance_of_none, criteria_event, frechet, tables
from buttress.model import Assessment

NAMES = ("inherent", "residual", "planned", "floor")
TITLES = {
    "inherent": "Inherent: no control works",
    "residual": "Residual: the evidence as it stands, nothing done",
    "planned": "Planned: after the plan",
    "floor": "Floor: everything mended today, what has happened stays",
}
_INHERENT, _RESIDUAL, _PLANNED, _FLOOR = range(4)
_PLAN_POINTS = 512
_Z = 1.96


@frozen(kw_only=True, eq=False)
class Solved:
    """One course with its expectation. `error` is the standard error of its mean where that was drawn, else 0."""

    course: Course
    expectation: Expectation
    error: float


def assemble(
    *,
    assessment: Assessment,
    evidence: Evidence,
    model: ExposureModel,
    clock: Clock,
    history: History,
    fix: Sequence[str],
    date: dt.date | None,
    warnings: tuple[str, ...],
    inputs: str,
) -> Exposure:
    """The whole Exposure of one case."""
    case = prepare(evidence, model, clock, history)
    losses = compile_losses(model, case.structure)
    wait = float((date - clock.now).days) if date is not None else 0.0
    nothing = [wait if one.control.id in fix else NEVER for one in evidence.controls]
    at_once = [wait if one.control.id in fix or (date is not None and not fix) else 0.0 for one in evidence.controls]
    residual, floor = case.course(losses, nothing), case.course(losses, at_once)
    inherent = Course(profile=case.inherent(), disclaimed=residual.disclaimed)
    plan, planned_days = _plan(case, losses, residual, floor, nothing, at_once)
    planned = case.course(losses, planned_days)
    courses = [inherent, residual, planned, floor]
    sampling = model.sampling
    drawn = draw(
        losses,
        courses,
        seed=model.seed,
        points=sampling.points,
        replicates=sampling.replicates,
        lines_of=_RESIDUAL,
        keep=(_RESIDUAL, _FLOOR),
    )
    found = tables(case.structure, [course.profile for course in courses])
    solved = [_solve(losses, found, number, course, drawn) for number, course in enumerate(courses)]
    levels = [
        _level(name, one, drawn, number, model) for number, (name, one) in enumerate(zip(NAMES, solved, strict=True))
    ]
    game = make_game(losses, found, _RESIDUAL, _FLOOR, courses, drawn, solved)
    shares = attribution.shapley(game, permutations=sampling.permutations, seed=model.seed)
    controls = _controls(case, losses, found, nothing, at_once, game, shares)
    tail_lines, tail_level = drawn.lines, drawn.losses[_RESIDUAL].ravel()
    cutoff = float(np.quantile(tail_level, 0.95, method="higher"))
    beyond = tail_lines[tail_level >= cutoff].mean(axis=0)
    from buttress.exposure.sensitivity import tornado

    return Exposure(
        currency=model.currency,
        now=assessment.now,
        period_start=model.period.start,
        period_end=model.period.end,
        inherent=levels[_INHERENT],
        residual=levels[_RESIDUAL],
        planned=levels[_PLANNED],
        floor=levels[_FLOOR],
        lines=_lines(model, solved),
        contracts=_contracts(case, losses, solved, nothing),
        controls=controls,
        criteria=_criteria(case, found, controls),
        groups=_groups(case, game, controls, model),
        plan=_plan_lines(case, losses, courses, plan, at_once, nothing, solved),
        tornado=tornado(case, nothing, base=solved[_RESIDUAL].expectation.total),
        dependence=_dependence(case, found, residual),
        arithmetic=spell_out(case, losses, controls, solved[_RESIDUAL].expectation, nothing),
        tail={line: round(float(amount)) for (line, _, _), amount in zip(LINES, beyond, strict=True)},
        assumptions=stated(model),
        illustrative=model.illustrative,
        not_modelled=_not_modelled(case),
        warnings=warnings,
        evidence_note=_evidence_note(case),
        cure_note=(
            "Shares hold the cure of each contract as it is in the residual exposure; what a faster cure adds shows in planned and floor."
        ),
        seed=model.seed,
        draws=sampling.points * sampling.replicates,
        model_version=defaults.MODEL_VERSION,
        inputs=inputs,
        model_file=model.file,
    )


def solve(losses: Losses, found: Sequence[Table], number: int, course: Course, drawn: Drawn | None) -> Solved:
    """The expectation of one course: exact where it can be, over the draws of the same number where it cannot."""
    structure = losses.structure
    exact = not structure.compensations
    tracked = not any(pool.counted and any(kind == "exception" for kind, _ in pool.classes) for pool in losses.pools)
    outcomes = enumerate_outcomes(found, structure, number) if exact and tracked else None
    if outcomes is None:
        if drawn is None:
            drawn = draw(losses, [course] * (number + 1), seed=losses.model.seed, points=_PLAN_POINTS, replicates=8)
        outcomes = drawn.outcomes(number)
    expectation = expect(losses, found, number, outcomes, disclaimed=course.disclaimed, cured=course.cured, exact=exact)
    error = 0.0 if outcomes.exact or drawn is None else _error(losses, course, drawn, number, exact=exact)
    return Solved(course=course, expectation=expectation, error=error)


_solve = solve


def _error(losses: Losses, course: Course, drawn: Drawn, number: int, *, exact: bool) -> float:
    """The standard error of the part of the mean that was drawn, between replicates."""
    replicates = drawn.losses.shape[1]
    unmet, excepted = drawn.unmet[number].reshape(replicates, -1), drawn.excepted[number].reshape(replicates, -1)
    counted = counted_loss(losses, course.cured)
    if course.disclaimed:
        return 0.0
    means = np.array(
        [
            (counted.of(sets, others) if exact else counted.whole(sets, others, course.cured)).mean()
            for sets, others in zip(unmet, excepted, strict=True)
        ]
    )
    return between(means)[1]


def make_game(
    losses: Losses, found: Sequence[Table], on: int, off: int, courses: Sequence[Course], drawn: Drawn, solved: Sequence[Solved] | None
) -> attribution.Game:
    """The game between two courses, the cure as in `on`. With `solved`, its counted part adds up to the exact difference."""
    cured = courses[on].cured
    structure = losses.structure
    if structure.compensations:
        draws = attribution.merge(drawn.hits[0], drawn.hits[1], drawn.exceptions[0], drawn.exceptions[1])
        return attribution.Game(
            structure=structure, tables=tuple(found), observed=on, mended=off, linear=(), counted=_Whole.of_all(losses, cured), draws=draws
        )
    counted = counted_loss(losses, cured)
    draws = attribution.merge(drawn.hits[0], drawn.hits[1], drawn.exceptions[0], drawn.exceptions[1])
    game = attribution.Game(
        structure=structure,
        tables=tuple(found),
        observed=on,
        mended=off,
        linear=tuple(linear_terms(losses, cured)),
        counted=counted,
        draws=draws,
    )
    if solved is None or courses[on].disclaimed or courses[off].disclaimed:
        return game
    ends = np.array([[True] * structure.size, [False] * structure.size])
    sampled = game.counted_values(ends)
    exact = [_counted_exact(counted, found, structure_number, losses, drawn) for structure_number in (on, off)]
    difference = float(sampled[0] - sampled[1])
    if abs(difference) > 1e-6 and exact[0] is not None and exact[1] is not None:  # noqa: PLR2004
        return evolve(game, scale=(exact[0] - exact[1]) / difference)
    return game


class _Whole(CountedLoss):
    """The whole loss as a counted one: with compensation nothing is linear."""

    @classmethod
    def of_all(cls, losses: Losses, cured: frozenset[str]) -> CountedLoss:
        base = counted_loss(losses, cured)
        return _WholeLoss(losses=base.losses, pools=base.pools, cured=cured)


@frozen(kw_only=True, eq=False)
class _WholeLoss(CountedLoss):
    cured: frozenset[str]

    def of(self, unmet: attribution.Masks, excepted: attribution.Masks) -> Floats:
        """The full expected loss for each pair of sets, shape (M,)."""
        return CountedLoss(losses=self.losses, pools=self.pools).whole(unmet, excepted, self.cured)


def _counted_exact(counted: CountedLoss, found: Sequence[Table], number: int, losses: Losses, drawn: Drawn) -> float | None:
    outcomes: Outcomes | None = enumerate_outcomes(found, losses.structure, number)
    if outcomes is None or any(pool.counted and any(kind == "exception" for kind, _ in pool.classes) for pool in losses.pools):
        outcomes = drawn.outcomes(number)
    return float(outcomes.weights @ counted.of(outcomes.unmet, outcomes.excepted))
