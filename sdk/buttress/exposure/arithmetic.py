"""The chain of one control from evidence to money, in the order in which the model computes it."""

from __future__ import annotations

from collections.abc import Sequence

from buttress.exposure.decision.answers import ControlLine
from buttress.exposure.loss.losses import Expectation
from buttress.exposure.loss.scenarios import ExposureInputs
from buttress.exposure.result import Arithmetic, Step
from buttress.money import money, share
from buttress.text import plural


def spell_out(inputs: ExposureInputs, controls: Sequence[ControlLine], residual: Expectation) -> Arithmetic | None:
    """The arithmetic of the control with the greatest share; None where nothing can be avoided."""
    drivers = [one for one in controls if one.shapley > 0]
    if not drivers:
        return None
    line = max(drivers, key=lambda one: (one.shapley, one.id))
    model, clock = inputs.model, inputs.clock
    auditor, assumptions = model.auditor, model.assumptions
    currency = model.currency
    total = line.in_scope * clock.days
    compensated = any(one.control == line.id for one in model.compensations)
    steps = [
        Step(
            label="Population",
            formula=f"{plural(line.in_scope, 'resource')} x {clock.days} days",
            value=f"{total:,} resource-days",
        ),
        Step(
            label="Tolerable deviations",
            formula=f"{auditor.tolerable_rate:g} x {total:,}",
            value=f"{line.budget_allowed:,.3g} resource-days",
        ),
        Step(
            label="Seen so far",
            formula=f"{line.failing} of {line.in_scope} failing now; {clock.elapsed} of {clock.days} days gone",
            value=f"{line.budget_spent:,.3g} resource-days observed",
        ),
        Step(
            label="Not seen, cautiously",
            formula=f"what unobserved days, past and to come, may take; with {share(assumptions.deadline_confidence)} confidence no more",
            value=f"{line.budget_allowed - line.budget_spent - line.budget_left:,.3g} resource-days",
        ),
        Step(
            label="If nothing is done",
            formula=f"{line.failing} failing x {clock.remaining} days to come",
            value=f"{line.failing * clock.remaining:,} more resource-days",
        ),
        Step(
            label="Control ineffective",
            formula=f"P(seen + not seen + to come > tolerable), {auditor.lane} lane; days not seen ~ "
            f"Beta({assumptions.unobserved_failing.a:g}, {assumptions.unobserved_failing.b:g}) of what fails, "
            f"Beta({assumptions.unobserved_passing.a:g}, {assumptions.unobserved_passing.b:g}) of the rest",
            value=share(line.p_ineffective),
        ),
        Step(
            label="Weight",
            formula="key control" if line.key else f"severity {line.severity}",
            value=f"{line.weight:g} = chance that this failure alone leaves a criterion of its failing checks unmet",
        ),
        Step(
            label="Leaves a criterion unmet",
            formula=f"{share(line.p_ineffective)} x chance that the auditor calls one of {', '.join(line.reached or line.criteria)} unmet"
            + (", what compensates taken off" if compensated else ""),
            value=share(line.p_unmet),
        ),
        Step(
            label="Opinion modified",
            formula="1 - product over all controls, given what they have in common",
            value=share(1 - residual.opinions["unmodified"]),
        ),
        Step(
            label="Residual exposure",
            formula=" + ".join(f"{name.replace('_', ' ')} {money(amount, currency)}" for name, amount in residual.lines.items()),
            value=money(residual.total, currency),
        ),
        Step(
            label=f"Share of {line.id}",
            formula="Shapley value: its mean effect over every order in which controls could be fixed",
            value=money(line.shapley, currency),
        ),
    ]
    return Arithmetic(control=line.id, steps=tuple(steps))
