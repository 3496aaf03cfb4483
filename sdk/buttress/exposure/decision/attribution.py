"""Which control drives the exposure: leave-one-out, first-in and Shapley shares of what fixing everything would remove.

v(S) is the expected loss when the controls in S are as observed and the others fixed, the cure schedule held. Its linear part
is exact: given the factors v is multilinear in the controls, so that the Shapley value is Owen's integral
phi_i = int_0^1 df/dx_i(t, ..., t) dt (Owen 1972), a polynomial in t of degree n-1 on which Gauss-Legendre with ceil(n/2) nodes
is exact. The part that counts unmet criteria is averaged over drawn sets, each with permutations of its own and their reverses
(Castro et al. 2009); telescoping makes its shares add up exactly for any number of permutations.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Floats, Masks, products
from buttress.exposure.decision.game import Bools, Game

_MOST_STEPS = 1_500_000
_PAIRS = 256
_MOST_ENUMERATED = 10


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
        if event.empty or not coefficient:
            continue
        for parts in products(game.tables, event):
            factors: list[Floats] = []
            slopes: list[Floats] = []
            for part in parts:
                on, off = part.terms[game.observed], part.terms[game.fixed]
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
