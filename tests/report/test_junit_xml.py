"""JUnit XML, read back by junitparser."""

from __future__ import annotations

from junitparser import Error, Failure, JUnitXml, Skipped

from buttress.model import Assessment
from buttress.report import render


def test_cases_and_totals_are_those_of_the_assessment(small: Assessment) -> None:
    document = JUnitXml.fromstring(render(small, "junit"))
    assert (document.tests, document.failures, document.errors, document.skipped) == (11, 3, 2, 3)
    suites = {suite.name: suite for suite in document}
    assert {name: (suite.tests, suite.failures, suite.errors, suite.skipped) for name, suite in suites.items()} == {
        "acme/shop/prod": (10, 2, 2, 3),
        "aws:123456789012": (1, 1, 0, 0),
    }


def test_each_outcome_has_its_element(small: Assessment) -> None:
    found: dict[type, int] = {}
    for suite in JUnitXml.fromstring(render(small, "junit")):
        for case in suite:
            kinds = [type(result) for result in case.result]
            found[kinds[0] if kinds else type(None)] = found.get(kinds[0] if kinds else type(None), 0) + 1
    assert found == {Failure: 3, Error: 2, Skipped: 3, type(None): 3}


def test_failure_tells_fix_and_owner(small: Assessment) -> None:
    for suite in JUnitXml.fromstring(render(small, "junit")):
        for case in suite:
            for result in case.result:
                if isinstance(result, Failure):
                    assert "fix: " in result.text
                    assert "owner: " in result.text


def test_hostile_names_stay_text(hostile: Assessment) -> None:
    document = JUnitXml.fromstring(render(hostile, "junit"))
    (suite,) = list(document)
    assert document.tests == sum(1 for _ in hostile.findings()) == len(list(suite))
