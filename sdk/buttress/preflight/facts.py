"""The data of a preflight: `facts.yaml`, `rights.yaml`, and the regions of each AWS service as botocore knows them."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

_HERE = files(__package__)


@functools.cache
def facts() -> Mapping[str, Any]:
    """`services` by module, `global` services, and `quotas`, `singles`, `names` and `commitments` by type."""
    found: dict[str, Any] = yaml.safe_load((_HERE / "facts.yaml").read_text(encoding="utf-8"))
    return found


@functools.cache
def rights() -> Mapping[str, tuple[str, ...]]:
    """The actions of IAM that a type takes to be created, read, changed and deleted."""
    found = yaml.safe_load((_HERE / "rights.yaml").read_text(encoding="utf-8"))
    return {token: tuple(actions) for token, actions in found.items()}


@functools.cache
def arm_types() -> Mapping[str, str]:
    """What ARM calls each type that a role can be written for."""
    found: dict[str, str] = yaml.safe_load((_HERE / "arm_types.yaml").read_text(encoding="utf-8"))
    return found


@functools.cache
def regions() -> Mapping[str, frozenset[str]]:
    """The regions of each AWS service. A service that botocore gives none for is in none of these keys."""
    found = json.loads((_HERE / "regions.json").read_text(encoding="utf-8"))
    return {service: frozenset(known) for service, known in found.items()}


def service_of(token: str) -> str:
    """What botocore calls the service of an AWS type: `aws:cfg/recorder:Recorder` is of `config`."""
    module, kind = token.split(":")[1].split("/")
    services = facts()["services"]
    longer = next((name for name in services if "." in name and f"{module}.{kind}".startswith(name)), module)
    return str(services.get(longer, module))
