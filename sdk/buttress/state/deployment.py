"""Deployments: what `pulumi stack export` prints and what DIY backends keep as checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from buttress.errors import ForeignError, StateError
from buttress.model import Justification, Mode, Resource, Snapshot, Stack, Urn
from buttress.state import lifecycle, positions
from buttress.state import resource as resources

VERSIONS = (3, 4)
_KNOWN_FEATURES = frozenset(
    {"refreshBeforeUpdate", "views", "hooks", "taint", "replaceWith", "snippets-prototype", "extensionParameterization", "byteString"}
)
_STACK_TYPE = "pulumi:pulumi:Stack"
JUSTIFICATIONS = "buttressJustifications"
_NAMED = 3


def read(data: Mapping[str, Any], source: str, raw: bytes) -> Snapshot:
    """The snapshot in an export or a checkpoint. Anything else is a StateError that says what it looks like."""
    version = data.get("version")
    if "checkpoint" in data:
        checkpoint = _mapping(data["checkpoint"], source, "checkpoint")
        deployment = checkpoint.get("latest")
        if deployment is None:
            # A stack that was created and never updated: real, and empty.
            deployment = {"resources": []}
        name = str(checkpoint.get("stack", ""))
    elif "deployment" in data:
        deployment, name = data["deployment"], ""
    else:
        raise foreign(data, source)
    if not isinstance(version, int) or isinstance(version, bool):
        raise StateError("the deployment has no version number", where=source, hint="export it again with `pulumi stack export`")
    if version not in VERSIONS:
        raise StateError(
            f"deployment version {version} is not known; versions {VERSIONS[0]} and {VERSIONS[1]} are",
            where=source,
            hint="a newer Buttress may read it; an older state is migrated by any `pulumi up`",
        )
    return _snapshot(_mapping(deployment, source, "deployment"), source, raw, name)


def foreign(data: Any, source: str) -> ForeignError:
    """An error for a file that is not Pulumi's, naming what it looks like."""
    looks = "it holds neither a deployment, a checkpoint nor preview steps"
    if isinstance(data, Mapping):
        if "terraform_version" in data:
            looks = "it looks like a Terraform state"
        elif "AWSTemplateFormatVersion" in data:
            looks = "it looks like a CloudFormation template"
        elif data.get("schema", "").__class__ is str and str(data.get("schema")).startswith("buttress."):
            looks = f"it is one of our own documents ({data['schema']})"
        elif "$schema" in data and "deploymentTemplate" in str(data["$schema"]):
            looks = "it looks like an ARM template"
    return ForeignError(
        f"not a Pulumi state or preview: {looks}",
        where=source,
        hint="give the output of `pulumi stack export` or `pulumi preview --json`",
    )


def collect(entries: list[tuple[str, Resource]], source: str) -> tuple[Resource, ...]:
    """Resources sorted by URN, after the checks that hold for any source: no URN twice, no cycle of parents."""
    seen: dict[str, str] = {}
    for place, entry in entries:
        if entry.urn in seen:
            raise StateError(
                f"the URN {entry.urn} appears twice ({seen[entry.urn]} and {place})",
                where=source,
                hint="repair the state with `pulumi state repair`, or export it again",
            )
        seen[entry.urn] = place
    parents = {entry.urn: entry.parent for _, entry in entries}
    settled: set[str] = set()
    for urn in parents:
        walk: list[str] = []
        on_walk: set[str] = set()
        current = urn
        while current and current not in settled:
            if current in on_walk:
                raise StateError(
                    f"a cycle of parents passes through {current}", where=source, hint="repair the state with `pulumi state repair`"
                )
            walk.append(current)
            on_walk.add(current)
            current = parents.get(current, "")
        settled.update(walk)
    return tuple(sorted((entry for _, entry in entries), key=lambda entry: entry.urn))


def from_state(entry: Any, place: str, source: str, mode: Mode) -> Resource:
    """One `ResourceV3`. Without a URN it is a StateError with its place; broken in another way it is a Resource with a `problem`."""
    if not isinstance(entry, Mapping):
        raise StateError(f"{place} is not an object", where=source)
    urn = entry.get("urn")
    if not Urn.valid(urn):
        shown = repr(urn) if not isinstance(urn, str) else ascii(urn)
        raise StateError(
            f"{place} has no valid URN ({shown[:80]})", where=source, hint="the file may be truncated or edited; export it again"
        )
    token = entry.get("type")
    problem = ""
    if not isinstance(token, str) or not token:
        problem = "it has no type"
    for key in ("inputs", "outputs", "propertyDependencies"):
        if not isinstance(entry.get(key), Mapping | None):
            problem = f"its {key} are not an object"
    if problem:
        return Resource(urn=urn, type=str(token or ""), token=str(token or ""), name=Urn.parse(urn).name, problem=problem)
    try:
        return resources.from_parts(
            urn=urn,
            token=str(token),
            inputs=entry.get("inputs"),
            outputs=entry.get("outputs"),
            mode=mode,
            identity=entry.get("id", ""),
            custom=entry.get("custom") is not False and bool(entry.get("custom") or entry.get("provider") or entry.get("id")),
            parent=_string(entry.get("parent")),
            provider=_string(entry.get("provider")).rpartition("::")[0],
            dependencies=_dependencies(entry.get("propertyDependencies")),
            secret_outputs=_strings(entry.get("additionalSecretOutputs")),
            external=entry.get("external") is True,
            protect=entry.get("protect") is True,
            retain_on_delete=entry.get("retainOnDelete") is True,
            ignore_changes=_strings(entry.get("ignoreChanges")),
            position=positions.own(entry),
        )
    except RecursionError:
        return Resource(
            urn=urn,
            type=str(token),
            token=str(token),
            name=Urn.parse(urn).name,
            problem="its properties are nested too deeply",
        )


def justifications(found: tuple[Resource, ...]) -> tuple[Justification, ...]:
    """The opt-outs that our components explain in their outputs, each with the component and all below it."""
    children: dict[str, list[str]] = {}
    known = {entry.urn: entry.known_as for entry in found}
    for entry in found:
        children.setdefault(entry.parent, []).append(entry.urn)
    result = []
    for entry in found:
        stated = entry.props.get(JUSTIFICATIONS)
        if not isinstance(stated, list) or entry.custom:
            continue
        below, queue = [entry.urn], [entry.urn]
        while queue:
            for child in children.get(queue.pop(), ()):
                below.append(child)
                queue.append(child)
        for one in stated:
            if isinstance(one, Mapping) and isinstance(one.get("reason"), str) and one["reason"].strip():
                result.append(
                    Justification(
                        component=entry.urn,
                        checks=_strings(one.get("checks")),
                        reason=one["reason"],
                        resources=tuple(sorted({known[urn] for urn in below})),
                    )
                )
    return tuple(result)


def _snapshot(deployment: Mapping[str, Any], source: str, raw: bytes, checkpoint_name: str) -> Snapshot:
    listed = deployment.get("resources")
    if listed is None:
        if "manifest" not in deployment:
            raise StateError(
                "the deployment holds no resources and no manifest", where=source, hint="the file may be truncated; export it again"
            )
        listed = []
    if not isinstance(listed, list):
        raise StateError("deployment.resources is not a list", where=source)
    warnings = []
    features = _strings(deployment.get("features"))
    if strange := sorted(set(features) - _KNOWN_FEATURES):
        warnings.append(f"the state uses features this version does not know: {', '.join(strange)}")
    pending = deployment.get("pending_operations")
    if isinstance(pending, list) and pending:
        warnings.append(f"{len(pending)} operations were interrupted; their resources may exist without being judged: run `pulumi refresh`")
    metadata = deployment.get("metadata")
    if isinstance(metadata, Mapping) and metadata.get("integrity_error"):
        warnings.append("Pulumi recorded an integrity error in this state")
    gone = [_string(entry.get("urn")) for entry in listed if lifecycle.is_gone(entry)]
    if gone:
        warnings.append(f"{_counted(gone)} deleted and not yet replaced: judged as absent, run `pulumi up`")
    present: list[tuple[str, Resource]] = []
    leaving: list[tuple[str, Resource]] = []
    for number, entry in enumerate(listed):
        if not lifecycle.is_gone(entry):
            place = f"resource {number}"
            (leaving if lifecycle.is_leaving(entry) else present).append((place, from_state(entry, place, source, "state")))
    if leaving:
        warnings.append(f"{_counted([entry.urn for _, entry in leaving])} replaced and not yet deleted: judged as running, run `pulumi up`")
    found = collect(lifecycle.set_apart(present, leaving), source)
    return Snapshot(
        stack=stack_of(found, source, checkpoint_name),
        mode="state",
        resources=found,
        digest=hashlib.sha256(raw).hexdigest(),
        warnings=tuple(warnings),
        justifications=justifications(found),
    )


def stack_of(found: tuple[Resource, ...], source: str, qualified: str = "") -> Stack:
    """Which stack these resources belong to, by their URNs; `qualified` may name `organization/project/stack`."""
    parts = qualified.split("/")
    organization = parts[0] if len(parts) == 3 else ""  # noqa: PLR2004  (organization/project/stack)
    if not found:
        return Stack(organization=organization, project=parts[-2] if len(parts) > 1 else "", name=parts[-1], source=source)
    root = next((entry.urn for entry in found if entry.type == _STACK_TYPE), found[0].urn)
    urn = Urn.parse(root)
    return Stack(organization="" if organization == "organization" else organization, project=urn.project, name=urn.stack, source=source)


def _counted(urns: list[str]) -> str:
    names = ", ".join(sorted({Urn.parse(urn).label for urn in urns})[:_NAMED])
    more = f" and {len(urns) - _NAMED} more" if len(urns) > _NAMED else ""
    return f"{names}{more} {'was' if len(urns) == 1 else 'were'}"


def _mapping(value: Any, source: str, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise StateError(f"{what} is not an object", where=source)
    return value


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(member for member in value if isinstance(member, str)) if isinstance(value, list) else ()


def _dependencies(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        return {}
    return {key: _strings(urns) for key, urns in value.items()}
