"""Workflow commands that make annotations on GitHub, each at the line of the program: one a finding, what is new and worst first.

The service shows ten of each level for a step, so the order matters; the last line is a notice with all totals.
"""

from __future__ import annotations

from attrs import evolve

from buttress.model import Finding, Outcome, Position, Severity, Urn
from buttress.report.context import Context
from buttress.report.text import totals_line
from buttress.report.wording import DISCLAIMER
from buttress.text import printable

_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}


def write(context: Context) -> bytes:
    """The commands, UTF-8, each on a line of its own."""
    lines = [
        _command(
            context.place(finding), _level(finding), f"{context.mark(label, finding)}{_title(finding)}", _message(context, label, finding)
        )
        for label, finding in context.shown()
        if finding.resource
    ]
    program = Position(file=context.program, line=1)
    for problem in context.assessment.waiver_problems:
        lines.append(_command(program, "warning", f"waiver {problem.kind}", f"{problem.waiver.check}: {problem.message}"))
    if context.adjusted:
        lines.append(_command(program, "notice", "Adjusted by the project", context.adjusted))
    lines.append(_command(program, "notice", "Buttress", f"{totals_line(evolve(context, color=False))}. {DISCLAIMER}"))
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


def _command(place: Position, level: str, title: str, message: str) -> str:
    return f"::{level} file={_property(place.file)},line={place.line},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
