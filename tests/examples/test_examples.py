from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import export
import pytest

from buttress import offline
from buttress.cli import execute
from buttress.errors import Error
from buttress.offline.access import Caller, Estate, Request
from buttress.pack import files
from buttress.pulumi import automation
from buttress.state.files import read_file

pytestmark = pytest.mark.xdist_group("pulumi")

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = "--now=2026-11-25"
SHOPS = ["00-first-look", "01-checkout", "02-hardened-checkout"]


def found(name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    code = execute(["check", "--estate", str(EXAMPLES / name / "expected-state.json"), "--format", "json", NOW])
    document = json.loads(capsys.readouterr().out)
    return code, [one for part in (*document["stacks"], *document["estates"]) for one in part["findings"]]


def test_every_planted_defect_is_numbered_in_the_program_and_listed_once() -> None:
    listed = [one["defect"] for one in json.loads((EXAMPLES / "01-checkout/expected.json").read_text())]
    told = "\n".join(file.read_text() for file in (EXAMPLES / "01-checkout").glob("*.py"))
    assert listed == list(range(1, len(listed) + 1))
    assert len(listed) >= 25
    for number in listed:
        assert told.count(f"# defect {number}:") == 1


def test_every_planted_defect_is_found_and_the_weak_shop_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, findings = found("01-checkout", capsys)
    failing = {(one["check"], one["resource"].rpartition("::")[2]) for one in findings if one["outcome"] == "fail"}
    failing |= {(one["check"], one["resource"]) for one in findings if one["outcome"] == "fail"}
    for planted in json.loads((EXAMPLES / "01-checkout/expected.json").read_text()):
        assert (planted["check"], planted["resource"]) in failing, planted
        if "type" in planted:
            urns = [one["resource"] for one in findings if one["check"] == planted["check"] and one["outcome"] == "fail"]
            assert any(f"{planted['type']}::{planted['resource']}" in urn for urn in urns), planted
    assert code == 1


def test_the_hardened_shop_exits_with_0_and_nothing_in_it_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    code, findings = found("02-hardened-checkout", capsys)
    bad = [(one["check"], one["resource"], one["message"]) for one in findings if one["outcome"] in {"fail", "unknown", "error"}]
    assert (code, bad) == (0, [])
    assert any(one["outcome"] == "waived" for one in findings)


def test_every_alarm_of_the_hardened_shop_reaches_its_topic_under_the_topics_key() -> None:
    made = read_file(str(EXAMPLES / "02-hardened-checkout/expected-state.json")).resources
    estate = Estate.of(made, "123456789012")
    keys = {one.props["arn"]: one.props["kmsMasterKeyId"] for one in made if one.token == "aws:sns/topic:Topic"}
    alarms = [one for one in made if one.token == "aws:cloudwatch/metricAlarm:MetricAlarm"]
    assert {alarm.props["region"] for alarm in alarms} == {"eu-west-1", "us-east-1"}
    watch = Caller(service="cloudwatch.amazonaws.com")
    for alarm in alarms:
        for topic in alarm.props["alarmActions"]:
            # CloudWatch refuses no topic of another region, and never reaches it.
            assert topic.split(":")[3] == alarm.props["region"], alarm.urn
            publish = Request(caller=watch, action="sns:Publish", resource=topic, given={"aws:SourceAccount": "123456789012"})
            inside = {"kms:EncryptionContext:aws:sns:topicArn": topic}
            use = Request(caller=watch, action="kms:GenerateDataKey", resource=keys[topic], given=inside)
            assert estate.decide(publish), alarm.urn
            assert estate.decide(use), alarm.urn


@pytest.mark.parametrize("name", SHOPS)
def test_the_state_in_the_repository_is_the_one_that_the_program_gives(name: str) -> None:
    """Renew it with `python examples/export.py examples/NAME`."""
    assert export.text(export.export(EXAMPLES / name)) == (EXAMPLES / name / export.NAME).read_text()


@pytest.fixture
def yaml_project(tmp_path: Path) -> Path:
    folder = tmp_path / "yaml"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text((EXAMPLES / "03-yaml/Pulumi.yaml").read_text())
    return folder


def opt_out(project: Path, *lines: str) -> None:
    file = project / "Pulumi.yaml"
    file.write_text(file.read_text().replace("    properties:\n", "    properties:\n" + "".join(f"      {line}\n" for line in lines)))


def test_the_yaml_program_passes_the_pack(yaml_project: Path) -> None:
    previewed = automation.preview(yaml_project, stack="prod", stand_ins=offline.environment(), pack=files.executable())
    assert not previewed.failed
    assert [one for one in previewed.policies if one["level"] == "mandatory"] == []


def test_the_yaml_program_fails_once_encryption_is_opted_out_without_a_justification(yaml_project: Path) -> None:
    opt_out(yaml_project, "customerManagedKey: false")
    with pytest.raises(Error, match="justification"):
        automation.preview(yaml_project, stack="prod", stand_ins=offline.environment(), pack=files.executable())


def test_the_yaml_program_is_waived_with_a_justification(yaml_project: Path) -> None:
    opt_out(yaml_project, "customerManagedKey: false", "justification: the logs of a service that cannot use our key")
    previewed = automation.preview(yaml_project, stack="prod", stand_ins=offline.environment(), pack=files.executable())
    assert not previewed.failed
    waived = [one["policy"] for one in previewed.policies if one["message"].startswith("waived: ")]
    assert "aws-s3-bucket-kms-encryption" in waived
