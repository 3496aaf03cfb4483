"""What drives the exposure: each control, criterion, owner, stack and component with its share in what can be avoided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from buttress.exposure.audit.deviations import budget
from buttress.exposure.audit.structure import Event, Tables, chance_of_none, frechet
from buttress.exposure.decision.answers import ControlLine, CriterionLine, GroupLine
from buttress.exposure.decision.attribution import first_in, grouped, leave_one_out, shapley
from buttress.exposure.decision.game import Game
from buttress.exposure.loss.levels import FourLevels
from buttress.exposure.loss.scenarios import ExposureInputs
from buttress.exposure.loss.solving import Solved, chance_unmet


def control_lines(inputs: ExposureInputs, nothing: Sequence[float], at_once: Sequence[float], game: Game) -> tuple[ControlLine, ...]:
    """Each control with what was seen, its chances and its share; fixed after `nothing` and `at_once` days as in `game`."""
    model = inputs.model
    shares = shapley(game, permutations=model.sampling.permutations, seed=model.seed)
    without, first = leave_one_out(game), first_in(game)
    before, after = inputs.judgements(nothing), inputs.judgements(at_once)
    profile, fixed = inputs.profile(before), inputs.profile(after)
    unmet = [_alone(game.tables, game.observed, index, inputs.structure.everything) for index in range(inputs.structure.players)]
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
                reached=tuple(name for name in one.criteria if name in one.reached),
                state=one.basis,
                severity=one.severity.value,
                failing=one.failing_resources,
                in_scope=one.in_scope,
                waived=one.waived,
                no_evidence=one.no_evidence,
                checks=tuple(sorted({check for check, _ in one.failing})),
                p_exception=float(profile.excepted[index]),
                p_ineffective=float(profile.failed[index]),
                weight=float(profile.weight[index].max()),
                p_unmet=float(unmet[index]),
                p_ineffective_if_fixed=float(fixed.failed[index]),
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
                leave_one_out=round(float(without[index])),
                first_in=round(float(first[index])),
                shapley=round(float(shares.value[index])),
                shapley_error=round(float(shares.error[index])),
            )
        )
    return tuple(lines)


def criterion_lines(
    inputs: ExposureInputs, found: Tables, solved: FourLevels[Solved], controls: Sequence[ControlLine]
) -> tuple[CriterionLine, ...]:
    """A control's share is split evenly over the criteria that its failing checks reach, over all of them where nothing fails: what a
    criterion is worth by its controls.
    """
    result = []
    for position, criterion in enumerate(inputs.evidence.criteria):
        serving = [(index, one) for index, one in enumerate(controls) if criterion.id in one.criteria]
        alone = [_alone(found, solved.residual.position, index, 1 << position) for index, _ in serving]
        shares = [one.shapley / len(one.reached or one.criteria) for _, one in serving if criterion.id in (one.reached or one.criteria)]
        result.append(
            CriterionLine(
                id=criterion.id,
                title=criterion.title,
                **{name: chance_unmet(found, one, 1 << position) for name, one in solved.named().items()},
                bounds=frechet(alone),
                shapley=round(sum(shares)),
                controls=tuple(one.id for _, one in serving),
            )
        )
    return tuple(result)


def _alone(found: Tables, profile: int, source: int, mask: int) -> float:
    """P(this source by itself leaves one of these criteria unmet)."""
    return 1 - chance_of_none(found, Event(hit=mask, source=source), profile)


def group_lines(inputs: ExposureInputs, game: Game) -> tuple[GroupLine, ...]:
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
        shares = grouped(game, members, permutations=sampling.permutations, seed=inputs.model.seed)
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
