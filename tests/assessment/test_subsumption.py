from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve

from buttress.assessment import waivers
from buttress.assessment.subsumption import subsume
from buttress.model import Check, Finding, Outcome, Place, Severity, Waiver

GROUP, RULE = "urn:pulumi:s::p::t::group", "urn:pulumi:s::p::t::rule"


def check(identity: str, *parts: str) -> Check:
    return Check(
        id=identity,
        title="",
        description="",
        severity=Severity.HIGH,
        scope="resource",
        package=("checks", "aws", "ec2", identity),
        population=("t",),
        subsumes=parts,
    )


CHECKS = {one.id: one for one in (check("all", "ssh"), check("ssh", "approved"), check("approved"))}


def finding(identity: str, *paths: tuple[str | int, ...], resource: str = GROUP, **more: Any) -> Finding:
    places = tuple(Place(message="open", path=path) for path in paths)
    given = {"outcome": Outcome.FAIL, "severity": Severity.HIGH, **more}
    return Finding(check=identity, resource=resource, message="open", places=places, **given)


def marks(*findings: Finding, refs: Any = None) -> list[str]:
    return [one.subsumed_by for one in subsume(findings, CHECKS, refs or {})]


ALL = finding("all", ("ingress", 0))
SSH = finding("ssh", ("ingress", 0, "fromPort"))
APPROVED = finding("approved", ("ingress", 0))


def test_a_part_is_told_with_the_widest_that_says_it() -> None:
    assert marks(ALL, SSH, APPROVED) == ["", "all", "all"]
    assert marks(SSH, APPROVED) == ["", "ssh"]
    assert marks(APPROVED, ALL) == ["all", ""]


def test_a_place_that_the_wider_one_does_not_cover_is_told_by_itself() -> None:
    assert marks(ALL, finding("ssh", ("ingress", 0), ("ingress", 1))) == ["", ""]
    assert marks(ALL, finding("ssh", ("ingress",))) == ["", ""]
    elsewhere = Place(message="open", path=("ingress", 0), at=RULE)
    assert marks(ALL, evolve(SSH, places=(elsewhere,))) == ["", ""]


def test_two_wider_ones_may_cover_a_part_together() -> None:
    assert marks(ALL, finding("ssh", ("ingress", 1)), finding("approved", ("ingress", 0), ("ingress", 1))) == ["", "", "all"]


def test_only_what_fails_and_is_no_less_severe_says_more() -> None:
    assert marks(evolve(ALL, outcome=Outcome.UNKNOWN), SSH) == ["", ""]
    assert marks(evolve(ALL, severity=Severity.MEDIUM), SSH) == ["", ""]
    assert marks(ALL, evolve(SSH, outcome=Outcome.UNKNOWN)) == ["", ""]
    assert marks(ALL, evolve(SSH, resource=RULE)) == ["", ""]


def test_one_that_refers_to_the_resource_says_its_only_place_too() -> None:
    refs = {GROUP: {"subnetId": (RULE,)}}
    only = evolve(SSH, resource=RULE)
    (_, marked) = subsume((ALL, only), CHECKS, refs)
    assert (marked.subsumed_by, marked.subsumed_at) == ("all", GROUP)
    assert marks(ALL, evolve(only, places=SSH.places * 2), refs=refs) == ["", ""]


def test_a_part_stands_for_itself_once_the_whole_is_waived() -> None:
    waiver = Waiver(
        check="all",
        resource=GROUP,
        owner="a",
        approver="b",
        reason="r",
        ticket="",
        category="waiver",
        expires=None,
        created=None,
    )
    whole, part = waivers.apply(subsume((ALL, SSH), CHECKS, {}), (waiver,), dt.date(2026, 1, 31))
    assert (whole.outcome, part.outcome, part.subsumed_by) == (Outcome.WAIVED, Outcome.FAIL, "")
    held = waivers.apply(subsume((ALL, SSH), CHECKS, {}), (evolve(waiver, check="ssh"),), dt.date(2026, 1, 31))
    assert [(one.outcome, one.subsumed_by) for one in held] == [(Outcome.FAIL, ""), (Outcome.WAIVED, "")]
