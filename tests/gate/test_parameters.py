"""A pull request turns a check off by its parameters: a list of forbidden things without members, a number without sense."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from buttress.assessment import parameters
from buttress.catalog import Catalog
from buttress.catalog.metadata import finds_less, problem_with
from buttress.errors import ConfigError
from buttress.model import Parameter
from buttress.settings import read_settings

ADMINISTRATORS = "aws-iam-no-administrator-managed-policy"
RETENTION = "aws-rds-backup-retention"


def _resolved(catalog: Catalog, folder: Path, text: str) -> dict[str, object]:
    file = folder / "buttress.yaml"
    file.write_text(text)
    return {
        f"{check} {name}": value
        for check, values in parameters.resolve(catalog, read_settings(file)).items()
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (f"{RETENTION}: {{min_days: -5}}", "min_days must be at least 1, not -5"),
        (f"{RETENTION}: {{min_days: 0}}", "min_days must be at least 1, not 0"),
        ("all: {min_days: -5}", "min_days must be at least 1, not -5"),
        ("aws-secretsmanager-rotation: {max_days: 100000}", "max_days must be at most 2560, not 100000"),
        ("aws-cognito-user-pool-secured: {min_length: 1}", "min_length must be at least 6, not 1"),
        (f"{ADMINISTRATORS}: {{denied: []}}", f"denied leaves out something that {ADMINISTRATORS} looks for"),
        (f"{ADMINISTRATORS}: {{denied: [nothing]}}", f"denied leaves out something that {ADMINISTRATORS} looks for"),
        (f"{ADMINISTRATORS}: {{denied: [], reason: ' '}}", "reason"),
        ("aws-no-literal-secrets: {name_pattern: '^$'}", "name_pattern leaves out something that aws-no-literal-secrets looks for"),
        ("all: {name_pattern: '^$'}", "name_pattern leaves out something"),
        ("azure-nsg-no-internet-ingress-ssh: {port: 2222}", "port leaves out something"),
        ("aws-s3-bucket-object-lock: {applies_tags: {}}", "applies_tags leaves out something"),
        ("aws-s3-bucket-object-lock: {applies_tags: {data-classification: [records]}}", "applies_tags leaves out something"),
    ],
)
def test_a_parameter_out_of_bounds_or_with_less_to_look_for_is_refused(
    catalog: Catalog, tmp_path: Path, given: str, complaint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        _resolved(catalog, tmp_path, f"parameters:\n  {given}\n")
    assert complaint in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.endswith("buttress.yaml:2")
    assert caught.value.hint


@pytest.mark.parametrize(
    "given",
    [
        f"{ADMINISTRATORS}: {{denied: [], reason: the account is empty}}",
        "azure-nsg-no-internet-ingress-ssh: {port: 2222, reason: our machines serve it there}",
        "aws-s3-bucket-object-lock: {applies_tags: {data-classification: [records, audit, backup, legal], tier: [gold]}}",
        f"{RETENTION}: {{min_days: 1}}",
    ],
)
def test_a_parameter_with_a_reason_or_more_to_look_for_counts(catalog: Catalog, tmp_path: Path, given: str) -> None:
    assert _resolved(catalog, tmp_path, f"parameters:\n  {given}\n")


def test_each_number_of_a_check_of_ours_has_bounds_and_each_default_lies_within(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        for one in check.parameters:
            assert not problem_with(one, one.default)
            assert not finds_less(one, one.default)
            if one.type in {"integer", "number"}:
                assert one.minimum is not None, (check.id, one.name)
                assert one.maximum is not None, (check.id, one.name)


def test_each_list_that_a_description_calls_looked_for_is_marked(catalog: Catalog) -> None:
    """A list that names what is exempt, approved or enough may shrink; one of what is denied or must be there may not shrink unsaid."""
    said = re.compile(r"must (not )?be|must (not )?|credentials|that make a check apply", re.IGNORECASE)
    unmarked = {
        (check.id, one.name)
        for check in catalog.checks.values()
        for one in check.parameters
        if one.type in {"array", "object"} and one.default and said.search(one.description) and not one.sought
    }
    assert unmarked == {
        # One of these is enough: another one in the list lets more pass, none lets nothing pass.
        ("azure-policy-assignment-enforced", "initiatives"),
        ("azure-storage-geo-redundant", "allowed_skus"),
    }


def test_a_number_that_is_none_lies_in_no_bounds() -> None:
    assert problem_with(Parameter(name="share", type="number", default=1, minimum=0), float("nan"))


FORMATS = ("text", "concise", "markdown", "html", "json", "sarif", "junit", "csv", "ocsf", "github", "oscal", "asff")


def test_every_format_says_what_differs_and_why(buttress: Callable[..., Ran], state: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text(f"parameters:\n  {ADMINISTRATORS}: {{denied: [], reason: the account is empty}}\n")
    kind = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
    props = {"policyArn": "arn:aws:iam::aws:policy/AdministratorAccess", "role": "a"}
    resource = {"urn": f"urn:pulumi:prod::shop::{kind}::a", "type": kind, "custom": True, "id": "a", "inputs": props, "outputs": props}
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [resource]}}))
    asff = ("--option", "aws_region=eu-west-1", "--option", "aws_account=123456789012")
    for form in FORMATS:
        ran = buttress("check", str(file), "--format", form, "--show", "pass", *asff)
        said = " ".join(html.unescape(ran.out).split())
        assert "the account is empty" in said, (form, ran.err)
    first = buttress("check", str(file)).out.splitlines()[:24]
    assert "the account is empty" in " ".join(" ".join(first).split())
    del state
