"""Assessments built in code: empty, small, large, hostile."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from buttress.model import (
    Assessment,
    Check,
    Control,
    Criterion,
    Effect,
    EstateAssessment,
    Finding,
    Framework,
    NotEvaluated,
    Outcome,
    Place,
    Severity,
    Stack,
    StackAssessment,
    UpdateEffect,
    Waiver,
    WaiverProblem,
)

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
HOSTILE = (
    '"><script>alert(1)</script>',
    "{{ 7*7 }}{% raw %}",
    "</script><img src=x onerror=alert(1)>",
    "\u202egnp.exe\u202c",
    "\x1b]0;title\x07\x1b[31mred\x9b2J",
    '=HYPERLINK("http://x","y")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "a\r\nFAIL forged line\u2028x",
    "%0A::error file=x::forged",
    "`|[x](javascript:alert(1))<b>*_~",
    "lone \ud800 surrogate\x7f\ufffe",
    "]]>&amp;<!--",
)


EFFECTS = {
    "aws-s3-bucket-public-access-block": Effect(change=UpdateEffect.IN_PLACE),
    "aws-rds-instance-storage-encrypted": Effect(change=UpdateEffect.REPLACES, properties=("storageEncrypted",)),
}
"""What the fixes of some of the checks do; of the others it is not known."""


def urn(kind: str, name: str, stack: str = "prod", project: str = "shop") -> str:
    """A URN as Pulumi writes it."""
    return f"urn:pulumi:{stack}::{project}::{kind}::{name}"


def check(
    identifier: str, title: str, severity: Severity, kind: str, criteria: tuple[str, ...], controls: tuple[str, ...], fix: str = ""
) -> Check:
    """A check with what reports look at."""
    return Check(
        id=identifier,
        title=title,
        description=f"{title}.\nIn the resource or in a companion.",
        severity=severity,
        scope="stack",
        package=("checks", "aws", "x", identifier.replace("-", "_")),
        population=(kind,),
        remediation=fix,
        effects={kind: EFFECTS[identifier]} if identifier in EFFECTS else {},
        references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",),
        criteria={"soc2_2017": criteria},
        controls=controls,
    )


BUCKET = "aws:s3/bucket:Bucket"
DATABASE = "aws:rds/instance:Instance"
VPC = "aws:ec2/vpc:Vpc"

CHECKS = (
    check(
        "aws-s3-bucket-public-access-block",
        "S3 buckets block public access",
        Severity.CRITICAL,
        BUCKET,
        ("CC6.1", "C1.1"),
        ("CTL-DATA-PRIVATE",),
        "Add a BucketPublicAccessBlock with all four settings on, or use EncryptedBucket.",
    ),
    check(
        "aws-s3-bucket-versioning-enabled",
        "S3 buckets keep every version of an object",
        Severity.MEDIUM,
        BUCKET,
        ("A1.2",),
        ("CTL-BACKUP",),
        "Add a BucketVersioning with status Enabled, or use EncryptedBucket.",
    ),
    check(
        "aws-rds-instance-storage-encrypted",
        "RDS instances encrypt their storage",
        Severity.HIGH,
        DATABASE,
        ("CC6.1", "CC6.7"),
        ("CTL-ENCRYPT-REST",),
        "Set storageEncrypted, or use HardenedDatabase. This replaces the instance.",
    ),
    check(
        "aws-vpc-flow-logs-enabled",
        "VPCs record their traffic",
        Severity.MEDIUM,
        VPC,
        ("CC7.2",),
        ("CTL-MONITOR",),
        "Add a FlowLog for the VPC, or use FlowLoggedVpc.",
    ),
    check(
        "aws-cloudtrail-multi-region-trail",
        "Each account records API calls in all regions",
        Severity.HIGH,
        "aws:cloudtrail/trail:Trail",
        ("CC7.2",),
        ("CTL-MONITOR",),
        "Add a multi-region Trail in one stack of the account.",
    ),
    check(
        "aws-wafv2-logging-enabled",
        "Web ACLs keep a log",
        Severity.LOW,
        "aws:wafv2/webAcl:WebAcl",
        ("CC7.3",),
        ("CTL-MONITOR",),
        "Add a WebAclLoggingConfiguration.",
    ),
)

CRITERIA = (
    Criterion(
        id="CC1.1",
        title="Leadership shows that integrity and ethics matter",
        category="security",
        family="Control environment",
        manual="code of conduct, acknowledgements",
    ),
    Criterion(
        id="CC6.1",
        title="Logical access to assets is restricted",
        category="security",
        family="Logical and physical access",
        manual="access policy, inventory sign-off",
        automated="encryption and public access are declared",
    ),
    Criterion(
        id="CC6.4",
        title="Physical access to facilities is restricted",
        category="security",
        family="Logical and physical access",
        manual="the cloud provider's own SOC 2 report and its review",
    ),
    Criterion(
        id="CC6.7",
        title="Data in motion and at rest is protected",
        category="security",
        family="Logical and physical access",
        manual="",
    ),
    Criterion(
        id="CC7.2",
        title="Anomalies are watched for",
        category="security",
        family="System operations",
        manual="alert triage records",
    ),
    Criterion(
        id="CC7.3",
        title="Events are judged and answered",
        category="security",
        family="System operations",
        manual="incident records",
    ),
    Criterion(
        id="A1.2",
        title="Backups and recovery infrastructure exist",
        category="availability",
        family="Availability",
        manual="restore test minutes",
    ),
    Criterion(
        id="C1.1",
        title="Confidential information is identified and kept",
        category="confidentiality",
        family="Confidentiality",
        manual="data classification register",
    ),
)


def control(identifier: str, title: str, criteria: tuple[str, ...], checks: dict[str, tuple[str, ...]], **more: Any) -> Control:
    """A control with sensible answers for what is not given."""
    given: dict[str, Any] = {
        "objective": f"{title}, always.",
        "owner": "Platform engineering",
        "cadence": "continuous",
        "kind": "state",
        "acceptance": "Every resource of the population passes.",
        **more,
    }
    reasons = {check: {one: f"{check} says what {one} asks" for one in named} for check, named in checks.items()}
    return Control(id=identifier, title=title, criteria=criteria, checks=reasons, **given)


CONTROLS = (
    control(
        "CTL-DATA-PRIVATE",
        "Stored data is never public",
        ("CC6.1", "C1.1"),
        {"aws-s3-bucket-public-access-block": ("CC6.1", "C1.1")},
        key=True,
    ),
    control(
        "CTL-ENCRYPT-REST", "Data is encrypted at rest", ("CC6.1", "CC6.7"), {"aws-rds-instance-storage-encrypted": ("CC6.1", "CC6.7")}
    ),
    control(
        "CTL-BACKUP",
        "Data can be restored",
        ("A1.2",),
        {"aws-s3-bucket-versioning-enabled": ("A1.2",)},
        owner="Data team",
        manual="minutes of restore tests",
    ),
    control(
        "CTL-MONITOR",
        "Activity is recorded and watched",
        ("CC7.2", "CC7.3"),
        {"aws-vpc-flow-logs-enabled": ("CC7.2",), "aws-cloudtrail-multi-region-trail": ("CC7.2",), "aws-wafv2-logging-enabled": ("CC7.3",)},
        owner="Security",
    ),
    control(
        "CTL-CONDUCT",
        "Staff sign the code of conduct",
        ("CC1.1",),
        {},
        owner="People operations",
        kind="occurrence",
        cadence="yearly",
        manual="signed acknowledgements of all staff",
        evidence=("document",),
    ),
    control(
        "CTL-FACILITIES",
        "The cloud provider guards its buildings",
        ("CC6.4",),
        {},
        owner="Security",
        cadence="yearly",
        manual="the provider's SOC 2 report, reviewed",
    ),
)

FRAMEWORK = Framework(
    id="soc2_2017",
    name="SOC 2",
    title="SOC 2 trust services criteria (2017)",
    version="2017",
    note="Titles of criteria are our own; the criteria themselves are the AICPA's.",
    categories={"security": "Security (common criteria)", "availability": "Availability", "confidentiality": "Confidentiality"},
    criteria=CRITERIA,
    controls=CONTROLS,
)
BY_ID = {each.id: each for each in CHECKS}


def finding(identifier: str, resource: str, outcome: Outcome, message: str = "", **more: Any) -> Finding:
    """A finding of one of the checks above, with one place where a path or another resource is given."""
    known = BY_ID[identifier]
    place = {key: more.pop(key) for key in ("path", "at", "value") if key in more}
    if place:
        more["places"] = (Place(message=message, outcome=Outcome.UNKNOWN if outcome is Outcome.UNKNOWN else Outcome.FAIL, **place),)
    return Finding(
        check=identifier,
        resource=resource,
        outcome=outcome,
        severity=known.severity,
        message=message,
        criteria=known.criteria,
        controls=known.controls,
        **more,
    )


def assessment(*stacks: StackAssessment, **more: Any) -> Assessment:
    """An assessment over the six checks above."""
    given: dict[str, Any] = {
        "buttress": "0.1.0",
        "policies": "3fa4c1d2" * 8,
        "assessed_at": NOW + dt.timedelta(hours=9, minutes=30),
        "now": NOW,
        "estates": (),
        "checks": BY_ID,
        "frameworks": {FRAMEWORK.id: FRAMEWORK},
        **more,
    }
    return Assessment(stacks=stacks, **given)


def stack(*findings: Finding, name: str = "prod", **more: Any) -> StackAssessment:
    """One stack of the project shop."""
    given: dict[str, Any] = {
        "stack": Stack(organization="acme", project="shop", name=name, source="state.json"),
        "resources": 142,
        "digest": "9f86d081" * 8,
        "mode": "state",
        **more,
    }
    return StackAssessment(findings=findings, **given)


def waiver(resource: str = "*", **more: Any) -> Waiver:
    """A waiver that holds for twelve more days."""
    given: dict[str, Any] = {
        "check": "aws-s3-bucket-versioning-enabled",
        "owner": "Data team",
        "approver": "Head of security",
        "reason": "The bucket is rebuilt from its source every night",
        "ticket": "SEC-104",
        "category": "waiver",
        "expires": dt.date(2026, 2, 12),
        "created": dt.date(2025, 12, 1),
        "source": "buttress-waivers.yaml:3",
        **more,
    }
    return Waiver(resource=resource, **given)


@pytest.fixture(scope="session")
def empty() -> Assessment:
    """No stack at all, and no checks."""
    return assessment(checks={}, frameworks={"soc2_2017": evolve(FRAMEWORK, title="SOC 2", criteria=(), controls=())})


@pytest.fixture(scope="session")
def small() -> Assessment:
    """Every outcome at least once, in one stack and one estate."""
    logs, cache, images = urn(BUCKET, "logs"), urn(BUCKET, "cache"), urn(BUCKET, "images")
    database = urn(f"shop:index:Database${DATABASE}", "orders")
    held = waiver(cache)
    return assessment(
        stack(
            finding("aws-s3-bucket-public-access-block", logs, Outcome.FAIL, "public access is not blocked", path=("blockPublicAcls",)),
            finding("aws-s3-bucket-public-access-block", cache, Outcome.PASS),
            finding("aws-s3-bucket-public-access-block", images, Outcome.PASS),
            finding(
                "aws-s3-bucket-versioning-enabled",
                logs,
                Outcome.FAIL,
                "versioning is not enabled",
                path=("rules", 0, "status"),
                at=urn("aws:s3/bucketVersioning:BucketVersioning", "logs"),
            ),
            finding("aws-s3-bucket-versioning-enabled", cache, Outcome.WAIVED, "versioning is not enabled", waiver=held),
            finding("aws-s3-bucket-versioning-enabled", images, Outcome.PASS),
            finding(
                "aws-rds-instance-storage-encrypted",
                database,
                Outcome.UNKNOWN,
                "storageEncrypted is known only after update",
                path=("storageEncrypted",),
            ),
            finding("aws-vpc-flow-logs-enabled", urn(VPC, "main"), Outcome.ERROR, "OPA gave no decision"),
            finding("aws-vpc-flow-logs-enabled", urn(VPC, "spare"), Outcome.NOT_APPLICABLE, "the VPC has no subnet"),
            finding("aws-wafv2-logging-enabled", "", Outcome.NOT_APPLICABLE, "the stack has no web ACL"),
            not_evaluated=(NotEvaluated(type="gcp:storage/bucket:Bucket", count=3, reason="no check reads this type"),),
            warnings=("the state was written by a newer Pulumi",),
        ),
        estates=(
            EstateAssessment(
                id="aws:123456789012",
                stacks=("acme/shop/prod",),
                findings=(
                    finding(
                        "aws-cloudtrail-multi-region-trail",
                        "aws:123456789012",
                        Outcome.FAIL,
                        "no stack of the account has a multi-region trail",
                    ),
                ),
            ),
        ),
        waiver_problems=(
            WaiverProblem(
                kind="expired",
                waiver=waiver(logs, expires=dt.date(2026, 1, 10), source="buttress-waivers.yaml:12"),
                message="ended on 2026-01-10",
                severity=Severity.MEDIUM,
            ),
        ),
    )


@pytest.fixture(scope="session")
def large() -> Assessment:
    """2,000 findings: 250 fail, 50 unknown, 1,700 pass."""
    findings = []
    for number in range(1000):
        bucket = urn(BUCKET, f"bucket-{number:04d}-with-a-name-of-usual-length")
        bad = number % 8 == 0
        findings.append(
            finding(
                "aws-s3-bucket-public-access-block",
                bucket,
                Outcome.FAIL if bad else Outcome.PASS,
                "public access is not blocked" if bad else "",
            )
        )
        outcome = Outcome.FAIL if number % 8 == 1 else Outcome.UNKNOWN if number % 20 == 2 else Outcome.PASS
        findings.append(
            finding("aws-s3-bucket-versioning-enabled", bucket, outcome, "" if outcome is Outcome.PASS else "versioning is not enabled")
        )
    return assessment(stack(*findings))


@pytest.fixture(scope="session")
def hostile() -> Assessment:
    """Names, messages and titles that try to break out of every format."""
    findings = [
        finding("aws-s3-bucket-public-access-block", urn(BUCKET, name), outcome, name, path=(name,))
        for name in HOSTILE
        for outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    ]
    findings += [
        finding(
            "aws-s3-bucket-versioning-enabled",
            urn(BUCKET, name),
            Outcome.WAIVED,
            name,
            waiver=waiver(name, reason=name, approver=name, ticket=name),
        )
        for name in HOSTILE
    ]
    nasty = "".join(HOSTILE)
    return assessment(
        stack(
            *findings,
            name=nasty,
            not_evaluated=(NotEvaluated(type=nasty, count=1, reason=nasty),),
            warnings=(nasty,),
        ),
        waiver_problems=(WaiverProblem(kind="unmatched", waiver=waiver(nasty), message=nasty, severity=Severity.LOW),),
    )


def level(name: str, mean: int, *, modified: float) -> dict[str, Any]:
    """One of the four exposures, with a curve that falls evenly on the logarithm of the loss."""
    curve = [{"loss": round(mean * 0.05 * 1.2**step), "probability": round(modified * (1 - step / 24) ** 1.5, 6)} for step in range(25)]
    quantiles = [{"level": each, "value": round(mean * (0.4 + 3 * each**6)), "low": 0, "high": 0} for each in (0.5, 0.9, 0.95)]
    return {
        "name": name,
        "title": name,
        "expected": {"mean": mean, "low": mean, "high": mean, "exact": True},
        "p_modified": modified,
        "opinions": {"unmodified": 1 - modified, "qualified": modified, "adverse": 0.0, "disclaimer": 0.0},
        "revenue_at_risk": mean * 3,
        "deviation": mean // 2,
        "quantiles": quantiles,
        "shortfall": [],
        "curve": curve,
        "tolerance": [{"loss": 100_000_000, "accepted": 0.05, "probability": 0.21, "error": 0.001, "exceeded": True}],
    }


@pytest.fixture(scope="session")
def exposure() -> dict[str, Any]:
    """A document of schema buttress.exposure/1, with every part that the page shows."""
    amounts = {"inherent": 180_000_000, "residual": 61_250_000, "planned": 20_400_000, "floor": 9_000_000}
    chances = {"inherent": 0.98, "residual": 0.64, "planned": 0.31, "floor": 0.12}
    half = {name: amount // 2 for name, amount in amounts.items()}
    return {
        "schema": "buttress.exposure/1",
        "currency": "USD",
        "now": "2026-01-31T00:00:00Z",
        "period_start": "2025-07-01",
        "period_end": "2026-06-30",
        **{name: level(name, amount, modified=chances[name]) for name, amount in amounts.items()},
        "lines": [
            {
                "id": "damages",
                "title": "Liquidated damages",
                "kind": "secondary",
                **half,
                "basis": "5 to 15 % of USD 12,000,000",
                "illustrative": True,
            },
            {
                "id": "consulting",
                "title": "Remediation consulting",
                "kind": "primary",
                **half,
                "basis": "USD 100,000 to 500,000",
                "illustrative": True,
            },
        ],
        "contracts": [
            {
                "id": "c1",
                "title": "Marketplace agreement",
                "trigger": "any modified opinion",
                **half,
                "p_trigger": 0.64,
                "cured": False,
                "cure_days": None,
                "revenue_at_risk": None,
                "not_modelled": ["notice period"],
            }
        ],
        "controls": [
            {
                "id": each.id,
                "title": each.title,
                "owner": each.owner,
                "failing": position,
                "in_scope": 9,
                "p_ineffective": 0.1 * position,
                "shapley": 9_000_000 * position,
                "shapley_error": 100_000,
                "last_safe_date": "2026-03-14" if position % 2 else None,
            }
            for position, each in enumerate(CONTROLS)
        ],
        "criteria": [],
        "plan": {
            "method": "exhaustive",
            "gap": 0.0,
            "capacity_weeks": 6.0,
            "effort_weeks": 2.5,
            "items": [
                {
                    "position": 1,
                    "control": "CTL-MONITOR",
                    "title": "Activity is recorded and watched",
                    "owner": "Security",
                    "effort_weeks": 2.5,
                    "start": "2026-02-02",
                    "finish": "2026-02-18",
                    "before": 61_250_000,
                    "after": 20_400_000,
                    "removed": 40_850_000,
                    "last_safe_date": "2026-02-10",
                    "in_time": False,
                }
            ],
        },
        "tornado": [{"assumption": "weights.high", "low_value": "0.4", "high_value": "0.8", "low": 50_000_000, "high": 72_000_000}],
        "arithmetic": {
            "control": "CTL-MONITOR",
            "steps": [
                {"label": "failing resource-days", "formula": "D = 2 × 184", "value": "368"},
                {"label": "share", "formula": "D / N = 368 / 3,312", "value": "11.1 %"},
            ],
        },
        "assumptions": ["group factors are independent"],
        "illustrative": ["entity_costs.remediation_consulting: USD 100,000 to 500,000"],
        "not_modelled": ["Marketplace agreement: notice period"],
        "warnings": ["one control has no evidence yet"],
        "evidence_note": "Evidence is one assessment.",
        "cure_note": "",
        "seed": 7,
        "draws": 20_480,
        "model_version": "1",
        "inputs": "c0ffee" * 10,
        "model_file": "exposure.yaml",
        "avoidable": 52_250_000,
        "control_effect": 118_750_000,
        "disclaimer": "A planning estimate, not legal advice.",
    }
