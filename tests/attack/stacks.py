"""The same resources elsewhere: under another provider, in a component, in companions, beside worse ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen
from tests.attack.attacks import Attack, Entry, Variant, with_resources

from buttress.catalog.cases import cases_of
from buttress.model import Case, Check, Resource

_COMPONENT = "shop:index:Part"
_PREFIX = "urn:pulumi:case::check::"


def _provider(_: Check, case: Case) -> Iterator[Variant]:
    def shape(everything: tuple[Resource, ...]) -> tuple[Resource, ...]:
        made = []
        for one in everything:
            package = one.type.partition(":")[0]
            given = f"{_PREFIX}pulumi:providers:{package}::second::second-id"
            made.append(one if one.type.startswith("pulumi:") or one.provider else evolve(one, provider=given))
        return tuple(made)

    yield Variant(case=case, shape=shape)


def _component(_: Check, case: Case) -> Iterator[Variant]:
    def shape(everything: tuple[Resource, ...]) -> tuple[Resource, ...]:
        parent = f"{_PREFIX}{_COMPONENT}::around"
        new = {one.urn: f"{_PREFIX}{_COMPONENT}${one.urn.removeprefix(_PREFIX)}" for one in everything}
        moved = [
            evolve(
                one,
                urn=new[one.urn],
                parent=one.parent or parent,
                dependencies={key: tuple(new.get(urn, urn) for urn in urns) for key, urns in one.dependencies.items()},
            )
            for one in everything
        ]
        around = Resource(urn=parent, type=_COMPONENT, token=_COMPONENT, name="around", custom=False)
        return (*moved, around)

    yield Variant(case=case, shape=shape)


def _ignored(check: Check, case: Case) -> Iterator[Variant]:
    if "ignored" in check.id:
        return
    changed = [
        {**entry, "options": {**entry.get("options", {}), "ignoreChanges": sorted({*entry.get("props", {}), *entry.get("refs", {})})}}
        for entry in case.resources
    ]
    yield Variant(case=with_resources(case, changed))


def _stranger(_: Check, case: Case) -> Iterator[Variant]:
    """The case beside resources of which no check knows."""
    nobody = {entry["name"]: "nobody" for entry in case.resources}
    twins = [
        {"type": "stranger:index/resource:Resource", "name": f"{entry['name']} twin", "props": _texts(entry.get("props", {}), nobody)}
        for entry in case.resources
    ]
    yield Variant(case=with_resources(case, [*case.resources, *twins]))


def _beside_bad(check: Check, case: Case) -> Iterator[Variant]:
    """A good resource beside a bad one stays good."""
    for other in _others(check, case, "fail"):
        yield Variant(case=with_resources(case, [*case.resources, *other.resources]))


def _beside_good(check: Check, case: Case) -> Iterator[Variant]:
    """A bad resource beside a good one stays bad."""
    if case.expect == "fail":
        for other in _others(check, case, "pass"):
            yield Variant(case=with_resources(case, [*case.resources, *other.resources]))


def _others(check: Check, case: Case, expect: str) -> Iterator[Case]:
    """The first case of this outcome that asks with the same parameters, its resources under other names."""
    if check.scope == "estate" or case.expect not in {"pass", "fail"} or any("" in names for names in check.companions.values()):
        return
    for other in cases_of(check):
        if (other.expect, other.parameters, other.mode, other.stack) == (expect, case.parameters, case.mode, case.stack):
            names = {entry["name"]: f"{entry['name']} beside" for entry in other.resources}
            yield with_resources(other, [renamed(entry, names) for entry in other.resources])
            return


def renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    refs = {
        key: names[target] if isinstance(target, str) else [names[one] for one in target] for key, target in entry.get("refs", {}).items()
    }
    changed = {**_texts(dict(entry), names), "name": names[entry["name"]], "refs": refs}
    if "id" in entry:
        changed["id"] = f"{entry['id']}-beside"
    return changed


def _texts(value: Any, names: Mapping[str, str]) -> Any:
    """Values that are the id of a resource of the case, as its new one."""
    ids = {f"{old}-id": f"{new}-id" for old, new in names.items()}
    if isinstance(value, dict):
        return {key: _texts(member, names) for key, member in value.items()}
    if isinstance(value, list):
        return [_texts(member, names) for member in value]
    return ids.get(value, value) if isinstance(value, str) else value


@frozen
class _Move:
    """A block of a type that may stand in a companion of its own."""

    kind: str
    block: str
    companion: str
    by: str
    props: Callable[[Any], list[dict[str, Any]]]


def _rule(direction: str) -> Callable[[Any], list[dict[str, Any]]]:
    def made(rules: Any) -> list[dict[str, Any]]:
        return [{**rule, "type": direction} for rule in rules]

    return made


def _single_rules(rules: Any) -> list[dict[str, Any]]:
    """The rules of a group as one resource for each range, as `vpc.SecurityGroupIngressRule` has them."""
    found = []
    for rule in rules:
        base = {
            new: rule[old] for old, new in {"protocol": "ipProtocol", "fromPort": "fromPort", "toPort": "toPort"}.items() if old in rule
        }
        if "description" in rule:
            base["description"] = rule["description"]
        found += [{**base, "cidrIpv4": one} for one in rule.get("cidrBlocks", [])]
        found += [{**base, "cidrIpv6": one} for one in rule.get("ipv6CidrBlocks", [])]
    return found


_MOVES = (
    _Move(
        "aws:ec2/securityGroup:SecurityGroup", "ingress", "aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", _rule("ingress")
    ),
    _Move(
        "aws:ec2/securityGroup:SecurityGroup", "egress", "aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", _rule("egress")
    ),
    _Move(
        "aws:ec2/securityGroup:SecurityGroup",
        "ingress",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "securityGroupId",
        _single_rules,
    ),
    _Move("aws:s3/bucket:Bucket", "policy", "aws:s3/bucketPolicy:BucketPolicy", "bucket", lambda policy: [{"policy": policy}]),
    _Move(
        "aws:iam/role:Role",
        "inlinePolicies",
        "aws:iam/rolePolicy:RolePolicy",
        "role",
        lambda policies: [{key: value for key, value in one.items() if key in {"name", "policy"}} for one in policies],
    ),
    _Move("aws:sqs/queue:Queue", "policy", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl", lambda policy: [{"policy": policy}]),
    _Move("aws:sns/topic:Topic", "policy", "aws:sns/topicPolicy:TopicPolicy", "arn", lambda policy: [{"policy": policy}]),
    _Move(
        "azure-native:network:NetworkSecurityGroup",
        "securityRules",
        "azure-native:network:SecurityRule",
        "networkSecurityGroupName",
        lambda rules: [{key: value for key, value in rule.items() if key != "name"} for rule in rules],
    ),
)


def _to_companions(check: Check, case: Case) -> Iterator[Variant]:
    for move in _MOVES:
        joins = check.companions.get(move.companion, ())
        if move.by not in joins or case.mode == "preview":
            continue
        changed: list[Entry] = []
        for entry in case.resources:
            props = entry.get("props", {})
            block = props.get(move.block)
            if entry["type"] != move.kind or not block or "outputs" in entry or isinstance(block, str) == isinstance(block, list):
                changed.append(entry)
                continue
            changed.append({**entry, "props": {key: value for key, value in props.items() if key != move.block}})
            for number, given in enumerate(move.props(block)):
                name = f"{entry['name']} {move.block} {number}"
                changed.append({"type": move.companion, "name": name, "props": given, "refs": {move.by: entry["name"]}})
        if changed != list(case.resources):
            yield Variant(case=with_resources(case, changed))


def _from_companions(check: Check, case: Case) -> Iterator[Variant]:
    """Policies and rules of companions back in the resource."""
    for move in _MOVES:
        if move.block == "policy" and move.kind in check.population and "outputs" not in str(case.resources):
            changed = _gathered(case, move)
            if changed is not None and any(path == move.block for path in check.reads.get(move.kind, ())):
                yield Variant(case=changed)


def _gathered(case: Case, move: _Move) -> Case | None:
    policies: dict[str, Any] = {}
    kept: list[Entry] = []
    for entry in case.resources:
        target = entry.get("refs", {}).get(move.by)
        policy = entry.get("props", {}).get("policy")
        if entry["type"] == move.companion and isinstance(target, str) and _is_json(policy) and target not in policies:
            policies[target] = policy
        else:
            kept.append(entry)
    if not policies:
        return None
    return with_resources(
        case,
        [
            {**entry, "props": {**entry.get("props", {}), move.block: policies[entry["name"]]}} if entry["name"] in policies else entry
            for entry in kept
        ],
    )


def _is_json(value: Any) -> bool:
    try:
        return isinstance(value, str) and isinstance(json.loads(value), dict)
    except ValueError:
        return False


ATTACKS = (
    Attack(name="another provider", kind="equal", says="Every resource under an explicit provider", make=_provider),
    Attack(name="in a component", kind="equal", says="A component around all of them", make=_component),
    Attack(name="ignoreChanges", kind="equal", says="`ignoreChanges` for every property that is set", make=_ignored),
    Attack(name="strangers", kind="equal", says="Twins of another type beside them", make=_stranger),
    Attack(name="beside a bad one", kind="equal", says="A bad resource beside them", make=_beside_bad),
    Attack(name="beside a good one", kind="worse", says="A good resource beside a bad one", make=_beside_good),
    Attack(name="block to companion", kind="equal", says="Rules and policies moved into companions", make=_to_companions),
    Attack(name="companion to block", kind="equal", says="Policies of companions moved into the resource", make=_from_companions),
)
