"""The pages of the components say what is true of today's components: what each costs, and what a change of an input does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from writers import billing, component_effects, components

from buttress.catalog import Catalog
from buttress.catalog.components import components_in
from buttress.errors import CatalogError
from buttress.model import labels
from buttress.pulumi.shapes import shape
from buttress.text import slug

ROOT = Path(__file__).parents[2]
QUICK = ("CustomRole", "LeastPrivilegeRole")


@pytest.fixture(scope="session")
def schema() -> Mapping[str, Any]:
    return dict(json.loads((ROOT / "components/schema.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def measured() -> dict[str, Any]:
    return dict(component_effects.read())


@pytest.fixture(scope="session")
def page(schema: Mapping[str, Any], catalog: Catalog, measured: Any) -> dict[str, str]:
    """The page of each component."""
    found = components.pages(components.known(components_in(ROOT / "components/buttress_components"), schema), schema, catalog, measured)
    return {name.removesuffix(".md"): text for name, text in found.items()}


def test_every_component_was_measured_as_it_is_today(schema: Mapping[str, Any]) -> None:
    assert component_effects.stale(schema) == [], "run `make docs`"


@pytest.mark.parametrize("name", QUICK)
def test_what_is_kept_is_what_comes_out(schema: Mapping[str, Any], measured: Any, name: str) -> None:
    assert component_effects.measure(name, schema) == measured[name]


def test_every_input_was_measured_with_another_value(measured: Any) -> None:
    """But for the subscription, which must be the provider's where nothing else says where a resource goes."""
    assert {key for one in measured.values() for key in one.unmeasured} <= {"subscription_id"}


def test_a_component_that_changes_is_measured_again(schema: Mapping[str, Any]) -> None:
    sample = component_effects.samples()["CustomRole"]
    before = component_effects.digest(sample, schema)
    assert component_effects.digest(sample, schema) == before
    assert component_effects.digest(evolve(sample, fullest=()), schema) != before


def test_what_does_not_run_is_no_change(tmp_path: Path) -> None:
    codes = set()
    for text in ('"""One."""\nA = 1\n', "# two\nA = 1\n", "A = 2\n"):
        (tmp_path / "one.py").write_text(text)
        codes.add(component_effects._code(tmp_path / "one.py"))
    assert len(codes) == 2


def test_everything_that_a_component_creates_is_billed_or_free(measured: Any) -> None:
    known = billing.billing()
    assert known.unknown(kind for one in measured.values() for kind in one.types) == []
    assert known.free & set(known.bills) == set()


def test_a_type_of_which_nothing_is_said_is_an_error(measured: Any) -> None:
    with pytest.raises(CatalogError, match="aws:ec2/hovercraft:Hovercraft"):
        billing.costs(evolve(measured["CustomRole"], defaults={"aws:ec2/hovercraft:Hovercraft": 1}))


def test_no_prices_are_invented() -> None:
    assert [one.billed for one in billing.billing().bills.values() if re.search(r"[$€£]|\bUSD\b|\bcents?\b", one.billed)] == []


def test_what_is_billed_by_a_property_has_it() -> None:
    assert {(kind, key) for kind, bill in billing.billing().bills.items() for key in bill.grows if key not in shape(kind).inputs} == set()


def test_every_component_says_whom_it_serves_what_it_costs_and_what_changes(page: dict[str, str], measured: Any) -> None:
    for name in measured:
        for heading in ("What it costs to run", "What a change of an input does to what is live"):
            assert f"\n## {heading}\n" in page[name], (name, heading)
    held = {name for name, sample in component_effects.samples().items() if sample.satisfies}
    assert {name for name in measured if "\n## Serves\n" in page[name] and "\n## Held to\n" in page[name]} == held
    assert len(held) > len(measured) / 2


def row(text: str, first: str) -> list[str]:
    """The cells of the row that starts with a cell."""
    found = [line for line in text.splitlines() if line.startswith(f"| {first} |")]
    assert found, first
    return [cell.strip() for cell in found[-1].strip("|").split(" | ")]


def test_controls_and_criteria_follow_from_the_checks(page: dict[str, str], catalog: Catalog) -> None:
    text = page["EncryptedBucket"].partition("\n## Held to\n")[0]
    control = catalog.frameworks["soc2_2017"].controls_of("aws-s3-bucket-versioning-enabled")[0]
    cells = row(text, f"[`{control.id}`](../controls.md#{control.id.lower()})")
    for label in labels({"soc2_2017": tuple(control.checks["aws-s3-bucket-versioning-enabled"])}, catalog.frameworks):
        assert f"[{label}](../controls.md#{slug(label)})" in cells[2]


@pytest.mark.parametrize(
    ("name", "what", "told"),
    [
        ("FlowLoggedVpc", "NAT gateway", ("0", "per hour and per GB that goes through it", "`nat` per-zone: 2 more, single: 1 more")),
        ("EncryptedBucket", "key of our own", ("1", "per key and month", "`kms_key_arn`")),
        ("HardenedDatabase", "database instance", ("1", "per hour by its class", "`instance_class`")),
        ("ProtectedDistribution", "Shield Advanced protection", ("0", "a subscription", "`shield_advanced` true: 1 more")),
        ("ProtectedFrontDoor", "Front Door Premium", ("1", "a base fee per hour", "–")),
        ("SecurityMonitoring", "GuardDuty detector", ("1", "per event", "`leave_alone` given: 1 fewer")),
    ],
)
def test_costs_are_told_from_what_is_created(page: dict[str, str], name: str, what: str, told: tuple[str, str, str]) -> None:
    _, number, by, moved = row(page[name], what)
    assert number == told[0]
    assert told[1] in by
    assert told[2] in moved


@pytest.mark.parametrize(
    ("name", "key", "column", "told"),
    [
        ("EncryptedBucket", "bucket_name", 1, "**the bucket**"),
        ("FlowLoggedVpc", "cidr_block", 1, "**the VPC**"),
        ("HardenedDatabase", "kms_key_arn", 1, "**the database**"),
        ("HardenedDatabase", "instance_class", 2, "**the database**"),
        ("HardenedSqlDatabase", "sku", 2, "**the database**"),
        ("HardenedSqlDatabase", "ledger", 1, "**the database**"),
        ("EncryptedStorageAccount", "account_name", 1, "**the storage account**"),
        ("EncryptedBucket", "customer_managed_key", 4, "**the key**"),
    ],
)
def test_what_a_change_replaces_or_interrupts_is_said_loudly_of_data(
    page: dict[str, str], name: str, key: str, column: int, told: str
) -> None:
    changes = page[name].partition("\n## What a change of an input does to what is live\n")[2]
    assert told in row(changes, f"`{key}`")[column]


@pytest.mark.parametrize(("name", "key"), [("EncryptedBucket", "noncurrent_days"), ("HardenedDatabase", "max_allocated_storage")])
def test_what_changes_in_place_is_said_to(page: dict[str, str], name: str, key: str) -> None:
    line = next(one for one in page[name].splitlines() if one.startswith("Changed in place"))
    assert f"`{key}`" in line


def test_existing_keys_and_buckets_are_taken(page: dict[str, str]) -> None:
    assert "`kms_key_arn` instead of the key" in page["EncryptedBucket"]
    assert "`log_bucket_arn` instead of the bucket" in page["FlowLoggedVpc"]
    assert "`key` instead of the key and the vault" in page["HardenedSqlDatabase"]
