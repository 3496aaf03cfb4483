"""Which control drives the exposure: leave-one-out, first-in and Shapley shares of what mending everything would remove.

v(S) is the expected loss when the controls in S are as observed and the others mended, the cure schedule held. Its linear part
is exact: given the factors v is multilinear in the controls, so that the Shapley value is Owen's integral
phi_i = int_0^1 df/dx_i(t, ..., t) dt (Owen 1972), a polynomial in t of degree n-1 on which Gauss-Legendre with ceil(n/2) nodes
is exact. The part that counts unmet criteria is averaged over permutations and their reverses (Castro et al. 2009), over drawn
sets; telescoping makes its shares add up exactly for any number of permutations.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.exposure.losses import CountedLoss
from buttress.exposure.structure import Event, Floats, Masks, Structure, Table, chances_of_none

Bools = NDArray[np.bool_]

_MOST_STEPS = 6_000_000
_MOST_ENUMERATED = 8
_CELLS = 1 << 18


@frozen(kw_only=True, eq=False)
class Draws:
    """Merged draws for the counted part: `on` and `off` (M, sources) are the hits as observed and as mended, `excepted_on` and
    `excepted_off` the exceptions, `weights` (M,)."""

    on: Bools
    off: Bools
    excepted_on: Bools
    excepted_off: Bools
    weights: Floats


@frozen(kw_only=True, eq=False)
class Game:
    """The cooperative game of the controls. Profile `observed` against profile `mended` in `tables`.

    `linear` are the terms that depend on P(none); `counted` the rest, evaluated over `draws` and scaled by `scale` so that it adds
    up to its exact difference. `offset` is added to every value.
    """

    structure: Structure
    tables: tuple[Table, ...]
    observed: int
    mended: int
    linear: tuple[tuple[Event, float], ...]
    counted: CountedLoss | None
    draws: Draws | None
    scale: float = 1.0

    def values(self, chosen: Bools) -> Floats:
        """v of each row of `chosen` (B, players): true as observed, false mended; shape (B,)."""
        padded = np.zeros((len(chosen), self.structure.size), dtype=np.bool_)
        padded[:, : self.structure.players] = chosen
        total = np.zeros(len(chosen))
        for event, coefficient in self.linear:
            total += coefficient * chances_of_none(self.tables, event, self.observed, self.mended, padded)
        return total + self.counted_values(padded)

    def counted_values(self, padded: Bools) -> Floats:
        """The counted part of v for each row of (B, sources)."""
        total = np.zeros(len(padded))
        if self.counted is None or self.draws is None:
            return total
        draws, criteria = self.draws, self.structure.criteria
        base, extra = _split(draws.on, draws.off, criteria)
        base_exc, extra_exc = _split(draws.excepted_on, draws.excepted_off, criteria)
        live = [source for source in range(self.structure.players) if extra[source].any() or extra_exc[source].any()]
        rows = max(_CELLS // len(draws.weights), 1)
        for start in range(0, len(padded), rows):
            part = padded[start : start + rows]
            unmet = np.repeat(base[None, :], len(part), axis=0)
            excepted = np.repeat(base_exc[None, :], len(part), axis=0)
            for source in live:
                picked = part[:, source]
                unmet[picked] |= extra[source]
                excepted[picked] |= extra_exc[source]
            total[start : start + rows] = self.counted.of(unmet.ravel(), excepted.ravel()).reshape(unmet.shape) @ draws.weights
        return total * self.scale


@frozen(kw_only=True, eq=False)
class Shares:
    """Shapley shares (players,) with their standard errors, zero where exact."""

    value: Floats
    error: Floats


def shapley(game: Game, *, permutations: int, seed: int) -> Shares:
    """The Shapley share of each player; the shares add up to v(all) - v(none)."""
    exact = owen(game)
    if game.counted is None or game.draws is None:
        return Shares(value=exact, error=np.zeros_like(exact))
    sampled = _sampled(game, permutations, seed)
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
        asked = event.code > 0
        if not asked.any() or not coefficient:
            continue
        factors: list[Floats] = []
        slopes: list[tuple[NDArray[np.intp], Floats]] = []
        for table in game.tables:
            inside = asked[table.members]
            if not inside.any():
                continue
            code = event.code[table.members[inside]]
            on = np.where(code == 1, table.hit[game.observed][:, inside], table.exception[game.observed][:, inside])
            off = np.where(code == 1, table.hit[game.mended][:, inside], table.exception[game.mended][:, inside])
            miss = 1 - (times[:, None, None] * on[None] + (1 - times[:, None, None]) * off[None])  # (T, Q, k)
            left = np.cumprod(np.concatenate([np.ones((*miss.shape[:2], 1)), miss[..., :-1]], axis=2), axis=2)
            right = np.cumprod(np.concatenate([np.ones((*miss.shape[:2], 1)), miss[..., :0:-1]], axis=2), axis=2)[..., ::-1]
            slopes.append((table.members[inside], -np.einsum("q,tqk,qk->tk", table.weights, left * right, on - off)))
            factors.append(miss.prod(axis=2) @ table.weights)
        stacked = np.stack(factors)  # (groups, T)
        before = np.cumprod(np.concatenate([np.ones((1, len(times))), stacked[:-1]]), axis=0)
        after = np.cumprod(np.concatenate([np.ones((1, len(times))), stacked[:0:-1]]), axis=0)[::-1]
        for others, (members, slope) in zip(before * after, slopes, strict=True):
            real = members < players
            np.add.at(shares, members[real], coefficient * ((weights * others) @ slope)[real])
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

    Every coalition is tried for up to eight groups; beyond that permutations and their reverses are drawn.
    """
    names = list(groups)
    if not names:
        return {}
    members = np.zeros((len(names), game.structure.players), dtype=np.bool_)
    for row, name in enumerate(names):
        members[row, list(groups[name])] = True

    def value(coalitions: Bools) -> Floats:
        return game.values((coalitions.astype(np.int64) @ members.astype(np.int64)) > 0)

    shares = coalition_shapley(len(names), value, permutations=permutations, seed=seed)
    return {name: (float(shares.value[row]), float(shares.error[row])) for row, name in enumerate(names)}


def coalition_shapley(count: int, value: Callable[[Bools], Floats], *, permutations: int, seed: int) -> Shares:
    """The Shapley value of a game given by its values on rows of coalitions (B, count): exact up to eight players, else sampled."""
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


def _sampled(game: Game, permutations: int, seed: int) -> Shares:
    """The counted part, sampled over permutations; players that never change a draw get nothing."""
    assert game.counted is not None  # noqa: S101
    assert game.draws is not None  # noqa: S101
    draws, structure = game.draws, game.structure
    base, extra = _split(draws.on, draws.off, structure.criteria)
    base_exc, extra_exc = _split(draws.excepted_on, draws.excepted_off, structure.criteria)
    live = [player for player in range(structure.players) if extra[player].any() or extra_exc[player].any()]
    value, error = np.zeros(structure.players), np.zeros(structure.players)
    if not live:
        return Shares(value=value, error=error)
    affordable = max(_MOST_STEPS // (len(live) * len(draws.weights)), 4)
    found = []
    for order in _orders(len(live), min(permutations, affordable), seed):
        unmet, excepted = base.copy(), base_exc.copy()
        before = float(draws.weights @ game.counted.of(unmet, excepted))
        one = np.zeros(len(live))
        for position in order:
            player = live[position]
            unmet |= extra[player]
            excepted |= extra_exc[player]
            after = float(draws.weights @ game.counted.of(unmet, excepted))
            one[position] = after - before
            before = after
        found.append(one * game.scale)
    shares = _mean(found)
    value[live], error[live] = shares.value, shares.error
    return Shares(value=value, error=error)


def _split(on: Bools, off: Bools, criteria: Masks) -> tuple[Masks, Masks]:
    """The sets that are there whatever is mended (M,), and what each source adds as observed (sources, M)."""
    base = np.zeros(len(on), dtype=np.uint64)
    for source, mask in enumerate(criteria):
        base |= np.where(off[:, source], mask, np.uint64(0))
    extra = np.where((on & ~off).T, criteria[:, None], np.uint64(0))
    return base, extra


def merge(on: Bools, off: Bools, excepted_on: Bools, excepted_off: Bools) -> Draws:
    """Draws with equal rows merged, each weighted by how often it came."""
    rows = np.packbits(np.concatenate([on, off, excepted_on, excepted_off], axis=1), axis=1)
    _, first, counts = np.unique(rows, axis=0, return_index=True, return_counts=True)
    return Draws(
        on=on[first],
        off=off[first],
        excepted_on=excepted_on[first],
        excepted_off=excepted_off[first],
        weights=counts / len(on),
    )
