from __future__ import annotations

import json
from typing import Any

import pytest

from buttress.errors import ConfigError
from buttress.offline import policies
from buttress.pulumi import wire

READ = {"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::b/*"]}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (READ, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}),
        ({"sid": "One", "effect": "Deny", "actions": ["*"]}, {"Sid": "One", "Effect": "Deny", "Action": "*"}),
        ({"actions": ["a:A", "b:B"]}, {"Effect": "Allow", "Action": ["b:B", "a:A"]}),
        ({"notActions": ["iam:*"], "notResources": ["x"]}, {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "x"}),
        ({"principals": [{"type": "*", "identifiers": ["*"]}]}, {"Effect": "Allow", "Principal": "*"}),
        ({"principals": [{"type": "AWS", "identifiers": ["*"]}]}, {"Effect": "Allow", "Principal": {"AWS": "*"}}),
        (
            {
                "principals": [
                    {"type": "Service", "identifiers": ["ec2.amazonaws.com"]},
                    {"type": "AWS", "identifiers": ["arn:1"]},
                    {"type": "AWS", "identifiers": ["arn:2"]},
                ]
            },
            {"Effect": "Allow", "Principal": {"AWS": ["arn:2", "arn:1"], "Service": "ec2.amazonaws.com"}},
        ),
        ({"notPrincipals": [{"type": "AWS", "identifiers": ["a"]}]}, {"Effect": "Allow", "NotPrincipal": {"AWS": "a"}}),
        (
            {
                "conditions": [
                    {"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]},
                    {"test": "StringLike", "variable": "s3:prefix", "values": ["", "home/&{aws:username}/"]},
                    {"test": "Bool", "variable": "aws:ViaAWSService", "values": ["true"]},
                ]
            },
            {
                "Effect": "Allow",
                "Condition": {
                    "Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "true"},
                    "StringLike": {"s3:prefix": ["", "home/${aws:username}/"]},
                },
            },
        ),
        ({"resources": ["arn:aws:s3:::b/&{aws:username}"]}, {"Effect": "Allow", "Resource": "arn:aws:s3:::b/${aws:username}"}),
    ],
)
def test_a_statement_is_rendered_in_iam_s_own_words(statement: dict[str, Any], expected: dict[str, Any]) -> None:
    assert policies.render({"statements": [statement]}) == {"Version": "2012-10-17", "Statement": [expected]}


def test_sources_come_first_and_own_statements_replace_theirs_by_sid() -> None:
    source = json.dumps({"Version": "2012-10-17", "Id": "base", "Statement": [{"Sid": "A", "Effect": "Allow"}, {"Effect": "Deny"}]})
    document = policies.render({"sourcePolicyDocuments": [source], "statements": [{"sid": "A", "effect": "Deny", "actions": ["x:Y"]}]})
    assert document["Id"] == "base"
    assert document["Statement"] == [{"Sid": "A", "Effect": "Deny", "Action": "x:Y"}, {"Effect": "Deny"}]


def test_overrides_come_last_and_replace_by_sid() -> None:
    override = json.dumps({"Statement": {"Sid": "A", "Effect": "Deny"}})
    document = policies.render({"overridePolicyDocuments": [override], "statements": [{"sid": "A"}, {"sid": "B"}]})
    assert document["Statement"] == [{"Sid": "A", "Effect": "Deny"}, {"Sid": "B", "Effect": "Allow"}]


def test_version_and_id_are_taken() -> None:
    assert policies.render({"version": "2008-10-17", "policyId": "mine", "statements": []}) == {
        "Version": "2008-10-17",
        "Id": "mine",
        "Statement": [],
    }


def test_both_texts_hold_the_same_document() -> None:
    answer = policies.answer({"statements": [READ]})
    assert json.loads(answer["json"]) == json.loads(answer["minifiedJson"])
    assert " " not in answer["minifiedJson"]


def test_a_secret_inside_makes_the_document_secret() -> None:
    answer = policies.answer({"statements": [{"actions": ["a:B"], "resources": [wire.secret("arn:hidden")]}]})
    assert wire.is_secret(answer["json"])
    assert json.loads(wire.reveal(answer["json"]))["Statement"][0]["Resource"] == "arn:hidden"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"statements": [{"sid": "A"}, {"sid": "A"}]}, "the sid A appears twice"),
        ({"sourcePolicyDocuments": ["{"]}, r"sourcePolicyDocuments\[0\] is not a JSON policy document"),
        ({"overridePolicyDocuments": ["[]"]}, r"overridePolicyDocuments\[0\] is not a JSON policy document"),
    ],
)
def test_what_aws_would_refuse_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        policies.render(arguments)


@pytest.mark.parametrize(
    ("python", "pulumi"),
    [
        ({"not_actions": ["s3:*"], "not_resources": ["x"]}, {"notActions": ["s3:*"], "notResources": ["x"]}),
        (
            {"not_principals": [{"type": "AWS", "identifiers": ["a"]}], "actions": ["a:B"]},
            {"notPrincipals": [{"type": "AWS", "identifiers": ["a"]}], "actions": ["a:B"]},
        ),
    ],
)
def test_the_keys_of_a_dict_literal_are_taken_as_python_spells_them(python: dict[str, Any], pulumi: dict[str, Any]) -> None:
    assert policies.render({"statements": [python]}) == policies.render({"statements": [pulumi]})
    assert policies.render({"policy_id": "x"}) == policies.render({"policyId": "x"})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"statement": []}, "did you mean statements"),
        ({"statements": [{"action": ["s3:*"]}]}, "did you mean actions"),
        ({"statements": [{"NotAction": ["s3:*"]}]}, "did you mean notActions"),
        ({"statements": [{"not_actions": ["a"], "notActions": ["b"]}]}, "once as notActions"),
        ({"statements": [{"conditions": [{"test": "Bool", "variable": "a", "value": ["b"]}]}]}, "did you mean values"),
        ({"statements": ["s3:*"]}, "its arguments are"),
    ],
)
def test_an_argument_that_there_is_not_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        policies.render(arguments)
    assert words in str(caught.value.hint)


def test_texts_given_alone_count_like_those_in_a_list() -> None:
    text = json.dumps({"Statement": [{"Sid": "A", "Effect": "Allow", "Action": "*"}]})
    for one, several in (("sourceJson", "sourcePolicyDocuments"), ("overrideJson", "overridePolicyDocuments")):
        assert policies.render({one: text}) == policies.render({several: [text]})
