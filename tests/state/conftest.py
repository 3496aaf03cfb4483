from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

STACK = "urn:pulumi:prod::shop::"


@pytest.fixture
def entry() -> Callable[..., dict[str, Any]]:
    """A `ResourceV3` by type and name."""

    def build(kind: str, name: str, **other: Any) -> dict[str, Any]:
        return {"urn": f"{STACK}{kind}::{name}", "type": kind, "custom": True, "id": name, "inputs": {}, "outputs": {}, **other}

    return build


@pytest.fixture
def deployment() -> Callable[..., dict[str, Any]]:
    """A stack export with these resources."""

    def build(*resources: Any, **other: Any) -> dict[str, Any]:
        return {"version": 3, "deployment": {"manifest": {"version": "v3.274.1"}, "resources": list(resources), **other}}

    return build
