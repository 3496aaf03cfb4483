"""What a change of a property does to a live resource: put together from the documentation in the SDKs, from how the providers name
things, and from `update_effects.yaml`; and where the checks find fault, from their own failing cases, run in OPA.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from buttress.assessment.cases import run_case
from buttress.catalog import Catalog
from buttress.catalog.cases import cases_of
from buttress.catalog.update_effects import SCHEMA
from buttress.engine import Engine
from buttress.errors import CatalogError
from buttress.model import Check, UpdateEffect, Urn
from buttress.offline.aws import Aws
from buttress.offline.azure import Azure
from buttress.offline.names import Identity
from buttress.pulumi.shapes import shape
from writers import sdk

FILE = Path(__file__).with_name("update_effects.yaml")
_KEYS = {"by", "source", *(one.value for one in UpdateEffect if one is not UpdateEffect.UNKNOWN)}
_IN_THE_PROGRAM = frozenset({"tags", "options", "skipFinalSnapshot", "forceDestroy", "finalSnapshotIdentifier"})
"""What is changed without touching what is live: labels, Pulumi's own options, and what the provider does when it deletes."""

_VERSION = re.compile(r"/v\d{8}\w*:")
_CLOUDS = {"aws": Aws(), "azure-native": Azure()}


@functools.cache
def table() -> Mapping[str, Mapping[str, Any]]:
    """`update_effects.yaml`, by type; a CatalogError says what is wrong with it."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for kind, given in found.items():
        if strange := sorted(set(given) - _KEYS):
            raise CatalogError(f"{kind} has {', '.join(strange)}", where=FILE.name, hint=f"allowed: {', '.join(sorted(_KEYS))}")
        if not shape(kind).known:
            raise CatalogError(f"the SDKs have no type {kind}", where=FILE.name)
    return found


def effect(kind: str, path: str) -> UpdateEffect:
    """What changing a property of a type does. What `update_effects.yaml` says wins, since the SDKs put conditions into prose."""
    kind, path = _VERSION.sub(":", kind), path.replace("[]", "").strip(".")
    written = _written(kind)
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        found = written.get(".".join(steps[:length]))
        if found is not None:
            return found
    if steps[0] in _IN_THE_PROGRAM:
        return UpdateEffect.IN_PLACE
    if sdk.replaces(kind, path):
        return UpdateEffect.REPLACES
    cloud = _CLOUDS.get(kind.partition(":")[0])
    if cloud and shape(kind).known and steps[0] in cloud.replaces(Identity("", kind, "")):
        return UpdateEffect.REPLACES
    return UpdateEffect.UNKNOWN


def _written(kind: str) -> dict[str, UpdateEffect]:
    given = table().get(kind, {})
    return {path: one for one in UpdateEffect for path in given.get(one.value, ())}


def document(catalog: Catalog, opa: Engine) -> str:
    """`update_effects.json` of the catalog: what is known of the properties at fault, and where each check finds fault; a line an entry."""
    faults = {check.id: found for check in catalog.checks.values() if (found := _by_type(check, catalog, opa))}
    wanted = {(kind, path) for by in faults.values() for at in by.values() for kind, paths in at.items() for path in paths if path}
    wanted |= {(kind, path) for check in catalog.checks.values() for kind in check.population for path in check.reads.get(kind, ())}
    properties: dict[str, dict[str, str]] = {}
    for kind, path in sorted(wanted):
        plain = path.replace("[]", "")
        for one in {plain.partition(".")[0], plain}:
            if (known := effect(kind, one)) is not UpdateEffect.UNKNOWN:
                properties.setdefault(kind, {})[one] = known.value
    lean = {check: {judged: at[judged] if set(at) == {judged} else at for judged, at in by.items()} for check, by in faults.items()}
    entries = {"properties": {kind: _by_effect(paths) for kind, paths in properties.items()}, "faults": lean}
    parts = [f" {json.dumps(name)}: {{\n{_lines(several)}\n }}" for name, several in sorted(entries.items())]
    return "{\n" + ",\n".join([*parts, f' "schema": {json.dumps(SCHEMA)}']) + "\n}\n"


def _by_effect(paths: Mapping[str, str]) -> dict[str, list[str]]:
    """The paths by what their change does. A nested one says nothing new where the property that it lies in says the same."""
    found: dict[str, list[str]] = {}
    for path, known in sorted(paths.items()):
        if "." not in path or paths.get(path.partition(".")[0]) != known:
            found.setdefault(known, []).append(path)
    return found


def _lines(several: Mapping[str, Any]) -> str:
    return ",\n".join(f"  {json.dumps(key)}: {json.dumps(one, sort_keys=True)}" for key, one in sorted(several.items()))


def _by_type(check: Check, catalog: Catalog, opa: Engine) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for judged, kind, path in _faults(check, catalog, opa):
        found.setdefault(judged, {}).setdefault(kind, set()).add(path)
    return {judged: {kind: sorted(paths) for kind, paths in at.items()} for judged, at in found.items()}


def _faults(check: Check, catalog: Catalog, opa: Engine) -> Iterator[tuple[str, str, str]]:
    """What its failing cases find: the type judged, the type at fault, and the path there. An account is judged by all its types."""
    for case in cases_of(check):
        for finding in run_case(check, case, catalog, opa) if case.expect == "fail" else ():
            path = ".".join("[]" if isinstance(step, int) else step for step in finding.path).replace(".[]", "[]")
            judged = _type(finding.resource)
            for kind in [judged] if judged else check.population:
                yield kind, _type(finding.at) or _owner(check, kind, path), path


def _owner(check: Check, judged: str, path: str) -> str:
    """The type that a path lies on: the one that was judged, or the only other one of which the check reads such a property."""
    head = re.split(r"[.\[]", path)[0]
    if not head or head in shape(judged).inputs:
        return judged
    others = [kind for kind, paths in check.reads.items() if any(re.split(r"[.\[]", one)[0] == head for one in paths)]
    return others[0] if len(others) == 1 else judged


def _type(urn: str) -> str:
    return _VERSION.sub(":", Urn.parse(urn).type)
