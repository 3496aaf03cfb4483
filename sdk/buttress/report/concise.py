"""One line a finding, for grep and for editors: `stack: FAIL high check resource message`, then the totals."""

from __future__ import annotations

from buttress.report.context import Context
from buttress.report.text import totals_line
from buttress.report.wording import LABELS
from buttress.text import printable


def write(context: Context) -> bytes:
    """The lines, never wrapped; findings about nothing in particular are left to the totals."""
    lines = []
    for label, part in context.parts():
        for finding in context.ordered(label, part):
            if finding.outcome in context.show and finding.resource:
                said = f"{context.mark(label, finding)}{finding.sentence}"
                line = f"{label}: {LABELS[finding.outcome]} {finding.severity} {finding.check} {finding.resource} {said}"
                lines.append(printable(line, ascii_only=context.ascii_only))
    for problem in context.assessment.waiver_problems:
        lines.append(
            printable(
                f"{problem.waiver.source or 'waivers'}: WAIVER {problem.kind} {problem.waiver.check} {problem.message}",
                ascii_only=context.ascii_only,
            )
        )
    lines += [printable(f"settings: ADJUSTED {one.sentence}", ascii_only=context.ascii_only) for one in context.assessment.adjustments]
    lines.append(totals_line(context))
    return ("\n".join(lines) + "\n").encode()
