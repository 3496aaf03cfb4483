from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from buttress.assessment.graph import ResourceGraph
from buttress.assessment.judge import judge, judge_estate
from buttress.model import Check, Finding, Outcome, Resource, Severity

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


def outcomes(check: Check, resources: list[Resource], deny: list[dict[str, Any]] | None, applies: list[Any] | None = None) -> list[str]:
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


def test_a_secret_that_is_not_known_yet_is_present_but_has_no_value() -> None:
    asked = evolve(CHECK, presence={BUCKET: ("versioning.enabled",)})
    later = evolve(B, unknown=(("versioning", "enabled"),), secret=(("versioning", "enabled"),))
    assert outcomes(asked, [later], []) == ["pass"]
    assert outcomes(CHECK, [later], []) == ["unknown"]
    assert outcomes(asked, [evolve(later, secret=(("tags",),))], []) == ["unknown"]


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


def found(check: Check, resource: Resource, *deny: dict[str, Any], skips: tuple[dict[str, Any], ...] = ()) -> Finding:
    decision = {"deny": list(deny), "applies": [], "skips": list(skips)}
    (finding,) = judge(check, decision, ResourceGraph.of([[resource]], {}))
    return finding


def test_all_denials_of_one_resource_are_places_of_one_finding() -> None:
    bad = evolve(B, props={"rules": [{"key": 1}, {"key": 2}]})
    other = {"resource": URN, "path": ["rules", 1, "key"], "message": "worse"}
    finding = found(CHECK, bad, other, SEEN, {**SEEN, "path": ["rules", 1, "key"]})
    assert [(place.message, str(place.path), place.value) for place in finding.places] == [
        ("bad", "rules[0].key", 1),
        ("bad", "rules[1].key", 2),
        ("worse", "rules[1].key", 2),
    ]
    assert finding.message == "bad; worse"
    assert finding.sentence == "bad (rules[0].key = 1; rules[1].key = 2); worse (rules[1].key = 2)"


def test_a_place_that_fails_does_not_hide_one_that_is_not_known() -> None:
    half = evolve(B, props={"rules": [{"key": "x"}, {}]}, unknown=(("rules", 1, "key"),))
    finding = found(CHECK, half, {**SEEN, "path": ["rules", 1, "key"]}, SEEN)
    assert (finding.outcome, finding.message) == (Outcome.FAIL, "bad")
    assert [(place.outcome, place.message) for place in finding.places] == [
        (Outcome.FAIL, "bad"),
        (Outcome.UNKNOWN, "bad, but rules[1].key of b is not known"),
    ]


def test_what_is_waited_for_is_named() -> None:
    blurred = evolve(B, unknown=(("versioning", "enabled"),))
    assert found(CHECK, blurred).waits_for == found(CHECK, blurred, ABSENT).waits_for == "versioning.enabled of b"


def test_many_messages_are_cut_in_the_message_but_not_in_the_places() -> None:
    finding = found(CHECK, B, *({**NOTHING, "message": f"m{number}"} for number in range(5)))
    assert finding.message == "m0; m1; m2; and 2 more"
    assert len(finding.places) == 5


def test_absence_has_a_severity_of_its_own_where_the_default_is_safe() -> None:
    mild = evolve(CHECK, severity_absent=Severity.LOW)
    assert found(mild, B, ABSENT).severity is Severity.LOW
    assert found(mild, B, NOTHING).severity is Severity.LOW
    bad = evolve(B, props={"rules": [{"key": "x"}]})
    assert found(mild, bad, SEEN, ABSENT).severity is Severity.MEDIUM
    assert found(mild, B, {**ABSENT, "at": COMPANION.urn}).severity is Severity.MEDIUM
    assert found(CHECK, B, ABSENT).severity is Severity.MEDIUM


SKIP = {"resource": URN, "reason": "it holds nothing"}


def test_a_skip_says_why_unless_something_is_denied_or_not_known() -> None:
    assert (found(CHECK, B, skips=(SKIP,)).outcome, found(CHECK, B, skips=(SKIP,)).message) == (
        Outcome.NOT_APPLICABLE,
        "it holds nothing",
    )
    assert found(CHECK, B, ABSENT, skips=(SKIP,)).outcome is Outcome.FAIL
    assert found(CHECK, evolve(B, unknown=(("versioning", "enabled"),)), skips=(SKIP,)).outcome is Outcome.UNKNOWN
    assert found(CHECK, B, skips=({"resource": URN},)).outcome is Outcome.ERROR
    assert found(CHECK, B, skips=({**SKIP, "reason": "b"}, {**SKIP, "reason": "a"})).message == "a"


@pytest.mark.parametrize("stray", ["urn:other", 3, {"resource": 3}, {"urn": URN}, None])
def test_a_check_that_applies_to_what_is_no_resource_of_its_population_is_in_error(stray: Any) -> None:
    """Else all that it judges would look as if there was nothing to judge."""
    check = evolve(CHECK, has_applies=True)
    for applies in ([stray], [URN, stray]):
        assert outcomes(check, [B], [], applies) == ["error"]
    assert outcomes(check, [B], [], [{"resource": URN}]) == ["pass"]


def test_a_resource_that_is_left_out_has_the_reason_of_its_skip_or_of_metadata() -> None:
    narrow = evolve(CHECK, has_applies=True, not_applicable="it is another kind")
    assert found(narrow, B).message == "it is another kind"
    assert found(narrow, B, skips=(SKIP,)).message == "it holds nothing"
    chosen = judge(narrow, {"deny": [], "applies": [{"resource": URN}]}, ResourceGraph.of([[B]], {}))
    assert chosen[0].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("values", "path", "expected"),
    [
        pytest.param({"applies_tags": {"class": ["x"]}}, ("tags", "Name"), Outcome.PASS, id="another tag is nothing to the check"),
        pytest.param({"applies_tags": {"class": ["x"]}}, ("tags", "Class"), Outcome.UNKNOWN, id="the tag that it asks for, in any case"),
        pytest.param({"applies_tags": {"class": ["x"]}}, ("tags",), Outcome.UNKNOWN, id="all tags"),
        pytest.param({"applies_tags": {"class": ["x"]}}, ("tags", 0, "value"), Outcome.UNKNOWN, id="a tag in a list"),
        pytest.param({"non_production": ["dev"]}, ("tags", "environment"), Outcome.UNKNOWN, id="the environment"),
        pytest.param({"non_production": ["dev"]}, ("tags", "Name"), Outcome.PASS, id="another tag than the environment"),
        pytest.param({"covered_tags": {"a": ["*"]}, "exempt_tags": {}}, ("tags", "Name"), Outcome.UNKNOWN, id="plans select by any tag"),
        pytest.param({}, ("tags", "Name"), Outcome.UNKNOWN, id="a check that names no tags"),
    ],
)
def test_an_unknown_tag_counts_where_the_check_asks_for_it(values: dict[str, Any], path: tuple[str, ...], expected: Outcome) -> None:
    check = evolve(CHECK, companions={}, reads={BUCKET: ("tags",)})
    (finding,) = judge(check, {"deny": [], "applies": []}, ResourceGraph.of([[evolve(B, unknown=(path,))]], {}), values)
    assert finding.outcome is expected
