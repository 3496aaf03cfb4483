"""The tornado: how far the residual exposure moves when one assumption moves, everything else held.

This is doubt about the model, kept apart from the sampling error of the simulation: every bar is an expectation of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve

from buttress.exposure.decision.answers import Bar
from buttress.exposure.loss.losses import Losses, compile_losses, revenue_at_risk
from buttress.exposure.loss.scenarios import ExposureInputs, prepare
from buttress.exposure.loss.simulation import Points
from buttress.exposure.loss.solving import small_points, solve_alone
from buttress.exposure.model.inputs import Assumptions, ExposureModel
from buttress.exposure.model.quantities import Quantity, fixed
from buttress.model import Severity

Change = Callable[[float], ExposureModel]


def tornado(inputs: ExposureInputs, losses: Losses, repaired_in: Sequence[float], points: Points) -> tuple[Bar, ...]:
    """One bar for each assumption that moves the residual exposure, widest first; all over the same points."""
    bars = []
    for name, low, high, change in _moves(inputs.model):
        bars.append(
            Bar(
                assumption=name,
                low_value=f"{low:.3g}",
                high_value=f"{high:.3g}",
                low=_residual(inputs, losses, change(low), repaired_in, points),
                high=_residual(inputs, losses, change(high), repaired_in, points),
            )
        )
    found = sorted((bar for bar in bars if bar.swing), key=lambda bar: (-bar.swing, bar.assumption))
    return (*found, *_churn(inputs, losses, repaired_in, points))


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
        assumption="churn, x (moves only the revenue at risk, shown here)", low_value="0.5", high_value="2", low=total(0.5), high=total(2.0)
    )
    return [bar] if bar.swing else []


def _residual(inputs: ExposureInputs, losses: Losses, model: ExposureModel, repaired_in: Sequence[float], points: Points) -> int:
    changed = prepare(inputs.evidence, model, inputs.clock, inputs.history)
    compiled = compile_losses(model, changed.structure, losses.pools if model.contracts is inputs.model.contracts else None)
    if model.compensations is not inputs.model.compensations:
        points = small_points(compiled)
    return round(solve_alone(compiled, changed.scenario(compiled, repaired_in), points).expectation.total)


def _moves(model: ExposureModel) -> list[tuple[str, float, float, Change]]:
    """Name, low value, high value and the model at a value."""
    assumptions = model.assumptions
    moves: list[tuple[str, float, float, Change]] = []

    def assume(name: str, low: float, high: float, change: Callable[[float], Assumptions]) -> None:
        moves.append((name, low, high, lambda value: evolve(model, assumptions=change(value))))

    assume("weights of severities, x", 0.5, 1.5, lambda value: evolve(assumptions, weights=_scaled(assumptions.weights, value)))
    assume("key_weight", min(0.5, assumptions.key_weight), 1.0, lambda value: evolve(assumptions, key_weight=value))
    assume("correlation", 0.0, 0.6, lambda value: evolve(assumptions, correlation=value))
    assume("adverse_share", assumptions.adverse_share / 2, min(assumptions.adverse_share * 2, 1.0), _field(assumptions, "adverse_share"))
    assume(
        "disclaimer_share",
        assumptions.disclaimer_share / 2,
        min(assumptions.disclaimer_share * 2, 1.0),
        _field(assumptions, "disclaimer_share"),
    )
    assume("retainer_if_qualified", 0.0, min(2 * assumptions.retainer_if_qualified, 1.0), _field(assumptions, "retainer_if_qualified"))
    assume("manual_failure_probability", 0.0, 0.1, _field(assumptions, "manual_failure_probability"))
    passing, failing = assumptions.unobserved_passing, assumptions.unobserved_failing
    assume(
        "unobserved_passing, mean x",
        0.5,
        2.0,
        lambda value: evolve(assumptions, unobserved_passing=evolve(passing, a=passing.a * value)),
    )
    assume(
        "unobserved_failing, mean x",
        0.5,
        2.0,
        lambda value: evolve(assumptions, unobserved_failing=evolve(failing, a=failing.a * value)),
    )
    rate = model.auditor.tolerable_rate
    moves.append(
        ("tolerable_rate", rate / 2, min(rate * 2, 0.99), lambda value: evolve(model, auditor=evolve(model.auditor, tolerable_rate=value)))
    )
    if model.compensations:
        moves.append(
            (
                "kappa of compensations, x",
                0.5,
                1.5,
                lambda value: evolve(
                    model, compensations=tuple(evolve(one, kappa=min(one.kappa * value, 1.0)) for one in model.compensations)
                ),
            )
        )
    if any(contract.liquidated_damages is not None and contract.liquidated_damages.shape != "fixed" for contract in model.contracts):
        moves.append(("liquidated damages, 5th and 95th percentile", 0.05, 0.95, lambda value: _damages_at(model, value)))
    moves.append(("own costs, 5th and 95th percentile", 0.05, 0.95, lambda value: _costs_at(model, value)))
    return moves


def _field(assumptions: Assumptions, name: str) -> Callable[[float], Assumptions]:
    def change(value: float) -> Assumptions:
        moved: dict[str, Any] = {name: value}
        return evolve(assumptions, **moved)

    return change


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
