"""The schema that a stand-in serves to a program in YAML, against the SDK that it is read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from buttress.catalog import Catalog
from buttress.offline.schema import canonical, schema, tokens
from buttress.pulumi.shapes import shape, source_of


def test_tokens_are_found_wherever_a_program_may_write_them(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        "config: {aws:region: eu-west-1}\nx: {type: aws:s3:Bucket}\ny: {fn::aws:getRegion: {}}\nz: notaws:s3:Bucket\n"
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "queue.yml").write_text("type: 'aws:sqs/queue:Queue'")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.yaml").write_text("aws:ec2:Vpc")
    assert tokens("aws", tmp_path) == {"aws:region", "aws:s3:Bucket", "aws:getRegion", "aws:sqs/queue:Queue"}


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("aws:s3:Bucket", "aws:s3/bucket:Bucket"),
        ("aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket"),
        ("aws:ec2:getVpc", "aws:ec2/getVpc:getVpc"),
        ("aws:getRegion", "aws:index/getRegion:getRegion"),
        ("azure-native:storage:StorageAccount", "azure-native:storage:StorageAccount"),
        ("aws:s3:Nothing", ""),
        ("aws:region", ""),
        ("aws:nowhere:Bucket", ""),
    ],
)
def test_a_short_name_is_resolved_as_pulumi_does(written: str, token: str) -> None:
    assert canonical(written) == token


@pytest.mark.parametrize("package", ["aws", "azure-native"])
def test_every_type_that_a_check_judges_has_its_inputs_in_the_schema(package: str, catalog: Catalog, tmp_path: Path) -> None:
    judged = {kind for check in catalog.checks.values() for kind in check.types if kind.startswith(f"{package}:") and source_of(kind)}
    assert len(judged) > 100
    (tmp_path / "Pulumi.yaml").write_text("\n".join(f"- type: {kind}" for kind in sorted(judged)))
    found = schema(package, "7.0.0", tmp_path)
    assert set(found["resources"]) == judged
    for kind, written in found["resources"].items():
        assert shape(kind).inputs <= set(written["inputProperties"]), kind
        assert shape(kind).required <= set(written["requiredInputs"]), kind
    assert [reference for reference in _references(found) if reference not in found["types"]] == []
    assert [name for name, kind in found["types"].items() if not kind] == []


def _references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [one for member in value for one in _references(member)]
    if not isinstance(value, dict):
        return []
    own = value.get("$ref", "")
    here = [own.removeprefix("#/types/")] if isinstance(own, str) and own.startswith("#/types/") else []
    return here + [one for member in value.values() for one in _references(member)]
