"""Every path of the tables of secret properties: a literal there fails, a secret there does not, and no finding shows a value."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from buttress.assessment.cases import NOW
from buttress.assessment.evaluation import evaluate
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Finding, Outcome, Resource
from buttress.model.sentinels import SECRET_SIGNATURE, SIGNATURE, UNKNOWN
from buttress.state import resource as resources
from buttress_policies import bundle

LITERAL = "DB_PASSWORD=4711;AccountKey=4711"
"""What is a secret as a value, a command and a connection string alike."""
SECRET = {SIGNATURE: SECRET_SIGNATURE, "ciphertext": ""}
LATER = {SIGNATURE: SECRET_SIGNATURE, "value": UNKNOWN}
"""A secret that is not known yet, as in a preview."""

Table = Mapping[str, Mapping[str, str]]


@pytest.mark.parametrize("cloud", ["aws", "azure"])
def test_a_literal_on_each_path_fails_and_a_secret_does_not(cloud: str, catalog: Catalog, opa: Engine, opa_binary: Path) -> None:
    table = _table(cloud, opa_binary)
    places = [(kind, path) for kind, paths in table.items() for path in paths]
    assert len(places) > 250
    found = _found(cloud, places, table, LITERAL, catalog, opa)
    assert [place for place, one in zip(places, found, strict=True) if one.outcome is not Outcome.FAIL] == []
    assert [one.message for one in found if "4711" in one.message or one.value is not None] == []
    for secret in (SECRET, LATER):
        found = _found(cloud, places, table, secret, catalog, opa)
        # What a hidden script holds cannot be seen, and the cloud shows it to whoever reads the resource.
        expected = [Outcome.UNKNOWN if table[kind][path] == "script" else Outcome.PASS for kind, path in places]
        assert [one.outcome for one in found] == expected


@pytest.mark.parametrize("cloud", ["aws", "azure"])
def test_a_check_of_a_table_judges_and_reads_what_the_table_names(cloud: str, catalog: Catalog, opa_binary: Path) -> None:
    table, check = _table(cloud, opa_binary), catalog.checks[f"{cloud}-no-literal-secrets"]
    assert set(check.population) == set(table)
    assert {kind: set(paths) for kind, paths in check.reads.items()} == {kind: set(paths) for kind, paths in table.items()}


def _table(cloud: str, opa_binary: Path) -> Table:
    file = Path(str(bundle.library())) / "lib" / f"secrets_{cloud}.rego"
    query = f"data.lib.secrets_{cloud}.paths"
    run = subprocess.run([opa_binary, "eval", "--data", file, "--format", "raw", query], capture_output=True, check=True, timeout=60)
    table: Table = json.loads(run.stdout)
    return table


def _found(cloud: str, places: list[tuple[str, str]], table: Table, value: Any, catalog: Catalog, opa: Engine) -> list[Finding]:
    """The finding of each place, on a resource that has nothing but this value there."""
    check = catalog.checks[f"{cloud}-no-literal-secrets"]
    built: list[Resource] = []
    for number, (kind, path) in enumerate(places):
        leaf = {"DB_PASSWORD": value} if table[kind][path] == "map" else value
        props = _at(path.split("."), leaf)
        urn = f"urn:pulumi:case::check::{kind}::r{number:05}"
        built.append(resources.from_parts(urn=urn, token=kind, inputs=props, outputs=props, mode="state", identity=f"r{number}"))
    findings = evaluate(
        [built],
        [check],
        opa,
        joins={},
        mode="state",
        now=NOW,
        parameters={check.id: {one.name: one.default for one in check.parameters}},
    )
    by_name = {one.resource: one for one in findings}
    return [by_name[one.urn] for one in built]


def _at(steps: list[str], leaf: Any) -> Any:
    head, *rest = steps
    inner = _at(rest, leaf) if rest else leaf
    return {head.removesuffix("[]"): [inner] if head.endswith("[]") else inner}
