"""What a plan will meet in an account, as far as that can be said without asking the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from buttress.model import Resource, Snapshot
from buttress.offline.azure import arm_type
from buttress.preflight.facts import arm_types, facts, regions, rights, service_of
from buttress.preflight.notices import Level, Notice, Preflight

_ORDER = ("stops", "check", "know")
_OFFERED = "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html"
_REGISTER = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types"


def examine(snapshot: Snapshot) -> Preflight:
    """The notices of a planned stack, offline. What has no cloud resource of its own, or is only read, is left out."""
    planned = [one for one in snapshot.resources if one.custom and not one.external and one.type.startswith(("aws:", "azure-native:"))]
    found = [notice for look in _LOOKS for notice in look(planned)]
    others = Counter(
        one.type.split(":")[0] for one in snapshot.resources if one.custom and not one.type.startswith(("aws:", "azure-native:", "pulumi:"))
    )
    unjudged = tuple(f"{count} of {package}: no facts about it" for package, count in sorted(others.items()))
    return Preflight(notices=ordered(found), unjudged=unjudged)


def ordered(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Most urgent first."""
    return tuple(sorted(notices, key=lambda one: (_ORDER.index(one.level), one.topic, one.text)))


def by_type(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """The resources of each type, in the order of the types."""
    found: dict[str, list[Resource]] = {}
    for one in sorted(resources, key=lambda one: one.type):
        found.setdefault(one.type, []).append(one)
    return found


def named(resources: Iterable[Resource]) -> tuple[str, ...]:
    """Their names, each once."""
    return tuple(sorted({one.name for one in resources}))


def _regions(planned: Sequence[Resource]) -> Iterator[Notice]:
    everywhere = frozenset().union(*regions().values())
    places: dict[tuple[str, str], list[Resource]] = {}
    for one in planned:
        if one.type.startswith("aws:") and one.region:
            places.setdefault((service_of(one.type), one.region), []).append(one)
    for (service, region), here in sorted(places.items()):
        if service in facts()["global"]:
            continue
        if region not in everywhere:
            yield Notice(topic="region", level="check", text=f"{region} is no region that is known here", resources=named(here))
        elif service not in regions():
            text = f"whether {service} is offered in {region} is not known here"
            yield Notice(topic="region", level="check", text=text, how="look it up", link=_OFFERED, resources=named(here))
        elif service in regions() and region not in regions()[service]:
            nearest = sorted(known for known in regions()[service] if known.split("-")[0] == region.split("-")[0])
            yield Notice(
                topic="region",
                level="stops",
                text=f"{service} is not offered in {region}",
                how=f"it is in {', '.join(nearest)}" if nearest else "choose another region",
                link=_OFFERED,
                resources=named(here),
            )


def _quotas(planned: Sequence[Resource]) -> Iterator[Notice]:
    for kind, here in by_type(planned).items():
        quota = facts()["quotas"].get(kind)
        if quota is None:
            continue
        shares: dict[str, list[Resource]] = {}
        for one in here:
            shares.setdefault(_place(one, quota["per"]), []).append(one)
        for place, members in sorted(shares.items()):
            where = f" in {place}" if place and quota["per"] == "region" else ""
            if len(members) > quota["most"]:
                how = "ask for more before the update" if quota["code"] else "plan fewer"
            elif 2 * len(members) > quota["most"]:
                how = f"those that exist already count: {quota['most']} is the default"
            else:
                continue
            text = f"{len(members)} of {kind}{where}, and a new account may have {quota['most']} a {quota['per']}"
            code = f" (quota {quota['code']})" if quota["code"] else ""
            level: Level = "stops" if len(members) > quota["most"] else "check"
            yield Notice(topic="quota", level=level, text=text, how=how + code, link=quota["link"], resources=named(members))


def _place(one: Resource, per: str) -> str:
    """What shares a quota with the resource: its region, the resource that it belongs to, or everything."""
    return {"region": one.region, "resource": str(one.props.get("resourceUri", ""))}.get(per, "")


def _names(planned: Sequence[Resource]) -> Iterator[Notice]:
    for kind, here in by_type(planned).items():
        named_by = facts()["names"].get(kind)
        chosen = [one for one in here if named_by and named_by["property"] in one.declared and one.props.get(named_by["property"])]
        for one in chosen:
            yield Notice(
                topic="name",
                level="check",
                text=f"the name {one.props[named_by['property']]} must be free in the whole of the cloud",
                how="leave the name out, and Pulumi makes a free one up",
                resources=(one.name,),
            )


def _existing(planned: Sequence[Resource]) -> Iterator[Notice]:
    for kind, here in by_type(planned).items():
        single = facts()["singles"].get(kind)
        if single:
            yield Notice(
                topic="exists",
                level="check",
                text=f"there is one {kind} a {single['per']}: it may be there already",
                how="look first; take over what is there with an import, or leave it to whoever made it",
                link=single["link"],
                resources=named(here),
            )


def _providers(planned: Sequence[Resource]) -> Iterator[Notice]:
    spaces: dict[str, list[Resource]] = {}
    for one in planned:
        if one.type.startswith("azure-native:"):
            spaces.setdefault(arm_type(one.type).split("/")[0], []).append(one)
    for space, here in sorted(spaces.items()):
        yield Notice(
            topic="provider",
            level="check",
            text=f"the resource provider {space} must be registered in the subscription",
            how=f"az provider register --namespace {space} --wait",
            link=_REGISTER,
            resources=named(here),
        )


def _commitments(planned: Sequence[Resource]) -> Iterator[Notice]:
    for kind, here in by_type(planned).items():
        bound = facts()["commitments"].get(kind)
        if bound:
            yield Notice(topic="commitment", level="know", text=f"{kind}: {bound['text']}", link=bound["link"], resources=named(here))


def _rights(planned: Sequence[Resource]) -> Iterator[Notice]:
    for cloud, known, option in (("aws:", rights(), "--print-policy"), ("azure-native:", arm_types(), "--print-role")):
        unknown = [one for one in planned if one.type.startswith(cloud) and one.type not in known]
        if unknown:
            text = f"what the deployer needs for {', '.join(by_type(unknown))} is not known here"
            yield Notice(topic="rights", level="check", text=text, how=f"add it to what {option} writes", resources=named(unknown))


_LOOKS: tuple[Callable[[Sequence[Resource]], Iterator[Notice]], ...] = (
    _regions,
    _quotas,
    _names,
    _existing,
    _providers,
    _commitments,
    _rights,
)


def policy(snapshot: Snapshot) -> Mapping[str, object]:
    """The IAM policy with what the deployer needs to create, change and delete the AWS resources of a plan: a statement a service.

    It names no resource, for names that Pulumi makes up are not known before.
    """
    kinds = {one.type for one in snapshot.resources if one.custom}
    services: dict[str, set[str]] = {}
    for kind in kinds & set(rights()):
        for action in rights()[kind]:
            services.setdefault(action.split(":")[0], set()).add(action)
    statements = [
        {"Sid": "".join(part.capitalize() for part in service.split("-")), "Effect": "Allow", "Action": sorted(actions), "Resource": "*"}
        for service, actions in sorted(services.items())
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def role(snapshot: Snapshot) -> Mapping[str, object]:
    """The custom role of Azure with what the deployer needs for the azure-native resources of a plan, without the scope to assign it at."""
    kinds = sorted({arm_types()[one.type] for one in snapshot.resources if one.custom and one.type in arm_types()})
    actions = [f"{kind}/{verb}" for kind in kinds for verb in ("read", "write", "delete")]
    return {
        "Name": "Deployer of a Pulumi stack",
        "IsCustom": True,
        "Description": "Creates, changes and deletes what one stack holds.",
        "Actions": actions,
        "NotActions": [],
        "AssignableScopes": ["/subscriptions/SUBSCRIPTION"],
    }
