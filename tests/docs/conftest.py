from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "sdk/docs"


@pytest.fixture(scope="session")
def writers() -> Iterator[Callable[[str], ModuleType]]:
    """A writer of the generated documentation by its name, imported as the generator does it."""
    sys.path.insert(0, str(DOCS))
    try:
        yield lambda name: importlib.import_module(f"writers.{name}")
    finally:
        sys.path.remove(str(DOCS))
