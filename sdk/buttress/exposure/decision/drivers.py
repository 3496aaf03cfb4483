"""What drives the exposure: each control, criterion, owner, stack and component with its share in what can be avoided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from buttress.exposure.audit.deviations import budget
from buttress.exposure.audit.structure import Tables, alone, chance_of_none, frechet
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
    unmet = [1 - chance_of_none(game.tables, alone(inputs.structure, index), game.observed) for index in range(inputs.structure.players)]
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
                p_ineffective_if_fixed=float(max(fixed.failed[index], fixed.latent[index])),
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
    """A control's share is split evenly over its criteria: what a criterion is worth by its controls."""
    result = []
    for position, criterion in enumerate(inputs.evidence.criteria):
        serving = [one for one in controls if criterion.id in one.criteria]
        result.append(
            CriterionLine(
                id=criterion.id,
                title=criterion.title,
                **{name: chance_unmet(found, one, 1 << position) for name, one in solved.named().items()},
                bounds=frechet([one.p_unmet for one in serving]),
                shapley=round(sum(one.shapley / len(one.criteria) for one in serving)),
                controls=tuple(one.id for one in serving),
            )
        )
    return tuple(result)


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
