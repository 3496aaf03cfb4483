from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from buttress.assessment.graph import ResourceGraph
from buttress.assessment.judge import judge, judge_estate
from buttress.model import Check, Outcome, Resource, Severity

BUCKET, VERSIONING = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"
CHECK = Check(
    id="aws-s3-bucket-versioning-enabled",
    title="versions are kept",
    description="",
    severity=Severity.MEDIUM,
    scope="stack",
    package=("checks", "aws", "s3", "bucket_versioning_enabled"),
    population=(BUCKET,),
    companions={VERSIONING: ("bucket",)},
    reads={BUCKET: ("versioning.enabled", "rules[].key"), VERSIONING: ("versioningConfiguration.status",)},
)


def resource(kind: str, name: str, props: dict[str, Any] | None = None, **other: Any) -> Resource:
    return Resource(urn=f"urn:pulumi:s::p::{kind}::{name}", type=kind, name=name, props=props or {}, **other)


def outcomes(check: Check, resources: list[Resource], deny: list[dict[str, Any]] | None, applies: list[str] | None = None) -> list[str]:
    graph = ResourceGraph.of([resources], {VERSIONING: frozenset({"bucket"})})
    decision = None if deny is None else {"deny": deny, "applies": applies or []}
    return [finding.outcome.value for finding in judge(check, decision, graph)]


B = resource(BUCKET, "b")
URN = B.urn
ABSENT = {"resource": URN, "path": ["versioning", "enabled"], "message": "off"}
NOTHING = {"resource": URN, "path": [], "message": "nothing refers to it"}
SEEN = {"resource": URN, "path": ["rules", 0, "key"], "message": "bad"}
COMPANION = resource(VERSIONING, "v", {"versioningConfiguration": {"status": "Enabled"}}, dependencies={"bucket": (URN,)})
UNKNOWN_COMPANION = evolve(COMPANION, props={}, unknown=(("versioningConfiguration", "status"),))
UNRESOLVED = resource(VERSIONING, "h", {"versioningConfiguration": {"status": "Enabled"}}, unknown=(("bucket",),))


@pytest.mark.parametrize(
    ("resources", "deny", "expected"),
    [
        pytest.param([], [], ["not_applicable"], id="no resource of the types"),
        pytest.param([B], [], ["pass"], id="no denial and all known"),
        pytest.param([B], [ABSENT], ["fail"], id="a denial of something absent and nothing unknown"),
        pytest.param([B], None, ["error"], id="no decision"),
        pytest.param([B], [NOTHING], ["fail"], id="something is missing altogether"),
        pytest.param([evolve(B, unknown=(("versioning", "enabled"),))], [ABSENT], ["unknown"], id="the denied path is unknown"),
        pytest.param([evolve(B, unknown=(("versioning",),))], [ABSENT], ["unknown"], id="what holds the denied path is unknown"),
        pytest.param(
            [evolve(B, unknown=(("versioning", "enabled"),))], [NOTHING], ["unknown"], id="missing altogether, and a read path unknown"
        ),
        pytest.param([evolve(B, unknown=(("tags",),))], [ABSENT], ["fail"], id="what the check does not read is unknown"),
        pytest.param([B, UNKNOWN_COMPANION], [ABSENT], ["unknown"], id="a joined companion is unknown"),
        pytest.param(
            [B, evolve(UNKNOWN_COMPANION, dependencies={"bucket": ("urn:pulumi:s::p::x::other",)})],
            [ABSENT],
            ["fail"],
            id="another's companion is unknown",
        ),
        pytest.param([B, UNRESOLVED], [ABSENT], ["unknown"], id="a companion that may belong to anybody"),
        pytest.param([B, UNRESOLVED], [], ["unknown"], id="no denial, but a companion that may belong to anybody"),
        pytest.param([B, UNKNOWN_COMPANION], [], ["unknown"], id="no denial, but a joined companion is unknown"),
        pytest.param([B, COMPANION], [], ["pass"], id="a known companion"),
        pytest.param([evolve(B, secret=(("versioning", "enabled"),))], [], ["unknown"], id="a secret was not judged"),
        pytest.param(
            [evolve(B, props={"rules": [{"key": "x"}]}, unknown=(("versioning",),))], [SEEN], ["fail"], id="the bad value has been seen"
        ),
        pytest.param(
            [evolve(B, props={"rules": [{}]}, unknown=(("rules", 0, "key"),))], [SEEN], ["unknown"], id="the bad value is unknown"
        ),
        pytest.param(
            [evolve(B, props={"rules": [{"key": "x"}]}, unknown=(("versioning", "enabled"),))],
            [SEEN, ABSENT],
            ["fail"],
            id="seen bad beside unknown",
        ),
        pytest.param([evolve(B, problem="broken")], [], ["error"], id="an unreadable resource is an error, not a gap"),
        pytest.param([B, evolve(COMPANION, problem="broken")], [], ["error"], id="an unreadable companion is an error"),
        pytest.param([B], [{"resource": "urn:else", "path": [], "message": "m"}], ["error"], id="a denial outside the population"),
        pytest.param([B], [{"resource": URN, "message": "m"}], ["error"], id="a denial without a path"),
        pytest.param([B], [{"path": [], "message": "m"}], ["error"], id="a denial without a resource"),
    ],
)
def test_outcomes_follow_the_order_of_the_contract(
    resources: list[Resource], deny: list[dict[str, Any]] | None, expected: list[str]
) -> None:
    assert outcomes(CHECK, resources, deny) == expected


def test_a_resource_that_the_check_leaves_out_is_not_applicable_unless_that_is_unknown() -> None:
    narrow = evolve(CHECK, has_applies=True)
    assert outcomes(narrow, [B], [], []) == ["not_applicable"]
    assert outcomes(narrow, [B], [], [URN]) == ["pass"]
    assert outcomes(narrow, [evolve(B, unknown=(("versioning", "enabled"),))], [], []) == ["unknown"]


def test_presence_is_enough_where_only_presence_is_asked() -> None:
    hidden = evolve(B, secret=(("versioning", "enabled"),))
    assert outcomes(evolve(CHECK, presence={BUCKET: ("versioning.enabled",)}), [hidden], []) == ["pass"]


def test_what_stands_for_an_output_will_be_present() -> None:
    asked = evolve(CHECK, presence={BUCKET: ("versioning.enabled",)})
    taken = evolve(B, unknown=(("versioning", "enabled"),), dependencies={"versioning": (COMPANION.urn,)})
    assert outcomes(asked, [taken, COMPANION], []) == ["pass"]
    assert outcomes(CHECK, [taken, COMPANION], []) == ["unknown"]
    assert outcomes(asked, [evolve(taken, unknown=(("versioning",),)), COMPANION], []) == ["unknown"]
    assert outcomes(asked, [evolve(taken, dependencies={}), COMPANION], []) == ["unknown"]


def test_a_member_that_stands_for_an_output_makes_its_list_present() -> None:
    asked = evolve(CHECK, reads={BUCKET: ("grants",)}, presence={BUCKET: ("grants",)})
    taken = evolve(B, props={"grants": [None]}, unknown=(("grants", 0),), dependencies={"grants": (COMPANION.urn,)})
    assert outcomes(asked, [taken, COMPANION], []) == ["pass"]
    assert outcomes(evolve(asked, presence={}), [taken, COMPANION], []) == ["unknown"]
    assert outcomes(asked, [evolve(taken, dependencies={}), COMPANION], []) == ["unknown"]
    assert outcomes(asked, [evolve(taken, unknown=(("grants", 0, "uri"),)), COMPANION], []) == ["unknown"]


def test_a_companion_of_a_companion_counts() -> None:
    """A flow log writes to a bucket whose lifecycle lies in a resource of its own."""
    log, life = "aws:ec2/flowLog:FlowLog", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    check = evolve(
        CHECK,
        population=(log,),
        companions={life: ("bucket",)},
        reads={log: ("logDestination",), BUCKET: ("lifecycleRules",), life: ("rules",)},
    )
    flow = resource(log, "f", {"logDestination": "arn:aws:s3:::b"})
    bucket = evolve(B, props={"arn": "arn:aws:s3:::b"})
    rules = resource(life, "l", {}, unknown=(("rules",),), dependencies={"bucket": (URN,)})
    assert outcomes(check, [flow, bucket, rules], []) == ["unknown"]
    assert outcomes(check, [flow, bucket], []) == ["pass"]


def test_a_companion_of_the_whole_stack_counts_for_each() -> None:
    account = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
    check = evolve(CHECK, companions={account: ("",)}, reads={BUCKET: (), account: ("blockPublicAcls",)})
    block = resource(account, "a", {}, unknown=(("blockPublicAcls",),))
    assert outcomes(check, [B, evolve(B, urn=f"{URN}2"), block], []) == ["unknown", "unknown"]


def test_an_estate_is_unknown_while_what_is_read_of_it_is() -> None:
    trail = "aws:cloudtrail/trail:Trail"
    check = evolve(CHECK, scope="estate", population=(trail,), companions={}, reads={trail: ("isMultiRegionTrail",)})
    unknown = resource(trail, "t", {}, unknown=(("isMultiRegionTrail",),))
    denial = {"resource": "aws:1", "path": [], "message": "no trail"}
    for resources, deny, expected in (
        ([], [denial], Outcome.FAIL),
        ([], [], Outcome.PASS),
        ([unknown], [denial], Outcome.UNKNOWN),
        ([unknown], [], Outcome.UNKNOWN),
        ([evolve(unknown, problem="broken")], [], Outcome.ERROR),
    ):
        graph = ResourceGraph.of([resources], {})
        found = judge_estate(check, {"deny": deny, "applies": []}, graph, "aws:1")
        assert [(one.resource, one.outcome) for one in found] == [("aws:1", expected)]
    graph = ResourceGraph.of([], {})
    assert judge_estate(check, None, graph, "aws:1")[0].outcome is Outcome.ERROR


def test_an_estate_to_which_a_check_does_not_apply_is_not_applicable() -> None:
    cluster = "aws:eks/cluster:Cluster"
    check = evolve(CHECK, scope="estate", population=(cluster,), companions={}, reads={cluster: ("name",)}, has_applies=True)
    graph = ResourceGraph.of([], {})
    assert judge_estate(check, {"deny": [], "applies": []}, graph, "aws:1")[0].outcome is Outcome.NOT_APPLICABLE
    assert judge_estate(check, {"deny": [], "applies": ["aws:1"]}, graph, "aws:1")[0].outcome is Outcome.PASS


def seen(resource: Resource) -> Any:
    """What the finding shows of `versioning.enabled`, which the check denies."""
    (found,) = judge(CHECK, {"deny": [ABSENT], "applies": []}, ResourceGraph.of([[resource]], {}))
    return found.value


@pytest.mark.parametrize("value", [True, 0, 1.5, "0.0.0.0/0", "::/0", "0.0.0.0", "10.0.0.1/8"])
def test_a_finding_shows_a_switch_a_number_or_a_network(value: Any) -> None:
    shown = seen(evolve(B, props={"versioning": {"enabled": value}}))
    assert (shown, type(shown)) == (value, type(value))


@pytest.mark.parametrize("value", ["hunter2", "", {"a": 1}, [1], None])
def test_a_finding_shows_no_other_value(value: Any) -> None:
    assert seen(evolve(B, props={"versioning": {"enabled": value}})) is None


def test_a_secret_is_not_shown_even_where_it_is_a_number() -> None:
    assert seen(evolve(B, props={"versioning": {"enabled": 1}}, secret=(("versioning", "enabled"),))) is None
