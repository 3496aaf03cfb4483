"""Which resource refers to which: by property dependencies, by value, and for declared joins by name.

Every join is a look-up in an index that is built once, so the cost is linear in the size of the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from buttress.model import Resource

References = Mapping[str, Mapping[str, tuple[str, ...]]]

_OWN_KEYS = ("arn", "url", "bucketDomainName", "bucketRegionalDomainName", "invokeArn", "executionArn")
_AZURE_ID = re.compile(r"^/(subscriptions|providers)/", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z][a-z0-9]*")
_SHORT_NAMES = {"VirtualMachine": "vmName", "VirtualMachineScaleSet": "vmScaleSetName"}
# What a name of Azure is unique in: a resource group, and for a database its server.
_PLACES = ("resourceGroupName", "serverName")
_NAME_KEYS = ("name", "bucket", "identifier", "clusterIdentifier", "functionName", "repositoryName", "domainName")


@frozen(kw_only=True)
class Links:
    """`refs[urn][property]` are the URNs that a property refers to; `referrers[urn][type][property]` is the reverse."""

    refs: References
    referrers: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]

    def referring(self, urn: str, kind: str, properties: Iterable[str]) -> Iterator[str]:
        """The URNs of resources of one type that refer to `urn` by any of these properties."""
        by_property = self.referrers.get(urn, {}).get(kind, {})
        for name in properties:
            yield from by_property.get(name, ())


NONE = Links(refs={}, referrers={})


def join(groups: Iterable[Iterable[Resource]], joins: Mapping[str, frozenset[str]]) -> Links:
    """The links within and between groups of resources (one group a stack).

    Ids, ARNs and URLs join across groups; names only within one, since two stacks may use the same name. `joins` names the
    properties of each type by which checks join on a name.
    """
    members = [tuple(group) for group in groups]
    identities: dict[str, set[str]] = {}
    for group in members:
        for resource in group:
            for value in _identities(resource):
                identities.setdefault(_fold(value), set()).add(resource.urn)
    types: dict[str, str] = {}
    refs: dict[str, dict[str, tuple[str, ...]]] = {}
    unknown: list[tuple[str, str]] = []
    for group in members:
        names: dict[str, list[Resource]] = {}
        wanted = {resource.type for resource in group} & joins.keys()
        if wanted:
            for resource in group:
                for value in _names(resource):
                    names.setdefault(value.lower(), []).append(resource)
        for resource in group:
            types[resource.urn] = resource.type
            found = _references(resource, identities, names, joins.get(resource.type, frozenset()))
            if found:
                refs[resource.urn] = found
            heads = {path.head for path in resource.unknown}
            unknown += [(resource.urn, name) for name in joins.get(resource.type, ()) if name in heads]
    for urn, name in unknown:
        _pass_on(urn, name, refs)
    return Links(refs=refs, referrers=_reverse(refs, types))


def _pass_on(urn: str, name: str, refs: dict[str, dict[str, tuple[str, ...]]]) -> None:
    """Let a companion whose joining property was taken from another companion (`bucket=block.bucket`) join what that one joins.

    Before the first update the dependency is all there is, and it names the other companion only.
    """
    found, queue = set(refs.get(urn, {}).get(name, ())), list(refs.get(urn, {}).get(name, ()))
    while queue:
        for other in refs.get(queue.pop(), {}).get(name, ()):
            if other not in found and other != urn:
                found.add(other)
                queue.append(other)
    if found:
        refs[urn][name] = tuple(sorted(found))


def _references(
    resource: Resource, identities: Mapping[str, set[str]], names: Mapping[str, Sequence[Resource]], by_name: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {key: set(urns) for key, urns in resource.dependencies.items()}
    for key, value in resource.props.items():
        if key in _OWN_KEYS:
            continue
        for text in _strings(value):
            targets = _targets(text, identities)
            if key in by_name and text.lower() in names:
                targets = targets | {named.urn for named in names[text.lower()] if not _apart(resource, named, key)}
            if targets:
                found.setdefault(key, set()).update(targets)
    result = {}
    for key in sorted(found):
        urns = tuple(sorted(found[key] - {resource.urn}))
        if urns:
            result[key] = urns
    return result


def _apart(resource: Resource, named: Resource, key: str) -> bool:
    """Whether both say where they are, and it is not the same place, so that one cannot mean the other by its name alone."""
    if not named.type.startswith("azure-native:"):
        return False
    places = [(resource.props.get(place), named.props.get(place)) for place in _PLACES if place != key]
    return any(isinstance(one, str) and isinstance(other, str) and one.lower() != other.lower() for one, other in places)


def _targets(text: str, identities: Mapping[str, set[str]]) -> set[str]:
    targets = identities.get(_fold(text))
    if targets:
        return targets
    if text.startswith("arn:"):
        # `<log group>:*` stands for the group's streams, `<bucket>/prefix` for a part of the bucket.
        trimmed = text.removesuffix(":*")
        if ":s3:::" in trimmed:
            trimmed = trimmed.partition("/")[0]
        return identities.get(trimmed, set())
    return set()


def _reverse(refs: References, types: Mapping[str, str]) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    collected: dict[str, dict[str, dict[str, list[str]]]] = {}
    for urn in sorted(refs):
        kind = types[urn]
        for key, targets in refs[urn].items():
            for target in targets:
                collected.setdefault(target, {}).setdefault(kind, {}).setdefault(key, []).append(urn)
    return {
        target: {kind: {key: tuple(urns) for key, urns in by_property.items()} for kind, by_property in by_type.items()}
        for target, by_type in collected.items()
    }


def _identities(resource: Resource) -> Iterator[str]:
    if resource.id:
        yield resource.id
    for key in _OWN_KEYS:
        value = resource.props.get(key)
        if isinstance(value, str) and value:
            yield value
    if resource.type == "aws:kms/key:Key" and isinstance(resource.props.get("keyId"), str):
        yield str(resource.props["keyId"])


def _names(resource: Resource) -> Iterator[str]:
    for key in (*_NAME_KEYS, *_own_name_keys(resource.type)):
        value = resource.props.get(key)
        if isinstance(value, str) and value:
            yield value
            if "/" in value and resource.type.startswith("azure-native:"):
                # A child's name may carry its parents' (`server/database`); a name of AWS is what it is (`app/db`).
                yield value.rpartition("/")[2]


def _own_name_keys(kind: str) -> Iterator[str]:
    # azure-native names a StorageAccount by `accountName`, a Vault by `vaultName`, a VirtualNetwork by `virtualNetworkName`.
    if not kind.startswith("azure-native:"):
        return
    if short := _SHORT_NAMES.get(kind.rpartition(":")[2]):
        yield short
    words = _WORDS.findall(kind.rpartition(":")[2])
    for start in range(len(words)):
        tail = "".join(words[start:])
        yield f"{tail[0].lower()}{tail[1:]}Name"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from _strings(member)


def _fold(value: str) -> str:
    # ARM ids compare without regard to case.
    return value.lower() if _AZURE_ID.match(value) else value
