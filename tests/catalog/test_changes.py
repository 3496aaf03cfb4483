"""Of every check it is said what its fix does to what is live, and what is not known is called so."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from buttress.catalog import Catalog
from buttress.catalog.changes import Facts, effects_of, facts, facts_of
from buttress.catalog.pages import as_text, page_of
from buttress.catalog.snippets import fix_of
from buttress.model import Change, Check, Effect

BUCKET, VOLUME = "aws:s3/bucket:Bucket", "aws:ebs/volume:Volume"
KNOWN = facts_of(
    {
        "properties": {
            BUCKET: {
                "versioning": "in place",
                "objectLockEnabled": "replaces",
                "logging.targetBucket": "interrupts",
                "logging": "in place",
            },
            VOLUME: {"encrypted": "replaces"},
        },
        "mends": {
            "aws-s3-one": {BUCKET: {BUCKET: ["versioning.enabled"]}},
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
        ("aws-s3-one", Effect(change=Change.IN_PLACE)),
        ("aws-s3-worst", Effect(change=Change.REPLACES, properties=("objectLockEnabled",))),
        ("aws-s3-beside", Effect(change=Change.IN_PLACE)),
        ("aws-s3-elsewhere", Effect(change=Change.REPLACES, properties=("encrypted",), of=VOLUME)),
        ("aws-s3-silent", Effect(change=Change.UNKNOWN, properties=("region",))),
        ("aws-s3-list", Effect(change=Change.INTERRUPTS, properties=("logging.targetBucket",))),
    ],
)
def test_the_worst_of_what_its_cases_find_at_fault_counts(check: Check, identity: str, expected: Effect) -> None:
    assert effects_of(evolve(check, id=identity), KNOWN) == {BUCKET: expected}


def test_a_check_without_cases_of_ours_goes_by_what_it_reads(check: Check) -> None:
    own = evolve(check, id="aws-s3-own", reads={BUCKET: ("objectLockEnabled", "tags.owner")})
    assert effects_of(own, KNOWN)[BUCKET] == Effect(change=Change.REPLACES, properties=("objectLockEnabled",))
    assert effects_of(evolve(own, reads={BUCKET: ("acl",)}), KNOWN)[BUCKET].change is Change.UNKNOWN


def test_what_metadata_says_of_the_fix_wins(check: Check) -> None:
    given = evolve(check, id="aws-s3-worst", fix=Change.INTERRUPTS)
    assert effects_of(given, KNOWN) == {BUCKET: Effect(change=Change.INTERRUPTS)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("logging", Change.IN_PLACE),
        ("logging.targetPrefix", Change.IN_PLACE),
        ("logging.targetBucket", Change.INTERRUPTS),
        ("tags.owner", Change.IN_PLACE),
        ("options.protect", Change.IN_PLACE),
        ("acl", Change.UNKNOWN),
    ],
)
def test_the_longest_path_that_is_known_counts(path: str, expected: Change) -> None:
    assert KNOWN.change(BUCKET, path) is expected


def test_nothing_is_known_without_facts() -> None:
    assert Facts().change(BUCKET, "versioning") is Change.UNKNOWN


def test_every_check_has_an_answer_for_each_type_that_it_judges(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        assert set(check.effects) == set(check.population), check.id
    told = [check.effect().change for check in catalog.checks.values()]
    assert set(told) == set(Change)
    assert told.count(Change.UNKNOWN) <= len(told) // 10


def test_the_facts_name_only_checks_that_there_are(catalog: Catalog) -> None:
    assert set(facts().mends) == set(catalog.checks)


@pytest.mark.parametrize(
    ("identity", "kind", "expected"),
    [
        ("aws-rds-instance-storage-encrypted", "aws:rds/instance:Instance", Change.REPLACES),
        ("aws-ebs-volume-encrypted", "aws:ebs/volume:Volume", Change.REPLACES),
        ("aws-efs-file-system-encrypted", "aws:efs/fileSystem:FileSystem", Change.REPLACES),
        ("aws-rds-backup-retention", "aws:rds/instance:Instance", Change.INTERRUPTS),
        ("aws-s3-bucket-versioning-enabled", "aws:s3/bucket:Bucket", Change.IN_PLACE),
        ("aws-vpc-flow-logs-enabled", "aws:ec2/vpc:Vpc", Change.IN_PLACE),
        ("azure-storage-infrastructure-encryption", "azure-native:storage:StorageAccount", Change.REPLACES),
        ("azure-storage-minimum-tls-12", "azure-native:storage:StorageAccount", Change.IN_PLACE),
        ("azure-aks-private-or-restricted-api", "azure-native:containerservice:ManagedCluster", Change.UNKNOWN),
    ],
)
def test_what_is_documented_of_some_fixes(catalog: Catalog, identity: str, kind: str, expected: Change) -> None:
    assert catalog.checks[identity].effect(kind).change is expected


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ({"change": Change.IN_PLACE}, "The fix is made in place."),
        ({"change": Change.REPLACES}, "The fix replaces the resource."),
        ({"change": Change.REPLACES, "properties": ("a", "b")}, "A change of `a`, `b` replaces the resource."),
        ({"change": Change.INTERRUPTS, "properties": ("a",), "of": VOLUME}, "A change of `a` interrupts the `Volume`."),
        (
            {"change": Change.UNKNOWN, "properties": ("a",)},
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
