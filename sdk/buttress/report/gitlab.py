"""GitLab's code quality report: a JSON list that a merge request shows beside the lines of the program.

The fingerprint is that of SARIF, so that a finding is the same one tomorrow. The service tells what is new by comparing with the
report of the target branch.
"""

from __future__ import annotations

import hashlib
from typing import Any

from buttress.model import Finding, Outcome, Severity, Urn
from buttress.report.context import OPEN, Context
from buttress.report.json_document import laid_out
from buttress.report.sarif import fingerprint
from buttress.text import printable

_SEVERITIES = {Severity.CRITICAL: "blocker", Severity.HIGH: "critical", Severity.MEDIUM: "major", Severity.LOW: "minor"}


def write(context: Context) -> bytes:
    """Every open finding that is shown, ASCII; what could not be judged is there too, for silence would look clean."""
    shown = [
        (label, finding)
        for label, finding in context.shown()
        if finding.outcome in OPEN and (finding.resource or finding.outcome is Outcome.ERROR)
    ]
    issues = [_issue(context, label, finding) for label, finding in shown]
    for problem in context.assessment.waiver_problems:
        text = f"waiver {problem.kind}: {problem.message}"
        issues.append(_of_the_project(context, "buttress-waivers", text, _SEVERITIES[problem.severity]))
    if context.adjusted:
        issues.append(_of_the_project(context, "buttress-settings", f"Adjusted by the project: {context.adjusted}", "info"))
    return laid_out(issues, 1)


def _issue(context: Context, label: str, finding: Finding) -> dict[str, Any]:
    place = context.place(finding)
    subject = Urn.parse(finding.resource).label if finding.resource else label
    word = "" if finding.outcome is Outcome.FAIL else f"{finding.outcome}: "
    return {
        "description": printable(f"{context.mark(label, finding)}{word}{subject}: {finding.sentence or context.title(finding.check)}"),
        "check_name": finding.check,
        "fingerprint": fingerprint(label, finding),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": printable(place.file), "lines": {"begin": place.line}},
    }


def _of_the_project(context: Context, name: str, text: str, severity: str) -> dict[str, Any]:
    """What is to be said of the project's own settings, at the place that stands for all that has no line."""
    return {
        "description": printable(text),
        "check_name": name,
        "fingerprint": hashlib.sha256(f"{name}: {printable(text)}".encode()).hexdigest(),
        "severity": severity,
        "location": {"path": printable(context.program), "lines": {"begin": 1}},
    }
