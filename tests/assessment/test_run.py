from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from buttress.assessment import accounts, assess, parameters, waivers
from buttress.assessment.graph import ResourceGraph
from buttress.assessment.judge import judge
from buttress.catalog import Catalog, load_catalog
from buttress.engine import Engine, LocalOpa
from buttress.errors import ConfigError, StateError
from buttress.model import Assessment, Outcome, Resource, Snapshot, Waiver
from buttress.settings import Settings, find_settings, read_settings
from buttress.state import read_bytes

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
VERSIONING = "aws-s3-bucket-versioning-enabled"
GUARDDUTY = "aws-guardduty-detector-enabled"
BUCKET, DETECTOR = "aws:s3/bucket:Bucket", "aws:guardduty/detector:Detector"


def state(*resources: tuple[str, str, dict[str, Any]], stack: str = "prod", **other: Any) -> Snapshot:
    listed = [
        {
            "urn": f"urn:pulumi:{stack}::shop::{kind}::{name}",
            "type": kind,
            "custom": True,
            "id": name,
            "inputs": props,
            "outputs": props,
            **other,
        }
        for kind, name, props in resources
    ]
    return read_bytes(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}).encode(), f"{stack}.json")


def judged(catalog: Catalog, opa: Engine, *snapshots: Snapshot, **options: Any) -> Assessment:
    return assess(snapshots, catalog=catalog, opa=opa, now=NOW, **options)


def outcome(assessment: Assessment, check: str) -> list[str]:
    return [one.outcome.value for one in assessment.findings() if one.check == check]


def test_every_check_says_something_of_every_stack(catalog: Catalog, opa: Engine) -> None:
    """Silence must never look clean: a check without resources says not_applicable."""
    assessment = judged(catalog, opa, state((BUCKET, "b", {})))
    assert {one.check for one in assessment.findings()} == set(catalog.checks)
    assert sum(assessment.totals().values()) == len(list(assessment.findings()))


def test_types_that_no_check_reads_are_listed(catalog: Catalog, opa: Engine) -> None:
    assessment = judged(
        catalog,
        opa,
        state(
            ("gcp:storage/bucket:Bucket", "g", {}),
            ("aws-native:s3:Bucket", "n", {}),
            ("azure:storage/account:Account", "c", {}),
            ("azure-native:dbformysql:Server", "s", {}),
        ),
    )
    assert {one.type: one.reason for one in assessment.stacks[0].not_evaluated} == {
        "aws-native:s3:Bucket": "aws-native types are not covered; the aws provider's are",
        "azure:storage/account:Account": "the classic azure provider is not covered; azure-native is",
        "azure-native:dbformysql:Server?": "whether it is a single or a flexible server is not known",
        "gcp:storage/bucket:Bucket": "Google Cloud is not covered",
    }


def test_estate_checks_are_not_applicable_until_an_estate_is_given(catalog: Catalog, opa: Engine) -> None:
    snapshot = state((BUCKET, "b", {"arn": "arn:aws:s3:::b"}))
    without = judged(catalog, opa, snapshot)
    assert outcome(without, GUARDDUTY) == ["not_applicable"]
    assert "estate not given" in next(one.message for one in without.findings() if one.check == GUARDDUTY)
    given = judged(catalog, opa, snapshot, estate=True)
    assert outcome(given, GUARDDUTY) == ["fail"]
    assert [one.id for one in given.estates] == ["aws:unidentified"]


def test_stacks_of_one_account_are_judged_together(catalog: Catalog, opa: Engine) -> None:
    network = state(("aws:sqs/queue:Queue", "q", {"arn": "arn:aws:sqs:eu-west-1:123456789012:q"}), stack="network")
    security = state((DETECTOR, "d", {"arn": "arn:aws:guardduty:eu-west-1:123456789012:detector/d"}), stack="security")
    assessment = judged(catalog, opa, network, security, estate=True)
    assert [(one.id, one.stacks) for one in assessment.estates] == [("aws:123456789012", ("shop/network", "shop/security"))]
    assert outcome(assessment, GUARDDUTY) == ["pass"]


def test_every_check_says_something_of_every_stack_of_an_estate_too(catalog: Catalog, opa: Engine, tmp_path: Path) -> None:
    shop, vault = state((BUCKET, "b", {})), state(("azure-native:network:VirtualNetwork", "n", {}), stack="azure")
    by_account = judged(catalog, opa, shop, vault, estate=True)
    assert {one.check for one in judged(catalog, opa, shop, estate=True).findings()} == set(catalog.checks)
    assert {one.check for one in judged(catalog, opa, state(("random:index:Id", "i", {})), estate=True).findings()} == set(catalog.checks)
    assert not_applicable(by_account, GUARDDUTY) == {"shop/azure": "the stack holds no resource of the cloud that this check asks about"}
    file = tmp_path / "buttress.yaml"
    file.write_text('estates:\n  "azure:1": ["shop/*"]\n')
    declared = judged(catalog, opa, shop, vault, settings=read_settings(file))
    assert not_applicable(declared, GUARDDUTY) == {
        "shop/azure": "the stack holds no resource of the cloud that this check asks about",
        "shop/prod": "no estate of buttress.yaml takes in the stack's resources of this cloud",
    }
    assert {one.check for one in declared.findings()} == set(catalog.checks)


def not_applicable(assessment: Assessment, check: str) -> dict[str, str]:
    """Why each stack says that an estate check does not apply."""
    found = {stack.stack.label: [one for one in stack.findings if one.check == check] for stack in assessment.stacks}
    assert all(one.outcome == Outcome.NOT_APPLICABLE for several in found.values() for one in several)
    return {label: one.message for label, several in found.items() for one in several}


def test_estates_of_the_settings_are_taken_and_one_without_stacks_is_refused(catalog: Catalog, opa: Engine, tmp_path: Path) -> None:
    file = tmp_path / "buttress.yaml"
    file.write_text('estates:\n  "aws:1": ["shop/*"]\n')
    assessment = judged(catalog, opa, state((DETECTOR, "d", {})), settings=read_settings(file))
    assert outcome(assessment, GUARDDUTY) == ["pass"]
    file.write_text('estates:\n  "aws:1": ["nothing/*"]\n')
    with pytest.raises(ConfigError, match=r"buttress.yaml:2: estates.aws:1 matches none"):
        judged(catalog, opa, state((DETECTOR, "d", {})), settings=read_settings(file))


def test_a_resource_takes_the_account_of_its_provider() -> None:
    def resource(name: str, provider: str, **props: Any) -> Resource:
        return Resource(urn=name, type=BUCKET, name=name, provider=provider, props=props)

    found = accounts.group(
        [
            resource("a", "p1", arn="arn:aws:sqs:x:111111111111:a"),
            resource("b", "p1"),
            resource("c", "p2", arn="arn:aws:sqs:x:222222222222:c"),
            resource("d", "p3"),
            Resource(
                urn="z", type="azure-native:storage:StorageAccount", name="z", id="/subscriptions/00000000-0000-0000-0000-00000000000A/x"
            ),
        ]
    )
    assert {estate: [one.name for one in members] for estate, members in found.items()} == {
        "aws:111111111111": ["a", "b"],
        "aws:222222222222": ["c"],
        "aws:unidentified": ["d"],
        "azure:00000000-0000-0000-0000-00000000000a": ["z"],
    }


def test_the_same_stack_given_twice_is_refused(catalog: Catalog, opa: Engine) -> None:
    with pytest.raises(StateError, match="given twice"):
        judged(catalog, opa, state((BUCKET, "b", {})), state((BUCKET, "b", {})))


def test_a_resource_that_cannot_be_read_is_an_error_finding(catalog: Catalog, opa: Engine) -> None:
    assessment = judged(catalog, opa, state((BUCKET, "b", {}), propertyDependencies=[1]))
    assert outcome(assessment, VERSIONING) == ["error"]


def test_a_check_that_opa_cannot_evaluate_is_an_error_and_the_others_are_judged(opa_binary: Path, tmp_path: Path) -> None:
    folder = tmp_path / "custom" / "test" / "conflict"
    folder.mkdir(parents=True)
    (folder / "conflict.rego").write_text(
        "# METADATA\n# title: A check that contradicts itself\n# description: It does.\n# scope: package\n# custom:\n"
        "#   id: custom-test-conflict\n#   severity: low\n#   scope: resource\n"
        f'#   population: ["{BUCKET}"]\n#   reads: {{"{BUCKET}": []}}\n#   remediation: None.\n'
        "package custom.custom.test.conflict\n\nimport rego.v1\n\n"
        'deny contains {"resource": urn, "path": [], "message": "m"} if {\n'
        f'\tsome urn, _ in input.by_type["{BUCKET}"]\n\t_value == 1\n}}\n\n_value := count(input.by_type)\n\n_value := 7\n'
    )
    catalog = load_catalog([tmp_path / "custom"], opa=lambda: opa_binary)
    with LocalOpa(opa_binary, catalog.bundles) as opa:
        assessment = judged(catalog, opa, state((BUCKET, "b", {})))
    assert outcome(assessment, "custom-test-conflict") == ["error"]
    assert outcome(assessment, VERSIONING) == ["fail"]
    assert "conflict" in next(one.message for one in assessment.findings() if one.check == "custom-test-conflict")


WAIVER = """\
waivers:
  - check: aws-s3-bucket-versioning-enabled
    resource: "glob:urn:pulumi:*::*::*$aws:s3/bucket:Bucket::*"
    owner: team shop
    approver: security lead
    reason: a cache
    ticket: SEC-1
    category: waiver
    created: 2026-01-01
    expires: 2026-03-01
"""


def waived(catalog: Catalog, opa: Engine, tmp_path: Path, text: str) -> Assessment:
    file = tmp_path / "buttress-waivers.yaml"
    file.write_text(text)
    return judged(catalog, opa, state((BUCKET, "b", {})), settings=Settings(waivers_file=file))


def test_a_matching_waiver_turns_a_fail_into_waived(catalog: Catalog, opa: Engine, tmp_path: Path) -> None:
    assessment = waived(catalog, opa, tmp_path, WAIVER.replace("*::*::*$aws", "*aws"))
    assert outcome(assessment, VERSIONING) == ["waived"]
    assert assessment.waiver_problems == ()
    found = next(one for one in assessment.findings() if one.outcome is Outcome.WAIVED)
    assert found.waiver is not None
    assert found.waiver.ticket == "SEC-1"


@pytest.mark.parametrize(
    ("old", "new", "kinds", "outcomes"),
    [
        ("2026-03-01", "2026-01-15", ["expired"], ["fail"]),
        ("2026-03-01", "2026-12-31", ["over-long"], ["waived"]),
        ("security lead", "Team Shop", ["self-approved"], ["waived"]),
        ("aws:s3/bucket:Bucket::*", "aws:s3/bucket:Bucket::other", ["unmatched"], ["fail"]),
    ],
)
def test_waivers_that_do_not_hold_are_findings_themselves(
    catalog: Catalog, opa: Engine, tmp_path: Path, old: str, new: str, kinds: list[str], outcomes: list[str]
) -> None:
    assessment = waived(catalog, opa, tmp_path, WAIVER.replace("*::*::*$aws", "*aws").replace(old, new))
    assert [one.kind for one in assessment.waiver_problems] == kinds
    assert outcome(assessment, VERSIONING) == outcomes


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("check: aws-s3-bucket-versioning-enabled", "check: aws-s3-bucket-version-enabled", r"waivers.yaml:2: there is no check"),
        ("expires: 2026-03-01", "expires: soon", r"waivers.yaml:10: 'soon' is not a date"),
        ("expires: 2026-03-01", "expires: 2025-03-01", r"waivers.yaml:10: the waiver expires before"),
        ("    ticket: SEC-1\n", "", r"waivers.yaml:2: .*ticket"),
        ("category: waiver", "category: whatever", r"waivers.yaml:8: "),
        ("check: aws-s3-bucket-versioning-enabled", "check: '*'", r"waivers.yaml:2: a waiver names one check"),
        ("category: waiver", "category: mitigatd", r"waivers.yaml:8: .*'mitigatd' is not one of"),
        ("ticket: SEC-1", "tickets: SEC-1", r"waivers.yaml:7: unknown key"),
        ("ticket: SEC-1", "ticket: SEC-1\n    ticket: SEC-2", r"waivers.yaml:8: the key ticket appears twice"),
    ],
)
def test_a_malformed_waiver_is_refused_with_its_line(catalog: Catalog, tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "buttress-waivers.yaml"
    file.write_text(WAIVER.replace(old, new))
    with pytest.raises(ConfigError, match=message):
        waivers.load_waivers(file, catalog)


def test_parameters_are_set_for_all_checks_or_for_one(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "buttress.yaml"
    file.write_text(f"parameters:\n  {GUARDDUTY}: {{regions: [eu-west-1]}}\n  all: {{exempt_tags: {{a: b}}}}\n")
    values = parameters.resolve(catalog, read_settings(file))
    assert values[GUARDDUTY] == {"regions": ["eu-west-1"]}
    holders = [check.id for check in catalog.checks.values() if any(one.name == "exempt_tags" for one in check.parameters)]
    assert holders
    assert all(values[one]["exempt_tags"] == {"a": "b"} for one in holders)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("parameters: {aws-none: {a: 1}}", r"buttress.yaml:1: parameters.aws-none: there is no check"),
        (
            f"parameters:\n  {GUARDDUTY}: {{region: []}}",
            r"buttress.yaml:2: parameters.{0}.region is not a parameter".replace("{0}", GUARDDUTY),
        ),
        (
            f"parameters:\n  {GUARDDUTY}: {{regions: 4}}",
            r"buttress.yaml:2: parameters.{0}.regions must be of type array".replace("{0}", GUARDDUTY),
        ),
        (f"parameters:\n  {GUARDDUTY}: {{regions: [4]}}", r"must be of type array"),
        ("fail_no: high", r"buttress.yaml:1: unknown key fail_no"),
        ("fail_on: sometimes", r"buttress.yaml:1: fail_on"),
        ("waivers: {file: none.yaml}", r"does not exist"),
    ],
)
def test_bad_settings_are_refused_with_their_line(catalog: Catalog, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "buttress.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        parameters.resolve(catalog, read_settings(file))


def test_settings_are_found_by_walking_up(tmp_path: Path) -> None:
    (tmp_path / "buttress.yaml").write_text("fail_on: high\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_settings(inner).fail_on == "high"


def test_a_components_justification_excuses_its_children_unless_forbidden(catalog: Catalog, opa: Engine) -> None:
    component = "urn:pulumi:prod::shop::buttress:index:EncryptedBucket::c"
    listed = [
        {
            "urn": component,
            "type": "buttress:index:EncryptedBucket",
            "custom": False,
            "inputs": {"buttressJustifications": [{"checks": [VERSIONING], "reason": "a cache"}]},
        },
        {
            "urn": f"urn:pulumi:prod::shop::buttress:index:EncryptedBucket${BUCKET}::b",
            "type": BUCKET,
            "custom": True,
            "id": "b",
            "parent": component,
            "inputs": {},
        },
        {"urn": f"urn:pulumi:prod::shop::{BUCKET}::other", "type": BUCKET, "custom": True, "id": "other", "inputs": {}},
    ]
    snapshot = read_bytes(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}).encode(), "s.json")
    assert Counter(outcome(judged(catalog, opa, snapshot), VERSIONING)) == Counter({"waived": 1, "fail": 1})
    forbidding = evolve(Settings(), waivers_in_code="forbid")
    assert Counter(outcome(judged(catalog, opa, snapshot, settings=forbidding), VERSIONING)) == Counter({"fail": 2})


def test_code_excuses_only_what_our_own_components_can_give_up(catalog: Catalog, opa: Engine) -> None:
    def stated(kind: str, check: str) -> list[str]:
        component = f"urn:pulumi:prod::shop::{kind}::c"
        reasons = {"buttressJustifications": [{"checks": [check], "reason": "so"}]}
        listed = [
            {"urn": component, "type": kind, "custom": False, "outputs": reasons},
            {"urn": f"urn:pulumi:prod::shop::{kind}${BUCKET}::b", "type": BUCKET, "custom": True, "parent": component, "inputs": {}},
        ]
        snapshot = read_bytes(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}).encode(), "s.json")
        return outcome(judged(catalog, opa, snapshot), check)

    assert stated("buttress:index:EncryptedBucket", VERSIONING) == ["waived"]
    assert stated("acme:index:EncryptedBucket", VERSIONING) == ["fail"]
    assert stated("buttress:index:AuditTrail", VERSIONING) == ["fail"]
    assert stated("buttress:index:EncryptedBucket", "aws-s3-bucket-public-access-block") == ["fail"]


@pytest.mark.parametrize(
    ("said", "named", "in_ci", "mode", "heard"),
    [
        ("default", False, False, "preview", True),
        ("default", False, True, "preview", False),
        ("default", True, True, "preview", False),
        ("default", False, True, "state", True),
        ("allow", True, True, "preview", True),
        ("allow", False, True, "preview", False),
        ("allow", False, False, "preview", True),
        ("forbid", False, False, "state", False),
        ("forbid", True, True, "state", False),
    ],
)
def test_a_preview_in_ci_hears_no_reason_from_the_code_it_judges(said: Any, named: bool, in_ci: bool, mode: Any, heard: bool) -> None:
    """Not even where a `buttress.yaml` says so that comes with the code."""
    assert Settings(waivers_in_code=said, named=named, in_ci=in_ci).hears_code(mode) is heard


URN = f"urn:pulumi:prod::shop::{BUCKET}::"


@pytest.mark.parametrize(
    ("resource", "named", "others"),
    [
        (f"{URN}data[0]", ["data[0]"], ["data0", "data[00]"]),
        (f"{URN}*.example.com", ["*.example.com"], ["www.example.com"]),
        (f"{URN}a?", ["a?"], ["ab", "a"]),
        (f"glob:{URN}data[?]", ["data[0]", "data[1]"], ["data0", "data[10]"]),
        (f"glob:{URN}[!a]*", ["[!a]b"], ["b", "ab"]),
        ("glob:*::d?t*", ["data", "dot"], ["dt"]),
    ],
)
def test_a_urn_names_itself_alone_and_a_glob_is_written_as_one(
    catalog: Catalog, resource: str, named: list[str], others: list[str]
) -> None:
    (finding,) = judge(catalog.checks[VERSIONING], {"deny": []}, ResourceGraph.of([[Resource(urn=URN, type=BUCKET, name="")]], {}))
    waiver = Waiver(
        check=VERSIONING, resource=resource, owner="", approver="", reason="", ticket="", category="waiver", expires=None, created=None
    )
    assert [name for name in (*named, *others) if waivers.matches(waiver, evolve(finding, resource=URN + name))] == named


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"levels: {{{VERSIONING[:-1]}: disabled}}", f"did you mean {VERSIONING}?"),
        ("levels: {hihg: advisory}", "did you mean high?"),
        ("levels: {al: advisory}", "did you mean all?"),
        ("levels: {high: advisroy}", "did you mean advisory?"),
    ],
)
def test_a_misspelt_level_is_refused_with_the_nearest_name(catalog: Catalog, opa: Engine, tmp_path: Path, text: str, hint: str) -> None:
    file = tmp_path / "buttress.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        judged(catalog, opa, settings=read_settings(file))
    assert (caught.value.where, caught.value.hint) == (f"{file}:1", hint)


@pytest.mark.parametrize("estate", [False, True])
def test_what_is_too_large_to_hold_at_once_is_judged_service_by_service_to_the_same_end(
    catalog: Catalog, opa: Engine, monkeypatch: pytest.MonkeyPatch, estate: bool
) -> None:
    shop = read_bytes((Path(__file__).parents[2] / "examples/01-checkout/expected-state.json").read_bytes(), "shop")
    whole = judged(catalog, opa, shop, estate=estate)
    monkeypatch.setattr("buttress.assessment.evaluation._AT_ONCE", 10)
    assert judged(catalog, opa, shop, estate=estate) == whole


def test_of_old_and_new_the_worse_is_told_and_named(catalog: Catalog, opa: Engine) -> None:
    rule, check = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws-security-group-no-world-ingress-ssh"
    urn = f"urn:pulumi:prod::shop::{rule}::ssh"
    ports = {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22}
    narrow, wide = ({**ports, "cidrIpv4": network} for network in ("203.0.113.0/24", "0.0.0.0/0"))
    for new, old, expected in ((narrow, wide, "which runs until Pulumi deletes it"), (wide, narrow, ""), (wide, wide, "")):
        listed = [
            {"urn": urn, "type": rule, "custom": True, "inputs": props, "delete": leaving} for props, leaving in ((new, False), (old, True))
        ]
        snapshot = read_bytes(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": listed}}).encode(), "state.json")
        (found,) = (one for one in judged(catalog, opa, snapshot).findings() if one.check == check)
        assert (found.resource, found.outcome) == (urn, Outcome.FAIL)
        assert expected in found.message
        assert ("the old one" in found.message) == bool(expected)


def test_what_is_only_read_is_not_judged_and_answers_for_the_account(catalog: Catalog, opa: Engine) -> None:
    provider = ("pulumi:providers:aws", "default", {"region": "eu-west-1", "allowedAccountIds": ["123456789012"]})
    reads = state(provider, (BUCKET, "b", {}), (DETECTOR, "d", {"enable": True}), external=True)
    found = judged(catalog, opa, reads, settings=Settings(estates={"aws:123456789012": ("*",)}))
    assert {one.outcome for one in found.findings() if "::" in one.resource} == {Outcome.NOT_APPLICABLE}
    assert outcome(found, GUARDDUTY) == [Outcome.PASS]


@pytest.mark.parametrize("example", ["01-checkout", "02-hardened-checkout"])
def test_what_is_compiled_for_a_states_types_alone_judges_them_alike(
    catalog: Catalog, opa: Engine, opa_binary: Path, tmp_path: Path, example: str
) -> None:
    file = Path(__file__).parents[2] / f"examples/{example}/expected-state.json"
    snapshot = read_bytes(file.read_bytes(), "state.json")
    bundles = catalog.bundles_for({one.type for one in snapshot.resources}, tmp_path)
    assert bundles[0].stat().st_size < catalog.bundles[0].stat().st_size
    with LocalOpa(opa_binary, bundles) as few:
        assert judged(catalog, few, snapshot) == judged(catalog, opa, snapshot)


def test_what_is_compiled_for_one_type_holds_all_that_it_names(catalog: Catalog, opa_binary: Path, tmp_path: Path) -> None:
    for kind in sorted(catalog.types())[::40]:
        (bundle,) = catalog.bundles_for({kind}, tmp_path)
        with LocalOpa(opa_binary, [bundle]) as few:
            found = judged(catalog, few, state((kind, "one", {})))
        assert Outcome.ERROR not in {one.outcome for one in found.findings()}


def test_an_opt_in_check_runs_only_where_its_level_or_parameter_asks(catalog: Catalog, opa: Engine, tmp_path: Path) -> None:
    snapshot = state(("aws:lambda/function:Function", "f", {}))
    off = judged(catalog, opa, snapshot)
    assert outcome(off, "aws-lambda-concurrency-limit") == ["not_applicable"]
    assert "off unless asked for" in next(one.message for one in off.findings() if one.check == "aws-lambda-concurrency-limit")
    file = tmp_path / "buttress.yaml"
    for text, expected in (
        ("levels: {aws-lambda-concurrency-limit: advisory}", "fail"),
        ("parameters: {aws-lambda-concurrency-limit: {exempt_tags: {}}}", "fail"),
        ("levels: {aws-lambda-concurrency-limit: disabled}", "not_applicable"),
        ("levels: {low: mandatory, all: mandatory}", "not_applicable"),
    ):
        file.write_text(text)
        assert outcome(judged(catalog, opa, snapshot, settings=read_settings(file)), "aws-lambda-concurrency-limit") == [expected], text


def test_a_rule_open_on_all_ports_is_one_row(catalog: Catalog, opa: Engine) -> None:
    rule = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"], "description": "all"}
    assessment = judged(catalog, opa, state(("aws:ec2/securityGroup:SecurityGroup", "g", {"description": "g", "ingress": [rule]})))
    ports = [one for one in assessment.findings() if "world-ingress" in one.check and one.outcome is Outcome.FAIL and one.path]
    assert len(ports) >= 6
    assert [one.check for one in ports if not one.subsumed_by] == ["aws-security-group-no-world-ingress-all-ports"]
