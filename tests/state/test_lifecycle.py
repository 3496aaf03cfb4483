from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from buttress.model import Snapshot
from buttress.state import read_bytes

BUCKET, BLOCK = "aws:s3/bucket:Bucket", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
Make = Callable[..., dict[str, Any]]


def read(data: Any) -> Snapshot:
    return read_bytes(json.dumps(data).encode(), "state.json")


def test_an_old_resource_stands_beside_its_replacement_under_a_urn_of_its_own(entry: Make, deployment: Make) -> None:
    old = entry(BUCKET, "b", id="old", delete=True)
    snapshot = read(deployment(entry(BUCKET, "b", id="new"), old, entry(BUCKET, "b", id="older", delete=True)))
    assert [(one.id, bool(one.successor)) for one in snapshot.resources] == [("new", False), ("older", True), ("old", True)]
    assert {one.known_as for one in snapshot.resources} == {old["urn"]}
    assert len({one.urn for one in snapshot.resources}) == 3
    assert "not yet deleted" in snapshot.warnings[0]


def test_what_refers_to_old_and_new_means_the_one_whose_id_it_holds(entry: Make, deployment: Make) -> None:
    bucket = entry(BUCKET, "b", id="new")
    needs = {"propertyDependencies": {"bucket": [bucket["urn"]]}}
    snapshot = read(
        deployment(
            bucket,
            entry(BUCKET, "b", id="old", delete=True),
            entry(BLOCK, "late", inputs={"bucket": "old"}, **needs),
            entry(BLOCK, "kept", **needs),
            entry(BLOCK, "kept", delete=True, **needs),
        )
    )
    old = next(one.urn for one in snapshot.resources if one.id == "old")
    meant = {(one.name, bool(one.successor)): one.dependencies["bucket"] for one in snapshot.resources if one.type == BLOCK}
    assert meant == {("late", False): (old,), ("kept", False): (bucket["urn"],), ("kept", True): (old,)}


def test_what_was_deleted_to_be_replaced_is_absent_with_a_warning(entry: Make, deployment: Make) -> None:
    snapshot = read(deployment(entry(BUCKET, "b"), entry(BLOCK, "gone", pendingReplacement=True)))
    assert [one.name for one in snapshot.resources] == ["b"]
    assert snapshot.warnings == (f"{BLOCK} gone was deleted and not yet replaced: judged as absent, run `pulumi up`",)


def test_what_is_only_read_says_so_in_states_and_previews(entry: Make, deployment: Make) -> None:
    one = entry(BUCKET, "b", external=True)
    preview = {"steps": [{"op": "read", "urn": one["urn"], "newState": one}], "changeSummary": {"read": 1}}
    assert [part.external for data in (deployment(one), preview) for part in read(data).resources] == [True, True]
