"""Workflow commands that make annotations on GitHub: one line a finding, the worst first.

The service shows ten of each level for a step, so the order matters; the last line is a notice with all totals.
"""

from __future__ import annotations

from attrs import evolve

from buttress.model import Finding, Outcome, Severity, Urn
from buttress.report.context import Context
from buttress.report.text import totals_line
from buttress.report.wording import DISCLAIMER
from buttress.text import printable

_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}
_ORDER = list(Outcome)


def write(context: Context) -> bytes:
    """The commands, UTF-8, each on a line of its own."""
    shown = [
        (label, finding)
        for label, part in context.parts()
        for finding in part.findings
        if finding.outcome in context.show and finding.resource
    ]
    shown.sort(key=lambda pair: (_ORDER.index(pair[1].outcome), pair[1].order, pair[0]))
    lines = [_command(context, _level(finding), _title(finding), _message(context, label, finding)) for label, finding in shown]
    for problem in context.assessment.waiver_problems:
        lines.append(_command(context, "warning", f"waiver {problem.kind}", f"{problem.waiver.check}: {problem.message}"))
    if context.adjusted:
        lines.append(_command(context, "notice", "Adjusted by the project", context.adjusted))
    lines.append(_command(context, "notice", "Buttress", f"{totals_line(evolve(context, color=False))}. {DISCLAIMER}"))
    return ("\n".join(lines) + "\n").encode()


def _level(finding: Finding) -> str:
    if finding.outcome is Outcome.FAIL:
        return _LEVELS[finding.severity]
    return {Outcome.ERROR: "error", Outcome.UNKNOWN: "warning"}.get(finding.outcome, "notice")


def _title(finding: Finding) -> str:
    return f"{finding.outcome.replace('_', ' ')} ({finding.severity}): {finding.check}"


def _message(context: Context, label: str, finding: Finding) -> str:
    text = f"{label}: {Urn.parse(finding.resource).label}: {finding.sentence or context.title(finding.check)}"
    fix = context.fix(finding.check)
    return f"{text}. Fix: {fix}" if fix and finding.outcome is Outcome.FAIL else text


def _command(context: Context, level: str, title: str, message: str) -> str:
    return f"::{level} file={_property(context.program)},line=1,title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
