"""Charts as SVG text, drawn here so that they need no script, follow the page's colours and print.

Each mark carries its own attributes (fill, stroke, dash), for not every renderer applies a page's style sheet inside SVG; the style
sheet only colours. Coordinates are in a view box of 720 by 360.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from buttress.money import money
from buttress.report.escaping import html

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 16, 46

SPAN = 1e5
"""The axis reaches from the greatest loss down to this fraction of it; smaller ones stand on its left end."""

_DASHES = {"inherent": "1 4", "residual": "", "planned": "9 4", "floor": "4 4", "tolerance": "12 3 2 3"}
_LABELS_AT = (0.5, 0.3, 0.7, 0.15, 0.85, 0.07, 0.95)
_POINTS = 120
_LINE = 15


@frozen(kw_only=True)
class Series:
    """One curve: `points` are (loss in minor units, chance of losing more), with losses rising."""

    name: str
    points: tuple[tuple[float, float], ...]


@frozen(kw_only=True)
class Scale:
    """A logarithmic axis from `low` to `high`, both above 0, over the plot's width."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """The place of a value; values beyond the ends stand on the ends."""
        bounded = min(max(value, self.low), self.high)
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(bounded / self.low) / math.log(self.high / self.low)

    def ticks(self) -> list[float]:
        """Round values inside the axis: every decade, and 2 and 5 between where there are few."""
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        steps = (1,) if len(decades) > 5 else (1, 3) if len(decades) > 3 else (1, 2, 5)  # noqa: PLR2004
        return [step * 10.0**decade for decade in decades for step in steps if self.low <= step * 10.0**decade <= self.high]


def chance_beyond(points: Sequence[tuple[float, float]], loss: float) -> float:
    """The chance of losing more than `loss`: read off a curve of rising losses, straight between its points, 0 beyond its end."""
    before: tuple[float, float] | None = None
    for place, chance in points:
        if place == loss:
            return chance
        if place > loss:
            if before is None:
                return chance
            return before[1] + (chance - before[1]) * (loss - before[0]) / (place - before[0])
        before = (place, chance)
    return 0.0


def y(probability: float) -> float:
    """The place of a probability."""
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(max(probability, 0.0), 1.0))


def loss_exceedance(series: Sequence[Series], currency: str) -> str:
    """The chance (y) of losing more than an amount (x), one line a series; empty if no series reaches a minor unit."""
    losses = [loss for each in series for loss, _ in each.points if loss >= 1]
    if not losses:
        return ""
    scale = Scale(low=max(min(losses), max(losses) / SPAN) / 1.25, high=max(losses) * 1.25)
    names = ", ".join(each.name for each in series)
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="lec-title lec-desc"',
        ' xmlns="http://www.w3.org/2000/svg" font-size="12" font-family="sans-serif">',
        f'<title id="lec-title">Loss exceedance</title><desc id="lec-desc">{html(names)}: the chance of losing more than an amount, ',
        "amounts on a logarithmic axis. The table beside it holds the numbers.</desc>",
    ]
    parts += _axes(scale, currency)
    boxes: list[tuple[float, float, float]] = []
    labels = []
    for each in series:
        if not each.points:
            continue
        points = _thinned(each.points)
        path = " ".join(f"{scale.x(loss):.1f},{y(chance):.1f}" for loss, chance in points)
        dash = f' stroke-dasharray="{_DASHES[each.name]}"' if _DASHES.get(each.name) else ""
        width = "2.75" if each.name == "residual" else "2"
        parts.append(
            f'<polyline class="k-{each.name}" points="{path}" fill="none" stroke="currentColor" '
            f'stroke-width="{width}" stroke-linejoin="round"{dash}/>'
        )
        if each.name == "tolerance":
            parts += [
                f'<rect class="k-tolerance" x="{scale.x(loss) - 3:.1f}" y="{y(chance) - 3:.1f}" width="6" height="6" fill="currentColor"/>'
                for loss, chance in points
            ]
        together = [other.name for other in series if other.points == each.points]
        if each.name == together[-1]:  # the one that is drawn over the others
            labels.append(_label(each, ", ".join(together), scale, boxes))
    return "".join([*parts, *labels, "</svg>"])


def _axes(scale: Scale, currency: str) -> list[str]:
    floor, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for step in range(5):
        place = y(step / 4)
        parts.append(
            f'<line class="k-grid" x1="{LEFT}" x2="{right}" y1="{place:.1f}" y2="{place:.1f}" stroke="currentColor" stroke-width="1"/>'
        )
        parts.append(f'<text class="k-axis" x="{LEFT - 8}" y="{place + 4:.1f}" text-anchor="end" fill="currentColor">{step * 25}%</text>')
    for tick in scale.ticks():
        place = scale.x(tick)
        parts.append(
            f'<line class="k-grid" x1="{place:.1f}" x2="{place:.1f}" y1="{TOP}" y2="{floor}" stroke="currentColor" stroke-width="1"/>'
            f'<text class="k-axis" x="{place:.1f}" y="{floor + 18}" text-anchor="middle" fill="currentColor">'
            f"{html(_short(tick, currency))}</text>"
        )
    parts.append(
        f'<text class="k-axis" x="{(LEFT + right) / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle" fill="currentColor">'
        f"loss in {html(currency)}, logarithmic; height: chance of losing more</text>"
    )
    return parts


def _label(series: Series, names: str, scale: Scale, boxes: list[tuple[float, float, float]]) -> str:
    """The names beside their curve, where they cover no others; where curves are close the names stand above one another."""
    wide = 7.2 * len(names) + 6
    top_chance = max(chance for _, chance in series.points)
    inside = [point for point in series.points if point[0] >= scale.low] or list(series.points)
    places = []
    for share in _LABELS_AT:
        loss, chance = min(inside, key=lambda point: abs(point[1] - share * top_chance))
        left = scale.x(loss) + 7
        places.append((left if left + wide <= WIDTH - RIGHT else scale.x(loss) - wide - 2, y(chance) - 7))
    raised = [(left, top - _LINE * step) for step in range(1, len(_DASHES)) for left, top in places]
    free = (
        (left, top)
        for left, top in [*places, *raised]
        if all(left > end or left + wide < start or abs(top - level) >= _LINE for start, end, level in boxes)
    )
    left, top = next(free, places[0])
    boxes.append((left, left + wide, top))
    place = f'x="{left:.1f}" y="{top + 4:.1f}"'
    return f'<text class="k-{series.name} halo" {place} fill="currentColor" font-weight="600">{html(names)}</text>'


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(points) <= _POINTS:
        return list(points)
    step = (len(points) - 1) / (_POINTS - 1)
    return [points[round(position * step)] for position in range(_POINTS)]


def _short(minor: float, currency: str) -> str:
    text = money(minor, currency).removeprefix(f"{currency} ")
    for zeros, suffix in ((",000,000,000", " bn"), (",000,000", " M"), (",000", " k")):
        if text.endswith(zeros):
            return text.removesuffix(zeros) + suffix
    return text
