"""Which control drives the exposure: leave-one-out, first-in and Shapley shares of what mending everything would remove.

v(S) is the expected loss when the controls in S are as observed and the others mended, the cure schedule held. Its linear part
is exact: given the factors v is multilinear in the controls, so that the Shapley value is Owen's integral
phi_i = int_0^1 df/dx_i(t, ..., t) dt (Owen 1972), a polynomial in t of degree n-1 on which Gauss-Legendre with ceil(n/2) nodes
is exact. The part that counts unmet criteria is averaged over drawn sets, each with permutations of its own and their reverses
(Castro et al. 2009); telescoping makes its shares add up exactly for any number of permutations.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Event, Floats, Masks, Structure, Tables, chances_of_none, products
from buttress.exposure.loss.losses import CountedLoss
from buttress.exposure.loss.simulation import Simulation

Bools = NDArray[np.bool_]

_MOST_STEPS = 1_500_000
_PAIRS = 256
_MOST_ENUMERATED = 10
_CELLS = 1 << 18


@frozen(kw_only=True, eq=False)
class Samples:
    """Merged samples: `hits`, `exceptions`, `failures` are pairs (as observed, as mended) of (M, sources), `accepted` (M, pairs) says
    whether each compensation would be, `weights` (M,) add up to 1.
    """

    hits: tuple[Bools, Bools]
    exceptions: tuple[Bools, Bools]
    failures: tuple[Bools, Bools]
    accepted: Bools
    weights: Floats


@frozen(kw_only=True, eq=False)
class Game:
    """The cooperative game of the controls. Profile `observed` against profile `mended` in `tables`.

    `linear` are the terms that depend on P(none); `counted` the rest, evaluated over `draws` and scaled by `scale` so that it adds
    up to its exact difference.
    """

    structure: Structure
    tables: Tables
    observed: int
    mended: int
    linear: tuple[tuple[Event, float], ...]
    counted: CountedLoss
    samples: Samples
    scale: float = 1.0

    @functools.cached_property
    def contributions(self) -> Contributions:
        """What each source adds to the drawn sets."""
        return Contributions.of(self.structure, self.samples)

    def values(self, chosen: Bools) -> Floats:
        """V of each row of `chosen` (B, players): true as observed, false mended; shape (B,)."""
        return self.linear_values(chosen) + self.counted_values(self._padded(chosen))

    def linear_values(self, chosen: Bools) -> Floats:
        """The linear part of v for each row of (B, players)."""
        padded = self._padded(chosen)
        total = np.zeros(len(chosen))
        for event, coefficient in self.linear:
            total += coefficient * chances_of_none(self.tables, event, self.observed, self.mended, padded)
        return total

    def counted_values(self, padded: Bools) -> Floats:
        """The counted part of v for each row of (B, sources)."""
        total = np.zeros(len(padded))
        weights, contributions = self.samples.weights, self.contributions
        rows = max(_CELLS // len(weights), 1)
        for start in range(0, len(padded), rows):
            part = padded[start : start + rows]
            unmet = np.repeat(contributions.unmet[None, :], len(part), axis=0)
            excepted = np.repeat(contributions.excepted[None, :], len(part), axis=0)
            for source in contributions.live:
                picked = part[:, source]
                unmet[picked] |= contributions.adds_unmet[source]
                excepted[picked] |= contributions.adds_excepted[source]
            unmet |= contributions.standing(functools.partial(_column, part))
            total[start : start + rows] = self.counted.of(unmet.ravel(), excepted.ravel()).reshape(unmet.shape) @ weights
        return total * self.scale

    def _padded(self, chosen: Bools) -> Bools:
        padded = np.zeros((len(chosen), self.structure.size), dtype=np.bool_)
        padded[:, : self.structure.players] = chosen
        return padded


@frozen(kw_only=True, eq=False)
class Contributions:
    """The sets that are there whatever is mended (M,), and what each source adds as observed (sources, M). `live` are the players
    that change something in some draw; what may be compensated adds nothing here but comes with `standing`.
    """

    samples: Samples
    structure: Structure
    unmet: Masks
    excepted: Masks
    adds_unmet: Masks
    adds_excepted: Masks
    live: tuple[int, ...]

    @classmethod
    def of(cls, structure: Structure, samples: Samples) -> Contributions:
        """The contributions of these samples."""
        plain = structure.criteria.copy()
        plain[[control for control, _, _ in structure.compensations]] = 0
        unmet, adds_unmet = _split(*samples.hits, plain)
        excepted, adds_excepted = _split(*samples.exceptions, structure.criteria)
        coupled = {source for pair in structure.compensations for source in pair[:2]}
        live = tuple(
            player
            for player in range(structure.players)
            if adds_unmet[player].any() or adds_excepted[player].any() or (player in coupled and _moves(samples, player))
        )
        return cls(
            samples=samples,
            structure=structure,
            unmet=unmet,
            excepted=excepted,
            adds_unmet=adds_unmet,
            adds_excepted=adds_excepted,
            live=live,
        )

    def standing(self, observed: Callable[[int], Bools], rows: slice | NDArray[np.intp] = slice(None)) -> Masks:
        """The criteria that what may be compensated leaves unmet in the draws `rows`; `observed` says, in a shape that fits theirs,
        whether a source is as observed.
        """
        found = np.zeros(1, dtype=np.uint64)
        samples, pairs = self.samples, self.structure.compensations

        def side(values: tuple[Bools, Bools], source: int) -> Bools:
            return np.where(observed(source), values[0][rows, source], values[1][rows, source])

        for control in sorted({control for control, _, _ in pairs}):
            stands = side(samples.hits, control)
            for pair, (covered, by, _) in enumerate(pairs):
                if covered == control:
                    stands &= side(samples.failures, by) | ~samples.accepted[rows, pair]
            found = found | np.where(stands, self.structure.criteria[control], np.uint64(0))
        return found


@frozen(kw_only=True, eq=False)
class Shares:
    """Shapley shares (players,) with their standard errors, zero where exact."""

    value: Floats
    error: Floats


def shapley(game: Game, *, permutations: int, seed: int) -> Shares:
    """The Shapley share of each player; the shares add up to v(all) - v(none)."""
    exact = owen(game)
    sampled = _sampled(game, np.eye(game.structure.players, dtype=np.bool_), permutations, seed)
    return Shares(value=exact + sampled.value, error=sampled.error)


def owen(game: Game) -> Floats:
    """The Shapley shares of the linear part, exact: Owen's integral by Gauss-Legendre over [0, 1]."""
    players = game.structure.players
    shares = np.zeros(players)
    if not players:
        return shares
    points, weights = np.polynomial.legendre.leggauss(max(math.ceil(players / 2), 1))
    times, weights = (points + 1) / 2, weights / 2
    for event, coefficient in game.linear:
        if not event.code.any() or not coefficient:
            continue
        for parts in products(game.tables, event):
            factors: list[Floats] = []
            slopes: list[Floats] = []
            for part in parts:
                on, off = part.terms[game.observed], part.terms[game.mended]
                terms = times[:, None, None] * on[None] + (1 - times[:, None, None]) * off[None]  # (T, Q, k)
                edge = np.ones((*terms.shape[:2], 1))
                left = np.cumprod(np.concatenate([edge, terms[..., :-1]], axis=2), axis=2)
                right = np.cumprod(np.concatenate([edge, terms[..., :0:-1]], axis=2), axis=2)[..., ::-1]
                slopes.append(np.einsum("q,tqk,qk->tk", part.weights, left * right, on - off))
                factors.append(terms.prod(axis=2) @ part.weights)
            stacked = np.stack(factors)  # (groups, T)
            before = np.cumprod(np.concatenate([np.ones((1, len(times))), stacked[:-1]]), axis=0)
            after = np.cumprod(np.concatenate([np.ones((1, len(times))), stacked[:0:-1]]), axis=0)[::-1]
            for part, others, slope in zip(parts, before * after, slopes, strict=True):
                real = part.members < players
                np.add.at(shares, part.members[real], coefficient * ((weights * others) @ slope)[real])
    return shares


def leave_one_out(game: Game) -> Floats:
    """v(all) - v(all but i), shape (players,)."""
    chosen = ~np.eye(game.structure.players, dtype=np.bool_)
    whole = game.values(np.ones((1, game.structure.players), dtype=np.bool_))
    return np.asarray(whole[0] - game.values(chosen))


def first_in(game: Game) -> Floats:
    """v({i}) - v(none), shape (players,)."""
    nothing = game.values(np.zeros((1, game.structure.players), dtype=np.bool_))
    return np.asarray(game.values(np.eye(game.structure.players, dtype=np.bool_)) - nothing[0])


def grouped(game: Game, groups: Mapping[str, Sequence[int]], *, permutations: int, seed: int) -> dict[str, tuple[float, float]]:
    """The Shapley share of each group of players, with its standard error; the groups partition the players that matter.

    The linear part is exact up to ten groups, and sampled over permutations beyond; the counted part is drawn as for single players.
    """
    names = list(groups)
    if not names:
        return {}
    members = np.zeros((len(names), game.structure.players), dtype=np.bool_)
    for row, name in enumerate(names):
        members[row, list(groups[name])] = True

    def value(coalitions: Bools) -> Floats:
        return game.linear_values((coalitions.astype(np.int64) @ members.astype(np.int64)) > 0)

    linear = coalition_shapley(len(names), value, permutations=permutations, seed=seed)
    counted = _sampled(game, members, permutations, seed)
    return {
        name: (float(linear.value[row] + counted.value[row]), math.hypot(linear.error[row], counted.error[row]))
        for row, name in enumerate(names)
    }


def coalition_shapley(count: int, value: Callable[[Bools], Floats], *, permutations: int, seed: int) -> Shares:
    """The Shapley value of a game given by its values on rows of coalitions (B, count): exact up to ten players, else sampled."""
    if count <= _MOST_ENUMERATED:
        coalitions = (np.arange(1 << count)[:, None] >> np.arange(count)[None, :] & 1).astype(np.bool_)
        values = value(coalitions)
        sizes = coalitions.sum(axis=1)
        shares = np.zeros(count)
        for player in range(count):
            without = np.flatnonzero(~coalitions[:, player])
            weight = np.array([math.factorial(s) * math.factorial(count - s - 1) / math.factorial(count) for s in sizes[without]])
            shares[player] = weight @ (values[without | (1 << player)] - values[without])
        return Shares(value=shares, error=np.zeros(count))
    found = []
    for order in _orders(count, permutations, seed):
        rank = np.argsort(order)
        prefixes = rank[None, :] < np.arange(count + 1)[:, None]
        steps = np.diff(value(prefixes))
        one = np.empty(count)
        one[order] = steps
        found.append(one)
    return _mean(found)


def _orders(count: int, permutations: int, seed: int) -> list[NDArray[np.intp]]:
    """Permutations, each followed by its reverse."""
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, 0x5A])))
    orders: list[NDArray[np.intp]] = []
    for _ in range(max(permutations // 2, 2)):
        order = random.permutation(count)
        orders += [order, order[::-1]]
    return orders


def _mean(found: Sequence[Floats]) -> Shares:
    pairs = np.stack(found).reshape(-1, 2, len(found[0])).mean(axis=1)
    return Shares(value=pairs.mean(axis=0), error=pairs.std(axis=0, ddof=1) / math.sqrt(len(pairs)))


def _sampled(game: Game, members: Bools, permutations: int, seed: int) -> Shares:
    """The shares of the counted part, of groups of players given as rows (G, players); each draw has permutations of its own.

    A draw has as many as its weight asks for, at least one, each with its reverse. Groups that never change a draw get nothing. The
    standard error takes the pairs as drawn apart and the sum as known.
    """
    samples, structure, contributions = game.samples, game.structure, game.contributions
    value, error = np.zeros(len(members)), np.zeros(len(members))
    live = np.flatnonzero(members[:, list(contributions.live)].any(axis=1))
    if not len(live):
        return Shares(value=value, error=error)
    adds_unmet, adds_excepted = (
        np.stack([np.bitwise_or.reduce(adds[: structure.players][members[group]]) for group in live])
        for adds in (contributions.adds_unmet, contributions.adds_excepted)
    )
    pairs = min(max(permutations, 2) * _PAIRS, _MOST_STEPS // len(live)) // 2
    times = np.maximum(np.round(samples.weights * pairs).astype(np.intp), 1)
    rows = np.repeat(np.arange(len(times)), times)
    weights = np.repeat(samples.weights / times, times)
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, 0x5A])))
    orders = random.permuted(np.broadcast_to(np.arange(len(live)), (len(rows), len(live))), axis=1)
    shares = np.zeros((len(rows), len(live)))
    everyone = np.arange(len(rows))
    for forward in (orders, orders[:, ::-1]):
        observed = np.zeros((len(rows), structure.size), dtype=np.bool_)
        observed[:, structure.players :] = True
        plain, excepted = contributions.unmet[rows], contributions.excepted[rows]

        def loss(plain: Masks, excepted: Masks, observed: Bools) -> Floats:
            return game.counted.of(plain | contributions.standing(lambda source: observed[:, source], rows), excepted)

        before = loss(plain, excepted, observed)
        for position in forward.T:
            if structure.compensations:
                observed[:, : structure.players] |= members[live[position]]
            plain |= adds_unmet[position, rows]
            excepted |= adds_excepted[position, rows]
            after = loss(plain, excepted, observed)
            shares[everyone, position] += (after - before) / 2
            before = after
    shares *= game.scale
    mean = weights @ shares
    # The sum is known: what is estimated is how it divides, so that the error is that of a ratio.
    whole = shares.sum(axis=1, keepdims=True)
    parts = mean / mean.sum() if mean.sum() else np.zeros(len(live))
    value[live], error[live] = mean, np.sqrt(weights**2 @ (shares - whole * parts) ** 2)
    return Shares(value=value, error=error)


def _column(chosen: Bools, source: int) -> Bools:
    return chosen[:, source, None]


def _moves(samples: Samples, source: int) -> bool:
    """Whether mending a source changes anything in some draw."""
    return any(bool((on[:, source] != off[:, source]).any()) for on, off in (samples.hits, samples.failures))


def _split(on: Bools, off: Bools, criteria: Masks) -> tuple[Masks, Masks]:
    """The sets that are there whatever is mended (M,), and what each source adds as observed (sources, M)."""
    base = np.zeros(len(on), dtype=np.uint64)
    for source, mask in enumerate(criteria):
        base |= np.where(off[:, source], mask, np.uint64(0))
    extra = np.where((on & ~off).T, criteria[:, None], np.uint64(0))
    return base, extra


def merge(simulation: Simulation) -> Samples:
    """The kept draws of two scenarios (as observed, as mended), equal rows merged, each weighted by how often it came."""
    columns = [simulation.hits[0], simulation.hits[1], simulation.exceptions[0], simulation.exceptions[1]]
    if simulation.accepted.shape[1]:
        columns += [simulation.failures[0], simulation.failures[1], simulation.accepted]
    rows = np.packbits(np.concatenate(columns, axis=1), axis=1)
    keys = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1])))[:, 0]
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return Samples(
        hits=(simulation.hits[0][first], simulation.hits[1][first]),
        exceptions=(simulation.exceptions[0][first], simulation.exceptions[1][first]),
        failures=(simulation.failures[0][first], simulation.failures[1][first]),
        accepted=simulation.accepted[first],
        weights=counts / len(rows),
    )
