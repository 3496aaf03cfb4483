from __future__ import annotations

from pathlib import Path

import pytest

from buttress.errors import ConfigError
from buttress.pulumi.answers import VARIABLE, Answers

TOKEN = "aws:route53/getZone:getZone"


def answers(tmp_path: Path, text: str) -> Answers:
    file = tmp_path / "answers.yaml"
    file.write_text(text)
    return Answers.from_environment({VARIABLE: str(file)})


def test_without_a_file_nothing_is_answered() -> None:
    assert Answers.from_environment({}).find(TOKEN, {}) is None


def test_a_result_is_given_with_the_arguments_in_it(tmp_path: Path) -> None:
    given = answers(tmp_path, f"{TOKEN}: {{zoneId: Z1}}")
    assert given.find(TOKEN, {"name": "a.b"}) == {"name": "a.b", "zoneId": "Z1"}
    assert given.find("aws:other:other", {}) is None


def test_a_case_is_chosen_by_the_arguments(tmp_path: Path) -> None:
    given = answers(tmp_path, f"{TOKEN}:\n- when: {{name: a.b}}\n  answer: {{zoneId: Z1}}\n- answer: {{zoneId: Z2}}\n")
    assert given.find(TOKEN, {"name": "a.b"}) == {"name": "a.b", "zoneId": "Z1"}
    assert given.find(TOKEN, {"name": "c.d"}) == {"name": "c.d", "zoneId": "Z2"}


def test_a_call_that_no_case_fits_is_an_error(tmp_path: Path) -> None:
    given = answers(tmp_path, f"{TOKEN}:\n- when: {{name: a.b}}\n  answer: {{zoneId: Z1}}\n")
    with pytest.raises(ConfigError, match=f"no case of {TOKEN} fits"):
        given.find(TOKEN, {"name": "c.d"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a", r"answers.yaml:1: is not a mapping"),
        (f"{TOKEN}: 3", r"answers.yaml:1: the answer of aws:route53/getZone:getZone is neither"),
        (f"{TOKEN}:\n- {{when: [], answer: {{}}}}", r"answers.yaml:2: a case of aws:route53/getZone:getZone is not"),
        (f"{TOKEN}:\n- {{when: {{}}, anwser: {{}}}}", r"answers.yaml:2: a case of aws:route53/getZone:getZone is not"),
    ],
)
def test_a_malformed_file_is_reported_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        answers(tmp_path, text)


def test_the_outputs_of_another_stack_are_those_given_for_its_name(tmp_path: Path) -> None:
    given = answers(tmp_path, "pulumi:pulumi:StackReference:\n- when: {name: acme/network/prod}\n  answer: {vpcId: vpc-1}\n")
    assert given.outputs_of("acme/network/prod") == {"vpcId": "vpc-1"}
    assert given.outputs_of("acme/network/dev") is None
