"""What stops a pipeline."""

from __future__ import annotations

import pytest
from tests.support.assessments import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.assessment.threshold import reached
from buttress.model import Outcome

CHECK = CHECKS[0]
KEY = ("acme/shop/prod", CHECK.id, urn(BUCKET, "b"))


@pytest.mark.parametrize(
    ("outcome", "threshold", "options", "expected"),
    [
        (Outcome.FAIL, "low", {}, True),
        (Outcome.FAIL, CHECK.severity.value, {}, True),
        (Outcome.FAIL, "critical", {}, CHECK.severity.rank == 0),
        (Outcome.FAIL, "never", {}, False),
        (Outcome.FAIL, "low", {"fresh": {KEY}}, True),
        (Outcome.FAIL, "low", {"fresh": frozenset()}, False),
        (Outcome.UNKNOWN, "low", {}, False),
        (Outcome.UNKNOWN, "low", {"unknown": True}, True),
        (Outcome.WAIVED, "low", {"unknown": True}, False),
        (Outcome.PASS, "low", {"unknown": True}, False),
        (Outcome.ERROR, "never", {"fresh": frozenset()}, True),
    ],
)
def test_what_reaches_a_threshold(outcome: Outcome, threshold: str, options: dict[str, object], expected: bool) -> None:
    found = assessment(stack(finding(CHECK.id, KEY[2], outcome)))
    assert reached(found, threshold, **options) is expected  # type: ignore[arg-type]
