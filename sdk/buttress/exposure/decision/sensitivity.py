"""Doubt about the model, kept apart from the sampling error of the simulation.

The tornado: how far the residual exposure moves when one assumption moves, everything else held. The spread: where each mean lies
while all of them move together, each between the two ends of its bar. Every point is an expectation of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import evolve, frozen

from buttress.exposure.decision.answers import Bar
from buttress.exposure.loss.figures import Spread
from buttress.exposure.loss.levels import FourLevels
from buttress.exposure.loss.losses import Losses, compile_losses, revenue_at_risk
from buttress.exposure.loss.scenarios import ExposureInputs, Scenario, prepare
from buttress.exposure.loss.simulation import Points
from buttress.exposure.loss.solving import small_points, solve_alone
from buttress.exposure.model.inputs import Assumptions, ExposureModel
from buttress.exposure.model.quantities import Quantity, fixed
from buttress.model import Severity

FEW = 128
"""The points of a scrambling for moved assumptions: all of them move over the same ones."""
_SPREAD = (0.05, 0.95)


@frozen(kw_only=True, eq=False)
class Move:
    """One assumption between its ends; `usual` is its value as set, None where it is a level of a distribution."""

    name: str
    low: float
    high: float
    usual: float | None
    change: Callable[[ExposureModel, float], ExposureModel]

    def at(self, uniform: float) -> float:
        """Its value at a uniform number: triangular around the usual value, even where there is none."""
        width = self.high - self.low
        if self.usual is None or width <= 0:
            return self.low + uniform * width
        peak = min(max((self.usual - self.low) / width, 0.0), 1.0)
        if uniform < peak:
            return self.low + width * math.sqrt(uniform * peak)
        return self.high - width * math.sqrt((1 - uniform) * (1 - peak))


def tornado(inputs: ExposureInputs, losses: Losses, repaired_in: Sequence[float], points: Points) -> tuple[Bar, ...]:
    """One bar for each assumption that moves the residual exposure, widest first; all over the same points."""

    def residual(model: ExposureModel) -> int:
        changed, compiled, drawn = _changed(inputs, losses, model, points)
        return round(solve_alone(compiled, changed.scenario(compiled, repaired_in), drawn).expectation.total)

    bars = [
        Bar(
            assumption=one.name,
            low_value=f"{one.low:.3g}",
            high_value=f"{one.high:.3g}",
            low=residual(one.change(inputs.model, one.low)),
            high=residual(one.change(inputs.model, one.high)),
        )
        for one in _moves(inputs.model)
    ]
    found = sorted((bar for bar in bars if bar.swing), key=lambda bar: (-bar.swing, bar.assumption))
    return (*found, *_churn(inputs, losses, repaired_in, points))


def spreads(inputs: ExposureInputs, losses: Losses, days: FourLevels[Sequence[float] | None], points: Points) -> FourLevels[Spread]:
    """Where the mean of each level lies while all assumptions move; `days` after which each control is fixed, None for inherent."""
    from scipy.stats.qmc import Sobol

    moves = _moves(inputs.model)
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([inputs.model.seed, 0xD0])))
    sets = Sobol(len(moves), scramble=True, rng=random).random(inputs.model.sampling.assumption_draws)
    means = []
    for row in sets:
        model = inputs.model
        for move, uniform in zip(moves, row, strict=True):
            model = move.change(model, move.at(float(uniform)))
        changed, compiled, drawn = _changed(inputs, losses, model, points)

        def scenario(one: Sequence[float] | None, changed: ExposureInputs = changed, compiled: Losses = compiled) -> Scenario:
            return Scenario(profile=changed.inherent()) if one is None else changed.scenario(compiled, one)

        means.append([solve_alone(compiled, scenario(one), drawn).expectation.total for one in days])
    low, high = np.quantile(np.array(means), _SPREAD, axis=0)
    return FourLevels(*(Spread(low=round(float(first)), high=round(float(last))) for first, last in zip(low, high, strict=True)))


def _changed(inputs: ExposureInputs, losses: Losses, model: ExposureModel, points: Points) -> tuple[ExposureInputs, Losses, Points]:
    """The same evidence under another model."""
    changed = prepare(inputs.evidence, model, inputs.clock, inputs.history)
    compiled = compile_losses(model, changed.structure, losses.pools if model.contracts is inputs.model.contracts else None)
    same = model.compensations is inputs.model.compensations
    return changed, compiled, points if same else small_points(compiled).first(FEW)


def _churn(inputs: ExposureInputs, losses: Losses, repaired_in: Sequence[float], points: Points) -> list[Bar]:
    """How far churn moves the revenue at risk, which is no part of the exposure; nothing where no contract gives it."""
    opinions = solve_alone(losses, inputs.scenario(losses, repaired_in), points).expectation.opinions

    def total(factor: float) -> int:
        amounts = [
            revenue_at_risk(
                evolve(one, churn={name: min(chance * factor, 1.0) for name, chance in one.churn.items()}), inputs.model, opinions
            )
            for one in inputs.model.contracts
            if one.churn is not None
        ]
        return round(sum(amount for amount in amounts if amount is not None))

    bar = Bar(
        assumption="churn, x (moves only the revenue at risk, shown here)",
        low_value="0.5",
        high_value="2",
        low=total(0.5),
        high=total(2.0),
        apart=True,
    )
    return [bar] if bar.swing else []


def _moves(model: ExposureModel) -> list[Move]:
    """Every assumption with the ends between which it may lie."""
    assumptions, rate = model.assumptions, model.auditor.tolerable_rate
    adverse, disclaimer, retainer = assumptions.adverse_share, assumptions.disclaimer_share, assumptions.retainer_if_qualified
    manual = assumptions.manual_failure_probability
    moves = [
        _move("weights of severities, x", (0.5, 1.0, 1.5), lambda now, value: {"weights": _scaled(now.weights, value)}),
        _field("key_weight", (min(0.5, assumptions.key_weight), assumptions.key_weight, 1.0)),
        _field("correlation", (0.0, assumptions.correlation, 0.6)),
        _field("judgement_correlation", (0.0, assumptions.judgement_correlation, 0.5)),
        _field("adverse_share", (adverse / 2, adverse, min(adverse * 2, 1.0))),
        _field("disclaimer_share", (disclaimer / 2, disclaimer, min(disclaimer * 2, 1.0))),
        _field("retainer_if_qualified", (0.0, retainer, min(2 * retainer, 1.0))),
        _field("manual_failure_probability", (0.0, manual, max(0.1, manual))),
        _prior("unobserved_passing"),
        _prior("unobserved_failing"),
        Move(
            name="tolerable_rate",
            low=rate / 2,
            high=min(rate * 2, 0.99),
            usual=rate,
            change=lambda now, value: evolve(now, auditor=evolve(now.auditor, tolerable_rate=value)),
        ),
    ]
    if model.compensations:
        moves.append(Move(name="kappa of compensations, x", low=0.5, high=1.5, usual=1.0, change=_kappas))
    if any(contract.liquidated_damages is not None and contract.liquidated_damages.shape != "fixed" for contract in model.contracts):
        moves.append(Move(name="liquidated damages, 5th and 95th percentile", low=0.05, high=0.95, usual=None, change=_damages_at))
    moves.append(Move(name="own costs, 5th and 95th percentile", low=0.05, high=0.95, usual=None, change=_costs_at))
    return moves


def _move(name: str, ends: tuple[float, float, float], change: Callable[[Assumptions, float], dict[str, Any]]) -> Move:
    low, usual, high = ends

    def moved(now: ExposureModel, value: float) -> ExposureModel:
        return evolve(now, assumptions=evolve(now.assumptions, **change(now.assumptions, value)))

    return Move(name=name, low=low, high=high, usual=usual, change=moved)


def _field(name: str, ends: tuple[float, float, float]) -> Move:
    return _move(name, ends, lambda _, value: {name: value})


def _prior(name: str) -> Move:
    def scaled(now: Assumptions, value: float) -> dict[str, Any]:
        prior = getattr(now, name)
        return {name: evolve(prior, a=prior.a * value)}

    return _move(f"{name}, mean x", (0.5, 1.0, 2.0), scaled)


def _kappas(model: ExposureModel, factor: float) -> ExposureModel:
    return evolve(model, compensations=tuple(evolve(one, kappa=min(one.kappa * factor, 1.0)) for one in model.compensations))


def _scaled(weights: Mapping[Severity, float], factor: float) -> dict[Severity, float]:
    return {key: min(weight * factor, 1.0) for key, weight in weights.items()}


def _damages_at(model: ExposureModel, level: float) -> ExposureModel:
    return evolve(
        model,
        contracts=tuple(
            contract
            if contract.liquidated_damages is None
            else evolve(contract, liquidated_damages=_at(contract.liquidated_damages, level))
            for contract in model.contracts
        ),
    )


def _costs_at(model: ExposureModel, level: float) -> ExposureModel:
    costs = model.costs
    names = ("retainer_forfeiture", "remediation_consulting", "monitoring", "months_to_clean_report", "audit_support", "engineering_weeks")
    return evolve(model, costs=evolve(costs, **{name: _at(getattr(costs, name), level) for name in names}))


def _at(quantity: Quantity, level: float) -> Quantity:
    import numpy as np

    return fixed(float(quantity.quantiles(np.array([level]))[0]))
