"""OCSF 1.5 events of the class Compliance Finding (2003): a JSON list with one event a line, for lakes and SIEMs.

A pass is status 1, a fail 3; unknown, error and waived are 2, a warning: the schema's word for "there is no clean result". Checks that
found nothing of their types make no event. The event's uid is the same from run to run, so that a later one replaces it.
"""

from __future__ import annotations

import json
from typing import Any

from buttress.model import Finding, Outcome, Severity, Urn
from buttress.report.context import Context, instant
from buttress.report.marks import marked
from buttress.report.wording import DISCLAIMER
from buttress.text import printable

VERSION = "1.5.0"

_SEVERITIES = {Severity.CRITICAL: (5, "Critical"), Severity.HIGH: (4, "High"), Severity.MEDIUM: (3, "Medium"), Severity.LOW: (2, "Low")}
_STATUSES = {Outcome.PASS: (1, "Pass"), Outcome.FAIL: (3, "Fail")}
_WARNING = (2, "Warning")


def write(context: Context) -> bytes:
    """The list, ASCII, in the order of stacks and findings."""
    events = [
        json.dumps(_event(context, label, finding, mark), separators=(",", ":")).replace("\x7f", "\\u007f")
        for label, finding, mark in marked(context)
        if finding.resource and finding.outcome is not Outcome.NOT_APPLICABLE
    ]
    return ("[\n" + ",\n".join(events) + "\n]\n" if events else "[]\n").encode("ascii")


def _event(context: Context, label: str, finding: Finding, mark: str) -> dict[str, Any]:
    severity_id, severity = _SEVERITIES[finding.severity] if finding.outcome is not Outcome.PASS else (1, "Informational")
    status_id, status = _STATUSES.get(finding.outcome, _WARNING)
    urn = Urn.parse(finding.resource)
    known = context.assessment.checks.get(finding.check)
    title = context.title(finding.check)
    moment = round(context.assessment.assessed_at.timestamp() * 1000)
    compliance: dict[str, Any] = {
        "standards": [printable(context.name(framework)) for framework in context.served(finding)],
        "requirements": [printable(criterion) for criterion in context.labels(finding.criteria)],
        "status_id": status_id,
        "status": status,
        "status_code": finding.outcome,
        "status_detail": printable(finding.message or title),
    }
    if finding.controls:
        compliance["control"] = printable(finding.controls[0])
    event: dict[str, Any] = {
        "activity_id": 1,
        "activity_name": "Create",
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2003,
        "class_name": "Compliance Finding",
        "type_uid": 200301,
        "type_name": "Compliance Finding: Create",
        "time": moment,
        "severity_id": severity_id,
        "severity": severity,
        "status_id": 3 if finding.outcome is Outcome.WAIVED else 4 if finding.outcome is Outcome.PASS else 1,
        "status": "Suppressed" if finding.outcome is Outcome.WAIVED else "Resolved" if finding.outcome is Outcome.PASS else "New",
        "message": printable(f"{urn.name}: {finding.sentence or title}"),
        "metadata": {
            "version": VERSION,
            "product": {"name": "Buttress", "vendor_name": "Buttress", "version": context.assessment.buttress},
            "event_code": finding.check,
        },
        "finding_info": {
            "uid": mark,
            "title": printable(title),
            "desc": printable(" ".join(known.description.split())) if known else printable(title),
            "types": ["Infrastructure as code"],
            "created_time": moment,
        },
        "compliance": compliance,
        "resources": [
            {
                "uid": printable(finding.resource),
                "name": printable(urn.name),
                "type": printable(urn.kind),
                "group": {"name": printable(label)},
            }
        ],
        "unmapped": {
            "stack": printable(label),
            "outcome": finding.outcome,
            "places": [printable(place.sentence) for place in finding.places],
            **({"change": change} if (change := context.change(label, finding)) else {}),
            **({"subsumed_by": finding.subsumed_by} if finding.subsumed_by else {}),
            "controls": list(finding.controls),
            "criteria": {name: list(ids) for name, ids in finding.criteria.items()},
            "judged_as_of": instant(context.assessment.now),
            **({"adjusted": printable(adjusted)} if (adjusted := context.adjusted_for(finding.check)) else {}),
            "note": DISCLAIMER,
        },
    }
    fix = context.fix(finding.check)
    if fix and finding.outcome is not Outcome.PASS:
        event["remediation"] = {
            "desc": printable(fix),
            "references": [each for each in known.references if each.startswith("https://")] if known else [],
        }
    return event
