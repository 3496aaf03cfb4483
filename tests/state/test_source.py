from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from buttress.errors import Error, StateError
from buttress.model import Snapshot
from buttress.state import read_bytes, read_state
from buttress.state.backend import history, read_checkpoint

BUCKET = "aws:s3/bucket:Bucket"
SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
Make = Callable[..., dict[str, Any]]


def read(data: Any) -> Snapshot:
    return read_bytes(json.dumps(data).encode(), "state.json")


def test_an_export_is_read_with_its_stack(entry: Make, deployment: Make) -> None:
    snapshot = read(deployment(entry("pulumi:pulumi:Stack", "shop-prod", custom=False), entry(BUCKET, "orders")))
    assert (snapshot.stack.project, snapshot.stack.name, snapshot.mode) == ("shop", "prod", "state")
    assert [one.name for one in snapshot.resources] == ["orders", "shop-prod"]
    assert len(snapshot.digest) == 64


def test_a_checkpoint_is_read_with_its_organization(entry: Make) -> None:
    data = {"version": 3, "checkpoint": {"stack": "acme/shop/prod", "latest": {"manifest": {}, "resources": [entry(BUCKET, "b")]}}}
    assert read(data).stack.label == "acme/shop/prod"


def test_a_stack_that_was_never_updated_is_empty() -> None:
    assert read({"version": 3, "checkpoint": {"stack": "acme/shop/prod", "latest": None}}).resources == ()


def test_outputs_lie_over_inputs_and_secrets_of_inputs_stay_secret(entry: Make, deployment: Make) -> None:
    hidden = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "c"}
    one = entry(BUCKET, "b", inputs={"a": 1, "only": 2, "pw": hidden}, outputs={"a": 9, "pw": "leaked", "extra": 3})
    resource = read(deployment(one)).resources[0]
    assert resource.props == {"a": 9, "only": 2, "pw": "[secret]", "extra": 3}
    assert resource.secret == (("pw",),)
    assert resource.declared == ("a", "only", "pw")


def test_what_the_state_says_of_itself_is_passed_on(entry: Make, deployment: Make) -> None:
    data = deployment(entry(BUCKET, "b"), pending_operations=[{}], features=["tomorrow"], metadata={"integrity_error": {"error": "x"}})
    assert len(read(data).warnings) == 3


def test_a_preview_takes_inputs_and_calls_unknown_outputs_absent(entry: Make) -> None:
    state = entry(BUCKET, "b", inputs={"bucket": "b", "kms": SENTINEL}, outputs={"bucket": "other", "arn": SENTINEL, "region": "eu-west-1"})
    snapshot = read({"steps": [{"op": "create", "urn": state["urn"], "newState": state}], "changeSummary": {"create": 1}})
    resource = snapshot.resources[0]
    assert (snapshot.mode, resource.props, resource.unknown) == ("preview", {"bucket": "b", "region": "eu-west-1"}, (("kms",),))


def test_unchanged_resources_that_a_preview_leaves_out_are_listed_as_not_evaluated(entry: Make) -> None:
    snapshot = read({"steps": [], "changeSummary": {"same": 3}})
    assert [(one.type, one.count) for one in snapshot.omitted] == [("(unchanged)", 3)]
    assert "3 unchanged resources" in snapshot.warnings[0]


def test_deleted_resources_of_a_preview_are_left_out(entry: Make) -> None:
    state = entry(BUCKET, "b")
    assert read({"steps": [{"op": "delete", "urn": state["urn"], "oldState": state}]}).resources == ()


def test_a_stream_of_events_is_read_and_a_truncated_one_refused(entry: Make) -> None:
    state = entry(BUCKET, "b", inputs={"bucket": "b"})
    lines = [
        {"sequence": 1, "resourcePreEvent": {"metadata": {"op": "create", "urn": state["urn"], "type": BUCKET, "new": state}}},
        {"sequence": 2, "summaryEvent": {"resourceChanges": {"create": 1}}},
    ]
    whole = "\n".join(map(json.dumps, lines)).encode()
    assert read_bytes(whole, "events.json").resources[0].props == {"bucket": "b"}
    # Cut after the first event; a second line keeps it a stream.
    with pytest.raises(StateError, match="ends before its summary"):
        read_bytes((json.dumps(lines[0]) + "\n" + json.dumps({"sequence": 2})).encode(), "events.json")


def test_utf16_as_powershell_writes_it_is_read(deployment: Make) -> None:
    assert read_bytes(json.dumps(deployment()).encode("utf-16"), "state.json").resources == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "the file is empty", id="empty"),
        pytest.param('{"version": 3,\n "deployment": {', r"state.json:2: not valid JSON.*ends too early", id="truncated"),
        pytest.param('{"a": }', r"state.json:1: not valid JSON", id="broken"),
        pytest.param("[]", "ends before its summary|not a Pulumi state", id="a list"),
        pytest.param("3", "not a Pulumi state", id="a number"),
        pytest.param('{"version": 4, "terraform_version": "1.9", "resources": []}', "looks like a Terraform state", id="terraform"),
        pytest.param('{"AWSTemplateFormatVersion": "2010-09-09"}', "looks like a CloudFormation template", id="cloudformation"),
        pytest.param('{"schema": "buttress.assessment/1"}', "one of our own documents", id="our own"),
        pytest.param('{"version": 2, "deployment": {}}', "deployment version 2 is not known", id="too old"),
        pytest.param('{"version": 9, "deployment": {}}', "deployment version 9 is not known", id="too new"),
        pytest.param('{"deployment": {}}', "has no version number", id="no version"),
        pytest.param('{"version": 3, "deployment": []}', "deployment is not an object", id="deployment a list"),
        pytest.param('{"version": 3, "deployment": {}}', "holds no resources and no manifest", id="no resources and no manifest"),
        pytest.param('{"version": 3, "deployment": {"resources": {}}}', "resources is not a list", id="resources an object"),
        pytest.param('{"version": 3, "deployment": {"resources": [1]}}', "resource 0 is not an object", id="a resource a number"),
        pytest.param('{"version": 3, "deployment": {"resources": [{"urn": "x"}]}}', "resource 0 has no valid URN", id="no urn"),
        pytest.param('{"steps": [{"op": "create"}]}', "step 0 has neither a new state nor a URN", id="a step without anything"),
        pytest.param('{"steps": {}}', "steps is not a list", id="steps an object"),
    ],
)
def test_bad_input_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(StateError) as caught:
        read_bytes(text.encode(), "state.json")
    assert re.search(message, str(caught.value))
    assert str(caught.value).startswith("state.json")


def test_a_urn_that_stands_twice_is_refused_with_both_places(entry: Make, deployment: Make) -> None:
    with pytest.raises(StateError, match=r"appears twice \(resource 0 and resource 1\)"):
        read(deployment(entry(BUCKET, "b"), entry(BUCKET, "b")))


def test_a_cycle_of_parents_is_refused(entry: Make, deployment: Make) -> None:
    one, other = entry(BUCKET, "a"), entry(BUCKET, "b")
    one["parent"], other["parent"] = other["urn"], one["urn"]
    with pytest.raises(StateError, match="cycle of parents"):
        read(deployment(one, other))


def test_a_long_chain_of_parents_is_no_cycle(entry: Make, deployment: Make) -> None:
    chain = [entry(BUCKET, f"b{number}") for number in range(3000)]
    for child, parent in zip(chain[1:], chain, strict=False):
        child["parent"] = parent["urn"]
    assert len(read(deployment(*chain)).resources) == 3000


def test_a_resource_that_cannot_be_read_is_kept_with_its_problem(entry: Make, deployment: Make) -> None:
    snapshot = read(deployment(entry(BUCKET, "b", inputs=[1]), entry(BUCKET, "c", type=7)))
    assert [bool(one.problem) for one in snapshot.resources] == [True, True]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
URNS = st.sampled_from(["urn:pulumi:s::p::t::n", "urn:pulumi:s::p::t::m", "urn:pulumi:x", ""]) | JSON
RESOURCE = JSON | st.fixed_dictionaries(
    {"urn": URNS, "type": st.sampled_from(["aws:s3/bucketV2:BucketV2", "azure-native:dbformysql:Server"]) | JSON},
    optional=dict.fromkeys(
        (
            "inputs",
            "outputs",
            "parent",
            "provider",
            "propertyDependencies",
            "delete",
            "id",
            "custom",
            "additionalSecretOutputs",
            "ignoreChanges",
        ),
        JSON,
    ),
)


@given(
    JSON
    | st.fixed_dictionaries(
        {"version": st.just(3) | JSON, "deployment": st.fixed_dictionaries({"resources": st.lists(RESOURCE, max_size=4) | JSON}) | JSON}
    )
    | st.fixed_dictionaries(
        {"steps": st.lists(st.fixed_dictionaries({"op": st.just("create") | JSON, "newState": RESOURCE}) | JSON, max_size=4)}
    )
)
def test_any_json_shaped_state_reads_or_is_refused_with_a_place(data: Any) -> None:
    try:
        snapshot = read(data)
    except Error as problem:
        assert problem.where
        assert problem.where.startswith("state.json")
    else:
        assert len({one.urn for one in snapshot.resources}) == len(snapshot.resources)


@given(st.binary(max_size=60))
def test_any_bytes_read_or_are_refused(raw: bytes) -> None:
    try:
        read_bytes(raw, "state.json")
    except Error as problem:
        assert problem.where


def test_a_backend_is_read_with_its_compressed_checkpoints_and_history(tmp_path: Path, entry: Make) -> None:
    def checkpoint(name: str) -> bytes:
        return json.dumps(
            {
                "version": 3,
                "checkpoint": {"stack": f"organization/shop/{name}", "latest": {"manifest": {}, "resources": [entry(BUCKET, name)]}},
            }
        ).encode()

    stacks = tmp_path / ".pulumi/stacks/shop"
    stacks.mkdir(parents=True)
    (stacks / "a.json").write_bytes(checkpoint("a"))
    (stacks / "b.json.gz").write_bytes(gzip.compress(checkpoint("b")))
    (stacks / "c.json.zst").write_bytes(zstandard.compress(checkpoint("c")))
    (stacks / "a.json.bak").write_bytes(b"not read")
    past = tmp_path / ".pulumi/history/shop/a"
    past.mkdir(parents=True)
    (past / "a-200.history.json").write_text(json.dumps({"kind": "update", "startTime": 200, "endTime": 210, "result": "succeeded"}))
    (past / "a-100.history.json").write_text(json.dumps({"kind": "update", "startTime": 100, "environment": {"git.head": "abc"}}))
    (past / "a-100.checkpoint.json").write_bytes(checkpoint("a"))
    url = tmp_path.as_uri()
    assert [one.resources[0].name for one in read_state(url)] == ["a", "b", "c"]
    assert [one.resources[0].name for one in read_state(str(tmp_path))] == ["a", "b", "c"]
    updates = history(url, "shop", "a")
    assert [(one.start.timestamp(), bool(one.checkpoint)) for one in updates] == [(100, True), (200, False)]
    assert read_checkpoint(url, updates[0].checkpoint).resources[0].name == "a"
    assert updates[0].environment == {"git.head": "abc"}


@pytest.mark.parametrize("name", ["a.json.gz", "a.json.zst"])
def test_a_broken_compressed_checkpoint_is_refused(tmp_path: Path, name: str) -> None:
    stacks = tmp_path / ".pulumi/stacks/shop"
    stacks.mkdir(parents=True)
    whole = gzip.compress(b"{}" * 99) if name.endswith("gz") else zstandard.compress(b"{}" * 99)
    (stacks / name).write_bytes(whole[:-5])
    with pytest.raises(StateError, match="broken or truncated"):
        list(read_state(tmp_path.as_uri()))


def test_places_that_hold_no_state_say_so(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="holds no stacks"):
        list(read_state(tmp_path.as_uri()))
    with pytest.raises(StateError, match=r"no \.json file"):
        list(read_state(str(tmp_path)))
    (tmp_path / "Pulumi.yaml").write_text("name: x")
    with pytest.raises(StateError) as caught:
        list(read_state(str(tmp_path)))
    assert "buttress preview" in str(caught.value.hint)
    with pytest.raises(StateError, match="No such file"):
        list(read_state(str(tmp_path / "none.json")))
    with pytest.raises(StateError, match="no reader for ftp2"):
        list(read_state("ftp2://x/y"))


def test_a_null_inside_an_answer_does_not_hide_what_the_program_set(entry: Make, deployment: Make) -> None:
    """Azure answers a site's settings with many nulls; but what an answer leaves out altogether is gone."""
    one = entry(
        BUCKET,
        "b",
        inputs={"site": {"tls": "1.2", "ftps": "Disabled"}, "tags": {"a": "b"}},
        outputs={"site": {"tls": None, "x": 1}, "tags": {}},
    )
    assert read(deployment(one)).resources[0].props == {"site": {"tls": "1.2", "x": 1}, "tags": {}}


def test_azures_own_type_does_not_hide_an_input_of_that_name(entry: Make, deployment: Make) -> None:
    kind = "azure-native:compute:VirtualMachineExtension"
    one = entry(kind, "e", inputs={"type": "IaaSAntimalware"}, outputs={"type": "Microsoft.Compute/virtualMachines/extensions"})
    assert read(deployment(one)).resources[0].props == {"type": "IaaSAntimalware"}


def test_what_a_resource_without_inputs_answers_counts_as_declared(entry: Make, deployment: Make) -> None:
    """Nothing tells the program's own from the provider's; but a program that gave nothing leaves its `__defaults`."""
    bare = entry(BUCKET, "bare", inputs=None, outputs={"ingress": [], "arn": "a"})
    empty = entry(BUCKET, "empty", inputs={"__defaults": []}, outputs={"ingress": [], "arn": "a"})
    assert [one.declared for one in read(deployment(bare, empty)).resources] == [("arn", "ingress"), ()]


def test_an_azure_answer_that_leaves_out_a_setting_does_not_hide_the_programs_own(entry: Make, deployment: Make) -> None:
    kind = "azure-native:web:WebApp"
    given = {"siteConfig": {"minTlsVersion": "1.0", "cors": {"allowedOrigins": ["*"]}}, "tags": {"a": "b"}}
    one = entry(kind, "w", inputs=given, outputs={"siteConfig": {"cors": {"x": 1}}, "tags": {}})
    assert read(deployment(one)).resources[0].props == {
        "siteConfig": {"minTlsVersion": "1.0", "cors": {"allowedOrigins": ["*"], "x": 1}},
        "tags": {},
    }
    # An AWS answer is whole: what it leaves out is not there.
    other = entry(BUCKET, "b", inputs={"site": {"a": 1}}, outputs={"site": {"b": 2}})
    assert read(deployment(other)).resources[0].props == {"site": {"b": 2}}
