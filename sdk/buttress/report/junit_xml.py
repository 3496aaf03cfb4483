"""JUnit XML: a suite for each stack or estate, a case for each finding.

fail is a failure, error and unknown are errors (a build must not go green on what was not judged), waived and not applicable are
skipped with their reason. Checks that found nothing of their types are skipped cases too, so that the number of tests is that of findings.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from buttress.model import Finding, Outcome
from buttress.report.context import Context, instant
from buttress.report.wording import DISCLAIMER
from buttress.text import printable


def write(context: Context) -> bytes:
    """The document, UTF-8, the totals of each suite as its attributes."""
    root = ET.Element("testsuites", name="buttress")
    stamp = instant(context.assessment.assessed_at).removesuffix("Z")
    sums = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for label, part in context.parts():
        suite = ET.SubElement(root, "testsuite", name=printable(label), timestamp=stamp, time="0")
        properties = ET.SubElement(suite, "properties")
        facts = (("buttress", context.assessment.buttress), ("policies", context.assessment.policies), ("note", DISCLAIMER))
        for key, value in (*facts, *((("adjusted", context.adjusted),) if context.adjusted else ())):
            ET.SubElement(properties, "property", name=key, value=printable(value))
        counts = dict.fromkeys(sums, 0)
        for finding in context.ordered(label, part):
            counts["tests"] += 1
            kind = _case(context, suite, label, finding)
            if kind:
                counts[kind] += 1
        for key, number in counts.items():
            suite.set(key, str(number))
            sums[key] += number
    for key, number in sums.items():
        root.set(key, str(number))
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _case(context: Context, suite: ET.Element, label: str, finding: Finding) -> str:
    case = ET.SubElement(
        suite, "testcase", classname=printable(finding.check), name=printable(finding.resource or context.title(finding.check)), time="0"
    )
    message = printable(finding.message or context.title(finding.check))
    if finding.outcome is Outcome.PASS:
        return ""
    if finding.outcome in {Outcome.WAIVED, Outcome.NOT_APPLICABLE}:
        reason = f"{finding.outcome.replace('_', ' ')}: {message}"
        if finding.waiver:
            ends = f" until {finding.waiver.expires}" if finding.waiver.expires else ""
            reason = printable(f"waived{ends} by {finding.waiver.approver or 'nobody named'}: {finding.waiver.reason}")
        ET.SubElement(case, "skipped", message=reason)
        return "skipped"
    failed = finding.outcome is Outcome.FAIL
    kind = finding.severity if failed else finding.outcome
    element = ET.SubElement(case, "failure" if failed else "error", message=f"{context.mark(label, finding)}{message}", type=kind)
    element.text = printable("\n".join(_details(context, finding)), lines=True)
    return "failures" if failed else "errors"


def _details(context: Context, finding: Finding) -> list[str]:
    details = [context.title(finding.check), f"severity: {finding.severity}"]
    position = context.position(finding)
    details += [f"line: {position.label}"] if position else []
    for place in finding.places:
        details += [f"path: {place.label}"] if place.path else []
        details += [f"at: {place.at}"] if place.at else []
    details += [f"part of: {finding.subsumed_by}"] if finding.subsumed_by else []
    details += [f"criteria: {context.cited(finding.criteria)}"] if finding.criteria else []
    owners = context.owners(finding)
    details += [f"owner: {', '.join(owners)}"] if owners else []
    details += [f"fix: {context.fix(finding.check)}"] if context.fix(finding.check) else []
    return [*(printable(line) for line in details), f"buttress explain {finding.check}"]
