"""What an AWS organization does for its members: controls that one account keeps for all, where the program says who belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buttress.assessment import accounts
from buttress.model import Resource

_ORGANIZATION = "aws:organizations/organization:Organization"
_ACCOUNT = "aws:organizations/account:Account"


def controls(estates: Mapping[str, Sequence[Resource]]) -> dict[str, list[Resource]]:
    """For each estate, the controls that other estates of its organization keep for every member.

    Who belongs to an organization is what its own resources tell: an Organization with its accounts, or Accounts of its own.
    """
    held = {name: _accounts(name, resources) for name, resources in estates.items()}
    found: dict[str, list[Resource]] = {}
    for name, resources in estates.items():
        members = _members(resources)
        if not members:
            continue
        inside = [other for other in estates if other == name or held[other] & members]
        kept = {other: [one for one in estates[other] if _for_all(one)] for other in inside}
        for member in inside:
            found.setdefault(member, []).extend(one for other in inside if other != member for one in kept[other])
    return found


def _accounts(name: str, resources: Sequence[Resource]) -> frozenset[str]:
    return frozenset({accounts.own(one) for one in resources} | {name.partition(":")[2]}) - {""}


def _members(resources: Sequence[Resource]) -> frozenset[str]:
    listed = {one.id for one in resources if one.type == _ACCOUNT}
    for one in resources:
        if one.type == _ORGANIZATION and isinstance(given := one.props.get("accounts"), list):
            listed |= {str(entry.get("id", "")) for entry in given if isinstance(entry, Mapping)}
    return frozenset(listed) - {""}


def _for_all(resource: Resource) -> bool:
    """Whether a resource reaches every account of its organization."""
    props = resource.props
    match resource.type:
        case "aws:cloudtrail/trail:Trail":
            return props.get("isOrganizationTrail") is True
        case "aws:accessanalyzer/analyzer:Analyzer":
            return str(props.get("type", "")).upper().startswith("ORGANIZATION")
        case "aws:cfg/configurationAggregator:ConfigurationAggregator":
            return bool(props.get("organizationAggregationSource"))
        case "aws:guardduty/organizationConfiguration:OrganizationConfiguration":
            return props.get("autoEnableOrganizationMembers") == "ALL"
        case "aws:securityhub/organizationConfiguration:OrganizationConfiguration":
            return True
        case "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation":
            return str(props.get("targetId", "")).startswith("r-")
    return False
