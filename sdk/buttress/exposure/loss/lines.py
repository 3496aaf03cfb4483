"""The loss taken apart: by line, by contract, and by what the controls have in common."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from buttress.exposure.audit.structure import Event, Group, Tables, chance_of_none, frechet, modified, tables
from buttress.exposure.loss.figures import ContractLine, Dependence, Line
from buttress.exposure.loss.levels import FourLevels
from buttress.exposure.loss.losses import LINES, Losses
from buttress.exposure.loss.scenarios import ExposureInputs
from buttress.exposure.loss.solving import Solved, chance_unmet
from buttress.exposure.model.inputs import ExposureModel
from buttress.exposure.model.quantities import Quantity
from buttress.money import money


def lines_of(model: ExposureModel, solved: FourLevels[Solved]) -> tuple[Line, ...]:
    """Each loss line under the four scenarios, and what it rests on."""
    costs, team, currency = model.costs, model.team, model.currency

    def shown(quantity: Quantity) -> str:
        if quantity.shape == "fixed":
            return money(quantity.mode, currency)
        middle = f", likeliest {money(quantity.mode, currency)}" if quantity.shape == "pert" else " (90% interval)"
        return f"{money(quantity.low, currency)} to {money(quantity.high, currency)}{middle}"

    months, weeks = costs.months_to_clean_report.in_words(), costs.engineering_weeks.in_words()
    basis = {
        "liquidated_damages": (
            f"{len(model.contracts)} contracts",
            any(contract.liquidated_damages is not None and contract.liquidated_damages.illustrative for contract in model.contracts),
        ),
        "retainer_forfeiture": (
            f"{shown(costs.retainer_forfeiture)}; if adverse or disclaimed, with {model.assumptions.retainer_if_qualified:g} if qualified",
            costs.retainer_forfeiture.illustrative,
        ),
        "remediation_consulting": (f"{shown(costs.remediation_consulting)}; if modified", costs.remediation_consulting.illustrative),
        "monitoring": (
            f"{shown(costs.monitoring)} a month x {months} months; if modified",
            costs.monitoring.illustrative or costs.months_to_clean_report.illustrative,
        ),
        "audit_support": (f"{shown(costs.audit_support)}; if modified", costs.audit_support.illustrative),
        "engineering": (
            f"{weeks} weeks x {team.people:g} people x {shown(team.weekly_rate)}; if modified",
            costs.engineering_weeks.illustrative or team.weekly_rate.illustrative,
        ),
    }
    return tuple(
        Line(
            id=line,
            title=title,
            kind=kind,
            **{name: round(one.expectation.lines[line]) for name, one in solved.named().items()},
            basis=basis[line][0],
            illustrative=basis[line][1],
        )
        for line, title, kind in LINES
    )


def contracts_of(inputs: ExposureInputs, losses: Losses, solved: FourLevels[Solved], nothing: Sequence[float]) -> tuple[ContractLine, ...]:
    """Each contract under the four scenarios; `nothing` are the days after which each control is fixed without a plan."""
    days = inputs.cure_days(losses, nothing)
    residual = solved.residual
    return tuple(
        ContractLine(
            id=contract.id,
            title=contract.title,
            trigger=contract.trigger.describe(),
            **{name: round(one.expectation.contracts[contract.id]) for name, one in solved.named().items()},
            p_trigger=residual.expectation.triggers[contract.id],
            cured=contract.id in residual.scenario.cured,
            cure_days=days[contract.id] if contract.cure_days is not None else None,
            revenue_at_risk=round(residual.expectation.revenue[contract.id]) if contract.id in residual.expectation.revenue else None,
            not_modelled=contract.not_modelled(),
        )
        for contract in inputs.model.contracts
    )


def dependence_of(inputs: ExposureInputs, found: Tables, residual: Solved) -> Dependence:
    """How far the residual chance of a modified opinion moves with dependence, from one bound to the other."""
    event = modified(inputs.structure)
    profile = residual.scenario.profile
    everything = inputs.structure.everything
    chances = [
        1 - chance_of_none(found, Event(hit=everything, source=source), residual.position) for source in range(inputs.structure.size)
    ]
    low, high = frechet(chances)
    everybody = Group(name="independent", rho=0.0, members=tuple(range(inputs.structure.size)))
    apart = evolve(inputs.structure, groups=(everybody,))
    return Dependence(
        lowest=low,
        independent=1 - chance_of_none(tables(apart, [profile]), event, 0),
        modelled=chance_unmet(found, residual, everything),
        highest=high,
    )
