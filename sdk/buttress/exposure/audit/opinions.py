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

_MOST_SETS = 1024
_ROUNDING = 1e-13


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
    """The exact distribution of the unmet criteria, or None where too many of them are in doubt to go through all sets.

    P(all unmet criteria lie within S) is the chance of none outside S, a sum of products over groups; a Moebius transform over the
    subsets gives the chance of each set. Exceptions are not tracked (all zero).
    """
    structure = found.structure
    one = found.profiles[profile]
    possible = ((one.failed[:, None] > 0) & (one.weight > 0)) | ((one.latent[:, None] > 0) & (one.latent_weight > 0))
    doubtful = np.flatnonzero(possible.any(axis=0))
    compensators = structure.compensators()
    sets = 1 << len(doubtful)
    if sets << len(compensators) > _MOST_SETS:
        return None
    seen, whole = (_any_of_subsets(weights[:, doubtful], structure.alike) for weights in (one.weight, one.latent_weight))
    chances = subset_chances(_none_of(found, profile, seen, whole))
    masks = np.zeros(1, dtype=np.uint64)
    for bit in doubtful:
        masks = np.concatenate([masks, masks | np.uint64(1 << int(bit))])
    kept = chances > 0
    return Outcomes(unmet=masks[kept], excepted=np.zeros_like(masks[kept]), weights=chances[kept] / chances[kept].sum(), exact=True)


def criteria_unmet(found: Tables, profile: int) -> Floats:
    """P(unmet) of every criterion (K,), exact up to the quadrature."""
    one = found.profiles[profile]
    return 1 - _none_of(found, profile, one.weight, one.latent_weight)


def _none_of(found: Tables, profile: int, seen: Floats, whole: Floats) -> Floats:
    """P(none) of S events (S,), from the chance that a failure of a source, seen or as a whole, brings each of them about (n, S)."""
    structure = found.structure
    compensators = structure.compensators()
    none = np.zeros(seen.shape[1])
    for failing in itertools.product((False, True), repeat=len(compensators)):
        state = dict(zip(compensators, failing, strict=True))
        uncovered = structure.uncovered(frozenset(source for source, fails in state.items() if not fails))[:, None]
        product = np.ones(seen.shape[1])
        for table in found.groups:
            product *= _of_group(table, profile, seen * uncovered, whole * uncovered, state)
        none += product
    return np.clip(none, 0.0, 1.0)


def subset_chances(none: Floats) -> Floats:
    """From P(none of D) for every set D (2^k,) to P(exactly B): a Moebius transform over the subsets."""
    # Exactly B means nothing outside B and everything inside: sum over D containing the complement, signs alternating.
    full = len(none) - 1
    values = none[full - np.arange(full + 1)].copy()  # values[B] = P(all that happened lies within B)
    step = 1
    while step <= full:
        has = (np.arange(full + 1) & step) != 0
        values[has] -= values[np.flatnonzero(has) - step]
        step <<= 1
    return np.where(values > _ROUNDING, values, 0.0)


def _of_group(table: Table, profile: int, seen: Floats, whole: Floats, state: Mapping[int, bool]) -> Floats:
    """P(the group is in the state and brings none of the events about), (S,)."""
    product: Floats = np.ones((seen.shape[1], len(table.weights)))
    for position, source in enumerate(table.members):
        failed, latent = table.failed[profile][:, position], table.latent[profile][:, position]
        if source not in state and not (failed.any() and whole[source].any()):
            continue
        hit = np.outer(whole[source], latent) + np.outer(seen[source], failed - latent)
        if source not in state:
            product *= 1 - hit
        else:
            product *= failed - hit if state[source] else 1 - failed
    return product @ table.weights


def _any_of_subsets(weights: Floats, alike: float) -> Floats:
    """`any_of` for every subset of the criteria, (n, 2^k) for (n, k)."""
    none, most = np.ones((len(weights), 1)), np.zeros((len(weights), 1))
    for weight in weights.T[:, :, None]:
        none = np.concatenate([none, none * (1 - weight)], axis=1)
        most = np.concatenate([most, np.maximum(most, weight)], axis=1)
    return alike * most + (1 - alike) * (1 - none)
