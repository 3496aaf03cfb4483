from __future__ import annotations

import pytest
from tests.support.samples import REASON, SAMPLES, Sample


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    return {one.name: one for one in SAMPLES}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A case for each opt-out and each fullest form of each component."""
    if {"opted", "opt_out"} <= set(metafunc.fixturenames):
        cases = [(one, name) for one in SAMPLES for name in one.opt_outs]
        metafunc.parametrize(("opted", "opt_out"), cases, ids=[f"{one.name}-{name}" for one, name in cases])
    if {"full", "form"} <= set(metafunc.fixturenames):
        forms = [(one, place) for one in SAMPLES for place in range(len(one.fullest))]
        metafunc.parametrize(("full", "form"), forms, ids=[f"{one.name}-{place}" for one, place in forms])


@pytest.fixture(scope="session")
def reason() -> str:
    found: str = REASON
    return found
