"""All findings as CSV (RFC 4180), passes included and never cut: one row a finding, no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io

from buttress.model import Urn
from buttress.report.context import Context
from buttress.report.escaping import spreadsheet

COLUMNS = (
    "stack",
    "severity",
    "outcome",
    "check",
    "title",
    "resource",
    "type",
    "name",
    "message",
    "path",
    "at",
    "subsumed_by",
    "criteria",
    "controls",
    "owner",
    "fix",
    "change",
    "waiver_expires",
    "waiver_approver",
    "waiver_reason",
)


def write(context: Context) -> bytes:
    """A header and the rows in the order of the other reports, UTF-8."""
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, lineterminator="\r\n")
    adjusted = bool(context.adjusted)
    rows.writerow([*COLUMNS, "adjusted"] if adjusted else COLUMNS)
    for label, part in context.parts():
        for finding in context.ordered(label, part):
            urn = Urn.parse(finding.resource)
            waiver = finding.waiver
            cells = (
                label,
                finding.severity,
                finding.outcome,
                finding.check,
                context.title(finding.check),
                finding.resource,
                urn.kind if finding.resource else "",
                urn.name,
                finding.message,
                "; ".join(dict.fromkeys(str(place.path) for place in finding.places if place.path)),
                "; ".join(dict.fromkeys(place.at for place in finding.places if place.at)),
                finding.subsumed_by,
                context.cited(finding.criteria),
                " ".join(finding.controls),
                ", ".join(context.owners(finding)),
                context.fix(finding.check),
                context.change(label, finding) or "",
                waiver.expires.isoformat() if waiver and waiver.expires else "",
                waiver.approver if waiver else "",
                waiver.reason if waiver else "",
                *([context.adjusted_for(finding.check)] if adjusted else []),
            )
            rows.writerow([spreadsheet(str(cell)) for cell in cells])
    return stream.getvalue().encode()
