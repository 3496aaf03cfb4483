"""The list of partitions against botocore's own; BUTTRESS_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import botocore
import pytest

from buttress import model
from buttress.model.partitions import DATA, partition_of, partitions
from buttress.offline.aws import Aws


def listed() -> dict[str, Any]:
    data = json.loads((Path(botocore.__file__).parent / "data/partitions.json").read_text())
    return {
        one["id"]: {
            "dns_suffix": one["outputs"]["dnsSuffix"],
            "pattern": one["regionRegex"].removeprefix("^").removesuffix("$"),
            "regions": sorted(name for name in one["regions"] if not name.endswith("-global")),
        }
        for one in data["partitions"]
    }


def test_the_list_is_botocores() -> None:
    file = Path(model.__file__).parent / DATA
    text = json.dumps(listed(), indent=1, sort_keys=True) + "\n"
    if os.environ.get("BUTTRESS_UPDATE_GOLDEN"):
        file.write_text(text)
    assert file.read_text() == text


def test_each_region_is_in_its_own_partition_alone() -> None:
    for partition in partitions().values():
        for region in partition.regions:
            assert partition_of(region) == partition
            stand_in = Aws()
            stand_in.configure({"region": region})
            assert stand_in.partition == partition.id


@pytest.mark.parametrize(("region", "found"), [("us-gov-north-9", "aws-us-gov"), ("ap-southeast-99", "aws"), ("cn-east-7", "aws-cn")])
def test_a_region_newer_than_the_list_is_known_by_its_form(region: str, found: str) -> None:
    partition = partition_of(region)
    assert partition is not None
    assert partition.id == found


@pytest.mark.parametrize("region", ["", "eu-central", "mars-north-1", "us-east-1a"])
def test_what_is_no_region_has_no_partition(region: str) -> None:
    assert partition_of(region) is None
