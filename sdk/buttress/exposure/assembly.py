"""Puts the parts together: four scenarios solved and simulated over the same points, and what is read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve

from buttress.exposure import notes
from buttress.exposure.arithmetic import spell_out
from buttress.exposure.audit.structure import tables
from buttress.exposure.decision.backlog import Path, build_plan, describe
from buttress.exposure.decision.drivers import control_lines, criterion_lines, group_lines
from buttress.exposure.decision.game import game_between
from buttress.exposure.decision.outlook import outlook
from buttress.exposure.decision.sensitivity import FEW, spreads, tornado
from buttress.exposure.loss.distribution import levels_of, tail
from buttress.exposure.loss.levels import POSITIONS, FourLevels
from buttress.exposure.loss.lines import contracts_of, dependence_of, lines_of
from buttress.exposure.loss.losses import compile_losses
from buttress.exposure.loss.scenarios import NEVER, ExposureInputs, Scenario
from buttress.exposure.loss.simulation import draw
from buttress.exposure.loss.solving import small_points, solve
from buttress.exposure.model import defaults
from buttress.exposure.result import Exposure
from buttress.exposure.summary import assumed, in_short


def assemble(
    inputs: ExposureInputs, *, now: dt.datetime, fix: Sequence[str], date: dt.date | None, warnings: tuple[str, ...], digest: str
) -> Exposure:
    """The whole Exposure of these inputs; `fix` are fixed on `date`, everything is where it is given without them."""
    model, today = inputs.model, inputs.clock.now
    losses = compile_losses(model, inputs.structure)
    wait = float((date - today).days) if date is not None else 0.0
    everything = date is not None and not fix
    nothing = [wait if one.control.id in fix else NEVER for one in inputs.evidence.controls]
    at_once = [wait if one.control.id in fix or everything else 0.0 for one in inputs.evidence.controls]
    backlog = build_plan(inputs, losses, nothing, at_once)
    residual = inputs.scenario(losses, nothing)
    scenarios = FourLevels(
        inherent=Scenario(profile=inputs.inherent(), disclaimed=residual.disclaimed),
        residual=residual,
        planned=inputs.scenario(losses, backlog.days),
        floor=inputs.scenario(losses, at_once),
    )
    sampling = model.sampling
    simulation = draw(
        losses,
        list(scenarios),
        seed=model.seed,
        points=sampling.points,
        replicates=sampling.replicates,
        lines_of=POSITIONS.residual,
        keep=(POSITIONS.residual, POSITIONS.floor),
    )
    found = tables(inputs.structure, [scenario.profile for scenario in scenarios])
    solved = FourLevels(*solve(losses, list(scenarios), simulation, found))
    game = game_between(losses, solved.residual, solved.floor, simulation=simulation, found=found)
    levels = levels_of(solved, simulation, model.tolerance)
    controls = control_lines(inputs, nothing, at_once, game)
    points = small_points(losses)
    few = points.first(FEW)
    path = Path.of(inputs, losses, backlog, nothing, (points, few))
    plan = describe(path, (solved.residual, solved.planned), [one.shapley for one in controls])
    spread = spreads(inputs, losses, FourLevels(None, nothing, backlog.days, at_once), few)
    levels = FourLevels(*(evolve(level, spread=one) for level, one in zip(levels, spread, strict=True)))
    exposure = Exposure(
        currency=model.currency,
        now=now,
        period_start=model.period.start,
        period_end=model.period.end,
        floor_date=date if everything and date is not None else today,
        inherent=levels.inherent,
        residual=levels.residual,
        planned=levels.planned,
        floor=levels.floor,
        lines=lines_of(model, solved),
        contracts=contracts_of(inputs, losses, solved, nothing),
        controls=controls,
        criteria=criterion_lines(inputs, found, solved, controls),
        groups=group_lines(inputs, game),
        plan=plan,
        outlook=outlook(path, plan, at_once, game, levels.residual.if_it_happens),
        tornado=tornado(inputs, losses, nothing, few),
        dependence=dependence_of(inputs, found, solved.residual),
        arithmetic=spell_out(inputs, controls, solved.residual.expectation),
        tail=tail(simulation),
        assumptions=notes.stated(model),
        illustrative=model.illustrative,
        made_up=tuple(one.id for one in model.contracts if one.illustrative),
        not_modelled=notes.left_out(inputs),
        warnings=(*warnings, *notes.warnings_of(inputs, residual)),
        evidence_note=notes.evidence_note(inputs),
        cure_note=notes.CURE,
        seed=model.seed,
        draws=sampling.points * sampling.replicates,
        model_version=defaults.MODEL_VERSION,
        inputs=digest,
        model_file=model.file,
    )
    return evolve(exposure, summary=in_short(exposure), assumed=assumed(exposure))
