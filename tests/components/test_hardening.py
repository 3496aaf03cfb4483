"""Every component passes every check that applies to what it makes, judged by the real checks in the real OPA."""

from __future__ import annotations

import pytest
from tests.support.samples import passing

from buttress.model import Outcome
from buttress.testing import Compliance, record


def test_defaults(sample, compliance: Compliance):
    judged = compliance.check(sample.program())
    judged.assert_clean()
    assert passing(judged) <= set(sample.satisfies)


def test_max(full, form: int, compliance: Compliance):
    judged = compliance.check(full.program(full.fullest[form]))
    judged.assert_clean()
    assert passing(judged) <= set(full.satisfies)


def test_opt_out(opted, opt_out: str, compliance: Compliance, reason: str):
    args, checks = opted.opt_outs[opt_out]
    judged = compliance.check(opted.program({**opted.least, **args, "justification": reason}))
    judged.assert_clean()
    for check in checks:
        if check not in compliance.catalog.checks:
            pytest.skip(f"{check} is not in the library yet")
        outcomes = {one.outcome for one in judged.findings(check)}
        assert outcomes & {Outcome.WAIVED, Outcome.NOT_APPLICABLE}, f"{check} is not excused: {outcomes}"
    waived = {one.check for one in judged.assessment.findings() if one.outcome is Outcome.WAIVED}
    assert waived <= {*checks, *opted.inherent}


def test_satisfies_says_what_really_ran_and_passed(sample, compliance: Compliance):
    assert sample.satisfied(compliance) == sample.satisfies, "run `make components`"


def test_what_it_answers_for_the_whole_account_passes(sample, compliance: Compliance):
    answered = [check for check in sample.estate if check in compliance.catalog.checks]
    judged = compliance.check(sample.program(), estate=True)
    for check in answered:
        assert {one.outcome for one in judged.findings(check)} == {Outcome.PASS}, check


def test_what_is_made_is_a_child_of_the_component_and_named_after_it(sample):
    found = {one.urn: one for one in record(sample.program())}
    (component,) = [one for one in found.values() if one.token == f"buttress:index:{sample.name}"]
    for one in found.values():
        if one.token == "pulumi:pulumi:Stack" or one is component:
            continue
        assert one.name == "shop" or one.name.startswith("shop-")
        above = one
        while above.parent in found and above is not component:
            above = found[above.parent]
        assert above is component
