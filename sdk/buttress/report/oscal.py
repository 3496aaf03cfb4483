"""OSCAL 1.2 documents: assessment results, the plan of action and milestones (POA&M) of what is open, and the hardened components.

An observation is one finding, its subject an inventory item of the stack. A finding in OSCAL's sense is a criterion: `satisfied` only
where every test passed and no evidence is owed. A risk is a check that is open or waived. Identifiers are UUIDs of version 5 over stable
keys, so that the documents of two runs can be compared line by line. Our own properties are in the namespace below.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable
from typing import Any

from buttress.catalog.components import Component, components
from buttress.model import CriterionStatus, Finding, Framework, Outcome, Urn
from buttress.report.context import OPEN, Context, instant
from buttress.report.json_document import laid_out
from buttress.report.wording import DISCLAIMER
from buttress.text import plural, printable

VERSION = "1.2.1"
NAMESPACE = "urn:buttress:oscal:1"
_UUIDS = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)

_STATES = {
    CriterionStatus.SUPPORTED: ("satisfied", "pass"),
    CriterionStatus.EXCEPTIONS: ("not-satisfied", "fail"),
    CriterionStatus.PARTIAL: ("not-satisfied", "other"),
    CriterionStatus.NOT_EVALUATED: ("not-satisfied", "other"),
}


def write_results(context: Context) -> bytes:
    """The document `assessment-results` with every finding, passes included."""
    labelled = [(label, finding) for label, part in context.parts() for finding in part.findings if finding.resource]
    observations = [_observation(context, label, finding) for label, finding in _ordered(labelled)]
    by_check: dict[str, list[str]] = {}
    for label, finding in _ordered(labelled):
        by_check.setdefault(finding.check, []).append(_observation_id(label, finding))
    risks = [_risk(context, label, check, findings) for (label, check), findings in _risks(context).items()]
    findings = []
    for result in context.criteria:
        state, reason = _STATES[result.status]
        related = [identifier for test in result.tests for identifier in by_check.get(test.check, ())]
        findings.append(
            _filled(
                {
                    "uuid": _id("finding", *result.key),
                    "title": f"{_line(context.label(result))}: {result.status.value}",
                    "description": _line(f"{result.criterion.title}: {result.reason}"),
                    "props": [
                        _prop("status", result.status.value),
                        _prop("framework", result.framework.id),
                        *_support(result.framework, result.criterion.id, (test.check for test in result.tests if test.population)),
                    ],
                    "target": {
                        "type": "objective-id",
                        "target-id": _token(context.label(result)),
                        "status": {"state": state, "reason": reason, "remarks": DISCLAIMER},
                    },
                    "related-observations": [{"observation-uuid": identifier} for identifier in related],
                }
            )
        )
    selections: list[dict[str, Any]] = [
        {
            "description": _line(framework.title),
            "include-controls": [{"control-id": _token(context.label(result))} for result in judged],
        }
        for framework, judged in context.by_framework
    ]
    moment = instant(context.assessment.assessed_at)
    results = _filled(
        {
            "uuid": _id("result", *[label for label, _ in context.parts()]),
            "title": "Checks of declared infrastructure",
            "description": f"{DISCLAIMER} Every resource that a check applies to was tested; none was sampled.",
            "start": moment,
            "end": moment,
            "props": [_prop("policies", context.assessment.policies)] if context.assessment.policies else [],
            "local-definitions": _filled({"inventory-items": _inventory(labelled)}),
            "reviewed-controls": {
                "control-selections": selections or [{"description": "No framework names a criterion.", "include-all": {}}]
            },
            "observations": observations,
            "risks": risks,
            "findings": findings,
        }
    )
    body: dict[str, Any] = {
        "metadata": _metadata(context, f"{context.readiness}: assessment results"),
        "import-ap": {"href": f"#{_id('plan')}", "remarks": "No assessment plan in OSCAL exists; the library of checks stands for it."},
        "results": [results],
        "back-matter": {
            "resources": [
                {
                    "uuid": _id("plan"),
                    "title": "Buttress checks",
                    "description": f"Library {_line(context.assessment.policies) or 'unknown'}",
                }
            ]
        },
    }
    return _document("assessment-results", body, 5)


def write_plan(context: Context) -> bytes:
    """The document `plan-of-action-and-milestones`: an item for each check that is open or waived in a stack."""
    groups = _risks(context)
    labelled = [(label, finding) for (label, _), findings in groups.items() for finding in findings if finding.resource]
    items = [
        _filled(
            {
                "uuid": _id("item", label, check),
                "title": _line(context.title(check)),
                "description": _line(f"{label}: {len(findings)} findings of {check} are open or waived. {context.fix(check)}"),
                "props": [_prop("severity", findings[0].severity), _prop("check", check)],
                "related-observations": [{"observation-uuid": _observation_id(label, finding)} for finding in findings if finding.resource],
                "related-risks": [{"risk-uuid": _id("risk", label, check)}],
            }
        )
        for (label, check), findings in groups.items()
    ]
    nothing = {"uuid": _id("item", "nothing"), "title": "Nothing is open", "description": f"No finding is open or waived. {DISCLAIMER}"}
    body = _filled(
        {
            "metadata": _metadata(context, f"{context.readiness}: plan of action and milestones"),
            "system-id": {"identifier-type": NAMESPACE, "id": _line(", ".join(label for label, _ in context.parts())) or "no stack"},
            "local-definitions": _filled({"inventory-items": _inventory(labelled)}),
            "observations": [_observation(context, label, finding) for label, finding in _ordered(labelled)],
            "risks": [_risk(context, label, check, findings) for (label, check), findings in groups.items()],
            "poam-items": items or [nothing],
        }
    )
    return _document("plan-of-action-and-milestones", body, 3)


def write_components(context: Context) -> bytes:
    """The document `component-definition`: each hardened component that is installed, with the criteria that its checks support.

    A component is listed under a criterion by the checks that its own tests hold it to; whether a program uses it does not stand here.
    """
    frameworks = context.assessment.frameworks.values()
    listed = []
    for component in components():
        implementations = [one for framework in frameworks if (one := _implementation(component, framework))]
        listed.append(
            _filled(
                {
                    "uuid": _id("component", component.cloud, component.name),
                    "type": "software",
                    "title": component.name,
                    "description": _line(component.title) or component.name,
                    "props": [_prop("cloud", component.cloud)],
                    "control-implementations": implementations,
                }
            )
        )
    sources = [
        {
            "uuid": _id("framework", framework.id),
            "title": _line(framework.title),
            "description": _line(framework.note) or "Criteria by id.",
        }
        for framework in frameworks
    ]
    body = _filled(
        {
            "metadata": _metadata(context, "Hardened components and the criteria they support"),
            "components": listed,
            "back-matter": _filled({"resources": sources}),
        }
    )
    return _document("component-definition", body, 4)


def _implementation(component: Component, framework: Framework) -> dict[str, Any] | None:
    """What a component does for a framework, if it does anything."""
    by_criterion: dict[str, list[str]] = {}
    for check in component.satisfies:
        for criterion in framework.criteria_of(check):
            by_criterion.setdefault(criterion, []).append(check)
    if not by_criterion:
        return None
    key = (component.cloud, component.name, framework.id)
    return {
        "uuid": _id("implementation", *key),
        "source": f"#{_id('framework', framework.id)}",
        "description": f"{DISCLAIMER} What is listed supports a criterion and does not meet it by itself.",
        "implemented-requirements": [
            {
                "uuid": _id("requirement", *key, criterion.id),
                "control-id": _token(criterion.id),
                "description": _line(f"{criterion.title}: its resources pass {plural(len(by_criterion[criterion.id]), 'check')}."),
                "props": _support(framework, criterion.id, by_criterion[criterion.id]),
            }
            for criterion in framework.criteria
            if criterion.id in by_criterion
        ],
    }


def _support(framework: Framework, criterion: str, checks: Iterable[str]) -> list[dict[str, str]]:
    """The checks behind a criterion, each with the reason why it supports it."""
    found = []
    for check in checks:
        why = "; ".join(framework.reasons(check).get(criterion, ()))
        found.append({**_prop("check", check), **({"remarks": f"{_line(why)}."} if why else {})})
    return found


def _metadata(context: Context, title: str) -> dict[str, Any]:
    return {
        "title": _line(title),
        "last-modified": instant(context.assessment.assessed_at),
        "version": instant(context.assessment.now),
        "oscal-version": VERSION,
        "props": [_prop("buttress-version", context.assessment.buttress)],
        "remarks": f"{DISCLAIMER} Adjusted by the project: {_line(context.adjusted)}." if context.adjusted else DISCLAIMER,
    }


def _observation(context: Context, label: str, finding: Finding) -> dict[str, Any]:
    props = [
        _prop("outcome", finding.outcome),
        _prop("severity", finding.severity),
        _prop("check", finding.check),
        _prop("stack", label),
        *[_prop("control", control) for control in finding.controls],
        *([_prop("change", change)] if (change := context.change(label, finding)) else []),
        *([_prop("subsumed-by", finding.subsumed_by)] if finding.subsumed_by else []),
    ]
    return {
        "uuid": _observation_id(label, finding),
        "title": _line(context.title(finding.check)),
        "description": _line(f"{finding.outcome.replace('_', ' ')}: {finding.sentence or context.title(finding.check)}"),
        "props": props,
        "methods": ["TEST"],
        "subjects": [{"subject-uuid": _id("resource", label, finding.resource), "type": "inventory-item"}],
        "collected": instant(context.assessment.assessed_at),
    }


def _risk(context: Context, label: str, check: str, findings: list[Finding]) -> dict[str, Any]:
    first = min(findings, key=lambda each: each.order)
    waived = all(each.outcome is Outcome.WAIVED for each in findings)
    criteria = ", ".join(context.labels(first.criteria)) or "no criterion"
    ends = [each.waiver.expires for each in findings if each.waiver and each.waiver.expires]
    return _filled(
        {
            "uuid": _id("risk", label, check),
            "title": _line(context.title(check)),
            "description": _line(f"{label}: {first.message or context.title(check)}"),
            "statement": _line(f"Supports {criteria}; owner {', '.join(context.owners(first)) or 'not named'}."),
            "status": "deviation-approved" if waived else "open",
            "characterizations": [
                {
                    "origin": {"actors": [{"type": "tool", "actor-uuid": _id("tool")}]},
                    "facets": [{"name": "severity", "system": NAMESPACE, "value": first.severity}],
                }
            ],
            "deadline": f"{min(ends).isoformat()}T00:00:00Z" if waived and ends else None,
            "remediations": [
                {
                    "uuid": _id("remediation", label, check),
                    "lifecycle": "recommendation",
                    "title": "Fix",
                    "description": _line(context.fix(check)),
                }
            ]
            if context.fix(check)
            else [],
            "related-observations": [{"observation-uuid": _observation_id(label, finding)} for finding in findings if finding.resource],
        }
    )


def _risks(context: Context) -> dict[tuple[str, str], list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for label, part in context.parts():
        for finding in sorted(part.findings, key=lambda each: each.order):
            if finding.outcome in OPEN or finding.outcome is Outcome.WAIVED:
                groups.setdefault((label, finding.check), []).append(finding)
    return dict(sorted(groups.items(), key=lambda item: (item[1][0].severity.rank, item[0])))


def _inventory(labelled: Iterable[tuple[str, Finding]]) -> list[dict[str, Any]]:
    resources = sorted({(label, finding.resource) for label, finding in labelled})
    items = []
    for label, resource in resources:
        urn = Urn.parse(resource)
        props = [_prop("urn", resource), _prop("resource-type", urn.kind), _prop("stack", label)]
        items.append({"uuid": _id("resource", label, resource), "description": _line(urn.label), "props": props})
    return items


def _ordered(labelled: Iterable[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    unique = {_observation_id(label, finding): (label, finding) for label, finding in labelled}
    return sorted(unique.values(), key=lambda pair: (pair[0], pair[1].order))


def _observation_id(label: str, finding: Finding) -> str:
    return _id("observation", label, finding.check, finding.resource)


def _id(*key: str) -> str:
    return str(uuid.uuid5(_UUIDS, json.dumps(key)))


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": _line(value) or "none"}


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _token(text: str) -> str:
    token = re.sub(r"[^a-z0-9.\-_]", "-", text.lower())
    return token if token[:1].isalpha() else f"_{token}"


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    """The document without the members that are empty: OSCAL has no empty lists."""
    return {key: value for key, value in document.items() if value not in (None, [], {})}


def _document(kind: str, body: dict[str, Any], levels: int) -> bytes:
    document = {kind: {"uuid": _id("document", kind, json.dumps(body)), **body}}
    return laid_out(document, levels)
