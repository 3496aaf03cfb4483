"""Puts the parts together: one set of inputs, four scenarios, their expectations and distributions, shares, plan, tornado, arithmetic."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from attrs import evolve, fields

from buttress.exposure.arithmetic import spell_out
from buttress.exposure.audit.deviations import Clock, budget
from buttress.exposure.audit.evidence import Evidence, History
from buttress.exposure.audit.structure import Event, Group, Structure, Tables, chance_of_none, criteria_event, frechet, tables
from buttress.exposure.decision import attribution
from buttress.exposure.decision.backlog import build_plan, describe
from buttress.exposure.decision.sensitivity import tornado
from buttress.exposure.loss import distribution
from buttress.exposure.loss.losses import LINES, Losses, compile_losses, modified
from buttress.exposure.loss.scenarios import NEVER, ExposureInputs, prepare
from buttress.exposure.loss.simulation import Scenario, Simulation, draw
from buttress.exposure.loss.solving import Solved, game_between, small_points, solve
from buttress.exposure.model import defaults
from buttress.exposure.model.inputs import Assumptions, ExposureModel
from buttress.exposure.model.quantities import Quantity
from buttress.exposure.model.reading import shown
from buttress.exposure.result import ContractLine, ControlLine, CriterionLine, Dependence, Exposure, GroupLine, Interval, Level, Line
from buttress.exposure.summary import in_short
from buttress.model import Assessment
from buttress.money import money, share

_RESIDUAL, _FLOOR, _INHERENT, _PLANNED = range(4)
_LEVELS: tuple[tuple[int, str, str], ...] = (
    (_INHERENT, "inherent", "Inherent: no control works"),
    (_RESIDUAL, "residual", "Residual: the evidence as it stands, nothing done"),
    (_PLANNED, "planned", "Planned: after the plan"),
    (_FLOOR, "floor", "Floor: everything mended; what has happened stays"),
)
_Z = 1.96
_TAIL = 0.95


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
    digest: str,
) -> Exposure:
    """The whole Exposure of one set of inputs."""
    inputs = prepare(evidence, model, clock, history)
    losses = compile_losses(model, inputs.structure)
    wait = float((date - clock.now).days) if date is not None else 0.0
    everything = date is not None and not fix
    nothing = [wait if one.control.id in fix else NEVER for one in evidence.controls]
    at_once = [wait if one.control.id in fix or everything else 0.0 for one in evidence.controls]
    backlog = build_plan(inputs, losses, nothing, at_once)
    residual = inputs.scenario(losses, nothing)
    scenarios = [
        residual,
        inputs.scenario(losses, at_once),
        Scenario(profile=inputs.inherent(), disclaimed=residual.disclaimed),
        inputs.scenario(losses, backlog.days),
    ]
    sampling = model.sampling
    simulation = draw(
        losses,
        scenarios,
        seed=model.seed,
        points=sampling.points,
        replicates=sampling.replicates,
        lines_of=_RESIDUAL,
        keep=(_RESIDUAL, _FLOOR),
    )
    found = tables(inputs.structure, [scenario.profile for scenario in scenarios])
    solved = solve(losses, scenarios, simulation, found)
    game = game_between(losses, scenarios[:2], solved[:2], simulation, found)
    controls = _controls(inputs, nothing, at_once, game, found)
    points = small_points(losses)
    grid = distribution.grid_for(float(np.quantile(simulation.losses, 0.999)))
    levels = {name: _level(name, title, solved[number], simulation.losses[number], grid, model) for number, name, title in _LEVELS}
    exposure = Exposure(
        currency=model.currency,
        now=assessment.now,
        period_start=model.period.start,
        period_end=model.period.end,
        floor_date=date if everything and date is not None else clock.now,
        inherent=levels["inherent"],
        residual=levels["residual"],
        planned=levels["planned"],
        floor=levels["floor"],
        lines=_lines(model, solved),
        contracts=_contracts(inputs, losses, solved, nothing),
        controls=controls,
        criteria=_criteria(inputs, found, solved, controls),
        groups=_groups(inputs, game),
        plan=describe(inputs, losses, backlog, nothing, (solved[_RESIDUAL], solved[_PLANNED]), points, [one.shapley for one in controls]),
        tornado=tornado(inputs, losses, nothing, points),
        dependence=_dependence(inputs, found, solved),
        arithmetic=spell_out(inputs, controls, solved[_RESIDUAL].expectation),
        tail=_tail(simulation),
        assumptions=stated(model),
        illustrative=model.illustrative,
        not_modelled=_not_modelled(inputs),
        warnings=(*warnings, *_warnings(inputs, scenarios)),
        evidence_note=_evidence_note(inputs),
        cure_note="Shares of controls hold each contract's cure as in the residual exposure; a faster cure shows in planned and floor.",
        seed=model.seed,
        draws=sampling.points * sampling.replicates,
        model_version=defaults.MODEL_VERSION,
        inputs=digest,
        model_file=model.file,
    )
    return evolve(exposure, summary=in_short(exposure))


def stated(model: ExposureModel) -> tuple[str, ...]:
    """Every assumption with its value, in the order of the file, whether ours or the user's."""
    lines = []
    auditor = model.auditor
    lines.append(
        f"auditor lane: {auditor.lane}; tolerable deviation rate {auditor.tolerable_rate:g}; risk of over-reliance {auditor.alpha:g}"
    )
    lines.append(f"one deviation over more than {auditor.persistence:g} of the period makes a control ineffective")
    lines.append(f"a control is unsupported above {auditor.evidence_gap:g} of its evidence missing")
    lines.append(f"report {auditor.report_days} days after the period, {auditor.delay_days} days later if modified")
    for field in fields(Assumptions):
        lines.append(f"{field.name}: {shown(getattr(model.assumptions, field.name))}")
    lines.extend(f"cause {cause.id}: {', '.join(cause.controls)}" for cause in model.causes)
    lines.extend(f"compensation: {one.by} for {one.control}, accepted with {one.kappa:g}" for one in model.compensations)
    lines.extend(f"exchange rate: {rate}" for rate in model.fx)
    return tuple(lines)


def _level(name: str, title: str, solved: Solved, losses: np.ndarray, grid: np.ndarray, model: ExposureModel) -> Level:
    expectation, error = solved.expectation, solved.error
    return Level(
        name=name,  # type: ignore[arg-type]
        title=title,
        expected=Interval(
            mean=round(expectation.total),
            low=round(max(expectation.total - _Z * error, 0)),
            high=round(expectation.total + _Z * error),
            exact=solved.exact,
        ),
        p_modified=1 - expectation.opinions["unmodified"],
        opinions=dict(expectation.opinions),
        revenue_at_risk=round(sum(expectation.revenue.values())),
        deviation=round(float(losses.std())),
        quantiles=distribution.quantiles(losses),
        shortfall=distribution.shortfalls(losses),
        curve=distribution.curve(losses, grid),
        tolerance=distribution.tolerance(losses, model.tolerance),
    )


def _lines(model: ExposureModel, solved: Sequence[Solved]) -> tuple[Line, ...]:
    costs, team, currency = model.costs, model.team, model.currency

    def shown(quantity: Quantity) -> str:
        if quantity.shape == "fixed":
            return money(quantity.mode, currency)
        middle = f", likeliest {money(quantity.mode, currency)}" if quantity.shape == "pert" else " (90% interval)"
        return f"{money(quantity.low, currency)} to {money(quantity.high, currency)}{middle}"

    months, weeks = costs.months_to_clean_report.told(), costs.engineering_weeks.told()
    basis = {
        "liquidated_damages": (
            f"{len(model.contracts)} contracts",
            any(contract.damages is not None and contract.damages.illustrative for contract in model.contracts),
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
            **{name: round(solved[number].expectation.lines[line]) for number, name, _ in _LEVELS},
            basis=basis[line][0],
            illustrative=basis[line][1],
        )
        for line, title, kind in LINES
    )


def _contracts(inputs: ExposureInputs, losses: Losses, solved: Sequence[Solved], nothing: Sequence[float]) -> tuple[ContractLine, ...]:
    days = inputs.cure_days(losses, nothing)
    residual = solved[_RESIDUAL]
    return tuple(
        ContractLine(
            id=contract.id,
            title=contract.title,
            trigger=contract.trigger.describe(),
            **{name: round(solved[number].expectation.contracts[contract.id]) for number, name, _ in _LEVELS},
            p_trigger=residual.expectation.triggers[contract.id],
            cured=contract.id in residual.scenario.cured,
            cure_days=days[contract.id] if contract.cure_days is not None else None,
            revenue_at_risk=round(residual.expectation.revenue[contract.id]) if contract.id in residual.expectation.revenue else None,
            not_modelled=contract.not_modelled(),
        )
        for contract in inputs.model.contracts
    )


def _controls(
    inputs: ExposureInputs, nothing: Sequence[float], at_once: Sequence[float], game: attribution.Game, found: Tables
) -> tuple[ControlLine, ...]:
    model = inputs.model
    shares = attribution.shapley(game, permutations=model.sampling.permutations, seed=model.seed)
    alone, first = attribution.leave_one_out(game), attribution.first_in(game)
    before, after = inputs.judgements(nothing), inputs.judgements(at_once)
    profile, mended = inputs.profile(before), inputs.profile(after)
    unmet = [1 - chance_of_none(found, _alone(inputs.structure, index), _RESIDUAL) for index in range(inputs.structure.players)]
    group_of = {member: group.name for group in inputs.structure.groups for member in group.members if len(group.members) > 1}
    lines = []
    for index, one in enumerate(inputs.evidence.controls):
        left = budget(one, model, inputs.clock, inputs.history.get(one.control.id))
        lines.append(
            ControlLine(
                id=one.control.id,
                title=one.control.title,
                owner=one.control.owner,
                kind=one.control.kind,
                key=one.control.key,
                criteria=one.criteria,
                state=one.basis,
                severity=one.severity.value,
                failing=one.failing_resources,
                in_scope=one.in_scope,
                waived=one.waived,
                no_evidence=one.no_evidence,
                checks=tuple(sorted({check for check, _ in one.failing})),
                p_exception=float(max(profile.excepted[index], profile.latent_excepted[index])),
                p_ineffective=float(max(profile.failed[index], profile.latent[index])),
                weight=float(profile.weight[index]),
                p_unmet=float(unmet[index]),
                p_ineffective_if_fixed=float(max(mended.failed[index], mended.latent[index])),
                certain=before[index].certain,
                group=group_of.get(index, ""),
                reasons=before[index].reasons,
                budget_allowed=left.allowed,
                budget_spent=left.spent,
                budget_left=left.left,
                budget_state=left.state,
                burn_rate=left.burn,
                burn_pace=left.pace,
                last_safe_date=left.last_safe,
                leave_one_out=round(float(alone[index])),
                first_in=round(float(first[index])),
                shapley=round(float(shares.value[index])),
                shapley_error=round(float(shares.error[index])),
            )
        )
    return tuple(lines)


def _chance_unmet(found: Tables, mask: int, solved: Sequence[Solved], number: int) -> float:
    """P(some criterion in `mask` is unmet), exact or, where too many controls compensate for that, as drawn."""
    if found.structure.exact:
        return 1 - chance_of_none(found, criteria_event(found.structure, mask, 1), number)
    outcomes = solved[number].outcomes
    return float(outcomes.weights @ ((outcomes.unmet & np.uint64(mask)) != 0))


def _alone(structure: Structure, source: int) -> Event:
    """This source alone leaves its criteria unmet, whatever the others do."""
    code = np.zeros(structure.size, dtype=np.int8)
    code[source] = 1
    return Event(code=code)


def _criteria(
    inputs: ExposureInputs, found: Tables, solved: Sequence[Solved], controls: Sequence[ControlLine]
) -> tuple[CriterionLine, ...]:
    """A control's share is split evenly over its criteria: what a criterion is worth by its controls."""
    result = []
    for position, criterion in enumerate(inputs.evidence.criteria):
        serving = [one for one in controls if criterion.id in one.criteria]
        result.append(
            CriterionLine(
                id=criterion.id,
                title=criterion.title,
                **{name: _chance_unmet(found, 1 << position, solved, number) for number, name, _ in _LEVELS},
                bounds=frechet([one.p_unmet for one in serving]),
                shapley=round(sum(one.shapley / len(one.criteria) for one in serving)),
                controls=tuple(one.id for one in serving),
            )
        )
    return tuple(result)


def _groups(inputs: ExposureInputs, game: attribution.Game) -> tuple[GroupLine, ...]:
    """Owners, stacks and components as players; a control over several stacks or components belongs to their combination."""
    sampling = inputs.model.sampling
    lines = []
    for by in ("owner", "stack", "component"):
        members: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(inputs.evidence.controls):
            if by == "owner":
                label = one.control.owner
            else:
                names = one.stacks if by == "stack" else tuple(name or "(no component)" for name in one.components)
                label = " + ".join(names) or "(nothing failing)"
            members[label].append(index)
        shares = attribution.grouped(game, members, permutations=sampling.permutations, seed=inputs.model.seed)
        lines += [
            GroupLine(
                by=by,
                name=name,
                controls=tuple(inputs.structure.names[index] for index in members[name]),
                shapley=round(value),
                shapley_error=round(error),
            )
            for name, (value, error) in shares.items()
        ]
    return tuple(sorted(lines, key=lambda line: (line.by, -line.shapley, line.name)))


def _dependence(inputs: ExposureInputs, found: Tables, solved: Sequence[Solved]) -> Dependence:
    event = modified(inputs.structure)
    profile = solved[_RESIDUAL].scenario.profile
    chances = [1 - chance_of_none(found, _alone(inputs.structure, source), _RESIDUAL) for source in range(inputs.structure.size)]
    low, high = frechet(chances)
    apart = Structure(
        names=inputs.structure.names,
        players=inputs.structure.players,
        criteria=inputs.structure.criteria,
        criterion_names=inputs.structure.criterion_names,
        categories=inputs.structure.categories,
        groups=(Group(name="independent", rho=0.0, members=tuple(range(inputs.structure.size))),),
        compensations=inputs.structure.compensations,
    )
    return Dependence(
        lowest=low,
        independent=1 - chance_of_none(tables(apart, [profile]), event, 0),
        modelled=_chance_unmet(found, inputs.structure.everything, solved, _RESIDUAL),
        highest=high,
    )


def _tail(simulation: Simulation) -> dict[str, int]:
    """Euler contributions to the residual expected shortfall: the mean of each line over the worst draws. They add up."""
    total = simulation.losses[_RESIDUAL].ravel()
    count = max(round(len(total) * (1 - _TAIL)), 1)
    worst = np.argsort(total, kind="stable")[-count:]
    means = simulation.lines[worst].mean(axis=0)
    return {line: round(float(mean)) for (line, _, _), mean in zip(LINES, means, strict=True)}


def _not_modelled(inputs: ExposureInputs) -> tuple[str, ...]:
    """Everything that the numbers leave out, by name."""
    lines = [f"contract {contract.id}, {term}" for contract in inputs.model.contracts for term in contract.not_modelled()]
    if not inputs.model.contracts:
        lines.append("contracts: none given, so no liquidated damages and no revenue at risk")
    if not inputs.model.tolerance:
        lines.append("tolerance: no line given by the board")
    for one in inputs.evidence.controls:
        if one.basis == "manual":
            chance = inputs.model.assumptions.manual_failure_probability
            lines.append(f"control {one.control.id}: manual, no automated evidence; taken to fail with {share(chance)}")
        elif one.basis == "did not occur":
            lines.append(f"control {one.control.id}: did not occur, nothing in scope was found; neither passed nor failed")
    if inputs.evidence.out_of_scope:
        lines.append(f"controls out of scope: {', '.join(inputs.evidence.out_of_scope)}")
    return tuple(lines)


def _warnings(inputs: ExposureInputs, scenarios: Sequence[Scenario]) -> list[str]:
    lines = []
    if scenarios[_RESIDUAL].disclaimed:
        lines.append("so much evidence is missing that the auditor would disclaim an opinion: shares of controls leave the disclaimer out")
    blind = [one.control.id for one in inputs.evidence.controls if one.no_evidence]
    if blind:
        lines.append(f"resources that could not be judged count against the evidence of {', '.join(blind)}")
    waived = sum(one.waived for one in inputs.evidence.controls)
    if waived:
        lines.append(f"{waived} waived resources count as not failing")
    return lines


def _evidence_note(inputs: ExposureInputs) -> str:
    if inputs.history:
        return f"Observations over the period for {len(inputs.history)} controls, and one assessment of the others."
    failing, passing = inputs.model.assumptions.unobserved_failing, inputs.model.assumptions.unobserved_passing
    return (
        "One assessment is one observation. What happened on the days before it follows a stated prior: "
        f"a resource that fails now had failed for {failing.mean:.3g} of them on average (Beta({failing.a:g}, {failing.b:g})), "
        f"one that passes for {passing.mean:.3g} (Beta({passing.a:g}, {passing.b:g}))."
    )
