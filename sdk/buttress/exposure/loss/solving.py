"""Scenarios solved: expectations exact where the product form or an enumeration allows it, else over the drawn sets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from buttress.exposure.audit.opinions import Outcomes, criteria_unmet, enumerate_outcomes
from buttress.exposure.audit.structure import Event, Tables, chance_of_none, tables
from buttress.exposure.loss.losses import Expectation, Losses, counted_loss, expect
from buttress.exposure.loss.scenarios import Scenario
from buttress.exposure.loss.simulation import Points, Simulation, between, outcomes_of, points_of

_POINTS = 512
_REPLICATES = 8


@frozen(kw_only=True, eq=False)
class Solved:
    """One scenario with its expectation and the distribution of sets behind it. `position` is its place among those solved together,
    `error` the standard error of the mean, 0 where exact, `unmet` the expected number of criteria left unmet.
    """

    scenario: Scenario
    position: int
    expectation: Expectation
    outcomes: Outcomes
    error: float
    unmet: float

    @property
    def exact(self) -> bool:
        return self.error == 0


def chance_unmet(found: Tables, solved: Solved, mask: int) -> float:
    """P(some criterion in `mask` is unmet), exact or, where too many controls compensate for that, as drawn."""
    if found.structure.exact:
        return 1 - chance_of_none(found, Event(hit=mask), solved.position)
    return float(solved.outcomes.weights @ ((solved.outcomes.unmet & np.uint64(mask)) != 0))


def solve(losses: Losses, scenarios: Sequence[Scenario], simulation: Simulation, found: Tables) -> list[Solved]:
    """Every scenario solved; `drawn` holds the draws of the same scenarios, `found` their tables."""
    return [_one(losses, number, scenario, simulation, found) for number, scenario in enumerate(scenarios)]


def small_points(losses: Losses) -> Points:
    """The points for solving many scenarios one by one."""
    return points_of(losses, seed=losses.model.seed, points=_POINTS, replicates=_REPLICATES)


def solve_alone(losses: Losses, scenario: Scenario, points: Points) -> Solved:
    """One scenario solved by itself: by enumeration, or over these points."""
    found = tables(losses.structure, [scenario.profile])
    outcomes = _enumerated(losses, found, 0)
    if outcomes is not None:
        return _finished(losses, 0, scenario, outcomes, found, error=0.0)
    parts = outcomes_of(losses, scenario, points)
    return _finished(losses, 0, scenario, _joined(parts), found, error=_error(losses, scenario, parts))


def _one(losses: Losses, number: int, scenario: Scenario, simulation: Simulation, found: Tables) -> Solved:
    outcomes = _enumerated(losses, found, number)
    if outcomes is not None:
        return _finished(losses, number, scenario, outcomes, found, error=0.0)
    error = _error(losses, scenario, simulation.parts(number))
    return _finished(losses, number, scenario, simulation.outcomes(number), found, error=error)


def _joined(parts: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(
        unmet=np.concatenate([one.unmet for one in parts]),
        excepted=np.concatenate([one.excepted for one in parts]),
        weights=np.concatenate([one.weights for one in parts]) / len(parts),
        exact=False,
    )


def _finished(losses: Losses, number: int, scenario: Scenario, outcomes: Outcomes, found: Tables, *, error: float) -> Solved:
    expectation = expect(
        losses,
        found,
        number,
        outcomes,
        disclaimed=scenario.disclaimed,
        cured=scenario.cured,
        exact=losses.structure.exact,
    )
    drawn = outcomes.weights @ np.bitwise_count(outcomes.unmet)
    unmet = float(criteria_unmet(found, number).sum() if losses.structure.exact else drawn)
    return Solved(scenario=scenario, position=number, expectation=expectation, outcomes=outcomes, error=error, unmet=unmet)


def _enumerated(losses: Losses, found: Tables, number: int) -> Outcomes | None:
    """The exact distribution of sets, or None where too many controls compensate, or where exceptions beside an adverse trigger ask
    for samples.
    """
    mixed = any(pool.counted and any(kind == "exception" for kind, _ in pool.classes) for pool in losses.pools)
    if mixed or not losses.structure.exact:
        return None
    return enumerate_outcomes(found, number)


def _error(losses: Losses, scenario: Scenario, parts: Sequence[Outcomes]) -> float:
    """The standard error, between replicates, of the part of the mean that was drawn."""
    counted = counted_loss(losses, scenario.cured, everything=not losses.structure.exact)
    return between(np.array([counted.of(one.unmet, one.excepted).mean() for one in parts]))[1]
