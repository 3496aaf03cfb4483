"""What an Exposure says, in sentences for somebody who reads nothing else."""

from __future__ import annotations

from buttress.exposure.decision.answers import Bar
from buttress.exposure.result import Exposure
from buttress.money import share
from buttress.text import plural

_NOTICEABLE = 0.01


def in_short(exposure: Exposure) -> tuple[str, ...]:
    """Whether the contracts are made up, the loss as things stand, what can be avoided, the plan, the next deadline, the board's line and
    whose numbers these are.
    """
    return (
        *_made_up(exposure),
        *_standing(exposure),
        *_avoidable(exposure),
        *_planned(exposure),
        *_deadline(exposure),
        *_tolerance(exposure),
        *_defaults(exposure),
    )


def assumed(exposure: Exposure) -> tuple[str, ...]:
    """What the numbers rest on most, at most five sentences."""
    lines = [*_made_up(exposure), *_defaults(exposure)]
    for bar in [one for one in exposure.tornado if not one.apart][:2]:
        low, high = sorted((bar.low, bar.high))
        lines.append(f"{_between(bar)}: the residual exposure goes from {exposure.money(low)} to {exposure.money(high)}.")
    return (*lines, exposure.evidence_note)


def _between(bar: Bar) -> str:
    """The assumption and how far it goes: the part of a cost that varies goes from percentile to percentile, the others between values."""
    name, varies, _ = bar.assumption.partition(", 5th and 95th percentile")
    how = "from the 5th to the 95th percentile" if varies else f"between {bar.low_value} and {bar.high_value}"
    return f"{name[:1].upper()}{name[1:]} {how}"


def _made_up(exposure: Exposure) -> list[str]:
    if not exposure.made_up:
        return []
    whole = len(exposure.made_up) == len(exposure.contracts)
    which = "The contracts behind these numbers are" if whole else f"Behind these numbers, {', '.join(exposure.made_up)} are"
    return [
        f"{which} made up for illustration: put your own in {exposure.model_file or 'exposure.yaml'} before anybody relies on an amount."
    ]


def _standing(exposure: Exposure) -> list[str]:
    residual = exposure.residual
    sentence = (
        f"As things stand, the opinion is modified with a chance of {share(residual.p_modified)}; a loss, if it happens, is about "
        f"{exposure.money(residual.if_it_happens)}: {exposure.money(residual.mean)} on average"
    )
    worst = residual.quantile(0.95)
    if worst > residual.mean:
        return [f"{sentence}, and more than {exposure.money(worst)} in one case of twenty."]
    return [f"{sentence}, nothing in most cases and {exposure.money(residual.shortfall[0].value)} in the worst twentieth of them."]


def _avoidable(exposure: Exposure) -> list[str]:
    if not any(one.failing for one in exposure.controls):
        return ["Nothing is failing: what remains is what nobody has observed, or may yet happen."]
    gone = [one for one in exposure.controls if one.budget_state == "spent"]
    off, left = exposure.money(exposure.avoidable), exposure.money(exposure.floor.mean)
    sentence = f"Fixing everything {exposure.floor_day} would take off {off} and leave {left}"
    if not gone:
        return [f"{sentence}."]
    return [f"{sentence}: {plural(len(gone), 'control')} may already be beyond what the auditor tolerates in this period."]


def _planned(exposure: Exposure) -> list[str]:
    plan, residual, planned = exposure.plan, exposure.residual.mean, exposure.planned.mean
    if not plan.items:
        return []
    took = f"The plan takes {plan.effort_weeks:.3g} of the team's {plan.capacity_weeks:g} weeks"
    left_out = f" All fixes together would take {plan.all_weeks:.3g} weeks." if plan.left_out else ""
    criteria = f"expected criteria unmet fall from {plan.criteria_before:.1f} to {plan.items[-1].criteria_left:.1f}"
    if residual - planned >= _NOTICEABLE * residual:
        return [f"{took}, takes off {exposure.money(residual - planned)} and leaves {exposure.money(planned)}; {criteria}.{left_out}"]
    return [
        (
            f"{took} and hardly moves the loss: {criteria}, and what stays unmet still modifies the opinion. "
            f"It shows in this loss only once nearly all are met.{left_out}"
        )
    ]


def _deadline(exposure: Exposure) -> list[str]:
    open_now = [one for one in exposure.controls if one.failing and one.last_safe_date is not None and one.budget_state == "open"]
    if not open_now:
        return []
    first = min(open_now, key=lambda one: (str(one.last_safe_date), one.id))
    return [f"The next deadline is {first.last_safe_date}: after it, fixing {first.id} ({first.owner}) comes too late for this period."]


def _tolerance(exposure: Exposure) -> list[str]:
    points = exposure.residual.tolerance
    exceeded = [one for one in points if one.exceeded]
    if not points:
        return []
    if not exceeded:
        return ["The exposure lies within the board's tolerance."]
    worst = max(exceeded, key=lambda one: (one.probability - one.accepted, -one.loss))
    return [
        (
            f"It lies above the board's tolerance: a loss above {exposure.money(worst.loss)} has a chance of {share(worst.probability)}, "
            f"{share(worst.accepted)} is accepted."
        )
    ]


def _defaults(exposure: Exposure) -> list[str]:
    if not exposure.illustrative:
        return []
    return [f"{plural(len(exposure.illustrative), 'number')} behind this are illustrative defaults, not yours; every report lists them."]
