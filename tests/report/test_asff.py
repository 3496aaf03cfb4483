"""Requests to Security Hub, held against the service's own model in botocore."""

from __future__ import annotations

import json
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator
from tests.support.assessments import BUCKET, CHECKS, assessment, finding, stack, urn

from buttress.errors import ConfigError
from buttress.model import Assessment, Outcome
from buttress.report import asff, render

OPTIONS = {"aws_account": "123456789012", "aws_region": "eu-central-1"}


@pytest.fixture(scope="module")
def shape() -> Any:
    return botocore.session.Session().get_service_model("securityhub").operation_model("BatchImportFindings").input_shape


def requests(found: Assessment, **options: str) -> list[dict[str, Any]]:
    document: list[dict[str, Any]] = json.loads(render(found, "asff", options={**OPTIONS, **options}))
    return document


@pytest.mark.parametrize("name", ["empty", "small", "hostile", "large"])
def test_requests_hold_to_the_model_and_its_limits(request: pytest.FixtureRequest, shape: Any, name: str) -> None:
    found = requests(request.getfixturevalue(name))
    for each in found:
        assert not ParamValidator().validate(each, shape).has_errors()
        assert 0 < len(each["Findings"]) <= 100
        assert max(len(json.dumps(one)) for one in each["Findings"]) < 240_000
        for one in each["Findings"]:
            assert (len(one["Title"]) <= 256, len(one["Description"]) <= 1024, len(one["Id"]) <= 512) == (True, True, True)
            assert len(one["Resources"][0]["Id"]) <= 512
    assert bool(found) == (name != "empty")


def test_the_model_sees_a_missing_member(shape: Any, small: Assessment) -> None:
    (request,) = requests(small)
    del request["Findings"][0]["ProductArn"]
    assert ParamValidator().validate(request, shape).has_errors()


def test_statuses_follow_outcomes(small: Assessment) -> None:
    (request,) = requests(small)
    told = sorted((each["ProductFields"]["buttress/outcome"], each["Compliance"]["Status"]) for each in request["Findings"])
    assert told == [
        ("error", "WARNING"),
        *[("fail", "FAILED")] * 3,
        *[("pass", "PASSED")] * 3,
        ("unknown", "WARNING"),
        ("waived", "WARNING"),
    ]


def test_two_thousand_findings_are_twenty_requests(large: Assessment) -> None:
    assert [len(each["Findings"]) for each in requests(large)] == [100] * 20


def test_account_of_the_estate_goes_before_the_option(small: Assessment) -> None:
    (request,) = requests(small, aws_account="999999999999")
    assert {each["AwsAccountId"] for each in request["Findings"]} == {"123456789012"}
    assert {each["ProductArn"] for each in request["Findings"]} == {
        "arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default"
    }


@pytest.mark.parametrize(
    "options", [{}, {"aws_region": "eu-central-1"}, {"aws_account": "12", "aws_region": "eu-central-1"}, {"aws_account": "1" * 12}]
)
def test_nothing_is_written_for_an_unknown_account_or_region(options: dict[str, str]) -> None:
    found = assessment(stack(finding(CHECKS[0].id, urn(BUCKET, "b"), Outcome.FAIL)))
    with pytest.raises(ConfigError, match="ASFF needs the AWS"):
        render(found, "asff", options=options)


def test_identifier_stays_when_the_message_changes() -> None:
    marks = {
        requests(assessment(stack(finding(CHECKS[0].id, urn(BUCKET, "b"), outcome, text))))[0]["Findings"][0]["Id"]
        for outcome, text in ((Outcome.FAIL, "one"), (Outcome.PASS, ""))
    }
    assert len(marks) == 1
    assert asff.BATCH == 100


@pytest.mark.parametrize("form", ["asff", "ocsf"])
def test_no_two_findings_of_a_run_have_one_identifier_and_a_later_run_has_the_same(form: str) -> None:
    places = [("ingress", number) for number in range(3)]
    first = [finding(CHECKS[0].id, urn(BUCKET, "b"), Outcome.FAIL, path=place) for place in places]
    found = assessment(stack(*first, finding(CHECKS[1].id, urn(BUCKET, "b"), Outcome.FAIL)), stack(*first, name="other"))

    def marks(some: Assessment) -> list[str]:
        document = json.loads(render(some, form, options=OPTIONS))
        if form == "ocsf":
            return [one["finding_info"]["uid"] for one in document]
        return [one["Id"] for each in document for one in each["Findings"]]

    assert len(set(marks(found))) == len(marks(found)) == 7
    moved = [finding(CHECKS[0].id, urn(BUCKET, "b"), Outcome.FAIL, path=("ingress", number + 4)) for number in range(3)]
    assert set(marks(assessment(stack(*moved)))) < set(marks(found))


@pytest.mark.parametrize(
    ("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("eusc-de-east-1", "aws-eusc")]
)
def test_a_finding_names_the_partition_of_its_region(small: Assessment, region: str, partition: str) -> None:
    (request,) = requests(small, aws_region=region)
    assert {each["ProductArn"].split(":")[1] for each in request["Findings"]} == {partition}
