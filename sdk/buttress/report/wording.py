"""The sentences and signs that every report shares."""

from __future__ import annotations

from collections.abc import Mapping

from buttress.model import CriterionStatus, Outcome, Severity

DISCLAIMER = "This is readiness evidence, not an auditor's opinion."
ESTIMATE = (
    "A planning estimate, not legal advice: whether liquidated damages can be enforced depends on the contract and the law that governs it."
)

LABELS: Mapping[Outcome, str] = {
    Outcome.FAIL: "FAIL",
    Outcome.ERROR: "ERROR",
    Outcome.UNKNOWN: "UNKNOWN",
    Outcome.WAIVED: "WAIVED",
    Outcome.NOT_APPLICABLE: "N/A",
    Outcome.PASS: "PASS",
}
"""One upper-case word for each outcome."""

WORDS: Mapping[Outcome, str] = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.ERROR: "errors",
    Outcome.UNKNOWN: "unknown",
    Outcome.WAIVED: "waived",
    Outcome.NOT_APPLICABLE: "not applicable",
}
"""The word after a number, in the order in which totals are told."""

GLYPHS: Mapping[Outcome, str] = {
    Outcome.FAIL: "✗",
    Outcome.ERROR: "!",
    Outcome.UNKNOWN: "?",
    Outcome.WAIVED: "~",
    Outcome.NOT_APPLICABLE: "–",
    Outcome.PASS: "✓",
}

ASCII_GLYPHS: Mapping[Outcome, str] = {**GLYPHS, Outcome.FAIL: "x", Outcome.NOT_APPLICABLE: "-", Outcome.PASS: "."}

STATUS_GLYPHS: Mapping[CriterionStatus, str] = {
    CriterionStatus.SUPPORTED: "✓",
    CriterionStatus.EXCEPTIONS: "✗",
    CriterionStatus.PARTIAL: "◐",
    CriterionStatus.NOT_EVALUATED: "○",
}

SECURITY_SEVERITY: Mapping[Severity, str] = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
}
"""The numeric severity that code scanning services sort by, 0 to 10."""


def plural(number: int, one: str, many: str = "") -> str:
    """`1 resource`, `2 resources`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(minor: int | float, currency: str) -> str:  # noqa: PYI041  (both are meant)
    """An amount in minor units, told with three significant digits: `USD 1.23 M`."""
    exponent = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "JOD": 3, "OMR": 3, "TND": 3}.get(currency, 2)
    amount = minor / 10**exponent
    size = abs(amount)
    if size < 0.5:  # noqa: PLR2004
        return f"{currency} 0"
    for scale, suffix in ((1e9, " bn"), (1e6, " M"), (1e3, " k")):
        if size >= scale * 0.9995:
            return f"{currency} {_three(amount / scale)}{suffix}"
    return f"{currency} {_three(amount)}"


def _three(value: float) -> str:
    size = abs(value)
    if size >= 99.95:  # noqa: PLR2004
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 9.995 else f"{value:.2f}"  # noqa: PLR2004
