"""Controls, criteria and what makes controls fail together: the arrays on which every number of the model rests.

A group of controls shares one standard normal factor Y (one-factor Gaussian copula): Z_i = sqrt(rho) Y + sqrt(1-rho) e_i and
F_i = [Z_i <= PHI^-1(p_i)], so that given Y the failures are independent with p_i(Y) = PHI((PHI^-1(p_i) - sqrt(rho) Y) / sqrt(1-rho))
(Vasicek 1987, Li 2000). A known common cause is the limit rho = 1: one uniform U with F_i = [U <= p_i].

Compensation couples a control with those that work in its place. Given which of these fail, the controls are independent again, so
that every probability stays a sum, over the 2^c states of c such controls, of products over groups.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]

NODES = 80
MOST_STATES = 64


@frozen(kw_only=True, eq=False)
class Profile:
    """The chances of all n sources under one scenario, each array of shape (n,).

    `failed` and `weight` come from what was seen, `latent` and `latent_weight` from what nobody observed; the greater product
    counts. `excepted` and `latent_excepted` are the chances of an exception, never below those of failing.
    """

    failed: Floats
    weight: Floats
    latent: Floats
    latent_weight: Floats
    excepted: Floats
    latent_excepted: Floats

    def hit(self, seen: Floats, unseen: Floats) -> Floats:
        """P(this source alone leaves its criteria unmet), given conditional failure chances of shape (..., n)."""
        return np.maximum(seen * self.weight, unseen * self.latent_weight)

    def mixed(self, other: Profile, chosen: NDArray[np.bool_]) -> Profile:
        """This profile where `chosen` is true, `other` elsewhere."""
        names = ("failed", "weight", "latent", "latent_weight", "excepted", "latent_excepted")
        return Profile(**{name: np.where(chosen, getattr(self, name), getattr(other, name)) for name in names})


@frozen(kw_only=True, eq=False)
class Group:
    """Sources that fail together: by correlation `rho` < 1, or by one cause (`rho` = 1). `members` are positions."""

    name: str
    rho: float
    members: tuple[int, ...]


@frozen(kw_only=True, eq=False)
class Table:
    """One group, given its factor: `weights` (Q,) of the nodes; `hit`, `exception` and `failed` (profiles, Q, members)."""

    members: NDArray[np.intp]
    weights: Floats
    hit: Floats
    exception: Floats
    failed: Floats


@frozen(kw_only=True, eq=False)
class Tables:
    """Every group of a structure, given its factor."""

    structure: Structure
    groups: tuple[Table, ...]


@frozen(kw_only=True, eq=False)
class Part:
    """One group's factor of a product: E_Y[prod_i terms_i(Y)], with `weights` (Q,) and `terms` (profiles, Q, members)."""

    members: NDArray[np.intp]
    weights: Floats
    terms: Floats


@frozen(kw_only=True, eq=False)
class Structure:
    """`criteria` (n,) holds each source's criteria as bits of a 64-bit mask; sources beyond `players` are leaks that nobody can fix.

    `compensations` are (control, by, kappa).
    """

    names: tuple[str, ...]
    players: int
    criteria: Masks
    criterion_names: tuple[str, ...]
    categories: tuple[int, ...]
    groups: tuple[Group, ...]
    compensations: tuple[tuple[int, int, float], ...]

    @property
    def size(self) -> int:
        return len(self.names)

    def mask(self, names: Sequence[str]) -> int:
        """The bits of the named criteria; those out of scope are left out."""
        position = {name: index for index, name in enumerate(self.criterion_names)}
        return sum(1 << position[name] for name in names if name in position)

    @property
    def exact(self) -> bool:
        """Whether so few controls compensate that all of their states can be gone through."""
        return 1 << len(self.compensators()) <= MOST_STATES

    def compensators(self, asked: NDArray[np.bool_] | None = None) -> tuple[int, ...]:
        """The controls that may work in place of another, of those in `asked` (n,) if given."""
        return tuple(sorted({by for control, by, kappa in self.compensations if kappa > 0 and (asked is None or asked[control])}))

    def uncovered(self, working: frozenset[int]) -> Floats:
        """P(no compensation is accepted), shape (n,), for each control while those in `working` work."""
        left = np.ones(self.size)
        for control, by, kappa in self.compensations:
            if by in working:
                left[control] *= 1 - kappa
        return left

    @property
    def shared(self) -> tuple[Group, ...]:
        """The groups of two sources or more."""
        return tuple(group for group in self.groups if len(group.members) > 1)

    @property
    def everything(self) -> int:
        return (1 << len(self.criterion_names)) - 1


def given_factor(chance: Floats, rho: float, factor: Floats) -> Floats:
    """p_i(Y), shape (Q, k), for chances (k,), correlation rho < 1 and factor values (Q,)."""
    return np.asarray(ndtr((ndtri(chance)[None, :] - math.sqrt(rho) * factor[:, None]) / math.sqrt(1 - rho)))


@functools.lru_cache(maxsize=4)
def nodes(count: int = NODES) -> tuple[Floats, Floats]:
    """Gauss-Hermite nodes and weights for the expectation over a standard normal variable, both (count,)."""
    points, weights = np.polynomial.hermite_e.hermegauss(count)
    return points, weights / math.sqrt(2 * math.pi)


def tables(structure: Structure, profiles: Sequence[Profile]) -> Tables:
    """The conditional chances of every group under every profile. Sources without a common factor share one table with one node."""
    alone: list[int] = []
    found: list[Table] = []
    for group in structure.groups:
        members = np.array(group.members, dtype=np.intp)
        chances = np.stack([np.stack([getattr(one, name)[members] for name in _CHANCES]) for one in profiles])
        open_members = ((chances > 0) & (chances < 1)).any(axis=(0, 1))
        if group.rho <= 0 or open_members.sum() < 2:  # noqa: PLR2004  (a factor needs two to tie together)
            alone.extend(group.members)
            continue
        if group.rho >= 1:
            edges = np.unique(np.concatenate([[0.0, 1.0], chances.ravel()]))
            weights = np.diff(edges)
            middle = (edges[:-1] + edges[1:]) / 2
            given = (middle[:, None] <= chances[:, :, None, :]).astype(np.float64)
        else:
            points, weights = nodes()
            given = np.stack([[given_factor(row, group.rho, points) for row in rows] for rows in chances])
        found.append(_table(members, weights, profiles, given))
    if alone:
        members = np.array(sorted(alone), dtype=np.intp)
        chances = np.stack([np.stack([getattr(one, name)[members] for name in _CHANCES]) for one in profiles])
        found.append(_table(members, np.ones(1), profiles, chances[:, :, None, :]))
    return Tables(structure=structure, groups=tuple(found))


_CHANCES = ("failed", "latent", "excepted", "latent_excepted")


def _table(members: NDArray[np.intp], weights: Floats, profiles: Sequence[Profile], given: Floats) -> Table:
    hit = np.stack(
        [np.maximum(rows[0] * one.weight[members], rows[1] * one.latent_weight[members]) for one, rows in zip(profiles, given, strict=True)]
    )
    return Table(
        members=members,
        weights=weights,
        hit=hit,
        exception=np.maximum(given[:, 2], given[:, 3]),
        failed=np.maximum(given[:, 0], given[:, 1]),
    )


@frozen(kw_only=True, eq=False)
class Event:
    """At least one of the chosen sources does its part: `code` (n,) is 0 (not asked), 1 (leaves a criterion unmet) or 2 (an exception)."""

    code: NDArray[np.int8]

    def union(self, other: Event) -> Event:
        """Either of two events. An exception includes the failure behind it."""
        return Event(code=np.maximum(self.code, other.code))


def criteria_event(structure: Structure, mask: int, code: int) -> Event:
    """Some source of the criteria in `mask` fails (code 1) or has an exception (code 2)."""
    touched = (structure.criteria & np.uint64(mask)) != 0
    return Event(code=np.where(touched, code, 0).astype(np.int8))


def alone(structure: Structure, source: int) -> Event:
    """This source alone leaves its criteria unmet, whatever the others do."""
    code = np.zeros(structure.size, dtype=np.int8)
    code[source] = 1
    return Event(code=code)


def chance_of_none(found: Tables, event: Event, profile: int) -> float:
    """P(no source of the event does its part) = sum over states of prod_g E_Y[prod_i term_i(Y)], exact up to the quadrature."""
    result = 0.0
    for parts in products(found, event):
        product = 1.0
        for part in parts:
            product *= float(part.weights @ part.terms[profile].prod(axis=1))
        result += product
    return min(max(result, 0.0), 1.0)


def chances_of_none(found: Tables, event: Event, on: int, off: int, chosen: NDArray[np.bool_]) -> Floats:
    """The same for B mixtures of two profiles at once: source i follows profile `on` where chosen[b, i], else `off`; returns (B,)."""
    result = np.zeros(len(chosen))
    for parts in products(found, event):
        product = np.ones(len(chosen))
        for part in parts:
            first, second = _log(part.terms[on]), _log(part.terms[off])
            picked = chosen[:, part.members].astype(np.float64)
            product *= np.exp(second.sum(axis=1)[None, :] + picked @ (first - second).T) @ part.weights
        result += product
    return np.clip(result, 0.0, 1.0)


def products(found: Tables, event: Event) -> Iterator[tuple[Part, ...]]:
    """The products whose sum is P(no source of the event does its part): one a state of the controls that may compensate for what
    the event asks, impossible states left out; one without compensation.

    In a state the term of source i is P(i is in it and does not do its part). A control that fails has its exception for certain.
    """
    structure = found.structure
    compensators = structure.compensators(event.code == 1)
    for failing in itertools.product((False, True), repeat=len(compensators)):
        state = dict(zip(compensators, failing, strict=True))
        uncovered = structure.uncovered(frozenset(source for source, fails in state.items() if not fails))
        parts = [part for part in (_part(table, event, state, uncovered) for table in found.groups) if len(part.members)]
        if all(part.terms.any() for part in parts):
            yield tuple(parts)


def _part(table: Table, event: Event, state: Mapping[int, bool], uncovered: Floats) -> Part:
    asked = np.flatnonzero((event.code[table.members] > 0) | _among(table.members, state))
    members = table.members[asked]
    code = event.code[members]
    does = np.where(code == 1, table.hit[..., asked] * uncovered[members], np.where(code == 2, table.exception[..., asked], 0.0))  # noqa: PLR2004
    terms = 1 - does
    for position, source in enumerate(members):
        if source not in state:
            continue
        failed = table.failed[..., asked[position]]
        if not state[source]:
            terms[..., position] = 1 - np.maximum(failed, does[..., position] * (code[position] == 2))  # noqa: PLR2004
        else:
            terms[..., position] = (failed - does[..., position]) * (code[position] < 2)  # noqa: PLR2004
    return Part(members=members, weights=table.weights, terms=terms)


def frechet(chances: Sequence[float]) -> tuple[float, float]:
    """The Frechet bounds of P(any): max p_i <= P(any) <= min(1, sum p_i), whatever the dependence."""
    return max(chances, default=0.0), min(1.0, math.fsum(chances))


def _among(members: NDArray[np.intp], state: Mapping[int, bool]) -> NDArray[np.bool_]:
    return np.isin(members, list(state)) if state else np.zeros(len(members), dtype=np.bool_)


def _log(share: Floats) -> Floats:
    return np.log(np.maximum(share, 1e-300))
