"""The simulated distribution of losses: scrambled Sobol points, the same ones for every scenario.

Because only the thresholds change from one scenario to another, fixing anything never raises a single draw's loss. Each of the
R scramblings (Owen 1997, as scipy has it) is an unbiased replicate: the spread between them gives the standard errors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from buttress.exposure.audit.opinions import Outcomes, adverse
from buttress.exposure.audit.structure import Floats, Masks, Profile, Structure
from buttress.exposure.loss.losses import LINES, Losses, patterns
from buttress.exposure.loss.scenarios import Scenario

_CHUNK = 8192
_COSTS = 8  # retainer amount and whether, consulting, monitoring, months, support, weeks, rate
_MOST_KEPT = 1 << 14
_TINY = 2.0**-53


@frozen(kw_only=True, eq=False)
class Simulation:
    """What was drawn, `scenarios` x `replicates` x `points`.

    `losses` (scenarios, R, n) minor units; `lines` (R n, 6) of the scenario asked for; `unmet`, `excepted` (scenarios, R n) sets;
    of the first `kept` draws, (scenarios kept, kept, sources): the criteria that each source leaves unmet before any compensation
    (`hits`) and under which it shows `exceptions`, as masks, and its `failures`; `accepted` (kept, pairs) says whether each compensation
    would be.
    """

    losses: Floats
    lines: Floats
    unmet: Masks
    excepted: Masks
    hits: Masks
    exceptions: Masks
    failures: NDArray[np.bool_]
    accepted: NDArray[np.bool_]

    def parts(self, scenario: int) -> list[Outcomes]:
        """The distribution of sets under one scenario, one a replicate, nothing merged."""
        replicates, points = self.losses.shape[1:]
        weights = np.full(points, 1 / points)
        return [
            Outcomes(unmet=unmet, excepted=excepted, weights=weights, exact=False)
            for unmet, excepted in zip(
                self.unmet[scenario].reshape(replicates, -1), self.excepted[scenario].reshape(replicates, -1), strict=True
            )
        ]

    def outcomes(self, scenario: int) -> Outcomes:
        """The distribution of sets under one scenario, equal pairs merged."""
        pairs = np.stack([self.unmet[scenario], self.excepted[scenario]], axis=1)
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
        pairs = pairs[order]
        first = np.concatenate([[True], (pairs[1:] != pairs[:-1]).any(axis=1)])
        starts = np.flatnonzero(first)
        counts = np.diff(np.append(starts, len(pairs)))
        return Outcomes(unmet=pairs[starts, 0], excepted=pairs[starts, 1], weights=counts / len(pairs), exact=False)


def draw(
    losses: Losses, scenarios: Sequence[Scenario], *, seed: int, points: int, replicates: int, lines_of: int = 0, keep: Sequence[int] = ()
) -> Simulation:
    """The losses of every scenario over the same `replicates` x `points` scrambled Sobol points; deterministic in `seed`.

    `lines_of` is the scenario whose lines are kept apart, `keep` those whose single sources are.
    """
    structure = losses.structure
    total = np.empty((len(scenarios), replicates, points))
    lines = np.empty((replicates * points, len(LINES)))
    unmet = np.empty((len(scenarios), replicates * points), dtype=np.uint64)
    excepted = np.empty_like(unmet)
    kept = min(_MOST_KEPT, replicates * points) if keep else 0
    hits = np.empty((len(keep), kept, structure.size), dtype=np.uint64)
    exceptions = np.empty_like(hits) if losses.asks_exceptions else np.broadcast_to(np.uint64(0), hits.shape)
    failures = np.empty(hits.shape, dtype=np.bool_) if structure.compensations else np.broadcast_to(np.False_, hits.shape)
    agreed = np.empty((kept, len(structure.compensations)), dtype=np.bool_)
    for replicate, start, chunk in _chunks(losses, seed=seed, points=points, replicates=replicates):
        size = len(chunk.costs)
        where = slice(replicate * points + start, replicate * points + start + size)
        amounts = _amounts(losses, chunk)
        for number, scenario in enumerate(scenarios):
            hit, exception, failed = _sources(losses, scenario.profile, chunk)
            unmet[number, where] = np.bitwise_or.reduce(compensate(structure, hit, failed, chunk.accepted))
            excepted[number, where] = np.bitwise_or.reduce(exception)
            found = _losses(losses, scenario, amounts, unmet[number, where], excepted[number, where])
            total[number, replicate, start : start + size] = found.sum(axis=1)
            if number == lines_of:
                lines[where] = found
            if number in keep and where.start < kept:
                upto = min(where.stop, kept)
                for target, source in ((hits, hit), (exceptions, exception), (failures, failed)):
                    if target.flags.writeable:
                        target[keep.index(number), where.start : upto] = source.T[: upto - where.start]
                agreed[where.start : upto] = chunk.accepted.T[: upto - where.start]
    return Simulation(
        losses=total,
        lines=lines,
        unmet=unmet,
        excepted=excepted,
        hits=hits,
        exceptions=exceptions,
        failures=failures,
        accepted=agreed,
    )


@frozen(kw_only=True, eq=False)
class Chunk:
    """n points: `factors` (groups, n) as uniforms and `scores` as normal quantiles, `own` (sources, n) for how far each source fails,
    `judged` (sources' criteria, n) for how the auditor judges each criterion, `together` (sources, n) for whether all of a source alike,
    `accepted` (pairs, n), `costs` (n, 8) and `damages` (n, contracts).
    """

    factors: Floats
    scores: Floats
    own: Floats
    together: Floats
    judged: Floats
    accepted: NDArray[np.bool_]
    costs: Floats
    damages: Floats


@frozen(kw_only=True, eq=False)
class Points:
    """The points of all scramblings, one scrambling after another, to be used again and again."""

    chunk: Chunk
    replicates: int

    def first(self, count: int) -> Points:
        """The first `count` (a power of two) of each scrambling."""
        size = len(self.chunk.costs) // self.replicates
        kept = (np.arange(self.replicates)[:, None] * size + np.arange(count)[None, :]).ravel()
        rows = {name: getattr(self.chunk, name)[:, kept] for name in ("factors", "scores", "own", "together", "judged", "accepted")}
        return Points(chunk=Chunk(**rows, costs=self.chunk.costs[kept], damages=self.chunk.damages[kept]), replicates=self.replicates)


def outcomes_of(losses: Losses, scenario: Scenario, points: Points) -> list[Outcomes]:
    """The sets under one scenario, one distribution a scrambling; nothing is merged."""
    structure, chunk = losses.structure, points.chunk
    hit, exception, failed = _sources(losses, scenario.profile, chunk)
    unmet = np.bitwise_or.reduce(compensate(structure, hit, failed, chunk.accepted)).reshape(points.replicates, -1)
    excepted = np.bitwise_or.reduce(exception).reshape(points.replicates, -1)
    weights = np.full(unmet.shape[1], 1 / unmet.shape[1])
    return [Outcomes(unmet=one, excepted=other, weights=weights, exact=False) for one, other in zip(unmet, excepted, strict=True)]


def points_of(losses: Losses, *, seed: int, points: int, replicates: int) -> Points:
    """`replicates` x `points` points; those of each scrambling fit into one chunk."""
    chunks = [chunk for _, _, chunk in _chunks(losses, seed=seed, points=points, replicates=replicates)]
    side_by_side = {
        name: np.concatenate([getattr(one, name) for one in chunks], axis=1)
        for name in ("factors", "scores", "own", "together", "judged", "accepted")
    }
    one_below_another = {name: np.concatenate([getattr(one, name) for one in chunks]) for name in ("costs", "damages")}
    return Points(chunk=Chunk(**side_by_side, **one_below_another), replicates=replicates)


def _chunks(losses: Losses, *, seed: int, points: int, replicates: int) -> Iterator[tuple[int, int, Chunk]]:
    """Replicate, offset and points, in order. The layout of dimensions does not depend on any chance or correlation."""
    from scipy.stats.qmc import Sobol

    structure = losses.structure
    groups, pairs = len(structure.shared), len(structure.compensations)
    contracts = sum(len(pool.contracts) for pool in losses.pools)
    judged = int(np.bitwise_count(structure.criteria).sum())
    cuts = np.cumsum([groups, _COSTS, structure.size, judged, pairs, contracts])
    kappas = np.array([kappa for _, _, kappa in structure.compensations]).reshape(-1, 1)
    for replicate, child in enumerate(np.random.SeedSequence(seed).spawn(replicates)):
        engine = Sobol(int(cuts[-1]), scramble=True, rng=np.random.Generator(np.random.PCG64(child)))
        alike = np.random.Generator(np.random.PCG64(child.spawn(1)[0]))  # a rare question: plain numbers will do
        for start in range(0, points, _CHUNK):
            uniform = np.clip(engine.random(min(_CHUNK, points - start)), _TINY, 1 - _TINY)
            factors, costs, own, judgement, accepted, damages = np.split(uniform, cuts[:-1], axis=1)
            columns = np.ascontiguousarray(factors.T)
            yield (
                replicate,
                start,
                Chunk(
                    factors=columns,
                    scores=np.asarray(ndtri(columns)),
                    own=np.ascontiguousarray(own.T),
                    together=alike.random((structure.size, len(uniform))),
                    judged=np.ascontiguousarray(judgement.T),
                    accepted=kappas > accepted.T,
                    costs=costs,
                    damages=damages,
                ),
            )


@frozen(kw_only=True, eq=False)
class _Amounts:
    """One chunk's amounts: the company's own `lines` (n, 5) if the opinion is modified, `retainer` (n,), whether a qualified opinion
    forfeits it, and each contract's capped damages by pool (n, contracts).
    """

    retainer: Floats
    forfeits: NDArray[np.bool_]
    own: Floats
    damages: tuple[Floats, ...]


def _amounts(losses: Losses, chunk: Chunk) -> _Amounts:
    model, costs, lambdas = losses.model, chunk.costs, chunk.damages
    entity, team = model.costs, model.team
    own = np.stack(
        [
            entity.remediation_consulting.quantiles(costs[:, 2]),
            entity.monitoring.quantiles(costs[:, 3]) * entity.months_to_clean_report.quantiles(costs[:, 4]),
            entity.audit_support.quantiles(costs[:, 5]),
            entity.engineering_weeks.quantiles(costs[:, 6]) * team.people * team.weekly_rate.quantiles(costs[:, 7]),
        ],
        axis=1,
    )
    damages = []
    position = 0
    for pool in losses.pools:
        table = np.zeros((len(costs), len(pool.contracts)))
        for column, contract in enumerate(pool.contracts):
            if contract.liquidated_damages is not None:
                amount = contract.liquidated_damages.scaled(contract.value).quantiles(lambdas[:, position]) if contract.value else 0.0
                table[:, column] = amount if contract.cap is None else np.minimum(amount, contract.cap)
            position += 1
        damages.append(table)
    return _Amounts(
        retainer=entity.retainer_forfeiture.quantiles(costs[:, 0]),
        forfeits=costs[:, 1] < losses.retainer_if_qualified,
        own=own,
        damages=tuple(damages),
    )


def _sources(losses: Losses, profile: Profile, chunk: Chunk) -> tuple[Masks, Masks, NDArray[np.bool_]]:
    """The criteria that each source leaves unmet, those under which it shows an exception, and whether it failed, each (sources, n).

    One uniform number a source says how far it failed, one a criterion how the auditor judges it. Exceptions that no trigger asks for
    stay away.
    """
    structure = losses.structure
    hit, exception = (np.zeros(chunk.own.shape, dtype=np.uint64) for _ in range(2))
    below = _Below.of(structure, chunk)
    sources, rows = below(profile.failed)
    whole = below.among(sources, rows, profile.latent)
    starts = np.searchsorted(sources, np.arange(structure.size + 1))
    first = 0
    for source, bits in enumerate(structure.bits):
        mine = slice(starts[source], starts[source + 1])
        where, as_whole = rows[mine], whole[mine]
        for pair, bit in enumerate(bits if len(where) else (), start=first):
            chance = np.where(as_whole, profile.latent_weight[source, bit], profile.weight[source, bit])
            judged = chunk.judged[pair, where]
            if structure.alike:
                alike = chunk.together[source, where]
                together = alike < structure.alike
                # Divided only where it is below the divisor, which may be as small as a float can be.
                judged = np.divide(alike, structure.alike, out=np.broadcast_to(judged, alike.shape).copy(), where=together)
            hit[source, where[judged < chance]] |= np.uint64(1 << bit)
        first += len(bits)
    failed = np.zeros(chunk.own.shape, dtype=np.bool_)
    failed[sources, rows] = True
    if losses.asks_exceptions:
        sources, rows = below(profile.excepted)
        whole = below.among(sources, rows, profile.latent_excepted)
        exception[sources, rows] = np.where(whole, profile.latent_reach[sources], profile.reach[sources])
    return hit, exception, failed


@frozen(kw_only=True, eq=False)
class _Below:
    """Each source's uniform numbers beside its group's factor: `group` (sources,) is its position, -1 for none, `rho` (sources,)."""

    chunk: Chunk
    group: NDArray[np.intp]
    rho: Floats

    @classmethod
    def of(cls, structure: Structure, chunk: Chunk) -> _Below:
        """Those of a structure."""
        group, rho = np.full(structure.size, -1), np.zeros(structure.size)
        for position, one in enumerate(structure.shared):
            group[list(one.members)], rho[list(one.members)] = position, one.rho
        return cls(chunk=chunk, group=group, rho=rho)

    def __call__(self, chance: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The sources and points at which a chance (sources,), given the factor, is met; sources rise."""
        sources, rows = np.nonzero(self.chunk.own < self._largest(chance)[:, None])
        kept = self._exactly(sources, rows, chance)
        return sources[kept], rows[kept]

    def among(self, sources: NDArray[np.intp], rows: NDArray[np.intp], chance: Floats) -> NDArray[np.bool_]:
        """Whether it is met at these sources and points."""
        found = self.chunk.own[sources, rows] < self._largest(chance)[sources]
        maybe = np.flatnonzero(found)
        found[maybe] = self._exactly(sources[maybe], rows[maybe], chance)
        return found

    def _largest(self, chance: Floats) -> Floats:
        """The greatest conditional chances: only numbers below them can be below their own, for a rare failure few."""
        largest = np.where((self.rho >= 1) & (chance > 0), 1.0, chance)
        tied = (self.rho > 0) & (self.rho < 1) & (chance > 0) & (chance < 1)
        if tied.any():
            least = self.chunk.scores.min(axis=1)[self.group[tied]]
            largest[tied] = _given(chance[tied], self.rho[tied], least)
        return largest

    def _exactly(self, sources: NDArray[np.intp], rows: NDArray[np.intp], chance: Floats) -> NDArray[np.bool_]:
        """Whether it is met where the number is below the greatest conditional chance."""
        chunk, own, rho = self.chunk, chance[sources], self.rho[sources]
        found = np.ones(len(sources), dtype=np.bool_)
        cause = np.flatnonzero(rho >= 1)
        found[cause] = chunk.factors[self.group[sources[cause]], rows[cause]] <= own[cause]
        tied = np.flatnonzero((rho > 0) & (rho < 1) & (own < 1))
        conditional = _given(own[tied], rho[tied], chunk.scores[self.group[sources[tied]], rows[tied]])
        found[tied] = chunk.own[sources[tied], rows[tied]] < conditional
        return found


def _given(chance: Floats, rho: Floats, score: Floats) -> Floats:
    """Chances given the normal quantile of their factor, element by element."""
    return np.asarray(ndtr((ndtri(chance) - np.sqrt(rho) * score) / np.sqrt(1 - rho)))


def compensate(structure: Structure, hit: Masks, failed: NDArray[np.bool_], accepted: NDArray[np.bool_]) -> Masks:
    """The hits that stand: not those for which a working control is accepted in compensation. Arrays (sources, n) and (pairs, n)."""
    if not structure.compensations:
        return hit
    standing = hit.copy()
    for pair, (control, by, _) in enumerate(structure.compensations):
        standing[control, ~failed[by] & accepted[pair]] = 0
    return standing


def _losses(losses: Losses, scenario: Scenario, amounts: _Amounts, unmet: Masks, excepted: Masks) -> Floats:
    """Each line's loss for each draw, shape (n, 6), in the order of LINES."""
    severe = adverse(unmet, losses.structure, losses.adverse_share) | scenario.disclaimed
    modified = (unmet != 0) | scenario.disclaimed
    result = np.zeros((len(unmet), len(LINES)))
    for pool, table in zip(losses.pools, amounts.damages, strict=True):
        index = patterns(pool, losses.structure, unmet, excepted, severe, disclaimed=scenario.disclaimed)
        triggered = (index[:, None] >> np.array(pool.of)[None, :] & 1).astype(np.bool_)
        triggered &= np.array([contract.id not in scenario.cured for contract in pool.contracts])[None, :]
        due = np.where(triggered, table, 0.0).sum(axis=1)
        result[:, 0] += due if pool.cap is None else np.minimum(due, pool.cap)
    result[:, 1] = amounts.retainer * (severe | (modified & amounts.forfeits))
    result[:, 2:] = amounts.own * modified[:, None]
    return result


def between(values: Floats) -> tuple[float, float]:
    """Mean and standard error of replicates (R,): their spread over sqrt(R)."""
    return float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values)))
