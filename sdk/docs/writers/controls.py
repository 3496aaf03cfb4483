"""The criteria and what is still due for each, the controls, and the table of topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from buttress.catalog import Catalog
from buttress.model import Control, Criterion, Framework, controls_of, labels
from buttress.text import slug
from writers.checks import by_control
from writers.markdown import anchor, code, criterion_link, document, prose, table

KINDS = {
    "automated": "checks give the evidence, and nothing else is due",
    "partly": "checks give a part of the evidence; a person brings the rest",
    "manual": "no check can show it; a person brings all of the evidence",
}

TOPICS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Identity: policies, trust, people, passwords", ("IAM-LEAST-PRIVILEGE", "IAM-TRUST", "IAM-PEOPLE", "IAM-PASSWORDS")),
    ("Encryption at rest", ("ENCRYPTION-AT-REST", "ENCRYPTION-LOGS")),
    ("Encryption in transit, certificates", ("ENCRYPTION-IN-TRANSIT", "CERTIFICATES")),
    ("Keys and secrets", ("KEY-MANAGEMENT", "SECRETS")),
    ("Public exposure and network boundary", ("PUBLIC-STORAGE", "NETWORK-BOUNDARY", "PRIVATE-SERVICES")),
    ("Flow logs of VPC and VNet", ("NETWORK-LOGGING",)),
    ("Edge: CloudFront, Front Door, WAF, DDoS", ("EDGE-PROTECTION",)),
    ("Audit trail and logs", ("AUDIT-TRAIL", "ACCESS-LOGGING", "LOG-RETENTION")),
    ("Checkout: processing integrity", ("TRANSACTION-LOGGING", "PROCESSING-ERRORS", "RECORD-INTEGRITY")),
    ("Backup and restore", ("BACKUPS", "BACKUP-VERSIONS", "RESTORE-TESTS")),
    ("Failover and availability", ("AVAILABILITY",)),
    ("Detection, configuration monitoring, alarms", ("DETECTION", "CONFIGURATION-RECORDING", "ALARMS")),
    ("Machines, images, code, leftovers", ("HARDENED-COMPUTE", "SUPPLY-CHAIN", "HYGIENE")),
)
"""The subjects that people ask about, and the controls behind each, without their prefix; others stand under their framework."""

BY_HAND = "Governance, change, incidents, vendors, privacy"


def page(catalog: Catalog) -> str:
    """`controls.md`: each criterion with its kind and the evidence due, then each control with its checks."""
    return document("Criteria and controls", *(part for one in catalog.frameworks.values() for part in _framework(one, catalog)))


def _framework(framework: Framework, catalog: Catalog) -> Iterator[str]:
    whose = f" of {framework.name}" if len(catalog.frameworks) > 1 else ""
    kinds = Counter(kind_of(one, framework, catalog) for one in framework.criteria)
    yield from (
        f"{framework.title}: {len(framework.criteria)} criteria with titles of our own, and {len(framework.controls)} controls for them.",
        "What the checks show is readiness evidence, not an auditor's opinion.",
        f"## Criteria{whose}",
        table(("kind", "what it means", "criteria"), [(kind, meaning, str(kinds[kind])) for kind, meaning in KINDS.items()]),
    )
    for category, members in groupby(framework.criteria, key=framework.category):
        yield f"### {category}"
        yield table(("criterion", "title", "kind", "what checks show", "evidence still due"), _rows(members, framework, catalog))
    yield f"## Controls{whose}"
    yield from (_control(one, framework, catalog) for one in framework.controls)


def kind_of(criterion: Criterion, framework: Framework, catalog: Catalog) -> str:
    """`automated`, `partly` or `manual`, by whether a check supports the criterion and manual evidence is due."""
    if not _count(criterion, framework, catalog):
        return "manual"
    return "partly" if criterion.manual else "automated"


def topics(catalog: Catalog, controls_at: str) -> str:
    """How many checks there are for each topic; each check is counted once."""
    found = by_control(catalog)
    known = controls_of(catalog.frameworks)
    placed = {f"CTL-{name}" for _, names in TOPICS for name in names}
    if missing := sorted(placed - known.keys()):
        raise SystemExit(f"sdk/docs/writers/controls.py: TOPICS names {missing[0]}, which does not exist")
    others: dict[str, list[str]] = {}
    for title, control in {one.id: (each.title, one.id) for each in catalog.frameworks.values() for one in each.controls}.values():
        if control in found.keys() - placed:
            others.setdefault(title, []).append(control.removeprefix("CTL-"))
    rows, totals = [], Counter[str]()
    for topic, names in (*TOPICS, *others.items()):
        checks = [check for name in names for check in found.get(f"CTL-{name}", ())]
        counts = Counter(check.cloud for check in checks)
        totals.update(counts)
        links = ", ".join(f"[{name}]({controls_at}#{anchor(f'CTL-{name}')})" for name in names)
        rows.append((topic, str(counts["aws"]), str(counts["azure"]), links))
    if found.get(""):
        counts = Counter(check.cloud for check in found[""])
        totals.update(counts)
        rows.append(("Under no control yet", str(counts["aws"]), str(counts["azure"]), "none"))
    criteria = sum(len(framework.criteria) for framework in catalog.frameworks.values())
    by_hand = sum(not one.checks for one in known.values())
    rows.append((BY_HAND, "0", "0", f"{by_hand} controls whose evidence a person brings"))
    rows.append(("**All**", f"**{totals['aws']}**", f"**{totals['azure']}**", f"{len(known)} controls, {criteria} criteria"))
    return table(("topic", "AWS checks", "Azure checks", "controls"), rows)


def _count(criterion: Criterion, framework: Framework, catalog: Catalog) -> int:
    return sum(criterion.id in check.criteria.get(framework.id, ()) for check in catalog.checks.values())


def _rows(criteria: Iterable[Criterion], framework: Framework, catalog: Catalog) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in criteria:
        count = _count(one, framework, catalog)
        counted = f"{count} check{'' if count == 1 else 's'}"
        shown = (f"{prose(one.automated)} ({counted})" if one.automated else counted) if count else "–"
        place = slug(_label(one.id, framework, catalog))
        rows.append((f'<a id="{place}"></a>{one.id}', prose(one.title), kind_of(one, framework, catalog), shown, prose(one.manual)))
    return rows


def _label(criterion: str, framework: Framework, catalog: Catalog) -> str:
    return labels({framework.id: (criterion,)}, catalog.frameworks)[0]


def _control(control: Control, framework: Framework, catalog: Catalog) -> str:
    criteria = ", ".join(criterion_link(_label(one, framework, catalog)) for one in control.criteria)
    facts = [
        ("Objective", prose(control.objective)),
        ("Must be seen", prose(control.acceptance)),
        ("Criteria", criteria),
        ("Owner", prose(control.owner)),
        ("Cadence", control.cadence),
        ("Kind", "each occurrence is tested" if control.kind == "occurrence" else "the state is tested"),
    ]
    facts += [("Key control", "yes")] if control.key else []
    facts += [("Evidence", prose(", ".join(control.evidence)))] if control.evidence else []
    facts += [("A person brings", prose(control.manual))] if control.manual else []
    parts = [f"### {control.id}", f"**{prose(control.title)}**", table(("", ""), facts)]
    known = {name: reasons for name, reasons in control.checks.items() if name in catalog.checks}
    if known:
        rows = [
            (*(("", "") if number else (f"[{code(name)}](checks/{name}.md)", prose(catalog.checks[name].title))), one, prose(reason))
            for name, reasons in sorted(known.items())
            for number, (one, reason) in enumerate(reasons.items())
        ]
        parts.append(table(("check", "what holds", "supports", "why"), rows))
    else:
        parts.append("No check: a person brings the evidence.")
    return "\n\n".join(parts)
