"""What the simulated losses say: quantiles, expected shortfall, the loss exceedance curve and the board's tolerance.

Every estimate comes with the spread between the scramblings: standard error = sd / sqrt(R). The interval of a quantile is that of
its replicates around the quantile of all draws together.
"""

from __future__ import annotations

import numpy as np

from buttress.exposure.audit.structure import Floats
from buttress.exposure.loss.figures import CurvePoint, Interval, Level, Quantile, ToleranceCheck
from buttress.exposure.loss.levels import POSITIONS, TITLES, FourLevels
from buttress.exposure.loss.losses import LINES
from buttress.exposure.loss.simulation import Simulation, between
from buttress.exposure.loss.solving import Solved
from buttress.exposure.model.inputs import TolerancePoint

QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99)
SHORTFALL = (0.95, 0.99)
CURVE_POINTS = 61
_LARGEST = 0.999
_TAIL = 0.95
_Z = 1.96


def levels_of(solved: FourLevels[Solved], simulation: Simulation, line: tuple[TolerancePoint, ...]) -> FourLevels[Level]:
    """Each level with its expectation and its simulated losses, all curves over one grid; `line` is the board's."""
    grid = grid_for(float(np.quantile(simulation.losses, _LARGEST)))
    return FourLevels(**{name: _level(name, one, simulation.losses[one.position], grid, line) for name, one in solved.named().items()})


def tail(simulation: Simulation) -> dict[str, int]:
    """Euler contributions to the residual expected shortfall: the mean of each line over the worst draws. They add up."""
    total = simulation.losses[POSITIONS.residual].ravel()
    count = max(round(len(total) * (1 - _TAIL)), 1)
    worst = np.argsort(total, kind="stable")[-count:]
    means = simulation.lines[worst].mean(axis=0)
    return {line: round(float(mean)) for (line, _, _), mean in zip(LINES, means, strict=True)}


def quantiles(losses: Floats) -> tuple[Quantile, ...]:
    """The quantiles of losses (R, n)."""
    return tuple(_quantile(losses, level) for level in QUANTILES)


def shortfalls(losses: Floats) -> tuple[Quantile, ...]:
    """The expected shortfall: the mean loss in the worst share 1 - level of the draws (Acerbi and Tasche 2002)."""
    found = []
    for level in SHORTFALL:
        whole = _shortfall(losses.ravel(), level)
        error = between(np.array([_shortfall(one, level) for one in losses]))[1]
        found.append(Quantile(level=level, value=round(whole), low=round(max(whole - _Z * error, 0)), high=round(whole + _Z * error)))
    return tuple(found)


def curve(losses: Floats, grid: Floats) -> tuple[CurvePoint, ...]:
    """P(loss > x) at each x of the grid; never rises."""
    ordered = np.sort(losses.ravel())
    above = len(ordered) - np.searchsorted(ordered, grid, side="right")
    return tuple(CurvePoint(loss=round(float(x)), probability=float(count / len(ordered))) for x, count in zip(grid, above, strict=True))


def grid_for(largest: float) -> Floats:
    """The losses at which curves are drawn, 0 to the largest, in whole minor units."""
    return np.unique(np.round(np.linspace(0, max(largest, 1.0), CURVE_POINTS)))


def tolerance(losses: Floats, points: tuple[TolerancePoint, ...]) -> tuple[ToleranceCheck, ...]:
    """Each point of the board's line against the draws; exceeded where the estimate lies above what is accepted."""
    found = []
    for point in points:
        chance, error = between((losses > point.loss).mean(axis=1))
        found.append(
            ToleranceCheck(
                loss=point.loss, accepted=point.probability, probability=chance, error=error, exceeded=chance > point.probability
            )
        )
    return tuple(found)


def _quantile(losses: Floats, level: float) -> Quantile:
    whole = float(np.quantile(losses, level, method="inverted_cdf"))
    error = between(np.quantile(losses, level, axis=1, method="inverted_cdf"))[1]
    return Quantile(level=level, value=round(whole), low=round(max(whole - _Z * error, 0)), high=round(whole + _Z * error))


def _shortfall(losses: Floats, level: float) -> float:
    count = max(round(len(losses) * (1 - level)), 1)
    return float(np.partition(losses, len(losses) - count)[-count:].mean())


def _level(name: str, solved: Solved, losses: Floats, grid: Floats, line: tuple[TolerancePoint, ...]) -> Level:
    expectation, error = solved.expectation, solved.error
    happened = float((losses > 0).mean())
    return Level(
        name=name,  # type: ignore[arg-type]
        title=TITLES[name],
        expected=Interval(
            mean=round(expectation.total),
            low=round(max(expectation.total - _Z * error, 0)),
            high=round(expectation.total + _Z * error),
            exact=solved.exact,
        ),
        p_modified=1 - expectation.opinions["unmodified"],
        opinions=dict(expectation.opinions),
        revenue_at_risk=round(sum(expectation.revenue.values())),
        p_loss=happened,
        if_it_happens=round(float(losses.mean()) / happened) if happened else 0,
        deviation=round(float(losses.std())),
        quantiles=quantiles(losses),
        shortfall=shortfalls(losses),
        curve=curve(losses, grid),
        tolerance=tolerance(losses, line),
    )
