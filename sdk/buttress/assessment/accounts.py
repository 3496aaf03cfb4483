"""Which cloud account or subscription a resource belongs to, by what the provider answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from buttress.model import Resource

_ARN = re.compile(r"^arn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:(\d{12}):")
_SUBSCRIPTION = re.compile(r"^/subscriptions/([0-9a-fA-F-]{36})(/|$)")
_PREFIXES = {"aws": "aws:", "azure": "azure-native:"}
NAMELESS = "unidentified"


def cloud_of(kind: str) -> str:
    """`aws`, `azure`, or empty for a type of neither provider."""
    return next((cloud for cloud, prefix in _PREFIXES.items() if kind.startswith(prefix)), "")


def group(resources: Iterable[Resource]) -> dict[str, tuple[Resource, ...]]:
    """The resources by estate id (`aws:123456789012`, `azure:<subscription>`).

    A resource that names no account takes that of its provider's others, then the only one of its cloud in the stack; else it
    belongs to `aws:unidentified`, which is judged apart: nothing is guessed, and nothing is left out.
    """
    members = [one for one in resources if cloud_of(one.type)]
    named = {one.urn: own(one) for one in members}
    by_provider: dict[str, set[str]] = {}
    by_cloud: dict[str, set[str]] = {}
    for one in members:
        if named[one.urn]:
            by_provider.setdefault(one.provider, set()).add(named[one.urn])
            by_cloud.setdefault(cloud_of(one.type), set()).add(named[one.urn])
    result: dict[str, list[Resource]] = {}
    for one in members:
        cloud = cloud_of(one.type)
        account = named[one.urn] or _only(by_provider, one.provider) or _only(by_cloud, cloud) or NAMELESS
        result.setdefault(f"{cloud}:{account}", []).append(one)
    return {estate: tuple(found) for estate, found in sorted(result.items())}


def own(resource: Resource) -> str:
    """The account or subscription that a resource itself names; empty if none."""
    if resource.type.startswith("aws:"):
        for value in (resource.props.get("arn"), resource.id):
            match = _ARN.match(value) if isinstance(value, str) else None
            if match:
                return match[1]
        return ""
    match = _SUBSCRIPTION.match(resource.id)
    return match[1].lower() if match else ""


def _only(found: Mapping[str, set[str]], key: str) -> str:
    accounts = found.get(key, set())
    return next(iter(accounts)) if len(accounts) == 1 else ""
