"""An earlier assessment, and what has changed since."""

from __future__ import annotations

import enum
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from buttress.documents import refuse_foreign
from buttress.errors import ConfigError
from buttress.model import Assessment, Finding, Outcome

SCHEMA = "buttress.assessment/3"
READABLE = ("buttress.assessment/1", "buttress.assessment/2", SCHEMA)
"""What may serve as a baseline: the older ones hold criteria otherwise, which are not compared, and a finding for each place."""

_WRITE_ONE = "write one with: buttress check STATE --format json -o FILE"

Key = tuple[str, str, str]
"""Stack label or estate id, check, resource."""

_OPEN = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN})
_ORDER = {outcome: position for position, outcome in enumerate(Outcome)}


@enum.unique
class BaselineStatus(enum.StrEnum):
    """How a finding stands against the baseline."""

    NEW = "new"
    REGRESSED = "regressed"
    UNCHANGED = "unchanged"
    FIXED = "fixed"
    GONE = "gone"


FRESH = frozenset({BaselineStatus.NEW, BaselineStatus.REGRESSED})


@frozen(kw_only=True)
class Comparison:
    """The change of every finding that is open (fail, error, unknown) now or was then; others are not in it.

    new: open, and the baseline did not know this check on this resource. regressed: open, and it was not before; or it fails, and
    was only unknown or in error before. unchanged: open both times otherwise. fixed: was open, is judged and no longer so. gone: was
    open, and is not judged any more (which is not the same as fixed).
    """

    changes: Mapping[Key, BaselineStatus]
    assessed_at: str

    def of(self, change: BaselineStatus) -> tuple[Key, ...]:
        """The findings with this change, sorted."""
        return tuple(sorted(key for key, each in self.changes.items() if each is change))

    def fresh(self) -> frozenset[Key]:
        """The findings that are new or regressed: what a baseline does not cover."""
        return frozenset(key for key, each in self.changes.items() if each in FRESH)

    def counts(self) -> dict[BaselineStatus, int]:
        """How many findings changed in each way, zeros included."""
        return {change: sum(each is change for each in self.changes.values()) for change in BaselineStatus}


def read_assessment(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The document in a file; a missing or broken one is an error that names it."""
    file = os.fspath(path)
    refuse_foreign(Path(file))
    try:
        content = Path(file).read_bytes()
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror}", where=file, hint=_WRITE_ONE) from None
    return load_assessment(content, file)


def load_assessment(content: bytes, file: str = "the baseline") -> dict[str, Any]:
    """The document in `content`, of a schema that can be read. Anything else is an error that names `file`."""
    try:
        document = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise ConfigError(f"is not UTF-8 text (byte {problem.start})", where=file) from None
    except json.JSONDecodeError as problem:
        raise ConfigError(f"is not valid JSON: {problem.msg}", where=f"{file}:{problem.lineno}") from None
    except RecursionError:
        raise ConfigError("is nested too deeply to be an assessment", where=file) from None
    if not isinstance(document, dict) or "schema" not in document:
        raise ConfigError("is not an assessment", where=file, hint=_WRITE_ONE)
    if document["schema"] not in READABLE:
        raise ConfigError(
            f"has the schema {str(document['schema'])[:80]!r}, not {SCHEMA}",
            where=file,
            hint="write it again with this version of buttress",
        )
    try:
        for _ in _recorded(document):
            pass
        str(document["assessed_at"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ConfigError(
            f"is not a whole assessment: {problem}", where=file, hint="the file may be cut off or edited; write it again"
        ) from None
    return document


def compare(assessment: Assessment, baseline: Mapping[str, Any]) -> Comparison:
    """What changed from a baseline document to this assessment. Several findings of one check on one resource count as the worst.

    A stack that goes by another label now, as one read with its organization and then from a file, is known by its URNs.
    """
    before: dict[Key, Outcome] = {}
    for key, outcome in _recorded(baseline):
        before[key] = min(before.get(key, outcome), outcome, key=_ORDER.__getitem__)
    after: dict[Key, Outcome] = {}
    for key, finding in keyed(assessment):
        after[key] = min(after.get(key, finding.outcome), finding.outcome, key=_ORDER.__getitem__)
    renamed = _renamed(before, after)
    before = {(renamed.get(label, label), check, resource): outcome for (label, check, resource), outcome in before.items()}
    changes = {}
    for key in before.keys() | after.keys():
        change = _change(before.get(key), after.get(key))
        if change:
            changes[key] = change
    return Comparison(changes=changes, assessed_at=str(baseline.get("assessed_at", "")))


def keyed(assessment: Assessment) -> Iterator[tuple[Key, Finding]]:
    """Every finding with the key by which it is known again: those of the stacks, then those of the estates."""
    for stack in assessment.stacks:
        yield from (((stack.stack.label, finding.check, finding.resource), finding) for finding in stack.findings)
    for estate in assessment.estates:
        yield from (((estate.id, finding.check, finding.resource), finding) for finding in estate.findings)


def failing(baseline: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """The (check, resource) pairs that failed in a baseline document, waived ones among them."""
    bad = {Outcome.FAIL, Outcome.WAIVED}
    return frozenset((check, resource) for (_, check, resource), outcome in _recorded(baseline) if outcome in bad)


def _renamed(before: Iterable[Key], after: Iterable[Key]) -> dict[str, str]:
    """Labels that only the baseline has, with the one that took their place: the only new label that has a URN in common with them."""
    old, new = _urns(before), _urns(after)
    heirs = {label: [other for other in new if other not in old and new[other] & urns] for label, urns in old.items() if label not in new}
    claims = Counter(other for found in heirs.values() for other in found)
    return {label: found[0] for label, found in heirs.items() if len(found) == 1 and claims[found[0]] == 1}


def _urns(keys: Iterable[Key]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for label, _, resource in keys:
        found.setdefault(label, set()).update({resource} if resource.startswith("urn:") else ())
    return found


def _change(before: Outcome | None, after: Outcome | None) -> BaselineStatus | None:
    if after in _OPEN:
        if before is None:
            return BaselineStatus.NEW
        known = before is Outcome.FAIL or (before in _OPEN and after is not Outcome.FAIL)
        return BaselineStatus.UNCHANGED if known else BaselineStatus.REGRESSED
    if before in _OPEN:
        return BaselineStatus.GONE if after is None else BaselineStatus.FIXED
    return None


def _recorded(document: Mapping[str, Any]) -> Iterator[tuple[Key, Outcome]]:
    for part in document["stacks"]:
        stack = part["stack"]
        label = "/".join(str(stack[key]) for key in ("organization", "project", "name") if stack[key]) or str(stack["source"])
        for finding in part["findings"]:
            yield (label, str(finding["check"]), str(finding["resource"])), Outcome(finding["outcome"])
    for part in document["estates"]:
        for finding in part["findings"]:
            yield (str(part["estate"]["id"]), str(finding["check"]), str(finding["resource"])), Outcome(finding["outcome"])
