"""The sentences and signs that every report shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from buttress.model import Assessment, CriterionStatus, Outcome, Severity
from buttress.text import plural

Tone = Literal["fail", "error", "unknown", "waived", "pass", "none"]

DISCLAIMER = "This is readiness evidence, not an auditor's opinion."

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
"""The word after a number, in the order in which totals are shown."""

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

TONES: Mapping[Tone, str] = {"fail": "✗", "error": "!", "unknown": "?", "waived": "~", "pass": "✓", "none": "○"}
"""The sign before a verdict."""

ASCII_TONES: Mapping[Tone, str] = {**TONES, "fail": "x", "pass": "+", "none": "-"}

SECURITY_SEVERITY: Mapping[Severity, str] = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
}
"""The numeric severity that code scanning services sort by, 0 to 10."""


def verdict(assessment: Assessment) -> tuple[Tone, str]:
    """The tone and the sentence that stand at the head of a report. Clean is only what was judged."""
    totals = assessment.totals()
    if totals[Outcome.FAIL]:
        parts = sum(bool(finding.subsumed_by) for finding in assessment.findings())
        more = f", and with them {plural(parts, 'narrower one', 'narrower ones')}" if parts else ""
        return "fail", f"{plural(totals[Outcome.FAIL] - parts, 'finding fails', 'findings fail')}{more}"
    if totals[Outcome.ERROR]:
        return "error", f"{plural(totals[Outcome.ERROR], 'finding', 'findings')} could not be judged"
    if totals[Outcome.UNKNOWN]:
        return "unknown", f"Nothing fails so far; {plural(totals[Outcome.UNKNOWN], 'finding is', 'findings are')} not known yet"
    if not totals[Outcome.PASS] and not totals[Outcome.WAIVED]:
        return "none", "Nothing was judged"
    critical = sum(one.outcome is Outcome.WAIVED and one.severity is Severity.CRITICAL for one in assessment.findings())
    if critical:
        return "waived", f"Nothing fails that is not waived; {plural(critical, 'critical failure is', 'critical failures are')} waived"
    waived = f"; {plural(totals[Outcome.WAIVED], 'failure is', 'failures are')} waived" if totals[Outcome.WAIVED] else ""
    return "pass", f"No deviation was found in what was tested{waived}"


def failing_by_severity(assessment: Assessment) -> dict[Severity, int]:
    """Failing findings by severity, worst first, zeros included; what another one says too is not counted."""
    counts = Counter(finding.severity for finding in assessment.findings() if finding.outcome is Outcome.FAIL and not finding.subsumed_by)
    return {severity: counts[severity] for severity in Severity}


def headline(assessment: Assessment) -> tuple[Tone, str]:
    """The verdict on one line, with what fails by severity."""
    tone, sentence = verdict(assessment)
    counts = ", ".join(f"{number:,} {severity}" for severity, number in failing_by_severity(assessment).items() if number)
    return tone, f"{sentence}: {counts}" if counts else sentence


def count(outcome: Outcome, number: int) -> str:
    """A number with the outcome's word: `3 failed`, `1 error`."""
    return f"{number:,} {'error' if outcome is Outcome.ERROR and number == 1 else WORDS[outcome]}"
