"""Waivers: read strictly, matched to failing findings, and held to account themselves."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from buttress.assessment.subsumption import release
from buttress.catalog import Catalog
from buttress.catalog.components import gives_up
from buttress.documents import Document, load_yaml, validate
from buttress.model import Check, Finding, Justification, Outcome, Severity, Urn, Waiver, WaiverProblem
from buttress.settings import Settings
from buttress.text import nearest

GLOB = "glob:"
"""What a waiver's `resource` starts with where `*` and `?` in it stand for other letters; a URN may hold either of them itself."""

_WORD = "\0"
"""In a glob of ours: any text without a colon."""
_RUNS = ("*", _WORD)
_DEEPEST = 4
"""How many components around a resource a glob is held against."""

_TEXT = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["waivers"],
    "properties": {
        "waivers": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["check", "resource", "owner", "approver", "reason", "ticket", "category", "expires", "created"],
                "properties": {
                    "check": _TEXT,
                    "resource": _TEXT,
                    "owner": _TEXT,
                    "approver": _TEXT,
                    "reason": _TEXT,
                    "ticket": _TEXT,
                    "category": {"enum": ["waiver", "mitigated"]},
                    "expires": {},
                    "created": {},
                },
            },
        }
    },
}


def load_waivers(path: Path, catalog: Catalog) -> tuple[Waiver, ...]:
    """The waivers in a file; a ConfigError names the line of a bad date, an unknown key, a check that does not exist or a waiver that does
    twice.
    """
    document = load_yaml(path)
    if document.data is None:
        return ()
    validate(document, SCHEMA)
    result = []
    seen: dict[tuple[str, str], str] = {}
    for number, entry in enumerate(document.data["waivers"]):
        place = ("waivers", number)
        if not entry["check"].strip("*?") or entry["check"] == "all":
            raise document.fail("a waiver names one check", (*place, "check"), "write one waiver for each check that may stay")
        if entry["check"] not in catalog.checks:
            raise document.fail(f"there is no check {entry['check']}", (*place, "check"), nearest(entry["check"], list(catalog.checks)))
        dates = {key: _date(document, entry[key], (*place, key)) for key in ("expires", "created")}
        if dates["expires"] < dates["created"]:
            raise document.fail("the waiver expires before it was created", (*place, "expires"))
        known = seen.setdefault((entry["check"], entry["resource"]), document.where(place))
        if known != document.where(place):
            raise document.fail(f"{entry['check']} is waived for {entry['resource']} twice", place, f"it stands at {known} already")
        result.append(Waiver(**{**entry, **dates}, source=document.where(place)))
    return tuple(result)


def from_justification(one: Justification) -> tuple[Waiver, ...]:
    """A component's own opt-out as waivers: they name no approver and do not expire, and the report says so.

    Only of our own components, and only of the checks that each of them can give up: any program may write such an output.
    """
    known = gives_up(Urn.parse(one.component).type)
    return tuple(
        Waiver(
            check=check,
            resource=urn,
            owner="",
            approver="",
            reason=one.reason,
            ticket="",
            category="waiver",
            expires=None,
            created=None,
            source=one.component,
        )
        for check in one.checks
        if check in known
        for urn in one.resources
    )


def matches(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver names this finding's check and resource: by its whole URN, or by a glob that is written as one."""
    return waiver.check == finding.check and bool(_named(waiver.resource).fullmatch(finding.resource))


def can_match(resource: str, check: Check) -> bool:
    """Whether a waiver's `resource` may name something that the check judges: a resource of its types; for an estate check, an account."""
    if not resource.startswith(GLOB):
        return Urn.parse(resource).type in check.population or (check.scope == "estate" and not Urn.valid(resource))
    around = [f"{_WORD}:{_WORD}:{_WORD}$" * depth for depth in range(_DEEPEST + 1)]
    wanted = [f"urn:pulumi:{_WORD}::{_WORD}::{outer}{kind}::{_WORD}" for kind in check.population for outer in around]
    accounts = [f"aws:{_WORD}", f"azure:{_WORD}"] if check.scope == "estate" else []
    return any(_meet(resource.removeprefix(GLOB), one) for one in (*wanted, *accounts))


def _meet(glob: str, other: str) -> bool:
    """Whether some text matches both; in `other` may stand a `_WORD`, too. Letter by letter: at which places of `other` both may stand."""
    places = _with_skips(other, {0})
    for letter in glob:
        if letter == "*":
            places = set(range(min(places), len(other) + 1)) if places else places
            continue
        passed = {place for place in places if place < len(other) and _fits(letter, other[place])}
        places = _with_skips(other, {place if other[place] in _RUNS else place + 1 for place in passed})
    return len(other) in places


def _fits(letter: str, other: str) -> bool:
    return other in {"*", "?", letter} or letter == "?" or (other == _WORD and letter != ":")


def _with_skips(glob: str, places: set[int]) -> set[int]:
    """These places and those behind the runs that stand there: a run may be empty."""
    result = set(places)
    for place in sorted(places):
        end = place
        while end < len(glob) and glob[end] in _RUNS:
            end += 1
            result.add(end)
    return result


@functools.cache
def _named(resource: str) -> re.Pattern[str]:
    if not resource.startswith(GLOB):
        return re.compile(re.escape(resource))
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(letter) or re.escape(letter) for letter in resource.removeprefix(GLOB)), re.DOTALL)


def approved(waivers: Iterable[Waiver], settings: Settings) -> tuple[Waiver, ...]:
    """Those of a file's waivers that somebody approved who may."""
    return tuple(one for one in waivers if settings.approves(one.approver))


def apply(findings: Iterable[Finding], waivers: Iterable[Waiver], today: dt.date) -> tuple[Finding, ...]:
    """The findings, each `fail` under a waiver that matches and has not expired turned into `waived`.

    What was reported as part of one that is waived now stands for itself.
    """
    active: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        if waiver.expires is None or waiver.expires >= today:
            active.setdefault(waiver.check, []).append(waiver)
    result = []
    for finding in findings:
        candidates = active.get(finding.check, ()) if finding.outcome is Outcome.FAIL else ()
        found = next((one for one in candidates if matches(one, finding)), None)
        result.append(finding if found is None else evolve(finding, outcome=Outcome.WAIVED, waiver=found))
    return release(result)


def problems(
    waivers: Iterable[Waiver], findings: Iterable[Finding], catalog: Catalog, settings: Settings, today: dt.date
) -> tuple[WaiverProblem, ...]:
    """What is wrong with the waivers of the file: expired, matching nothing that failed, longer than allowed, approved by their owner or by
    nobody who may.
    """
    bad = [one for one in findings if one.outcome in {Outcome.FAIL, Outcome.WAIVED}]
    found = []
    for waiver in waivers:
        severity = catalog.checks[waiver.check].severity
        hits = any(matches(waiver, one) for one in bad)
        if waiver.expires is not None and waiver.expires < today:
            found.append(_problem("expired", waiver, severity, f"expired on {waiver.expires}"))
        if not hits:
            way = (
                f"start it with {GLOB} if it is a glob"
                if set("*?") & set(waiver.resource) and GLOB not in waiver.resource
                else "fix its resource"
            )
            found.append(_problem("unmatched", waiver, severity, f"matches no failing finding: remove it, or {way}"))
        if waiver.expires is not None and waiver.created is not None:
            allowed = settings.longest_waiver[severity.value]
            life = (waiver.expires - waiver.created).days
            if life > allowed:
                found.append(_problem("over-long", waiver, severity, f"lives {life} days; {severity.value} allows {allowed}"))
        if waiver.owner and waiver.owner.strip().casefold() == waiver.approver.strip().casefold():
            found.append(_problem("self-approved", waiver, severity, "its owner approved it"))
        if not settings.approves(waiver.approver):
            named = f"may not be approved by {waiver.approver}" if settings.approvers else "needs an approver whom buttress.yaml names"
            found.append(_problem("unapproved", waiver, severity, f"{named}: it does not count (waivers: approvers: in buttress.yaml)"))
    return tuple(found)


def _problem(kind: Any, waiver: Waiver, severity: Severity, message: str) -> WaiverProblem:
    return WaiverProblem(
        kind=kind, waiver=waiver, message=f"the waiver of {waiver.check} for {waiver.resource} {message}", severity=severity
    )


def _date(document: Document, value: Any, place: tuple[str | int, ...]) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise document.fail(f"{value!r} is not a date", place, "write it as 2026-01-31") from None
