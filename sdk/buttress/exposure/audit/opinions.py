"""Which opinion a set of unmet criteria leads to, and the distribution of that set.

The thresholds are ours; the judgement is the auditor's. Criteria are bits of a 64-bit mask.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Floats, Masks, Structure, Table, Tables

_MOST_SOURCES = 14


@frozen(kw_only=True, eq=False)
class Outcomes:
    """A distribution over what the auditor finds: unmet and excepted criteria (M,) with their weights (M,), which add up to 1.

    `exact` says that it was enumerated, not drawn.
    """

    unmet: Masks
    excepted: Masks
    weights: Floats
    exact: bool


def adverse(unmet: Masks, structure: Structure, adverse_share: float) -> NDArray[np.bool_]:
    """Whether each set of unmet criteria makes the opinion adverse: a share of at least `adverse_share`, or a whole category unmet.

    A category counts as a whole only if it has two criteria or more in scope.
    """
    share = np.bitwise_count(unmet) / max(len(structure.criterion_names), 1)
    found = share >= adverse_share
    for category in structure.categories:
        if category.bit_count() > 1:
            found |= (unmet & np.uint64(category)) == np.uint64(category)
    return np.asarray(found & (unmet != 0))


def enumerate_outcomes(found: Tables, profile: int) -> Outcomes | None:
    """The exact distribution of the unmet criteria, or None where more than 14 sources are neither certain nor impossible.

    Given a group's factor, and which of the controls that compensate fail, its sources are independent; each adds its criteria with
    its chance (a Poisson-binomial recursion on sets instead of counts). Groups are independent of each other. Exceptions are not
    tracked (all zero).
    """
    structure = found.structure
    compensators = structure.compensators()
    doubtful = sum(int(((table.hit[profile] > 0) & (table.hit[profile] < 1)).any(axis=0).sum()) for table in found.groups)
    if doubtful + len(compensators) > _MOST_SOURCES:
        return None
    parts = []
    for failing in itertools.product((False, True), repeat=len(compensators)):
        state = dict(zip(compensators, failing, strict=True))
        masks, weights = np.zeros(1, dtype=np.uint64), np.ones((1, 1))
        for table in found.groups:
            inside, chances = _of_group(table, structure, profile, state)
            masks, weights = _merge((masks[:, None] | inside[None, :]).ravel(), (weights * chances[None, :]).reshape(-1, 1))
        parts.append((masks, weights))
    masks, weights = _merge(np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts]))
    return Outcomes(unmet=masks, excepted=np.zeros_like(masks), weights=weights[:, 0], exact=True)


def _of_group(table: Table, structure: Structure, profile: int, state: Mapping[int, bool]) -> tuple[Masks, Floats]:
    uncovered = structure.uncovered(frozenset(source for source, fails in state.items() if not fails))[table.members]
    hit, failed = table.hit[profile] * uncovered, table.failed[profile]
    masks, weights = np.zeros(1, dtype=np.uint64), np.ones((1, len(table.weights)))
    for position, source in enumerate(table.members):
        chance, none = hit[:, position], 1 - hit[:, position]
        if source in state:
            share = failed[:, position]
            chance, none = (chance, share - chance) if state[source] else (np.zeros_like(chance), 1 - share)
        elif not chance.any():
            continue
        masks = np.concatenate([masks, masks | structure.criteria[source]])
        weights = np.concatenate([weights * none, weights * chance])
        masks, weights = _merge(masks, weights)
    return masks, weights @ table.weights


def _merge(masks: Masks, weights: Floats) -> tuple[Masks, Floats]:
    """Equal masks joined, their weights (M, Q) added; masks rise. Impossible sets are dropped."""
    if not len(masks):
        return masks, weights
    order = np.argsort(masks, kind="stable")
    masks, weights = masks[order], weights[order]
    starts = np.flatnonzero(np.concatenate([[True], masks[1:] != masks[:-1]]))
    summed = np.add.reduceat(weights, starts, axis=0)
    kept = summed.any(axis=1)
    return masks[starts][kept], summed[kept]
