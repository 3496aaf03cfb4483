from __future__ import annotations

import pytest
from tests.support.exposures import Builder


@pytest.fixture
def shop() -> Builder:
    """An empty builder."""
    return Builder()
