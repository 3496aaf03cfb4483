"""OSCAL documents, held against typed bindings of the NIST schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve
from oscal_bindings.v1 import parser

from buttress.model import Assessment, Outcome
from buttress.report import render

NAMES = ("empty", "small", "hostile", "large")


@pytest.fixture(params=NAMES)
def any_assessment(request: pytest.FixtureRequest) -> Assessment:
    found: Assessment = request.getfixturevalue(request.param)
    return found


def results(found: Assessment) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render(found, "oscal"))["assessment-results"]
    return document


def test_assessment_results_hold_to_the_model(any_assessment: Assessment) -> None:
    parser.parse_assessment_results(render(any_assessment, "oscal"))


def test_plan_holds_to_the_model(any_assessment: Assessment) -> None:
    parser.parse_plan_of_action_and_milestones(render(any_assessment, "oscal-poam"))


def test_component_definition_holds_to_the_model(any_assessment: Assessment) -> None:
    parser.parse_component_definition(render(any_assessment, "oscal-components"))


def test_components_are_listed_under_the_criteria_that_their_checks_support(small: Assessment) -> None:
    document = json.loads(render(small, "oscal-components"))["component-definition"]
    bucket = next(one for one in document["components"] if one["title"] == "EncryptedBucket")
    (implementation,) = bucket["control-implementations"]
    found = {one["control-id"]: [prop["value"] for prop in one["props"]] for one in implementation["implemented-requirements"]}
    assert "aws-s3-bucket-public-access-block" in found["cc6.1"]
    assert "aws-s3-bucket-versioning-enabled" in found["a1.2"]


def test_the_oracle_sees_a_broken_document(small: Assessment) -> None:
    document = json.loads(render(small, "oscal"))
    del document["assessment-results"]["results"][0]["reviewed-controls"]
    with pytest.raises(parser.OscalParseError):
        parser.parse_assessment_results(json.dumps(document))


def test_every_finding_about_a_resource_is_an_observation(small: Assessment) -> None:
    (result,) = results(small)["results"]
    outcomes = sorted(prop["value"] for each in result["observations"] for prop in each["props"] if prop["name"] == "outcome")
    assert outcomes == sorted(each.outcome.value for each in small.findings() if each.resource)


def test_references_lead_to_what_is_in_the_document(small: Assessment) -> None:
    for document in (results(small)["results"][0], json.loads(render(small, "oscal-poam"))["plan-of-action-and-milestones"]):
        observed = {each["uuid"] for each in document["observations"]}
        assert len(observed) == len(document["observations"])
        items = {each["uuid"] for each in document["local-definitions"]["inventory-items"]}
        assert {subject["subject-uuid"] for each in document["observations"] for subject in each["subjects"]} <= items
        for group in ("findings", "risks", "poam-items"):
            for each in document.get(group, ()):
                assert {related["observation-uuid"] for related in each.get("related-observations", ())} <= observed


def test_a_criterion_is_satisfied_only_if_it_is_supported(small: Assessment) -> None:
    (result,) = results(small)["results"]
    states = {each["target"]["target-id"]: each["target"]["status"]["state"] for each in result["findings"]}
    assert set(states) == {"cc1.1", "cc6.1", "cc6.4", "cc6.7", "cc7.2", "cc7.3", "a1.2", "c1.1"}
    assert set(states.values()) == {"not-satisfied"}
    stack = small.stacks[0]
    clean = evolve(stack, findings=tuple(evolve(each, outcome=Outcome.PASS, waiver=None) for each in stack.findings if each.resource))
    (result,) = results(evolve(small, stacks=(clean,), estates=()))["results"]
    states = {each["target"]["target-id"]: each["target"]["status"]["state"] for each in result["findings"]}
    assert [criterion for criterion, state in states.items() if state == "satisfied"] == ["cc6.7"]  # the only one that owes no evidence


def test_each_check_behind_a_criterion_says_why(small: Assessment) -> None:
    framework = small.frameworks["soc2_2017"]
    (result,) = results(small)["results"]
    named = {
        (finding["target"]["target-id"].upper(), one["value"]): one["remarks"]
        for finding in result["findings"]
        for one in finding["props"]
        if one["name"] == "check"
    }
    assert named == {(criterion, check): f"{framework.reasons(check)[criterion][0]}." for criterion, check in named}
    assert ("A1.2", "aws-s3-bucket-versioning-enabled") in named


def test_waived_risk_is_an_approved_deviation_with_a_deadline(small: Assessment) -> None:
    stack = small.stacks[0]
    waived = tuple(each for each in stack.findings if each.outcome is Outcome.WAIVED)
    (risk,) = results(evolve(small, stacks=(evolve(stack, findings=waived),), estates=()))["results"][0]["risks"]
    assert (risk["status"], risk["deadline"]) == ("deviation-approved", "2026-02-12T00:00:00Z")


def test_identifiers_stay_from_run_to_run(small: Assessment) -> None:
    later = evolve(small, assessed_at=small.assessed_at.replace(hour=20))
    first, second = (results(each) for each in (small, later))
    assert [each["uuid"] for each in first["results"][0]["observations"]] == [each["uuid"] for each in second["results"][0]["observations"]]
    assert first["uuid"] != second["uuid"]
