"""Why a check supports a criterion: each pair has a sentence that an auditor would take, and pairs that none would take stay away."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from buttress.catalog import Catalog
from buttress.model import Check, UpdateEffect

SAME = 3
"""How often one sentence may stand; more often it says nothing of the check."""

WORDS = 5
ALIKE = 0.9

ALIKE_TOO = (
    ("aws-security-group-no-world-ingress-ssh", "aws-security-group-no-world-ingress-rdp"),
    ("aws-network-acl-no-world-ingress-admin-ports", "aws-network-acl-no-world-ingress-all-ports"),
    ("aws-rds-instance-storage-encrypted", "azure-sql-tde-enabled"),
    ("aws-rds-iam-authentication", "azure-sql-entra-authentication"),
    ("aws-stateful-resource-protect-option", "azure-stateful-resource-protect-option"),
    ("aws-no-ignored-security-changes", "azure-no-ignored-security-changes"),
    ("aws-ecr-image-scanning", "azure-acr-image-integrity"),
    ("aws-backup-vault-locked", "azure-recovery-vault-hardened"),
    ("aws-cloudfront-waf-attached", "azure-front-door-waf"),
    ("aws-cloudwatch-alarm-network-changes", "azure-activity-alert-network-changes"),
)
"""Checks beside those of twins.yaml that ask the same of something else."""

ENCRYPTION = re.compile(r"encrypt|customer.managed.key|\bkeys?\b.*rotat|\btls\b|-key-rotation")
LOGGING = re.compile(r"logg(ing|ed)|-logs?\b|-trail\b")

NEEDS = re.compile(
    r"customer managed key|trusted launch|zone.redundan|multiAz|shared.?key|local.?auth|defaultAction to Deny", re.IGNORECASE
)
"""Fixes that do nothing, or lock somebody out, where a tier, a generation, an identity or another way in is missing."""


def pairs(catalog: Catalog) -> Iterator[tuple[Check, str, str]]:
    """Every check with a criterion that it supports and a sentence why."""
    for framework in catalog.frameworks.values():
        for check in catalog.checks.values():
            for criterion, reasons in framework.reasons(check.id).items():
                for reason in reasons:
                    yield check, criterion, reason


def test_every_pair_has_a_reason(catalog: Catalog) -> None:
    found = {(check.id, criterion) for check, criterion, _ in pairs(catalog)}
    assert found == {(check.id, one) for check in catalog.checks.values() for ids in check.criteria.values() for one in ids}
    assert len(found) > len(catalog.checks)


def test_a_reason_is_a_sentence_of_its_own(catalog: Catalog) -> None:
    every = list(pairs(catalog))
    counts = Counter(reason.lower() for _, _, reason in every)
    assert [reason for reason, number in counts.items() if number > SAME] == []
    assert [(check.id, criterion) for check, criterion, reason in every if len(reason.split()) < WORDS or not reason[0].isupper()] == []


def test_a_reason_says_more_than_the_titles(catalog: Catalog) -> None:
    titles = {one.id: one.title for framework in catalog.frameworks.values() for one in framework.criteria}
    repeated = [
        (check.id, criterion)
        for check, criterion, reason in pairs(catalog)
        for title in (check.title, titles[criterion])
        if reason.lower() in title.lower() or difflib.SequenceMatcher(None, reason.lower(), title.lower()).ratio() > ALIKE
    ]
    assert repeated == []


@pytest.mark.parametrize(("one", "other"), ALIKE_TOO)
def test_what_asks_the_same_supports_the_same_criteria(catalog: Catalog, one: str, other: str) -> None:
    assert catalog.checks[one].criteria == catalog.checks[other].criteria


def test_no_pair_is_padded(catalog: Catalog) -> None:
    """Encryption says nothing of complete outputs, a log recovers nothing, a description informs no control system."""
    padded = {
        (check.id, criterion)
        for check, criterion, _ in pairs(catalog)
        if (ENCRYPTION.search(f"{check.id} {check.title}".lower()) and criterion in {"PI1.4", "PI1.5"})
        or (LOGGING.search(f"{check.id} {check.title}".lower()) and criterion in {"A1.2", "PI1.2"})
        or (re.search(r"descri", check.id) and criterion == "CC2.1")
        or (re.search(r"version", check.id) and criterion == "C1.2")
        or (re.search(r"group-has-members|user-in-group", check.id) and criterion == "CC1.3")
        or (re.search(r"-ssm-|patch", check.id) and criterion == "CC3.2")
    }
    assert padded == set()


def test_a_fix_that_may_not_work_states_what_it_requires(catalog: Catalog) -> None:
    missing = [
        check.id for check in catalog.checks.values() if NEEDS.search(f"{check.title} {check.remediation}") and not check.precondition
    ]
    assert missing == []


def test_a_fix_that_requires_something_is_never_called_made_in_place(catalog: Catalog) -> None:
    bound = [check for check in catalog.checks.values() if check.precondition]
    assert len(bound) > 40
    assert [check.id for check in bound if not check.remediation.endswith(check.precondition)] == []
    effects = [(check.id, effect) for check in bound for effect in (check.effect(), *check.effects.values())]
    assert [name for name, effect in effects if effect.change is UpdateEffect.IN_PLACE or "in place" in effect.sentence] == []
