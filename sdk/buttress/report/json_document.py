"""The assessment as one JSON document, schema buttress.assessment/3 (assessment.schema.json beside this file).

Keys stand in the order of the schema, stacks in that of their labels, findings by severity, outcome, check and resource, one a line, and
before them those that a baseline does not cover.
Beyond the contract a stack also tells `digest`, `mode` and `warnings`, a finding `waits_for` where something is not known yet, and the
document `waiver_problems`. Everything outside ASCII is escaped, so that printing the document on a terminal is safe.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from buttress.assessment.baseline import SCHEMA
from buttress.model import EstateAssessment, Finding, Outcome, Place, StackAssessment, Waiver
from buttress.report.context import Context, Part, instant

_TOTALS = (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE, Outcome.ERROR, Outcome.WAIVED)
_encode = json.JSONEncoder(separators=(",", ":")).encode


def write(context: Context) -> bytes:
    """The document, UTF-8 (in fact ASCII), ending with a newline."""
    assessment = context.assessment
    totals = assessment.totals()
    stacks = [(label, part) for label, part in context.parts() if isinstance(part, StackAssessment)]
    estates = [part for _, part in context.parts() if isinstance(part, EstateAssessment)]
    head = {
        "schema": SCHEMA,
        "buttress": assessment.buttress,
        "policies": assessment.policies,
        "assessed_at": instant(assessment.assessed_at),
        "now": instant(assessment.now),
        "frameworks": {
            name: {"name": framework.name, "title": framework.title, "version": framework.version}
            for name, framework in assessment.frameworks.items()
        },
    }
    lines = ["{"]
    lines += [f" {_encode(key)}: {_encode(value)}," for key, value in head.items()]
    lines += [f' "stacks": {_block(_stack(context, label, stack) for label, stack in stacks)},']
    lines += [f' "estates": {_block(_estate(context, estate) for estate in estates)},']
    problems = [
        {"kind": problem.kind, "message": problem.message, "severity": problem.severity, "waiver": _waiver(problem.waiver)}
        for problem in sorted(
            assessment.waiver_problems, key=lambda each: (each.kind, each.waiver.check, each.waiver.resource, each.waiver.source)
        )
    ]
    if assessment.adjustments:
        lines += [f' "adjustments": {_encode([{"target": one.target, "sentence": one.sentence} for one in assessment.adjustments])},']
    lines += [f' "waiver_problems": {_encode(problems)},', f' "totals": {_encode({outcome: totals[outcome] for outcome in _TOTALS})}', "}"]
    return ("\n".join(lines) + "\n").replace("\x7f", "\\u007f").encode("ascii")


def laid_out(document: Any, levels: int) -> bytes:
    """A document as ASCII JSON with a member a line down to so many levels; what lies deeper stands on its member's line."""
    return (_lay(document, levels, 1) + "\n").replace("\x7f", "\\u007f").encode("ascii")


def _lay(value: Any, levels: int, depth: int) -> str:
    if not levels or not value or not isinstance(value, (dict, list)):
        return _encode(value)
    pad, end = "\n" + " " * depth, "\n" + " " * (depth - 1)
    if isinstance(value, dict):
        members = [f"{_encode(key)}: {_lay(member, levels - 1, depth + 1)}" for key, member in value.items()]
        return "{" + pad + f",{pad}".join(members) + end + "}"
    return "[" + pad + f",{pad}".join(_lay(member, levels - 1, depth + 1) for member in value) + end + "]"


def finding_document(finding: Finding) -> dict[str, Any]:
    """One finding as the document holds it."""
    document: dict[str, Any] = {
        "check": finding.check,
        "resource": finding.resource,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "message": finding.message,
        "path": list(finding.path),
        "places": [_place(place) for place in finding.places],
        "criteria": {name: list(ids) for name, ids in finding.criteria.items()},
        "controls": list(finding.controls),
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
    }
    if finding.at:
        document["at"] = finding.at
    if finding.value is not None:
        document["value"] = finding.value
    for key in ("waits_for", "subsumed_by", "subsumed_at"):
        if text := getattr(finding, key):
            document[key] = text
    return document


def _place(place: Place) -> dict[str, Any]:
    document: dict[str, Any] = {"path": list(place.path), "message": place.message, "outcome": place.outcome}
    if place.at:
        document["at"] = place.at
    if place.value is not None:
        document["value"] = place.value
    return document


def _in_context(context: Context, label: str, finding: Finding) -> dict[str, Any]:
    """A finding with the line of the program and what it is against the baseline, where these are known."""
    document = finding_document(finding)
    if position := context.position(finding):
        document["position"] = {"file": position.file, "line": position.line}
    if change := context.change(label, finding):
        document["change"] = change
    return document


def _stack(context: Context, label: str, part: StackAssessment) -> str:
    stack = part.stack
    head: dict[str, Any] = {
        "stack": {"organization": stack.organization, "project": stack.project, "name": stack.name, "source": stack.source},
        "resources": part.resources,
        "digest": part.digest,
        "mode": part.mode,
        "warnings": list(part.warnings),
        **({"unknown_values": part.unknown_values} if part.unknown_values else {}),
        "not_evaluated": [
            {"type": kind.type, "count": kind.count, "reason": kind.reason}
            for kind in sorted(part.not_evaluated, key=lambda kind: (kind.type, kind.reason))
        ],
    }
    return _object(context, label, head, part)


def _estate(context: Context, part: EstateAssessment) -> str:
    return _object(context, part.id, {"estate": {"id": part.id, "stacks": list(part.stacks)}}, part)


def _object(context: Context, label: str, head: Mapping[str, Any], part: Part) -> str:
    members = ", ".join(f"{_encode(key)}: {_encode(value)}" for key, value in head.items())
    body = ",\n   ".join(_encode(_in_context(context, label, finding)) for finding in context.ordered(label, part))
    return f'{{{members}, "findings": [' + (f"\n   {body}" if body else "") + "]}"


def _block(members: Iterable[str]) -> str:
    body = ",\n  ".join(members)
    return f"[\n  {body}]" if body else "[]"


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "check": waiver.check,
        "resource": waiver.resource,
        "owner": waiver.owner,
        "approver": waiver.approver,
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "category": waiver.category,
        "expires": _day(waiver.expires),
        "created": _day(waiver.created),
        "source": waiver.source,
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
