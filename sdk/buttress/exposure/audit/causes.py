"""Which controls fail together, from the evidence and from what the model says."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from buttress.exposure.audit.evidence import Evidence
from buttress.exposure.audit.structure import Group, Structure
from buttress.exposure.model.inputs import ExposureModel


def structure_of(evidence: Evidence, model: ExposureModel) -> Structure:
    """The controls in scope with their criteria, what makes them fail together and what compensates; leaks come last."""
    names = tuple(one.control.id for one in evidence.controls)
    criterion_names = tuple(criterion.id for criterion in evidence.criteria)
    bits = {name: 1 << index for index, name in enumerate(criterion_names)}
    masks = [sum(bits[name] for name in one.criteria) for one in evidence.controls]
    if model.assumptions.leak > 0:
        masks += list(bits.values())
        names += tuple(f"leak {name}" for name in criterion_names)
    by_category: dict[str, int] = defaultdict(int)
    for criterion in evidence.criteria:
        by_category[criterion.category] |= bits[criterion.id]
    position = {name: index for index, name in enumerate(names)}
    return Structure(
        names=names,
        players=len(evidence.controls),
        criteria=np.array(masks, dtype=np.uint64),
        criterion_names=criterion_names,
        categories=tuple(by_category.values()),
        groups=_groups(evidence, model, len(names)),
        compensations=tuple(
            (position[one.control], position[one.by], one.kappa)
            for one in model.compensations
            if one.control in position and one.by in position
        ),
        alike=model.assumptions.judgement_correlation,
    )


def causes(evidence: Evidence, model: ExposureModel) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The common causes: those that the model names, then those that the evidence shows.

    Two or more controls all of whose failing resources lie inside one component, or that fail by exactly the same findings,
    share a cause: one thing to fix, failing once.
    """
    position = {one.control.id: index for index, one in enumerate(evidence.controls)}
    found = [(cause.id, tuple(sorted(position[name] for name in cause.controls if name in position))) for cause in model.causes]
    taken = {member for _, members in found for member in members}
    if model.assumptions.automatic_causes:
        alike: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(evidence.controls):
            if index in taken or not one.failing:
                continue
            if len(one.components) == 1 and one.components[0] and len(one.stacks) == 1:
                alike[f"component {one.components[0]} in {one.stacks[0]}"].append(index)
            else:
                checks = ", ".join(sorted({check for check, _ in one.failing}))
                key = f"the same findings of {checks}"
                same = [group for group in alike if group.startswith(key) and evidence.controls[alike[group][0]].failing == one.failing]
                alike[same[0] if same else f"{key}{' ' * sum(group.startswith(key) for group in alike)}"].append(index)
        found += [(name.strip(), tuple(members)) for name, members in alike.items() if len(members) > 1]
    return tuple((name, members) for name, members in found if len(members) > 1)


def _groups(evidence: Evidence, model: ExposureModel, size: int) -> tuple[Group, ...]:
    groups = [Group(name=f"cause: {name}", rho=1.0, members=members) for name, members in causes(evidence, model)]
    taken = {member for group in groups for member in group.members}
    by: dict[str, list[int]] = defaultdict(list)
    for index in range(size):
        if index in taken:
            continue
        one = evidence.controls[index] if index < len(evidence.controls) else None
        label = ""
        if one is not None and model.assumptions.group_by == "owner":
            label = one.control.owner
        elif one is not None and model.assumptions.group_by == "component":
            label = ", ".join(one.components)
        elif one is not None and model.assumptions.group_by == "stack":
            label = ", ".join(one.stacks)
        by[label].append(index)
    for label, members in by.items():
        rho = model.assumptions.correlation if label else 0.0
        groups.append(Group(name=f"{model.assumptions.group_by}: {label}" if label else "independent", rho=rho, members=tuple(members)))
    return tuple(groups)
