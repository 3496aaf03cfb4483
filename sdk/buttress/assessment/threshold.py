"""Whether what was found is to stop a pipeline."""

from __future__ import annotations

from collections.abc import Collection

from buttress.assessment.baseline import Key, keyed
from buttress.model import Assessment, Outcome, Severity

NEVER = "never"


def reached(assessment: Assessment, threshold: str, *, unknown: bool = False, fresh: Collection[Key] | None = None) -> bool:
    """Whether a failing finding, or a waiver that is not in order, is at or above a severity; of `never` only what follows is.

    A check that could not be evaluated always counts. What is not known counts with `unknown`. `fresh` are the findings that a baseline
    does not cover (see `Comparison.fresh`); without it every finding counts.
    """
    if any(finding.outcome is Outcome.ERROR for finding in assessment.findings()):
        return True
    if threshold == NEVER:
        return False
    rank = Severity(threshold).rank
    bad = {Outcome.FAIL, Outcome.UNKNOWN} if unknown else {Outcome.FAIL}
    return any(problem.severity.rank <= rank for problem in assessment.waiver_problems) or any(
        finding.outcome in bad and finding.severity.rank <= rank and (fresh is None or key in fresh) for key, finding in keyed(assessment)
    )
