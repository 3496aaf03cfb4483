"""The AWS Security Finding Format: requests for Security Hub's BatchImportFindings, one a line of a JSON list, each within its limits.

A request holds at most 100 findings, a finding at most 240 KB, and both are kept. Only findings about AWS go in. The account is that
of the estate that a stack belongs to, or the option `aws_account`; the region is the option `aws_region`. Without them nothing is
written: a finding in the wrong account would be worse than none. Workflow and notes belong to the customer and are not touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from buttress.errors import ConfigError
from buttress.model import Finding, Outcome, Severity, Urn
from buttress.model.partitions import partition_of, partitions
from buttress.report.context import Context, instant
from buttress.report.marks import marked
from buttress.text import nearest, printable

BATCH = 100
SIZE = 240_000

_SEVERITIES = {Severity.CRITICAL: "CRITICAL", Severity.HIGH: "HIGH", Severity.MEDIUM: "MEDIUM", Severity.LOW: "LOW"}
_STATUSES = {Outcome.PASS: "PASSED", Outcome.FAIL: "FAILED"}
_STANDARDS = "Software and Configuration Checks/Industry and Regulatory Standards"
_ACCOUNT = re.compile(r"[0-9]{12}")


def write(context: Context) -> bytes:
    """The list of requests, ASCII; empty if no finding is about AWS."""
    findings = [
        _finding(context, label, finding, mark)
        for label, finding, mark in marked(context)
        if finding.resource and finding.outcome is not Outcome.NOT_APPLICABLE and _about_aws(context, finding)
    ]
    requests = [json.dumps({"Findings": batch}, separators=(",", ":")).replace("\x7f", "\\u007f") for batch in _batches(findings)]
    return ("[\n" + ",\n".join(requests) + "\n]\n" if requests else "[]\n").encode("ascii")


def _about_aws(context: Context, finding: Finding) -> bool:
    check = context.assessment.checks.get(finding.check)
    return (check.cloud if check else "") == "aws" or Urn.parse(finding.resource).type.startswith("aws:")


def _account(context: Context, label: str) -> str:
    for estate in context.assessment.estates:
        if estate.id.startswith("aws:") and (label == estate.id or label in estate.stacks):
            return estate.id.removeprefix("aws:")
    return context.options.get("aws_account", "")


def _finding(context: Context, label: str, finding: Finding, mark: str) -> dict[str, Any]:
    account, region = _account(context, label), context.options.get("aws_region", "")
    if not _ACCOUNT.fullmatch(account):
        raise ConfigError(
            "ASFF needs the AWS account of this stack",
            where=printable(label),
            hint="declare an estate (estates: in buttress.yaml) or give --option aws_account=123456789012",
        )
    found = partition_of(region)
    if found is None:
        regions = [name for one in partitions().values() for name in one.regions]
        hint = nearest(region, regions) or "give --option aws_region=eu-central-1"
        raise ConfigError("ASFF needs the AWS region of Security Hub", where=printable(region) or None, hint=hint)
    partition = found.id
    kind = Urn.parse(finding.resource).kind
    moment = instant(context.assessment.assessed_at)
    title = context.title(finding.check)
    compliance: dict[str, Any] = {"Status": _STATUSES.get(finding.outcome, "WARNING"), "SecurityControlId": finding.check}
    requirements = [_cut(f"{context.name(framework)} {criterion}", 64) for framework, ids in finding.criteria.items() for criterion in ids]
    if requirements:
        compliance["RelatedRequirements"] = requirements[:32]
    if finding.outcome not in _STATUSES:
        compliance["StatusReasons"] = [{"ReasonCode": finding.outcome.upper(), "Description": _cut(finding.message or title, 2048)}]
    standards = [f"{_STANDARDS}/{_cut(context.name(name).replace('/', ' '), 64)}" for name in context.served(finding)][:50] or [_STANDARDS]
    document: dict[str, Any] = {
        "SchemaVersion": "2018-10-08",
        "Id": f"buttress/{mark}",
        "ProductArn": f"arn:{partition}:securityhub:{region}:{account}:product/{account}/default",
        "ProductName": "Buttress",
        "CompanyName": "Buttress",
        "GeneratorId": finding.check,
        "AwsAccountId": account,
        "Types": standards,
        "CreatedAt": moment,
        "UpdatedAt": moment,
        "Title": _cut(title, 256),
        "Description": _cut(finding.sentence or title, 1024),
        "FindingProviderFields": {
            "Severity": {"Label": "INFORMATIONAL" if finding.outcome is Outcome.PASS else _SEVERITIES[finding.severity]},
            "Types": standards,
        },
        "Compliance": compliance,
        "Resources": [
            {
                "Type": "AwsAccount" if kind == "account" else "Other",
                "Id": f"AWS::::Account:{account}" if kind == "account" else _cut(finding.resource, 512),
                "Partition": partition,
                "Region": region,
                "Details": {"Other": {"type": _cut(kind, 1024), "stack": _cut(label, 1024)}},
            }
        ],
        "ProductFields": {"buttress/outcome": finding.outcome, "buttress/controls": _cut(" ".join(finding.controls), 2048)},
        "RecordState": "ACTIVE",
    }
    if finding.subsumed_by:
        document["ProductFields"]["buttress/subsumed_by"] = _cut(finding.subsumed_by, 2048)
    if change := context.change(label, finding):
        document["ProductFields"]["buttress/change"] = change
    if adjusted := context.adjusted_for(finding.check):
        document["ProductFields"]["buttress/adjusted"] = _cut(adjusted, 2048)
    fix = context.fix(finding.check)
    if fix:
        document["Remediation"] = {"Recommendation": {"Text": _cut(fix, 512)}}
    return document


def _batches(findings: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(findings), BATCH):
        yield findings[start : start + BATCH]


def _cut(text: str, length: int) -> str:
    clean = printable(text).strip() or "none"
    return clean if len(clean) <= length else f"{clean[: length - 1]}…"
