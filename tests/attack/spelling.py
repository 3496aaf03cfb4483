"""The same resource written otherwise: order, case, numbers, names of types, ranges in halves."""

from __future__ import annotations

import copy
import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.attack.attacks import Attack, Entry, Variant, each, with_resources

from buttress.model import Case, Check
from buttress.state.legacy_types import _LEGACY, _Block
from buttress.state.tokens import normalise

_CASELESS = {"protocol", "ipProtocol", "access", "direction"}
_RANGES = re.compile(r"^(cidrBlocks|ipv6CidrBlocks|cidrs|publicAccessCidrs|sourceAddressPrefixes|authorizedIPRanges|addresses|ipRanges)$")
_RANGE = re.compile(r"^(cidrIpv4|cidrIpv6|sourceAddressPrefix|iPAddressOrRange|ipAddressOrRange|ipMask|ipAddress)$")
_EVERYWHERE = {"*", "internet", "any"}
_SERVERS = ("dbforpostgresql", "dbformysql", "dbformariadb")


def _reordered(_: Check, case: Case) -> Iterator[Variant]:
    if len(case.resources) > 1:
        yield Variant(case=with_resources(case, case.resources[::-1]))


def _keys_reordered(_: Check, case: Case) -> Iterator[Variant]:
    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        return dict(reversed(value.items())) if isinstance(value, dict) else value

    changed = [{**entry, "props": _visited(entry["props"], visit)} if "props" in entry else entry for entry in case.resources]
    yield Variant(case=with_resources(case, changed))


def _visited(value: Any, visit: Callable[[tuple[str | int, ...], Any], Any]) -> Any:
    value = visit((), value)
    if isinstance(value, dict):
        return {key: _visited(member, visit) for key, member in value.items()}
    return [_visited(member, visit) for member in value] if isinstance(value, list) else value


def _caseless(_: Check, case: Case) -> Iterator[Variant]:
    for how in (str.lower, str.upper):

        def visit(path: tuple[str | int, ...], value: Any, how: Callable[[str], str] = how) -> Any:
            return how(value) if path and path[-1] in _CASELESS and isinstance(value, str) and value.isalpha() else value

        yield from each(case, visit)


def _numbers(_: Check, case: Case) -> Iterator[Variant]:
    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    yield from each(case, visit)


def _switches(_: Check, case: Case) -> Iterator[Variant]:
    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value

    yield from each(case, visit)


def _nulls(check: Check, case: Case) -> Iterator[Variant]:
    """What is set to null is not set."""
    changed = []
    for entry in case.resources:
        props = dict(entry.get("props", {}))
        known = {path.partition(".")[0].removesuffix("[]") for path in check.reads.get(entry["type"], ())}
        absent = {name: None for name in sorted(known - set(props) - set(entry.get("refs", {}))) if name}
        changed.append({**entry, "props": {**props, **absent}})
    if changed != list(case.resources):
        yield Variant(case=with_resources(case, changed))


def _versions(_: Check, case: Case) -> Iterator[Variant]:
    for form in ("azure-native:{module}/v20230101:{name}", "azure-native_{module}_v20230101:{module}:{name}"):
        changed = [{**entry, "type": _versioned(entry["type"], form)} for entry in case.resources]
        if changed != list(case.resources):
            yield Variant(case=with_resources(case, changed))


def _versioned(token: str, form: str) -> str:
    if not token.startswith("azure-native:") or token.count(":") != 2:
        return token
    _, module, name = token.split(":")
    written = form.format(module=module, name=name)
    # Where an old version means another resource (a single server), that is not the same.
    return written if "/" not in module and normalise(written)[0] == token and module not in _SERVERS else token


def _twins(_: Check, case: Case) -> Iterator[Variant]:
    old = {today: (name, blocks) for name, (today, blocks) in _LEGACY.items() if name != today}
    changed = [_as_twin(entry, *old[entry["type"]]) if entry["type"] in old else entry for entry in case.resources]
    if changed != list(case.resources):
        yield Variant(case=with_resources(case, changed))


def _as_twin(entry: Entry, token: str, blocks: Mapping[str, _Block]) -> Entry:
    again = {**entry, "type": token}
    for part in ("props", "outputs"):
        if part in entry:
            again[part] = _listed(copy.deepcopy(entry[part]), blocks)
    if blocks:
        names = {block.name: old for old, block in blocks.items()}
        again["refs"] = {names.get(key, key): value for key, value in entry.get("refs", {}).items()}
    return again


def _listed(props: Any, blocks: Mapping[str, _Block]) -> Any:
    """Today's single blocks as the lists that they were."""
    if not isinstance(props, dict):
        return props
    by_name = {block.name: (old, block) for old, block in blocks.items()}
    result: dict[str, Any] = {}
    for key, value in props.items():
        if key not in by_name:
            result[key] = value
            continue
        old, block = by_name[key]
        if isinstance(value, list):
            result[old] = [_listed(one, block.inner) for one in value]
        elif isinstance(value, dict):
            inner = _listed(value, block.inner)
            result[old] = inner if block.many else [inner]
        else:
            result[key] = value
    return result


def _halves(_: Check, case: Case) -> Iterator[Variant]:
    """Each list of ranges with two halves for each range."""

    def visit(path: tuple[str | int, ...], value: Any) -> Any:
        if path and isinstance(path[-1], str) and _RANGES.match(path[-1]) and isinstance(value, list):
            return [half for one in value for half in _split(one)]
        return value

    yield from each(case, visit)


def _half_rules(_: Check, case: Case) -> Iterator[Variant]:
    """Each rule of a list with one range as two rules."""

    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            return value
        return [rule for one in value for rule in _rules(one)]

    yield from each(case, visit)


def _rules(rule: dict[str, Any]) -> list[dict[str, Any]]:
    """The rule once for each half of its only range."""
    for key, value in rule.items():
        if _RANGE.match(key) and len(_split(value)) > 1:
            return [{**rule, key: half} for half in _split(value)]
        if _RANGES.match(key) and isinstance(value, list) and len(value) == 1 and len(_split(value[0])) > 1:
            return [{**rule, key: [half]} for half in _split(value[0])]
    return [rule]


def _half_resources(check: Check, case: Case) -> Iterator[Variant]:
    """Each companion with one range as two companions."""
    changed: list[Entry] = []
    for entry in case.resources:
        parts = _rules(dict(entry.get("props", {})))
        if len(parts) > 1 and entry["name"] != case.resource and entry["type"] not in check.population:
            names = [entry["name"], *(f"{entry['name']} {number}" for number in range(1, len(parts)))]
            changed += [{**entry, "name": name, "props": part} for name, part in zip(names, parts, strict=True)]
        else:
            changed.append(entry)
    if changed != list(case.resources):
        yield Variant(case=with_resources(case, changed))


def _source_ips(_: Check, case: Case) -> Iterator[Variant]:
    """Policies that ask for an address, with the halves of each."""

    def visit(_: tuple[str | int, ...], value: Any) -> Any:
        if not isinstance(value, str) or "aws:SourceIp" not in value:
            return value
        try:
            parsed = json.loads(value)
        except ValueError:
            return value
        return json.dumps(_visited(parsed, _ask_halves))

    yield from each(case, visit)


def _ask_halves(_: tuple[str | int, ...], value: Any) -> Any:
    if not isinstance(value, dict) or "aws:SourceIp" not in value:
        return value
    given = value["aws:SourceIp"]
    listed = given if isinstance(given, list) else [given]
    return {**value, "aws:SourceIp": [half for one in listed for half in _split(one)]}


def _split(value: Any) -> list[Any]:
    """The halves of a range, of both families where it is everything; what is no range stays alone."""
    if not isinstance(value, str):
        return [value]
    try:
        networks = [ipaddress.ip_network(one) for one in (("0.0.0.0/0", "::/0") if value.lower() in _EVERYWHERE else (value,))]
    except ValueError:
        return [value]
    return [str(half) for network in networks for half in (network.subnets() if network.num_addresses > 1 else [network])]


ATTACKS = (
    Attack(name="order of resources", kind="equal", says="The resources in reverse order", make=_reordered),
    Attack(name="order of keys", kind="equal", says="The keys of every object in reverse order", make=_keys_reordered),
    Attack(name="case", kind="equal", says="Protocols, directions and accesses in upper and in lower case", make=_caseless),
    Attack(name="numbers as text", kind="equal", says="Every number as text", make=_numbers),
    Attack(name="switches as text", kind="equal", says="Every true and false as text", make=_switches),
    Attack(name="nulls", kind="equal", says="Every property that is read and not set as null", make=_nulls),
    Attack(name="API versions", kind="equal", says="Tokens of azure-native with an API version, in both forms", make=_versions),
    Attack(name="V2 twins", kind="equal", says="Resources of pulumi-aws under their `V2` names and shapes", make=_twins),
    Attack(name="halves in a list", kind="equal", says="Each range of a list as its two halves", make=_halves),
    Attack(name="halves in two rules", kind="equal", says="Each rule with one range as two rules with a half each", make=_half_rules),
    Attack(
        name="halves in two companions", kind="equal", says="Each companion with one range as two with a half each", make=_half_resources
    ),
    Attack(name="halves of a source address", kind="equal", says="Each range of `aws:SourceIp` as its two halves", make=_source_ips),
)
