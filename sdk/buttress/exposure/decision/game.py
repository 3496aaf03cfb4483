"""The cooperative game of the controls: what is lost when some are as observed and the others fixed, the cure held."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from buttress.exposure.audit.structure import Event, Floats, Masks, Structure, Tables, chances_of_none, tables
from buttress.exposure.loss.losses import CountedLoss, Losses, counted_loss, linear_terms
from buttress.exposure.loss.scenarios import Scenario
from buttress.exposure.loss.simulation import Simulation, draw
from buttress.exposure.loss.solving import Solved, solve

Bools = NDArray[np.bool_]

_CELLS = 1 << 18
_PARTS = 16


@frozen(kw_only=True, eq=False)
class Samples:
    """Merged samples: `hits`, `exceptions` (masks of criteria) and `failures` are pairs (as observed, as fixed) of (M, sources),
    `accepted` (M, pairs) says whether each compensation would be, `weights` (M,) add up to 1, `parts` (R, M) are the weights in each
    scrambling.
    """

    hits: tuple[Masks, Masks]
    exceptions: tuple[Masks, Masks]
    failures: tuple[Bools, Bools]
    accepted: Bools
    weights: Floats
    parts: Floats


@frozen(kw_only=True, eq=False)
class Game:
    """The cooperative game of the controls. Profile `observed` against profile `fixed` in `tables`.

    `linear` are the terms that depend on P(none); `counted` the rest, evaluated over `draws` and scaled by `scale` so that it adds
    up to its exact difference.
    """

    structure: Structure
    tables: Tables
    observed: int
    fixed: int
    linear: tuple[tuple[Event, float], ...]
    counted: CountedLoss
    samples: Samples
    scale: float = 1.0

    @functools.cached_property
    def contributions(self) -> Contributions:
        """What each source adds to the drawn sets."""
        return Contributions.of(self.structure, self.samples)

    def values(self, chosen: Bools) -> Floats:
        """V of each row of `chosen` (B, players): true as observed, false fixed; shape (B,)."""
        return self.linear_values(chosen) + self.counted_values(self._padded(chosen))

    def linear_values(self, chosen: Bools) -> Floats:
        """The linear part of v for each row of (B, players)."""
        padded = self._padded(chosen)
        total = np.zeros(len(chosen))
        for event, coefficient in self.linear:
            total += coefficient * chances_of_none(self.tables, event, self.observed, self.fixed, padded)
        return total

    def counted_values(self, padded: Bools) -> Floats:
        """The counted part of v for each row of (B, sources)."""
        total = np.zeros(len(padded))
        weights = self.samples.weights
        rows = max(_CELLS // len(weights), 1)
        for start in range(0, len(padded), rows):
            total[start : start + rows] = self.drawn_values(padded[start : start + rows]) @ weights
        return total * self.scale

    def drawn_values(self, padded: Bools) -> Floats:
        """The counted part of v in every draw for each row of (B, sources), not scaled; shape (B, M)."""
        contributions = self.contributions
        unmet = np.repeat(contributions.unmet[None, :], len(padded), axis=0)
        excepted = np.repeat(contributions.excepted[None, :], len(padded), axis=0)
        for source in contributions.live:
            picked = padded[:, source]
            unmet[picked] |= contributions.adds_unmet[source]
            excepted[picked] |= contributions.adds_excepted[source]
        unmet |= contributions.standing(functools.partial(_column, padded))
        return self.counted.of(unmet.ravel(), excepted.ravel()).reshape(unmet.shape)

    def _padded(self, chosen: Bools) -> Bools:
        padded = np.zeros((len(chosen), self.structure.size), dtype=np.bool_)
        padded[:, : self.structure.players] = chosen
        return padded


@frozen(kw_only=True, eq=False)
class Contributions:
    """The sets that are there whatever is fixed (M,), and what each source adds as observed (sources, M). `live` are the players
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
        covered = np.isin(np.arange(structure.size), [control for control, _, _ in structure.compensations])
        unmet, adds_unmet = _split(*(np.where(covered, np.uint64(0), one) for one in samples.hits))
        excepted, adds_excepted = _split(*samples.exceptions)
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

        def side(values: tuple[NDArray[Any], NDArray[Any]], source: int) -> NDArray[Any]:
            return np.where(observed(source), values[0][rows, source], values[1][rows, source])

        for control in sorted({control for control, _, _ in pairs}):
            stands = side(samples.hits, control)
            for pair, (covered, by, _) in enumerate(pairs):
                if covered == control:
                    stands = np.where(side(samples.failures, by) | ~samples.accepted[rows, pair], stands, np.uint64(0))
            found = found | stands
        return found


def game_of(losses: Losses, observed: Scenario, fixed: Scenario, *, seed: int, points: int, replicates: int) -> Game:
    """The game between two scenarios, over `replicates` x `points` draws of its own."""
    scenarios = [observed, fixed]
    simulation = draw(losses, scenarios, seed=seed, points=points, replicates=replicates, keep=(0, 1))
    found = tables(losses.structure, [scenario.profile for scenario in scenarios])
    return game_between(losses, *solve(losses, scenarios, simulation, found), simulation=simulation, found=found)


def game_between(losses: Losses, observed: Solved, fixed: Solved, *, simulation: Simulation, found: Tables) -> Game:
    """The game between a scenario as observed and one as fixed, the cure held as in the first; `simulation` kept just these two.

    Its counted part is scaled so that it adds up to the difference between the two distributions of sets that were solved.
    """
    structure, cured = losses.structure, observed.scenario.cured
    whole = not structure.exact
    counted = counted_loss(losses, cured, everything=whole)
    game = Game(
        structure=structure,
        tables=found,
        observed=observed.position,
        fixed=fixed.position,
        linear=() if whole else tuple(linear_terms(losses, cured)),
        counted=counted,
        samples=merge(simulation),
    )
    ends = np.zeros((2, structure.size), dtype=np.bool_)
    ends[0] = True
    sampled = game.counted_values(ends)
    target = [float(one.outcomes.weights @ counted.of(one.outcomes.unmet, one.outcomes.excepted)) for one in (observed, fixed)]
    difference = float(sampled[0] - sampled[1])
    return evolve(game, scale=(target[0] - target[1]) / difference) if abs(difference) > 1e-6 else game  # noqa: PLR2004


def merge(simulation: Simulation) -> Samples:
    """The kept draws of two scenarios (as observed, as fixed), equal rows merged, each weighted by how often it came.

    The parts are replicates; where fewer than two whole ones were kept, the kept draws are cut into `_PARTS` batches, for one part alone
    says nothing of the error.
    """
    rows = np.concatenate([*simulation.hits, *simulation.exceptions], axis=1)
    flags = np.concatenate([*simulation.failures, simulation.accepted], axis=1)
    bits = np.packbits(flags[:, flags.any(axis=0)], axis=1)
    columns = np.concatenate([np.ascontiguousarray(rows[:, rows.any(axis=0)]).view(np.uint8), bits], axis=1)
    keys = np.ascontiguousarray(columns).view(np.dtype((np.void, columns.shape[1])))[:, 0] if columns.shape[1] else np.zeros(len(rows))
    _, first, which, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    points = simulation.losses.shape[2]
    if len(rows) < 2 * points:
        points = max(len(rows) // _PARTS, 1)
    whole = len(rows) // points
    parts = np.zeros((whole, len(first)))
    np.add.at(parts, (np.repeat(np.arange(whole), points), which[: whole * points]), 1 / points)
    return Samples(
        hits=(simulation.hits[0][first], simulation.hits[1][first]),
        exceptions=(simulation.exceptions[0][first], simulation.exceptions[1][first]),
        failures=(simulation.failures[0][first], simulation.failures[1][first]),
        accepted=simulation.accepted[first],
        weights=counts / len(rows),
        parts=parts,
    )


def _column(chosen: Bools, source: int) -> Bools:
    return chosen[:, source, None]


def _moves(samples: Samples, source: int) -> bool:
    """Whether fixing a source changes anything in some draw."""
    return any(bool((on[:, source] != off[:, source]).any()) for on, off in (samples.hits, samples.failures))


def _split(on: Masks, off: Masks) -> tuple[Masks, Masks]:
    """The sets that are there whatever is fixed (M,), and what each source adds as observed (sources, M)."""
    return np.bitwise_or.reduce(off, axis=1), np.ascontiguousarray((on & ~off).T)
