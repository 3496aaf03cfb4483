from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import provider_pb2_grpc

from buttress import offline
from buttress.model import sentinels
from buttress.pulumi import wire

BUCKET = "urn:pulumi:dev::proj::aws:s3/bucket:Bucket::logs"


def start(package: str, cwd: Path) -> tuple[subprocess.Popen[str], str]:
    executable = offline.provider_directory() / f"pulumi-resource-{package}"
    process = subprocess.Popen([executable, "127.0.0.1:1"], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline()


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[provider_pb2_grpc.ResourceProviderStub]:
    process, port = start("aws", tmp_path_factory.mktemp("cwd"))
    with grpc.insecure_channel(f"127.0.0.1:{port.strip()}") as channel:
        stub = provider_pb2_grpc.ResourceProviderStub(channel)
        stub.Configure(pb.ConfigureRequest(args=wire.write({"region": "eu-west-1"}), acceptSecrets=True))
        yield stub
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)


def create(stub: Any, properties: wire.Properties, *, preview: bool) -> tuple[str, wire.Properties]:
    done = stub.Create(pb.CreateRequest(urn=BUCKET, properties=wire.write(properties), preview=preview))
    return done.id, wire.read(done.properties)


def test_only_the_port_is_printed_and_an_interrupt_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "buttress.py").write_text("raise SystemExit('a module of the working directory was imported')")
    process, port = start("aws", tmp_path)
    assert int(port) > 0
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20) == ("", "")
    assert process.returncode == 0


def test_a_preview_has_unknowns_and_no_id(aws: Any) -> None:
    id_, properties = create(aws, {"bucket": "b", "__defaults": []}, preview=True)
    assert id_ == ""
    assert properties["bucket"] == "b"
    assert properties["arn"] == sentinels.UNKNOWN
    assert "__defaults" not in properties


def test_an_update_has_the_same_values_each_time(aws: Any) -> None:
    first, second = (create(aws, {"bucket": "b", "tags": {"a": "1"}}, preview=False) for _ in range(2))
    assert first == second
    assert first[0] == "b"
    assert first[1]["arn"] == "arn:aws:s3:::b"
    assert first[1]["tagsAll"] == {"a": "1"}
    assert not any(wire.is_unknown(value) for value in first[1].values())


def test_secrets_and_assets_come_back_as_they_went(aws: Any) -> None:
    asset = {sentinels.SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "text": "x", "hash": "abc"}
    _, properties = create(aws, {"bucket": "b", "tags": wire.secret({"a": "1"}), "source": asset}, preview=False)
    assert properties["tags"] == wire.secret({"a": "1"})
    assert properties["source"] == asset


@pytest.mark.parametrize(
    ("old", "new", "ignored", "changes", "replaces"),
    [
        ({"bucket": "b"}, {"bucket": "b"}, [], pb.DiffResponse.DIFF_NONE, []),
        ({"bucket": "b"}, {"bucket": "b", "tags": {"a": "1"}}, [], pb.DiffResponse.DIFF_SOME, []),
        ({"bucket": "b"}, {"bucket": "c"}, [], pb.DiffResponse.DIFF_SOME, ["bucket"]),
        ({"bucket": "b", "tags": {"a": "1"}}, {"bucket": "b"}, ["tags"], pb.DiffResponse.DIFF_NONE, []),
    ],
)
def test_a_diff_tells_changes_and_replacements(
    aws: Any, old: wire.Properties, new: wire.Properties, ignored: list[str], changes: int, replaces: list[str]
) -> None:
    request = pb.DiffRequest(
        urn=BUCKET, id="b", old_inputs=wire.write(old), olds=wire.write(old), news=wire.write(new), ignoreChanges=ignored
    )
    answer = aws.Diff(request)
    assert (answer.changes, list(answer.replaces)) == (changes, replaces)


def test_an_update_keeps_the_outputs_it_had(aws: Any) -> None:
    olds = {"bucket": "b", "arn": "arn:aws:s3:::b", "hostedZoneId": "ZOLD"}
    done = aws.Update(pb.UpdateRequest(urn=BUCKET, id="b", olds=wire.write(olds), news=wire.write({"bucket": "b", "tags": {"a": "1"}})))
    assert wire.read(done.properties).items() >= {"hostedZoneId": "ZOLD", "tags": {"a": "1"}, "tagsAll": {"a": "1"}}.items()


@pytest.mark.parametrize(
    ("token", "id_", "expected"),
    [
        ("aws:ec2/vpc:Vpc", "vpc-1", {"ownerId": "123456789012", "arn": "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"}),
        (
            "aws:s3/bucket:Bucket",
            "theirs",
            {"bucket": "theirs", "arn": "arn:aws:s3:::theirs", "bucketDomainName": "theirs.s3.amazonaws.com"},
        ),
        ("aws:sns/topic:Topic", "arn:aws:sns:eu-west-1:1:t", {"arn": "arn:aws:sns:eu-west-1:1:t"}),
    ],
)
def test_a_look_up_answers_what_follows_from_the_id(aws: Any, token: str, id_: str, expected: wire.Properties) -> None:
    found = aws.Read(pb.ReadRequest(urn=f"urn:pulumi:dev::proj::{token}::found", id=id_, properties=wire.write({})))
    assert found.id == id_
    properties = wire.read(found.properties)
    assert {key: properties.get(key) for key in expected} == expected


def test_a_refresh_gives_the_state_back(aws: Any) -> None:
    state = {"bucket": "b", "arn": "x"}
    found = aws.Read(pb.ReadRequest(urn=BUCKET, id="b", properties=wire.write(state), inputs=wire.write({"bucket": "b"})))
    assert wire.read(found.properties) == state


def test_an_unknown_function_is_an_error_that_names_it_and_says_what_to_do(aws: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        aws.Invoke(pb.InvokeRequest(tok="aws:route53/getZone:getZone", args=wire.write({})))
    details = str(getattr(caught.value, "details")())  # noqa: B009
    assert details.startswith("aws:route53/getZone:getZone was called, and offline there is no cloud to ask")
    assert "BUTTRESS_OFFLINE_ANSWERS" in details
    assert "Traceback" not in details


def test_without_a_program_there_is_no_schema(aws: Any) -> None:
    with pytest.raises(grpc.RpcError, match="has no schema"):
        aws.GetSchema(pb.GetSchemaRequest())


def test_a_package_of_one_api_version_is_taken_as_its_own(aws: Any) -> None:
    value = pb.ParameterizeRequest.ParametersValue(name="azure-native_storage_v20230101", version="3.29.0")
    answer = aws.Parameterize(pb.ParameterizeRequest(value=value))
    assert (answer.name, answer.version) == ("azure-native_storage_v20230101", "3.29.0")


def test_the_environment_puts_the_stand_ins_first_and_leaves_the_rest() -> None:
    base = {"PATH": "/usr/bin", "PULUMI_CONFIG_PASSPHRASE": "p", "PULUMI_IGNORE_AMBIENT_PLUGINS": "true", "OWN": "1"}
    env = offline.environment(base)
    assert env["PATH"].split(os.pathsep) == [str(offline.provider_directory()), "/usr/bin"]
    assert env["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"
    assert (env["PULUMI_CONFIG_PASSPHRASE"], env["OWN"]) == ("p", "1")
    assert "PULUMI_IGNORE_AMBIENT_PLUGINS" not in env
    assert base["PATH"] == "/usr/bin"


def test_the_directory_holds_one_executable_for_each_provider_one_for_the_components_and_one_for_all_else() -> None:
    directory = offline.provider_directory()
    names = ["pulumi-resource-aws", "pulumi-resource-azure-native", "pulumi-resource-buttress", "pulumi-stand-in"]
    assert sorted(file.name for file in directory.iterdir()) == names
    assert all(os.access(file, os.X_OK) for file in directory.iterdir())


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("BUTTRESS_CACHE", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert offline.provider_directory().is_relative_to(tmp_path)
