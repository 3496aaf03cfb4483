"""The runs in an account of one's own, as far as stand-ins can show that they would do what their page says."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pulumi
import pytest
from attrs import evolve
from click.testing import CliRunner
from tests.cloud import __main__ as command
from tests.cloud import running
from tests.cloud.ground import GROUNDS, Given
from tests.cloud.plans import Plan, chosen, plans

from buttress import offline
from buttress.catalog.components import components
from buttress.testing import record

GIVEN = Given(
    region="us-east-1",
    copies_region="us-west-2",
    identity_center="arn:aws:sso:::instance/ssoins-0123456789abcdef",
    repository="https://github.com/example/example.git",
    connection="arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-4333-8444-555555555555",
    keepers="b0c1",
    approvers="d2e3",
    pim_policy="11111111-2222-4333-8444-555555555555",
    subscription="00000000-0000-0000-0000-000000000000",
    location="westeurope",
    domain="example.com",
)
ZONES = {
    "aws": "Z0123456789ABCDEFGHIJ",
    "azure": "/subscriptions/0/resourceGroups/dns/providers/Microsoft.Network/dnsZones/example.com",
}
# What stands for the ground where only the shape of a value counts.
SHAPES: dict[str, Any] = {
    "ZONES": ["us-east-1a", "us-east-1b"],
    "COPIES": "arn:aws:backup:us-west-2:123456789012:backup-vault:copies",
    "CERTIFICATE": "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555",
    "DOMAINS": ["run.example.com"],
    "ORIGIN": "pages.s3.us-east-1.amazonaws.com",
}


@pytest.fixture(scope="module")
def grounds() -> dict[str, dict[str, Any]]:
    """What each cloud's ground exports, made on mocks; a value that only the cloud knows has the shape of one."""
    return {cloud: _exports(cloud) for cloud in GROUNDS}


def _exports(cloud: str) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def keep(name: str, value: Any) -> None:
        pulumi.Output.from_input(value).apply(lambda known: found.update({name: known}))

    def program() -> None:
        original, pulumi.export = pulumi.export, keep
        try:
            GROUNDS[cloud](evolve(GIVEN, zone=ZONES[cloud]))
        finally:
            pulumi.export = original

    record(program)
    return found | {name: value for name, value in SHAPES.items() if not found.get(name)}


def test_every_component_has_a_run() -> None:
    assert sorted((plan.cloud, plan.component) for plan in plans()) == sorted((one.cloud, one.name) for one in components())


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.component)
def test_a_run_is_given_what_the_component_takes_before_and_after_its_change(plan: Plan, grounds: Mapping[str, Any]) -> None:
    ground = grounds[plan.cloud]
    assert plan.names() <= set(ground)
    before, after = (plan.arguments(ground, changed=changed) for changed in (False, True))
    assert before != after
    for given in (before, after):
        made = record(functools.partial(plan.component_class, "run", given))
        assert len(made) > 1


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.component)
def test_a_run_says_what_it_costs_how_long_it_may_take_and_where_the_price_is(plan: Plan) -> None:
    assert Decimal(0) <= plan.spend < Decimal(3)
    assert 0 < plan.minutes <= 90
    assert plan.price.startswith("https://")


def _bench(folder: Path, cloud: str, said: list[str]) -> running.Bench:
    config = {"aws": {"aws:region": "us-east-1"}, "azure": {"azure-native:location": "westeurope"}}[cloud]
    return running.Bench(
        state=folder,
        cloud=cloud,
        given=GIVEN,
        env=offline.environment(),
        config=config,
        now=lambda: dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
        say=said.append,
    )


def _nothing() -> None:
    """A ground without a resource."""


@pytest.mark.xdist_group("cloud-runs")
def test_a_run_takes_the_four_steps_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUNDS, "aws", lambda _given: pulumi.export("TAGS", {"owner": "platform"}))
    said: list[str] = []
    bench = _bench(tmp_path / "state", "aws", said)
    (role,) = chosen("aws", ["LeastPrivilegeRole"])
    (database,) = chosen("aws", ["HardenedDatabase"])
    records = running.run(bench, [role, database])
    assert list(records) == ["LeastPrivilegeRole"]
    assert [(step["step"], step["ok"]) for step in records["LeastPrivilegeRole"]["steps"]] == [
        ("up", True),
        ("same", True),
        ("change", True),
        ("destroy", True),
    ]
    assert records["LeastPrivilegeRole"]["steps"][2]["changes"]["update"] == 1
    assert records["LeastPrivilegeRole"]["left"] == []
    assert "HardenedDatabase: not tried, for it needs SUBNETS, TOPIC, VPC" in said
    assert said[-1] == "ground: destroy"
    assert running.sweep(bench) == []


@pytest.mark.xdist_group("cloud-runs")
def test_what_the_cloud_refuses_is_recorded_and_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUNDS, "aws", lambda _given: pulumi.export("TAGS", {"owner": "platform"}))
    (role,) = chosen("aws", ["LeastPrivilegeRole"])
    refused = evolve(role, change={"permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary", "session_seconds": 1})
    found = running.run(_bench(tmp_path / "state", "aws", []), [refused])["LeastPrivilegeRole"]
    assert [(step["step"], step["ok"]) for step in found["steps"]] == [("up", True), ("same", True), ("change", False), ("destroy", True)]
    assert found["steps"][2]["error"]
    assert found["left"] == []


def test_a_record_has_no_number_of_an_account() -> None:
    text = "error: creating Role: User arn:aws:iam::123456789012:user/x of 0f0e0d0c-0b0a-4908-8706-050403020100 is refused"
    assert running.public(text) == "error: creating Role: User arn:aws:iam::…:user/x of … is refused"


def test_a_run_in_another_account_or_over_its_budget_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "_signed_in", lambda _cloud: "999999999999")
    monkeypatch.setattr(running, "run", lambda *_: pytest.fail("nothing may be made"))
    where = ["--region", "us-east-1", "--copies-region", "us-west-2", "--state", str(tmp_path)]
    other = CliRunner().invoke(command.main, ["run", "aws", "EncryptedBucket", "--account", "123456789012", *where])
    assert other.exit_code == 2
    assert "the credentials are for 999999999999, and --account says 123456789012" in other.output
    dear = CliRunner().invoke(command.main, ["run", "aws", "--spend", "0.5", "--account", "999999999999", *where])
    assert dear.exit_code == 2
    assert "and --spend allows 0.50" in dear.output


def test_a_component_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="there is no component Bucket of aws; there are AccessLogBucket,"):
        chosen("aws", ["Bucket"])


def test_the_records_are_of_components_that_exist() -> None:
    assert set(json.loads(command.RECORDS.read_text(encoding="utf-8"))) <= {plan.component for plan in plans()}
