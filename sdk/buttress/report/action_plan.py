"""The work that is left, as CSV: one row for each check that is open in a stack, what is new and worst first.

With a baseline the last column says how many of a row's findings it does not cover.
The columns `reason`, `due` and `ticket` are empty on purpose: they are for the owner to fill in.
"""

from __future__ import annotations

import csv
import io

from buttress.model import Finding, Outcome, Urn, joined
from buttress.report.context import OPEN, Context
from buttress.report.escaping import spreadsheet

COLUMNS = (
    "severity",
    "stack",
    "check",
    "title",
    "fail",
    "error",
    "unknown",
    "resources",
    "criteria",
    "controls",
    "owner",
    "fix",
    "reason",
    "due",
    "ticket",
)


def write(context: Context) -> bytes:
    """A header and the rows, UTF-8."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for label, part in context.parts():
        for finding in part.findings:
            if finding.outcome in OPEN:
                groups.setdefault((finding.severity.rank, finding.check, label), []).append(finding)
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, lineterminator="\r\n")
    adjusted = bool(context.adjusted)
    compared = context.comparison is not None
    rows.writerow([*COLUMNS, *(["adjusted"] if adjusted else []), *(["new"] if compared else [])])
    fresh = {key: sum(context.is_fresh(key[2], each) for each in findings) for key, findings in groups.items()}
    for key, findings in sorted(groups.items(), key=lambda item: (not fresh[item[0]], item[0])):
        _, check, label = key
        counts = [sum(each.outcome is outcome for each in findings) for outcome in (Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN)]
        names = sorted({Urn.parse(each.resource).name if each.resource else label for each in findings})
        cells = (
            findings[0].severity,
            label,
            check,
            context.title(check),
            *counts,
            ", ".join(names),
            context.cited(joined(each.criteria for each in findings)),
            " ".join(dict.fromkeys(control for each in findings for control in each.controls)),
            ", ".join(dict.fromkeys(owner for each in findings for owner in context.owners(each))),
            context.fix(check),
            "",
            "",
            "",
            *([context.adjusted_for(check)] if adjusted else []),
            *([fresh[key]] if compared else []),
        )
        rows.writerow([spreadsheet(str(cell)) for cell in cells])
    return stream.getvalue().encode()
