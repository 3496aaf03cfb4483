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
from typing import Any

import numpy as np
from attrs import fields, frozen
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]

NODES = 80
MOST_STATES = 64


@frozen(kw_only=True, eq=False)
class Profile:
    """The chances of all n sources under one scenario, and how far a failure of each reaches among the K criteria.

    A source fails by what was seen with chance `failed` (n,), within it as a whole, by what nobody observed, with chance `latent`.
    Seen, it leaves criterion k unmet with chance `weight` (n, K), as a whole with `latent_weight`, never less. Exceptions come with
    `excepted` and `latent_excepted`, never below the chances of failing, and show under the criteria in `reach` and `latent_reach`, bits
    of a 64-bit mask (n,).
    """

    failed: Floats
    latent: Floats
    excepted: Floats
    latent_excepted: Floats
    weight: Floats
    latent_weight: Floats
    reach: Masks
    latent_reach: Masks

    def mixed(self, other: Profile, chosen: NDArray[np.bool_]) -> Profile:
        """This profile where `chosen` is true, `other` elsewhere."""

        def pick(name: str) -> NDArray[Any]:
            ours, theirs = getattr(self, name), getattr(other, name)
            return np.asarray(np.where(chosen.reshape(-1, *(1,) * (ours.ndim - 1)), ours, theirs))

        return Profile(**{field.name: pick(field.name) for field in fields(Profile)})


@frozen(kw_only=True, eq=False)
class Group:
    """Sources that fail together: by correlation `rho` < 1, or by one cause (`rho` = 1). `members` are positions."""

    name: str
    rho: float
    members: tuple[int, ...]


@frozen(kw_only=True, eq=False)
class Table:
    """One group, given its factor: `weights` (Q,) of the nodes and the conditional chances, each (profiles, Q, members)."""

    members: NDArray[np.intp]
    weights: Floats
    failed: Floats
    latent: Floats
    excepted: Floats
    latent_excepted: Floats


@frozen(kw_only=True, eq=False)
class Tables:
    """Every group of a structure, given its factor, under these profiles."""

    structure: Structure
    profiles: tuple[Profile, ...]
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

    `compensations` are (control, by, kappa). `alike` is the chance that the auditor judges all criteria of a control alike: the
    correlation between equally likely judgements.
    """

    names: tuple[str, ...]
    players: int
    criteria: Masks
    criterion_names: tuple[str, ...]
    categories: tuple[int, ...]
    groups: tuple[Group, ...]
    compensations: tuple[tuple[int, int, float], ...]
    alike: float = 0.0

    @property
    def size(self) -> int:
        return len(self.names)

    @functools.cached_property
    def bits(self) -> tuple[tuple[int, ...], ...]:
        """The positions of each source's criteria."""
        return tuple(tuple(bit for bit in range(len(self.criterion_names)) if int(mask) >> bit & 1) for mask in self.criteria)

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
        chances = _chances(profiles, members)
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
        found.append(_table(members, weights, given))
    if alone:
        members = np.array(sorted(alone), dtype=np.intp)
        found.append(_table(members, np.ones(1), _chances(profiles, members)[:, :, None, :]))
    return Tables(structure=structure, profiles=tuple(profiles), groups=tuple(found))


_CHANCES = ("failed", "latent", "excepted", "latent_excepted")


def _chances(profiles: Sequence[Profile], members: NDArray[np.intp]) -> Floats:
    return np.stack([np.stack([getattr(one, name)[members] for name in _CHANCES]) for one in profiles])


def _table(members: NDArray[np.intp], weights: Floats, given: Floats) -> Table:
    return Table(members=members, weights=weights, **{name: given[:, row] for row, name in enumerate(_CHANCES)})


@frozen(kw_only=True)
class Event:
    """A criterion in `hit` is unmet, or one in `excepted` shows an exception (bits of a mask); `source`: by this source's doing."""

    hit: int = 0
    excepted: int = 0
    source: int | None = None

    def union(self, other: Event) -> Event:
        """Either of two events."""
        return Event(hit=self.hit | other.hit, excepted=self.excepted | other.excepted, source=self.source)

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing and never happens."""
        return not self.hit and not self.excepted

    def asks(self, structure: Structure) -> NDArray[np.bool_]:
        """The sources on which it depends (n,), compensation aside."""
        touched: NDArray[np.bool_] = (structure.criteria & np.uint64(self.hit | self.excepted)) != 0
        return touched if self.source is None else touched & (np.arange(structure.size) == self.source)


def modified(structure: Structure) -> Event:
    """Any criterion in scope unmet."""
    return Event(hit=structure.everything)


def any_of(weights: Floats, alike: float) -> Floats:
    """P(at least one of these criteria is unmet) from the chance of each (..., k): judged all alike with chance `alike`, else each by
    itself.
    """
    apart: Floats = 1 - np.prod(1 - weights, axis=-1)
    return alike * weights.max(axis=-1, initial=0.0) + (1 - alike) * apart if alike else apart


def chance_of_none(found: Tables, event: Event, profile: int) -> float:
    """P(no source of the event does its part) = sum over states of prod_g E_Y[prod_i term_i(Y)], exact up to the quadrature."""
    result = 0.0
    for parts in products(found, event, slice(profile, profile + 1)):
        product = 1.0
        for part in parts:
            product *= float(part.weights @ part.terms[0].prod(axis=1))
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


def products(found: Tables, event: Event, which: slice = slice(None)) -> Iterator[tuple[Part, ...]]:
    """The products whose sum is P(no source of the event does its part), under `which` of the profiles: one a state of the controls that
    may compensate for what the event asks, impossible states left out; one without compensation.

    In a state the term of source i is P(i is in it and does not do its part). A control that fails has its exception for certain.
    """
    structure, reach = found.structure, Reach.of(found, event, which)
    compensators = structure.compensators(reach.asked) if event.hit else ()
    for failing in itertools.product((False, True), repeat=len(compensators)):
        state = dict(zip(compensators, failing, strict=True))
        uncovered = structure.uncovered(frozenset(source for source, fails in state.items() if not fails))
        parts = [part for part in (_part(table, reach, which, state, uncovered) for table in found.groups) if len(part.members)]
        if all(part.terms.any() for part in parts):
            yield tuple(parts)


@frozen(kw_only=True, eq=False)
class Reach:
    """How an event takes each source, (profiles, n): the chance that a failure seen, or as a whole, leaves a criterion of it unmet, and
    whether an exception seen, or as a whole, shows under one of its criteria. `asked` (n,) are the sources that can.
    """

    seen: Floats
    whole: Floats
    excepted: NDArray[np.bool_]
    latent_excepted: NDArray[np.bool_]
    asked: NDArray[np.bool_]

    @classmethod
    def of(cls, found: Tables, event: Event, which: slice) -> Reach:
        """The reach of an event under these profiles."""
        structure, profiles = found.structure, found.profiles[which]
        inside = [bit for bit in range(len(structure.criterion_names)) if event.hit >> bit & 1]
        shown = np.uint64(event.excepted)
        return cls(
            seen=np.array([any_of(one.weight[:, inside], structure.alike) for one in profiles]),
            whole=np.array([any_of(one.latent_weight[:, inside], structure.alike) for one in profiles]),
            excepted=np.array([(one.reach & shown) != 0 for one in profiles]),
            latent_excepted=np.array([(one.latent_reach & shown) != 0 for one in profiles]),
            asked=event.asks(structure),
        )


def _part(table: Table, reach: Reach, which: slice, state: Mapping[int, bool], uncovered: Floats) -> Part:
    asked = np.flatnonzero(reach.asked[table.members] | _among(table.members, state))
    members = table.members[asked]
    if not len(members):
        return Part(members=members, weights=table.weights, terms=np.ones((len(reach.seen), len(table.weights), 0)))
    scale = uncovered[members] * reach.asked[members]
    seen, whole = ((one[:, members] * scale)[:, None, :] for one in (reach.seen, reach.whole))
    failed, latent = table.failed[which][..., asked], table.latent[which][..., asked]
    # Of one uniform number: an exception up to `excepted`, a failure as a whole up to `latent`, one that was seen up to `failed`.
    excepted: Floats = np.zeros((1, 1, 1))
    if reach.latent_excepted.any():
        seen_too, latent_too = ((one[:, members] & reach.asked[members])[:, None, :] for one in (reach.excepted, reach.latent_excepted))
        shown, unseen = table.excepted[which][..., asked], table.latent_excepted[which][..., asked]
        excepted = np.where(seen_too, shown, np.where(latent_too, unseen, 0.0))
        hit = np.maximum(latent - excepted, 0.0) * whole + np.maximum(failed - np.maximum(latent, excepted), 0.0) * seen
        terms = 1 - excepted - hit
    else:
        hit = latent * whole + (failed - latent) * seen
        terms = 1 - hit
    for position, source in enumerate(members):
        if source not in state:
            continue
        if not state[source]:
            terms[..., position] = 1 - np.maximum(failed, excepted)[..., position]
        else:
            terms[..., position] = np.maximum(failed - excepted, 0.0)[..., position] - hit[..., position]
    return Part(members=members, weights=table.weights, terms=terms)


def frechet(chances: Sequence[float]) -> tuple[float, float]:
    """The Frechet bounds of P(any): max p_i <= P(any) <= min(1, sum p_i), whatever the dependence."""
    return max(chances, default=0.0), min(1.0, math.fsum(chances))


def _among(members: NDArray[np.intp], state: Mapping[int, bool]) -> NDArray[np.bool_]:
    return np.isin(members, list(state)) if state else np.zeros(len(members), dtype=np.bool_)


def _log(share: Floats) -> Floats:
    return np.log(np.maximum(share, 1e-300))
