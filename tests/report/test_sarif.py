"""SARIF as code scanning services take it."""

from __future__ import annotations

import json
from typing import Any

from attrs import evolve
from tests.support.assessments import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.assessment.baseline import load_assessment
from buttress.model import Assessment, Outcome
from buttress.report import render, sarif


def run(found: Assessment, **options: Any) -> dict[str, Any]:
    document = json.loads(render(found, "sarif", **options))
    assert (document["version"], len(document["runs"])) == ("2.1.0", 1)
    first: dict[str, Any] = document["runs"][0]
    return first


def test_kinds_and_levels_follow_the_outcome(small: Assessment) -> None:
    results = run(small, show=[*Outcome])["results"]
    told = {(each["properties"]["outcome"], each["kind"], each["level"] == "none") for each in results}
    assert told == {
        ("fail", "fail", False),
        ("waived", "fail", False),
        ("error", "open", True),
        ("unknown", "review", True),
        ("not_applicable", "notApplicable", True),
        ("pass", "pass", True),
    }


def test_only_shown_outcomes_are_results(small: Assessment) -> None:
    assert {each["properties"]["outcome"] for each in run(small)["results"]} == {"fail", "error", "unknown", "waived"}


def test_results_point_at_the_program_and_name_the_resource(small: Assessment) -> None:
    for result in run(small, program="infra/Pulumi.yaml")["results"]:
        (location,) = result["locations"]
        assert location["physicalLocation"] == {"artifactLocation": {"uri": "infra/Pulumi.yaml"}, "region": {"startLine": 1}}
        assert location["logicalLocations"][0]["fullyQualifiedName"].startswith(("urn:pulumi:", "aws:"))


def test_each_result_refers_to_its_descriptor(small: Assessment) -> None:
    found = run(small)
    for result in found["results"]:
        assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_descriptors_carry_severity_and_criteria(small: Assessment) -> None:
    descriptors = {each["id"]: each for each in run(small)["tool"]["driver"]["rules"]}
    first = descriptors[CHECKS[0].id]
    assert first["properties"]["security-severity"] == "9.5"
    assert first["properties"]["tags"] == ["security", "aws", "CC6.1", "C1.1"]
    assert len(descriptors) == len(CHECKS)


def test_waived_results_say_why_and_until_when(small: Assessment) -> None:
    accepted = {each["properties"]["outcome"]: each.get("suppressions") for each in run(small)["results"]}
    assert accepted["fail"] is None
    (waived,) = accepted["waived"]
    assert (waived["kind"], waived["status"]) == ("external", "accepted")
    assert "until 2026-02-12, approved by Head of security, SEC-104" in waived["justification"]


def test_fingerprint_outlives_message_and_places_but_not_resource_or_stack() -> None:
    first = finding(CHECKS[0].id, urn(BUCKET, "a"), Outcome.FAIL, "one", path=("rules", 0, "x"))
    mark = sarif.fingerprint("prod", first)
    assert mark == sarif.fingerprint("prod", finding(CHECKS[0].id, urn(BUCKET, "a"), Outcome.FAIL, "two", path=("other", 3)))
    others = [evolve(first, resource=urn(BUCKET, "b")), evolve(first, check=CHECKS[1].id)]
    assert mark not in {sarif.fingerprint("prod", other) for other in others} | {sarif.fingerprint("test", first)}


def test_twin_findings_get_different_line_hashes() -> None:
    twins = [finding(CHECKS[0].id, urn(BUCKET, "a"), Outcome.FAIL, "m", path=("rules", number, "x")) for number in range(3)]
    marks = [each["partialFingerprints"]["primaryLocationLineHash"] for each in run(assessment(stack(*twins)))["results"]]
    assert [mark.rsplit(":")[-1] for mark in marks] == ["1", "2", "3"]


def test_too_many_results_are_cut_with_a_word_about_it(monkeypatch: Any, large: Assessment) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 100)
    found = run(large)
    assert len(found["results"]) == 100
    assert {each["kind"] for each in found["results"]} == {"fail"}
    assert found["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("200 of 300 results are left out")


def test_what_was_not_evaluated_is_a_notification(small: Assessment) -> None:
    told = [each["message"]["text"] for each in run(small)["invocations"][0]["toolExecutionNotifications"]]
    assert "acme/shop/prod: 3 of gcp:storage/bucket:Bucket not evaluated: no check reads this type." in told
    assert any(text.startswith("waiver expired: aws-s3-bucket-versioning-enabled") for text in told)
    assert run(small)["invocations"][0]["executionSuccessful"] is False


def test_baseline_state_is_told(small: Assessment) -> None:
    old = load_assessment(render(assessment(stack()), "json"))
    assert {
        each["baselineState"] for each in run(small, baseline=old)["results"] if each["kind"] != "fail" or "suppressions" not in each
    } == {"new"}
