"""What the workers of a parallel run share, they share by groups: those that name one stay on one worker."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("kept")
def test_a_group_is_kept_on_one_worker(request: pytest.FixtureRequest) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("one process alone")
    assert request.node.nodeid.endswith("@kept")
