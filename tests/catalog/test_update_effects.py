"""Of every check it is said what its fix does to what is live, and what is not known is called so."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from buttress.catalog import Catalog
from buttress.catalog.pages import as_text, page_of
from buttress.catalog.snippets import fix_of
from buttress.catalog.update_effects import Facts, effects_of, facts, facts_of
from buttress.model import Check, Effect, UpdateEffect

BUCKET, VOLUME = "aws:s3/bucket:Bucket", "aws:ebs/volume:Volume"
KNOWN = facts_of(
    {
        "properties": {
            BUCKET: {
                "in place": ["versioning", "logging"],
                "interrupts": ["logging.targetBucket"],
                "replaces": ["objectLockEnabled"],
            },
            VOLUME: {"replaces": ["encrypted"]},
        },
        "faults": {
            "aws-s3-one": {BUCKET: ["versioning.enabled"]},
            "aws-s3-worst": {BUCKET: {BUCKET: ["versioning", "objectLockEnabled"], VOLUME: ["size"]}},
            "aws-s3-beside": {BUCKET: {BUCKET: [""]}},
            "aws-s3-elsewhere": {BUCKET: {VOLUME: ["encrypted"]}},
            "aws-s3-silent": {BUCKET: {BUCKET: ["versioning", "region"]}},
            "aws-s3-list": {BUCKET: {BUCKET: ["logging[].targetBucket"]}},
        },
    }
)


@pytest.fixture
def check(catalog: Catalog) -> Check:
    return evolve(catalog.checks["aws-s3-bucket-versioning-enabled"], fix=None, population=(BUCKET,))


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("aws-s3-one", Effect(change=UpdateEffect.IN_PLACE)),
        ("aws-s3-worst", Effect(change=UpdateEffect.REPLACES, properties=("objectLockEnabled",))),
        ("aws-s3-beside", Effect(change=UpdateEffect.IN_PLACE)),
        ("aws-s3-elsewhere", Effect(change=UpdateEffect.REPLACES, properties=("encrypted",), of=VOLUME)),
        ("aws-s3-silent", Effect(change=UpdateEffect.UNKNOWN, properties=("region",))),
        ("aws-s3-list", Effect(change=UpdateEffect.INTERRUPTS, properties=("logging.targetBucket",))),
    ],
)
def test_the_worst_of_what_its_cases_find_at_fault_counts(check: Check, identity: str, expected: Effect) -> None:
    assert effects_of(evolve(check, id=identity), KNOWN) == {BUCKET: expected}


def test_a_check_without_cases_of_ours_goes_by_what_it_reads(check: Check) -> None:
    own = evolve(check, id="aws-s3-own", reads={BUCKET: ("objectLockEnabled", "tags.owner")})
    assert effects_of(own, KNOWN)[BUCKET] == Effect(change=UpdateEffect.REPLACES, properties=("objectLockEnabled",))
    assert effects_of(evolve(own, reads={BUCKET: ("acl",)}), KNOWN)[BUCKET].change is UpdateEffect.UNKNOWN


def test_what_metadata_says_of_the_fix_wins(check: Check) -> None:
    given = evolve(check, id="aws-s3-worst", fix=UpdateEffect.INTERRUPTS)
    assert effects_of(given, KNOWN) == {BUCKET: Effect(change=UpdateEffect.INTERRUPTS)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("logging", UpdateEffect.IN_PLACE),
        ("logging.targetPrefix", UpdateEffect.IN_PLACE),
        ("logging.targetBucket", UpdateEffect.INTERRUPTS),
        ("tags.owner", UpdateEffect.IN_PLACE),
        ("options.protect", UpdateEffect.IN_PLACE),
        ("acl", UpdateEffect.UNKNOWN),
    ],
)
def test_the_longest_path_that_is_known_counts(path: str, expected: UpdateEffect) -> None:
    assert KNOWN.effect(BUCKET, path) is expected


def test_nothing_is_known_without_facts() -> None:
    assert Facts().effect(BUCKET, "versioning") is UpdateEffect.UNKNOWN


def test_every_check_has_an_answer_for_each_type_that_it_judges(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        assert set(check.effects) == set(check.population), check.id
    changes = [check.effect().change for check in catalog.checks.values()]
    assert set(changes) == set(UpdateEffect)
    unconditional = [check.effect().change for check in catalog.checks.values() if not check.precondition]
    assert unconditional.count(UpdateEffect.UNKNOWN) <= len(unconditional) // 10


def test_the_facts_name_only_checks_that_there_are(catalog: Catalog) -> None:
    assert set(facts().faults) == set(catalog.checks)


@pytest.mark.parametrize(
    ("identity", "kind", "expected"),
    [
        ("aws-rds-instance-storage-encrypted", "aws:rds/instance:Instance", UpdateEffect.REPLACES),
        ("aws-ebs-volume-encrypted", "aws:ebs/volume:Volume", UpdateEffect.REPLACES),
        ("aws-efs-file-system-encrypted", "aws:efs/fileSystem:FileSystem", UpdateEffect.REPLACES),
        ("aws-rds-backup-retention", "aws:rds/instance:Instance", UpdateEffect.INTERRUPTS),
        ("aws-s3-bucket-versioning-enabled", "aws:s3/bucket:Bucket", UpdateEffect.IN_PLACE),
        ("aws-vpc-flow-logs-enabled", "aws:ec2/vpc:Vpc", UpdateEffect.IN_PLACE),
        ("azure-storage-infrastructure-encryption", "azure-native:storage:StorageAccount", UpdateEffect.REPLACES),
        ("azure-storage-minimum-tls-12", "azure-native:storage:StorageAccount", UpdateEffect.IN_PLACE),
        ("azure-aks-private-or-restricted-api", "azure-native:containerservice:ManagedCluster", UpdateEffect.UNKNOWN),
    ],
)
def test_what_is_documented_of_some_fixes(catalog: Catalog, identity: str, kind: str, expected: UpdateEffect) -> None:
    assert catalog.checks[identity].effect(kind).change is expected


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ({"change": UpdateEffect.IN_PLACE}, "The fix is made in place."),
        ({"change": UpdateEffect.REPLACES}, "The fix replaces the resource."),
        ({"change": UpdateEffect.REPLACES, "properties": ("a", "b")}, "A change of `a`, `b` replaces the resource."),
        ({"change": UpdateEffect.INTERRUPTS, "properties": ("a",), "of": VOLUME}, "A change of `a` interrupts the `Volume`."),
        (
            {"change": UpdateEffect.UNKNOWN, "properties": ("a",)},
            "Whether a change of `a` replaces or interrupts the resource is not known: look at the preview before you make it.",
        ),
    ],
)
def test_the_effect_in_words(effect: dict[str, Any], said: str) -> None:
    assert Effect(**effect).sentence == said


def test_explain_says_it_by_type_where_types_differ(catalog: Catalog) -> None:
    def shown(identity: str) -> str:
        check = catalog.checks[identity]
        return " ".join(as_text(page_of(check, catalog), fix_of(check)).split())

    assert "A change of `storageEncrypted` replaces the resource." in shown("aws-rds-instance-storage-encrypted")
    several = shown("aws-ec2-imdsv2-required")
    assert "aws:ec2/instance:Instance: The fix is made in place." in several
    assert "aws:ec2/launchConfiguration:LaunchConfiguration: A change of" in several
