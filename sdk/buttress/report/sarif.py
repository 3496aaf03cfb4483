"""SARIF 2.1.0, for code scanning services.

Each check is a reporting descriptor, each finding a result. It points at the line of the program that makes the resource, else at line 1
of `Pulumi.yaml`, and names the URN as a logical location; the fingerprint is made of stack, check and resource, so that a run tomorrow
updates the alert of today. Consumers keep 25,000 results of a run: what a baseline does not cover comes first, then what is open, and a
longer list is cut with a notification.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from buttress.assessment.baseline import BaselineStatus
from buttress.model import Check, Finding, Outcome, Severity, Urn, Waiver
from buttress.report.context import Context, instant
from buttress.report.json_document import laid_out
from buttress.report.wording import SECURITY_SEVERITY
from buttress.text import printable, slug

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS = 25_000
"""The most results of one run that GitHub accepts."""

_KINDS = {
    Outcome.FAIL: "fail",
    Outcome.WAIVED: "fail",
    Outcome.ERROR: "open",
    Outcome.UNKNOWN: "review",
    Outcome.NOT_APPLICABLE: "notApplicable",
    Outcome.PASS: "pass",
}
_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_BASELINE = {BaselineStatus.NEW: "new", BaselineStatus.REGRESSED: "new", BaselineStatus.UNCHANGED: "unchanged"}
_TAGS = 20


def write(context: Context) -> bytes:
    """One run with every check and each finding whose outcome is shown."""
    assessment = context.assessment
    checks = [assessment.checks[check] for check in sorted(assessment.checks)]
    positions = {check.id: position for position, check in enumerate(checks)}
    shown = [(label, finding) for label, finding in context.shown() if finding.check in positions]
    notifications: list[dict[str, Any]] = []
    if len(shown) > RESULTS:
        notifications.append(
            _notification("error", f"{len(shown) - RESULTS:,} of {len(shown):,} results are left out; the JSON report holds all")
        )
    for problem in assessment.waiver_problems:
        notifications.append(_notification("warning", f"waiver {problem.kind}: {problem.waiver.check}: {problem.message}"))
    notifications += [_notification("note", f"adjusted by the project: {one.sentence}") for one in assessment.adjustments]
    for label, kind in context.not_evaluated:
        notifications.append(_notification("note", f"{label}: {kind.count:,} of {kind.type} not evaluated: {kind.reason}"))
    errors = assessment.totals()[Outcome.ERROR]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "Buttress",
                "semanticVersion": assessment.buttress,
                "version": assessment.buttress,
                "rules": [_descriptor(context, check) for check in checks],
                "properties": {"policies": assessment.policies},
            }
        },
        "automationDetails": {"id": f"buttress/{slug('-'.join(label for label, _ in context.parts()))[:80]}/"},
        "invocations": [
            {
                "executionSuccessful": not errors,
                "endTimeUtc": instant(assessment.assessed_at),
                "toolExecutionNotifications": notifications,
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": _results(context, shown[:RESULTS], positions),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return laid_out(document, 4)


def fingerprint(label: str, finding: Finding) -> str:
    """The same 64 hexadecimal digits for the same stack, check and resource, whatever the places, message, time or severity."""
    return hashlib.sha256(json.dumps([label, finding.check, finding.resource]).encode()).hexdigest()


def _descriptor(context: Context, check: Check) -> dict[str, Any]:
    tags = ["security", check.cloud, *context.labels(check.criteria)][:_TAGS]
    descriptor: dict[str, Any] = {
        "id": check.id,
        "name": "".join(word.capitalize() for word in check.id.split("-")),
        "shortDescription": {"text": printable(check.title)},
        "fullDescription": {"text": printable(" ".join(check.description.split())) or printable(check.title)},
        "help": {"text": printable(" ".join(check.remediation.split())) or f"See: buttress explain {check.id}"},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": list(dict.fromkeys(tags)), "precision": "very-high", "security-severity": SECURITY_SEVERITY[check.severity]},
    }
    web = [reference for reference in check.references if reference.startswith("https://")]
    if web:
        descriptor["helpUri"] = quote(web[0], safe=":/?#[]@!$&'()*+,;=%~-._")
    return descriptor


def _results(context: Context, shown: Sequence[tuple[str, Finding]], positions: Mapping[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for label, finding in shown:
        mark = fingerprint(label, finding)
        seen[mark] += 1
        results.append(_result(context, label, finding, positions[finding.check], f"{mark[:16]}:{seen[mark]}"))
    return results


def _result(context: Context, label: str, finding: Finding, position: int, line: str) -> dict[str, Any]:
    kind = _KINDS[finding.outcome]
    subject = finding.resource or label
    name = Urn.parse(subject).name if finding.resource else label
    place = context.place(finding)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": position,
        "kind": kind,
        "level": _LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": _sentence(printable(f"{name}: {finding.sentence or context.title(finding.check)}"))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.file, safe="/-._~")},
                    "region": {"startLine": place.line},
                },
                "logicalLocations": [
                    {"fullyQualifiedName": printable(subject), "name": printable(name), "kind": "resource"},
                    *(_logical(urn) for urn in dict.fromkeys(place.at for place in finding.places) if urn),
                ],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": line, "buttress/v2": fingerprint(label, finding)},
        "properties": {
            "stack": printable(label),
            "outcome": finding.outcome,
            "severity": finding.severity,
            "criteria": {name: list(ids) for name, ids in finding.criteria.items()},
            "controls": list(finding.controls),
            "owners": [printable(owner) for owner in context.owners(finding)],
        },
    }
    if len(finding.places) > 1:
        result["properties"]["places"] = [printable(place.sentence) for place in finding.places]
    if finding.subsumed_by:
        result["properties"]["subsumedBy"] = finding.subsumed_by
    if finding.waiver and finding.outcome is Outcome.WAIVED:
        result["suppressions"] = [_accepted(finding.waiver)]
    if context.comparison is not None:
        change = context.change(label, finding)
        result["baselineState"] = _BASELINE.get(change, "unchanged") if change else "unchanged"
    return result


def _logical(urn: str) -> dict[str, str]:
    return {"fullyQualifiedName": printable(urn), "name": printable(Urn.parse(urn).name), "kind": "resource"}


def _accepted(waiver: Waiver) -> dict[str, Any]:
    until = f" until {waiver.expires.isoformat()}" if waiver.expires else ""
    ticket = f", {waiver.ticket}" if waiver.ticket else ""
    why = f"{waiver.reason} ({waiver.category}{until}, approved by {waiver.approver or 'nobody named'}{ticket})"
    return {"kind": "external", "status": "accepted", "justification": printable(why)}


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _sentence(printable(text))}, "descriptor": {"id": "buttress"}}


def _sentence(text: str) -> str:
    """SARIF asks that a message ends with a period; braces are doubled, for they are place holders there."""
    escaped = text.replace("{", "{{").replace("}", "}}")
    return escaped if escaped.endswith((".", "!", "?")) else f"{escaped}."
