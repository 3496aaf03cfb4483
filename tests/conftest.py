from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from buttress.catalog import Catalog, load_catalog
from buttress.engine import Engine
from buttress.engine.binary import find_opa

# How long an example takes says how busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True, scope="session")
def _not_in_ci() -> Iterator[None]:
    """A preview in CI hears no reasons from the code; the tests say themselves when they are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        yield


@pytest.fixture(scope="session")
def opa_binary() -> Path:
    return find_opa().path


@pytest.fixture(scope="session")
def catalog(opa_binary: Path) -> Catalog:
    return load_catalog(opa=lambda: opa_binary)


@pytest.fixture(scope="session")
def opa(request: pytest.FixtureRequest, catalog: Catalog) -> Engine:
    """The OPA of this run: the one that the cases and the `compliance` fixture use, too."""
    compliance = request.getfixturevalue("compliance")
    opa: Engine = compliance.opa
    return opa
