"""What `covered_by` of buttress.yaml says: something outside of these programs answers an estate check, for a reason that reports show."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Sequence

from attrs import evolve

from buttress.catalog import Catalog
from buttress.model import Finding, Outcome
from buttress.settings import Coverage, Settings

_OPEN = frozenset({Outcome.FAIL, Outcome.UNKNOWN})


def validate(catalog: Catalog, settings: Settings) -> None:
    """Raise a ConfigError where `covered_by` names what is no estate check."""
    for number, one in enumerate(settings.covered_by):
        for place, identity in enumerate(one.checks):
            check = catalog.checks.get(identity)
            if check is None or check.scope != "estate":
                known = sorted(name for name, other in catalog.checks.items() if other.scope == "estate")
                raise settings.document.fail(
                    f"covered_by names {identity}, which is no check of a whole account or subscription",
                    ("covered_by", number, "checks", place),
                    f"those are {', '.join(known[:3])}, … (`buttress catalog`)",
                )


def apply(estate: str, findings: Iterable[Finding], covered_by: Sequence[Coverage]) -> tuple[Finding, ...]:
    """The findings of an estate; what fails or is not known, and is covered elsewhere, is not applicable for that reason."""
    return tuple(_covered(estate, finding, covered_by) for finding in findings)


def _covered(estate: str, finding: Finding, covered_by: Sequence[Coverage]) -> Finding:
    if finding.outcome not in _OPEN:
        return finding
    for one in covered_by:
        if finding.check in one.checks and any(fnmatch.fnmatchcase(estate, pattern) for pattern in one.estates):
            reason = f"covered elsewhere, as buttress.yaml says: {one.reason}"
            return evolve(finding, outcome=Outcome.NOT_APPLICABLE, message=reason, places=(), waits_for="")
    return finding
