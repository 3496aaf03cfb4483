"""An Exposure for a terminal: the four numbers first, then where they come from, what to do, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from buttress.money import share
from buttress.report.exposure_front import WIDEST, front, table, wrapped
from buttress.text import plural, printable

if TYPE_CHECKING:
    from buttress.exposure import Exposure
    from buttress.exposure.loss.figures import Level

_MOST_ROWS = 12
_MOST_GROUPS = 5
_SIGMAS = 1.96


def render(exposure: Exposure, *, base: Exposure | None = None, width: int = 100, full: bool = False) -> str:
    """The exposure as plain text: one page, and all that stands behind it where `full`; beside `base`, what a what-if changes.

    Names are stripped of control characters.
    """
    lines = list(front(exposure, width))
    if base is not None:
        lines += ["", *_difference(exposure, base)]
    if full:
        for section in _BEHIND:
            part = list(section(exposure))
            lines += ["", *part] if part else []
        lines.append("")
    lines += wrapped(exposure.disclaimer + ("" if full else " What stands behind this page: --full."), min(width, WIDEST))
    return "\n".join(printable(line) for line in lines)


def _levels(exposure: Exposure) -> Iterator[str]:
    yield "The four exposures"
    rows = [("", "expected", "95% interval", "P(modified)", "median", "95th pct.", "mean of worst 5%", "revenue at risk*")]
    rows += [
        (
            level.name,
            exposure.money(level.mean),
            _interval(exposure, level),
            share(level.p_modified),
            exposure.money(level.quantile(0.5)),
            exposure.money(level.quantile(0.95)),
            exposure.money(level.shortfall[0].value),
            exposure.money(level.revenue_at_risk),
        )
        for level in exposure.levels
    ]
    yield from table(rows)
    yield ""
    effect, avoidable = exposure.money(exposure.control_effect), exposure.money(exposure.avoidable)
    yield f"working controls take off {effect}; fixing everything would take off {avoidable}"
    yield f"inherent: no control works; residual: as things stand; planned: after the plan; floor: everything fixed {exposure.floor_day}"
    yield "* apart: never part of the expected loss"


def _interval(exposure: Exposure, level: Level) -> str:
    if level.expected.exact:
        return "no simulation error"
    return f"{exposure.money(level.expected.low)} to {exposure.money(level.expected.high)}"


def _difference(exposure: Exposure, base: Exposure) -> Iterator[str]:
    yield "What if"
    rows = [("", "as it stands", "what if", "change")]
    for old, new in zip(base.levels, exposure.levels, strict=True):
        change = new.mean - old.mean
        rows.append(
            (
                old.name,
                base.money(old.mean),
                exposure.money(new.mean),
                f"{'+' if change > 0 else '-' if change < 0 else ''}{exposure.money(abs(change))}",
            )
        )
    yield from table(rows)
    changes = (
        (exposure.residual.mean - base.residual.mean, "as things would stand", "{} less is expected", "{} more is expected"),
        (exposure.planned.mean - base.planned.mean, "after the plan", "{} less is left", "{} more is left"),
        (exposure.floor.mean - base.floor.mean, f"with everything fixed {exposure.floor_day}", "{} less is left", "{} more is left"),
    )
    for change, when, less, more in changes:
        if change:
            yield f"  {when}, {(less if change < 0 else more).format(exposure.money(abs(change)))}"


def _lines(exposure: Exposure) -> Iterator[str]:
    yield "By line"
    rows: list[tuple[str, ...]] = [("", "inherent", "residual", "planned", "floor", "basis")]
    rows += [
        (
            line.title,
            *(exposure.money(amount) for amount in (line.inherent, line.residual, line.planned, line.floor)),
            line.basis + (" [illustrative default]" if line.illustrative else ""),
        )
        for line in exposure.lines
    ]
    yield from table(rows, left=(0, 5))


def _contracts(exposure: Exposure) -> Iterator[str]:
    if not exposure.contracts:
        return
    yield "By contract"
    rows: list[tuple[str, ...]] = [("", "inherent", "residual", "planned", "floor", "P(trigger)", "pays on")]
    rows += [
        (
            line.id,
            *(exposure.money(amount) for amount in (line.inherent, line.residual, line.planned, line.floor)),
            share(line.p_trigger),
            line.trigger + ("; cured in time" if line.cured else ""),
        )
        for line in exposure.contracts
    ]
    yield from table(rows, left=(0, 6))


def _controls(exposure: Exposure) -> Iterator[str]:
    drivers = sorted((one for one in exposure.controls if one.shapley > 0), key=lambda one: (-one.shapley, one.id))
    if not drivers:
        return
    yield f"What drives the {exposure.money(exposure.avoidable)} that fixing everything would take off"
    yield "(share: Shapley value, adds up; alone: what fixing only this one takes off; first: what it adds if all others are fixed)"
    rows = [("", "share", "alone", "first", "P(ineffective)", "failing", "budget left", "last safe date", "owner")]
    rows += [
        (
            one.id,
            _with_error(exposure, one.shapley, one.shapley_error),
            exposure.money(one.leave_one_out),
            exposure.money(one.first_in),
            share(one.p_ineffective) + (" certain" if one.certain else ""),
            f"{one.failing}/{one.in_scope}",
            f"{one.budget_left:,.0f} of {one.budget_allowed:,.0f} days" if one.budget_state in {"open", "spent"} else one.budget_state,
            str(one.last_safe_date) if one.last_safe_date else ("passed" if one.budget_state == "spent" else "-"),
            one.owner,
        )
        for one in drivers[:_MOST_ROWS]
    ]
    yield from table(rows, left=(0, 8))
    if len(drivers) > _MOST_ROWS:
        yield f"and {len(drivers) - _MOST_ROWS} more"


def _groups(exposure: Exposure) -> Iterator[str]:
    if not exposure.avoidable:
        return
    shares = {by: [(one.name, one.shapley, one.shapley_error) for one in exposure.groups if one.by == by] for by in _GROUPINGS}
    shares["criterion"] = sorted(((one.id, one.shapley, 0) for one in exposure.criteria), key=lambda row: (-row[1], row[0]))
    yield "The same by owner, stack, component and criterion; each adds up by itself"
    for by in (*_GROUPINGS, "criterion"):
        found = [row for row in shares[by] if row[1] > 0]
        largest = ", ".join(f"{name} {_with_error(exposure, value, error)}" for name, value, error in found[:_MOST_GROUPS])
        more = f" and {len(found) - _MOST_GROUPS} more" if len(found) > _MOST_GROUPS else ""
        yield f"  {by}: {largest}{more}"


_GROUPINGS = ("owner", "stack", "component")


def _with_error(exposure: Exposure, value: int, error: int) -> str:
    return exposure.money(value) + (f" ± {exposure.money(_SIGMAS * error)}" if error else "")


def _plan(exposure: Exposure) -> Iterator[str]:
    plan = exposure.plan
    if not plan.candidates:
        yield "Plan: nothing is failing that could be fixed"
        return
    taken = f"{plan.effort_weeks:.3g} of {plan.capacity_weeks:g} weeks, {len(plan.items)} of {plan.candidates} candidates"
    yield f"Plan: {taken} ({plan.proof})"
    cost, back = plan.cost, exposure.plan_return
    given = " [illustrative]" if cost.illustrative else ""
    parts = f"{exposure.money(cost.work)} of work and {exposure.money(cost.services)} of services"
    times = f", {back:.3g} times its cost" if back is not None else ""
    yield f"it costs {exposure.money(cost.total)}{given}, {parts}, and takes off {exposure.money(exposure.plan_removes)}{times}"
    if plan.delays:
        late = ", ".join(f"{plural(delay.days, 'day')} {exposure.money(delay.exposure)}" for delay in plan.delays)
        yield f"left if all of it finishes later by: {late}"
    yield "(share: its part of what can be avoided; removes: what it takes off at its place; a day later: what each day of delay costs)"
    yield f"expected criteria unmet before it: {plan.criteria_before:.1f}"
    rows = [
        (
            "",
            "control",
            "weeks",
            "finish",
            "share",
            "removes",
            "left after",
            "criteria unmet",
            "a day later",
            "last safe date",
            "owner",
            "to pass",
        )
    ]
    for item in plan.items:
        moved = _moved(replaces=item.replaces, interrupts=item.interrupts)
        checks = ", ".join(item.acceptance[:2]) + (f" and {len(item.acceptance) - 2} more" if len(item.acceptance) > 2 else "")  # noqa: PLR2004
        rows.append(
            (
                f"{item.position}.",
                item.control + (f" (+{len(item.also)})" if item.also else ""),
                f"{item.effort_weeks:g}",
                str(item.finish),
                exposure.money(item.share),
                exposure.money(item.removed)
                + (f" ± {exposure.money(item.removed_high - item.removed)}" if item.removed_high > item.removed else ""),
                exposure.money(item.after),
                f"{item.criteria_left:.1f}",
                exposure.money(item.cost_of_delay),
                (str(item.last_safe_date) if item.last_safe_date else "-") + ("" if item.in_time else " late"),
                item.owner,
                f"{checks} [{moved}]",
            )
        )
    yield from table(rows, left=(0, 1, 10, 11))
    if plan.left_out:
        yield f"beyond the capacity: {', '.join(plan.left_out)}"
    if plan.accepted:
        yield f"accepted, not planned: {', '.join(plan.accepted)}"


def _moved(*, replaces: bool | None, interrupts: bool | None) -> str:
    """What the fixes of a step do to what is live; what nobody states is not known, and never harmless."""
    if replaces:
        return "replaces"
    if interrupts:
        return "interrupts"
    return "in place" if replaces is False and interrupts is False else "effect not known"


def _outlook(exposure: Exposure) -> Iterator[str]:
    outlook = exposure.outlook
    if not outlook.capacity:
        return
    yield "What moves as the weeks go by" + (", though the mean hardly does" if outlook.saturated else "")
    rows = [("", "weeks", "exposure", "P(modified)", "P(adverse)", "criteria unmet")]
    rows += [
        (
            "plan" if point.planned else "beyond",
            f"{point.weeks:.3g}",
            exposure.money(point.exposure),
            share(point.p_modified),
            share(point.p_severe),
            f"{point.criteria:.1f}",
        )
        for point in outlook.capacity
    ]
    yield from table(rows)
    if outlook.least is not None:
        least = outlook.least
        fixes = ", ".join(least.controls) or "nothing"
        reached = "brings" if least.enough else "is not enough: it brings"
        yield f"  fixing {fixes} ({least.weeks:.3g} weeks) {reached} P(modified) to {share(least.reached)}; wanted: {share(least.target)}"
    for start in outlook.starts:
        amounts = f"residual {exposure.money(start.residual)}, planned {exposure.money(start.planned)}, floor {exposure.money(start.floor)}"
        yield f"  a period from {start.start} to {start.end}: {amounts}"


def _curve(exposure: Exposure) -> Iterator[str]:
    if not exposure.residual.tolerance:
        return
    yield "Tolerance of the board: P(loss above the amount)"
    rows: list[tuple[str, ...]] = [("", "accepted", "residual", "planned", "floor")]
    for position, point in enumerate(exposure.residual.tolerance):
        later = [level.tolerance[position] for level in (exposure.planned, exposure.floor)]
        rows.append(
            (
                exposure.money(point.loss),
                share(point.accepted),
                *(share(one.probability) + (" exceeded" if one.exceeded else "") for one in (point, *later)),
            )
        )
    yield from table(rows)


def _tornado(exposure: Exposure) -> Iterator[str]:
    if not exposure.tornado:
        return
    yield "How far assumptions move the residual exposure"
    rows = [("", "low", "gives", "high", "gives")]
    rows += [
        (bar.assumption, bar.low_value, exposure.money(bar.low), bar.high_value, exposure.money(bar.high)) for bar in exposure.tornado[:8]
    ]
    yield from table(rows)


def _dependence(exposure: Exposure) -> Iterator[str]:
    chances = exposure.dependence
    yield "How failures hang together: P(modified opinion), residual"
    yield (
        f"  as modelled {share(chances.modelled)}; if independent {share(chances.independent)}; "
        f"whatever the dependence, between {share(chances.lowest)} and {share(chances.highest)} (Fréchet bounds)"
    )
    if any(exposure.tail.values()):
        parts = ", ".join(f"{line.title.lower()} {exposure.money(exposure.tail[line.id])}" for line in exposure.lines)
        yield f"  the worst 5 % of outcomes cost {exposure.money(sum(exposure.tail.values()))} on average: {parts}"


def _arithmetic(exposure: Exposure) -> Iterator[str]:
    if exposure.arithmetic is None:
        return
    yield f"The arithmetic of {exposure.arithmetic.control}"
    for step in exposure.arithmetic.steps:
        yield f"  {step.label}: {step.formula} = {step.value}"


def _notes(exposure: Exposure) -> Iterator[str]:
    yield exposure.evidence_note
    yield exposure.cure_note
    for warning in exposure.warnings:
        yield f"warning: {warning}"
    for title, entries in (("Illustrative defaults in use", exposure.illustrative), ("Not modelled", exposure.not_modelled)):
        if entries:
            yield f"{title}:"
            yield from (f"  {entry}" for entry in entries)
    yield f"{exposure.draws:,} draws, seed {exposure.seed}, model {exposure.model_version}, inputs {exposure.inputs[:16]}"


_BEHIND = (_levels, _lines, _contracts, _controls, _groups, _plan, _outlook, _curve, _tornado, _dependence, _arithmetic, _notes)
