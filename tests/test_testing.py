from __future__ import annotations

import re

import pulumi
import pulumi_aws as aws
import pytest

from buttress.errors import ConfigError
from buttress.testing import Compliance

SSH, VERSIONING = "aws-security-group-no-world-ingress-ssh", "aws-s3-bucket-versioning-enabled"

pytest_plugins = ["pytester"]


def shop() -> None:
    bucket = aws.s3.Bucket("orders")
    aws.s3.BucketVersioning("orders", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
    aws.ec2.SecurityGroup("open", ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}])


def test_a_program_is_judged_with_its_references(compliance: Compliance) -> None:
    compliance.check(shop).assert_passes(VERSIONING)
    compliance.check(shop).assert_passes(VERSIONING, "orders")


def test_a_failure_says_what_where_why_and_how_to_mend_it(compliance: Compliance) -> None:
    with pytest.raises(AssertionError) as caught:
        compliance.check(shop).assert_passes(SSH)
    text = str(caught.value)
    for part in (
        "FAIL",
        SSH,
        "::open",
        "the security group rule allows ingress from 0.0.0.0/0 to port 22 (ingress[0])",
        "fix",
        f"buttress explain {SSH}",
    ):
        assert part in text
    compliance.check(shop).assert_fails(SSH)


def test_a_check_that_judged_nothing_does_not_pass(compliance: Compliance) -> None:
    with pytest.raises(AssertionError, match="judged nothing"):
        compliance.check(shop).assert_passes("azure-storage-https-only")
    with pytest.raises(AssertionError, match="judged nothing"):
        compliance.check(shop).assert_passes(VERSIONING, "nobody")


def test_assert_clean_refuses_whatever_is_not_clean(compliance: Compliance) -> None:
    with pytest.raises(AssertionError, match=SSH):
        compliance.check(shop).assert_clean()


def test_a_check_that_does_not_fail_cannot_be_asserted_to(compliance: Compliance) -> None:
    with pytest.raises(AssertionError, match="does not fail"):
        compliance.check(shop).assert_fails(VERSIONING)


def test_an_unknown_check_is_answered_with_the_nearest(compliance: Compliance) -> None:
    with pytest.raises(ConfigError) as caught:
        compliance.check(shop).assert_passes("aws-s3-bucket-versioning-enable")
    assert caught.value.hint == f"did you mean {VERSIONING}?"


def test_the_programs_own_exception_comes_through(compliance: Compliance) -> None:
    def broken() -> None:
        raise ZeroDivisionError("in the program")

    with pytest.raises(ZeroDivisionError, match="in the program"):
        compliance.check(broken)


def test_configuration_reaches_the_program(compliance: Compliance) -> None:
    seen = {}

    def program() -> None:
        seen["retention"] = pulumi.Config("shop").require("retention")

    compliance.check(program, config={"shop:retention": "400"})
    assert seen == {"retention": "400"}


def test_a_function_that_follows_from_the_account_is_answered(compliance: Compliance) -> None:
    def program() -> None:
        owner = aws.get_caller_identity_output().account_id
        aws.s3.Bucket("shop", tags={"owner": owner})

    judged = compliance.check(program)
    (bucket,) = (one for one in judged.resources if one.token == "aws:s3/bucket:Bucket")
    assert bucket.props["tags"] == {"owner": "123456789012"}


def test_a_function_of_the_cloud_that_nobody_can_answer_is_an_error(compliance: Compliance) -> None:
    def program() -> None:
        aws.ec2.get_vpc(default=True)

    with pytest.raises(Exception, match=r"cannot be answered without the cloud|getVpc"):
        compliance.check(program)


def test_the_plugin_collects_cases_and_its_failures_are_worth_reading(pytester: pytest.Pytester) -> None:
    from buttress.scaffold import check_files

    for name, text in check_files("aws-s3-bucket-owner-tag", "aws:s3/bucket:Bucket", "tags").items():
        file = pytester.path / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("expect: fail", "expect: pass", 1) if name.endswith(".yaml") else text)
    result = pytester.runpytest_subprocess("mine", "--buttress-policies", "mine", "-p", "no:cacheprovider")
    outcomes = result.parseoutcomes()
    assert (outcomes["passed"], outcomes["failed"]) == (4, 2)
    text = result.stdout.str()
    assert re.search(r"aws-s3-bucket-owner-tag: the property is absent\s+expected pass, got fail \(tags is not set \['tags'\]\)", text)
    assert "Traceback" not in text


def test_cases_outside_any_policy_directory_say_so(pytester: pytest.Pytester) -> None:
    from buttress.scaffold import check_files

    for name, text in check_files("aws-s3-bucket-owner-tag", "aws:s3/bucket:Bucket", "tags").items():
        file = pytester.path / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    result = pytester.runpytest_subprocess("mine", "-p", "no:cacheprovider")
    assert "is in no policy directory of this run" in result.stdout.str()
