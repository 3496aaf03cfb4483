"""The partitions of AWS and their regions, as `aws_partitions.json` has them from botocore's own list."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from importlib import resources

from attrs import frozen

DATA = "aws_partitions.json"


@frozen(kw_only=True)
class Partition:
    """One partition. `pattern` is the form of its regions' names, those that are newer than the list included."""

    id: str
    dns_suffix: str
    pattern: str
    regions: tuple[str, ...]


@functools.cache
def partitions() -> Mapping[str, Partition]:
    """All of them, by id."""
    data = json.loads((resources.files("buttress.model") / DATA).read_text(encoding="utf-8"))
    return {name: Partition(id=name, **{**one, "regions": tuple(one["regions"])}) for name, one in data.items()}


def partition_of(region: str) -> Partition | None:
    """The partition of a region; None where the name is no region's."""
    return next((one for one in partitions().values() if region in one.regions or re.fullmatch(one.pattern, region)), None)
