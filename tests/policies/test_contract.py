"""What METADATA promises of findings: reasons, severities, parts, and what is off unless asked for."""

from __future__ import annotations

import graphlib
import re
from pathlib import Path

import pytest
import yaml

from buttress.assessment.cases import run_case
from buttress.catalog import Catalog
from buttress.catalog.cases import cases_of
from buttress.engine import Engine
from buttress.model import Check, Outcome, Severity

TWINS = yaml.safe_load(Path(__file__).with_name("twins.yaml").read_text())
_KEYS = re.compile("(encrypted with|use) (a )?customer managed key")
GENERIC = ("this check does not apply", "does not say why")


def test_a_check_that_leaves_resources_out_says_why(catalog: Catalog) -> None:
    assert [check.id for check in catalog.checks.values() if check.has_applies and not check.not_applicable] == []


@pytest.mark.xdist_group("opa-test")
def test_every_case_that_is_not_applicable_has_a_reason_of_its_own(catalog: Catalog, opa: Engine) -> None:
    bare = []
    for check in catalog.checks.values():
        for case in (one for one in cases_of(check) if one.expect == "not_applicable"):
            for finding in run_case(check, case, catalog, opa):
                if not finding.message or any(words in finding.message for words in GENERIC):
                    bare.append(f"{check.id}: {case.name}: {finding.message}")
    assert bare == []


@pytest.mark.xdist_group("opa-test")
def test_what_is_absent_and_what_is_bad_differ_where_metadata_says_so(catalog: Catalog, opa: Engine) -> None:
    for check in (one for one in catalog.checks.values() if one.severity_absent):
        cases = [one for one in cases_of(check) if one.expect == "fail"]
        seen = {finding.severity for case in cases for finding in run_case(check, case, catalog, opa)}
        assert seen == {check.severity, check.severity_absent}, check.id


def test_what_is_subsumed_exists_in_the_same_cloud_and_never_in_a_circle(catalog: Catalog) -> None:
    graph = {check.id: set(check.subsumes) for check in catalog.checks.values() if check.subsumes}
    assert len(graph) >= 20
    tuple(graphlib.TopologicalSorter(graph).static_order())
    for whole, parts in graph.items():
        assert {catalog.checks[part].cloud for part in parts} == {catalog.checks[whole].cloud}, whole


def test_a_part_is_no_worse_than_the_whole_or_only_where_it_is_absent(catalog: Catalog) -> None:
    """Else the host would tell both, and `subsumes` would say what never happens."""

    def mildest(check: Check) -> int:
        return (check.severity_absent or check.severity).rank

    idle = [
        (whole.id, part)
        for whole in catalog.checks.values()
        for part in whole.subsumes
        if mildest(catalog.checks[part]) < whole.severity.rank
    ]
    assert idle == []


def test_opt_in_checks_are_mild(catalog: Catalog) -> None:
    off = {check.id: check.severity for check in catalog.checks.values() if check.opt_in}
    assert len(off) >= 6
    assert set(off.values()) == {Severity.LOW}


@pytest.mark.parametrize("topic", TWINS)
def test_twins_of_both_clouds_have_one_severity_or_a_reason(catalog: Catalog, topic: str) -> None:
    entry = TWINS[topic]
    assert {catalog.checks[one].cloud for one in entry["checks"]} == {"aws", "azure"}
    severities = {catalog.checks[one].severity for one in entry["checks"]}
    assert (len(severities) > 1) == ("reason" in entry), severities


@pytest.mark.parametrize("topic", TWINS)
def test_twins_of_both_clouds_support_the_same_criteria_or_say_why_not(catalog: Catalog, topic: str) -> None:
    entry = TWINS[topic]
    supported = [catalog.checks[one].criteria for one in entry["checks"]]
    assert any(one != supported[0] for one in supported) == ("criteria" in entry), supported


def test_keys_of_the_customer_are_low_everywhere(catalog: Catalog) -> None:
    """The provider encrypts without them, too."""
    high = [check.id for check in catalog.checks.values() if _KEYS.search(check.title) and check.severity is not Severity.LOW]
    assert high == []


@pytest.mark.xdist_group("opa-test")
def test_one_check_says_one_thing_of_one_resource(catalog: Catalog, opa: Engine) -> None:
    for check in catalog.checks.values():
        for case in cases_of(check):
            if case.expect == "fail":
                (finding,) = run_case(check, case, catalog, opa)
                assert finding.places
                assert finding.places[0].outcome is Outcome.FAIL
