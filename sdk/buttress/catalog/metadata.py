"""The METADATA of a check: its form as a JSON Schema, and how it becomes a `Check`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from buttress.documents import Document, validate
from buttress.model import Check, Parameter, Severity, UpdateEffect

_STRINGS = {"type": "array", "uniqueItems": True, "items": {"type": "string", "minLength": 1}}
_BY_TYPE = {"type": "object", "additionalProperties": _STRINGS}

REASON = "reason"
"""The key among the parameters of a check in `buttress.yaml` under which it says why."""

Reads = Mapping[str, tuple[str, ...]]

PARAMETER_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["integer", "number", "string", "boolean", "array", "object"]},
        "items": {"enum": ["string", "integer", "number"]},
        "default": {},
        "description": {"type": "string", "minLength": 1},
        "minimum": {"type": "number"},
        "maximum": {"type": "number"},
        "sought": {
            "type": "boolean",
            "$comment": "whether the check looks for what the value says, so that leaving out something of the default needs a reason",
        },
    },
}

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "description", "scope", "custom"],
    "properties": {
        "title": {"type": "string", "minLength": 1, "pattern": "[^.]$", "$comment": "a title is the desired state, without a full stop"},
        "description": {"type": "string", "pattern": r"[.]$", "$comment": "a description is whole sentences"},
        "scope": {"const": "package"},
        "related_resources": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["ref"],
                "properties": {"ref": {"type": "string", "pattern": "^https://"}, "description": {"type": "string"}},
            },
        },
        "custom": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "severity", "scope", "remediation"],
            "allOf": [
                {"anyOf": [{"required": ["population"]}, {"required": ["population_from"]}]},
                {"anyOf": [{"required": ["reads"]}, {"required": ["reads_from"]}]},
            ],
            "properties": {
                "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)+$"},
                "severity": {"enum": [severity.value for severity in Severity]},
                "severity_absent": {
                    "enum": [severity.value for severity in Severity],
                    "$comment": "where only absent values are denied, whose default in the cloud is safe",
                },
                "opt_in": {"const": True, "$comment": "off until a level or a parameter of the check asks for it"},
                "subsumes": {**_STRINGS, "$comment": "ids of checks that say nothing more where this one fails on a resource"},
                "not_applicable": {
                    "type": "string",
                    "pattern": "[^.]$",
                    "$comment": "why a resource that `applies` leaves out is not judged, without a full stop",
                },
                "scope": {"enum": ["resource", "stack", "estate"]},
                "adds_up": {
                    "type": "boolean",
                    "$comment": "whether resources that are fine each by itself may not be so together; for a check of scope resource",
                },
                "as_of": {
                    "type": "string",
                    "pattern": r"^\d{4}-\d{2}-\d{2}$",
                    "$comment": "the day of the facts that the check goes by, where they grow old",
                },
                "population": {**_STRINGS, "minItems": 1},
                "population_from": {
                    "type": "string",
                    "minLength": 1,
                    "$comment": "the name of a file in lib/: every type that it reads is judged",
                },
                "companions": {
                    "type": "object",
                    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
                    "$comment": "type: the property or properties by which it refers to what is judged; an empty text for the whole stack",
                },
                "reads": _BY_TYPE,
                "reads_from": {
                    "type": "string",
                    "minLength": 1,
                    "$comment": "the name of a file in lib/ whose reads are the check's too",
                },
                "presence": _BY_TYPE,
                "parameters": {"type": "object", "additionalProperties": {"anyOf": [PARAMETER_SCHEMA, {"type": "null"}]}},
                "fix": {
                    "enum": [one.value for one in UpdateEffect],
                    "$comment": "what the fix does to a live resource, where what the check reads does not show it",
                },
                "remediation": {"type": "string", "pattern": r"[.]$", "$comment": "a remediation is a sentence"},
                "precondition": {
                    "type": "string",
                    "pattern": r"[.]$",
                    "$comment": "what must be there before the remediation works: a tier, a generation, clients that sign in another way",
                },
                "aliases": _STRINGS,
                "live": {"type": "string"},
                "tier": {"enum": [1, 2, 3]},
            },
        },
    },
}

_SHARED = {
    "type": "object",
    "properties": {"custom": {"type": "object", "additionalProperties": False, "properties": {"reads": _BY_TYPE, "presence": _BY_TYPE}}},
}

_PATH = re.compile(r"^[^.\[\]]+(\[\])*(\.[^.\[\]]+(\[\])*)*$")


@frozen
class Shared:
    """What a Rego file in lib/ states that it reads, by type, and of which paths it asks only whether they are set."""

    reads: Reads = field(factory=dict)
    presence: Reads = field(factory=dict)


def shared_of(document: Document) -> Shared:
    """What a shared Rego file states in its METADATA; empty where it states nothing."""
    validate(document, _SHARED)
    custom = document.data.get("custom", {})
    return Shared(_paths(custom.get("reads", {})), _paths(custom.get("presence", {})))


def check_of(
    document: Document,
    package: tuple[str, ...],
    shared: Mapping[str, Parameter],
    *,
    library: Mapping[str, Shared],
    has_applies: bool,
    file: str,
) -> Check:
    """The check that an annotation describes; a CatalogError names the file where it does not hold together."""
    validate(document, SCHEMA)
    data, custom = document.data, document.data["custom"]
    check = Check(
        id=custom["id"],
        title=data["title"],
        description=data["description"],
        severity=Severity(custom["severity"]),
        scope=custom["scope"],
        package=package,
        population=(*custom.get("population", ()), *_from(document, "population_from", library).reads),
        companions={kind: _names(names) for kind, names in custom.get("companions", {}).items()},
        reads={**_from(document, "reads_from", library).reads, **_paths(custom.get("reads", {}))},
        presence={**_from(document, "reads_from", library).presence, **_paths(custom.get("presence", {}))},
        population_from=custom.get("population_from", ""),
        parameters=tuple(_parameter(name, given or {}, shared, document) for name, given in sorted(custom.get("parameters", {}).items())),
        remediation=" ".join(custom[name] for name in ("remediation", "precondition") if name in custom),
        precondition=custom.get("precondition", ""),
        aliases=tuple(custom.get("aliases", ())),
        references=tuple(one["ref"] for one in data.get("related_resources", ())),
        live=custom.get("live", ""),
        tier=custom.get("tier", 0),
        fix=UpdateEffect(custom["fix"]) if "fix" in custom else None,
        severity_absent=Severity(custom["severity_absent"]) if "severity_absent" in custom else None,
        opt_in=custom.get("opt_in", False),
        subsumes=tuple(custom.get("subsumes", ())),
        not_applicable=custom.get("not_applicable", ""),
        adds_up=custom.get("adds_up", _may_add_up(document, package)),
        as_of=_day(custom["as_of"], document) if "as_of" in custom else None,
        has_applies=has_applies,
        file=file,
    )
    _hold_together(check, document)
    return check


def _may_add_up(document: Document, package: tuple[str, ...]) -> bool:
    """Whether a check that says nothing of it is held to add up: a user's own, where it judges several types."""
    custom = document.data["custom"]
    return package[0] == "custom" and custom["scope"] == "resource" and len(custom.get("population", ())) > 1


def _paths(given: Mapping[str, list[str]]) -> Reads:
    return {kind: tuple(paths) for kind, paths in given.items()}


def _from(document: Document, key: str, library: Mapping[str, Shared]) -> Shared:
    """What the file in lib/ states that METADATA names under this key; nothing where it names none."""
    name = document.data["custom"].get(key)
    if name is None:
        return Shared()
    if name not in library or not library[name].reads:
        hint = f"state `{key.removesuffix('_from')}` in the check itself"
        raise document.fail(f"no file lib/{name}.rego states what it reads", ("custom", key), hint)
    return library[name]


def directory_of(identity: str, service: str) -> str:
    """The directory name of a check: its id without the cloud, and without the service where it starts with it, in snake case."""
    words = identity.split("-")[1:]
    if words[0] == service and len(words) > 1:
        words = words[1:]
    return "_".join(words)


def parameters_of(document: Document) -> dict[str, Parameter]:
    """The shared vocabulary of `parameters.yaml`."""
    validate(document, {"type": "object", "additionalProperties": {**PARAMETER_SCHEMA, "required": ["type", "default", "description"]}})
    return {name: _parameter(name, given, {}, document) for name, given in document.data.items()}


def problem_with(parameter: Parameter, value: Any) -> str:
    """Why a value is none for this parameter, as what it must be; empty if it is one."""
    if not fits(parameter, value):
        return f"must be of type {parameter.type}"
    if parameter.minimum is not None and not value >= parameter.minimum:
        return f"must be at least {parameter.minimum:g}"
    if parameter.maximum is not None and not value <= parameter.maximum:
        return f"must be at most {parameter.maximum:g}"
    return ""


def finds_less(parameter: Parameter, value: Any) -> bool:
    """Whether a check looks for less with this value than by default, so that somebody must say why."""
    return parameter.sought and _leaves_out(parameter.default, value)


def _leaves_out(default: Any, value: Any) -> bool:
    if isinstance(default, dict) and isinstance(value, dict):
        return any(key not in value or _leaves_out(kept, value[key]) for key, kept in default.items())
    if isinstance(default, list) and isinstance(value, list):
        return any(member not in value for member in default)
    return bool(default != value)


def fits(parameter: Parameter, value: Any) -> bool:
    """Whether a value has a parameter's type."""
    kinds: Mapping[str, tuple[type, ...]] = {
        "integer": (int,),
        "number": (int, float),
        "string": (str,),
        "boolean": (bool,),
        "array": (list,),
        "object": (dict,),
    }
    if isinstance(value, bool) and parameter.type != "boolean":
        return False
    if not isinstance(value, kinds[parameter.type]):
        return False
    if isinstance(value, list) and parameter.items:
        return all(isinstance(member, kinds[parameter.items]) and not isinstance(member, bool) for member in value)
    return True


def _parameter(name: str, given: Mapping[str, Any], shared: Mapping[str, Parameter], document: Document) -> Parameter:
    base = shared.get(name)
    kind = given.get("type", base.type if base else None)
    if kind is None or ("default" not in given and base is None):
        raise document.fail(f"the parameter {name} needs a type and a default, since it is not in the shared vocabulary")
    if base and kind != base.type:
        raise document.fail(f"the parameter {name} is {base.type} in the shared vocabulary, not {kind}")
    parameter = Parameter(
        name=name,
        type=kind,
        default=given.get("default", base.default if base else None),
        description=given.get("description", base.description if base else ""),
        items=given.get("items", base.items if base else ""),
        minimum=given.get("minimum", base.minimum if base else None),
        maximum=given.get("maximum", base.maximum if base else None),
        sought=given.get("sought", base.sought if base else False),
    )
    if name == REASON:
        raise document.fail(f"no parameter is called {REASON}: that is where buttress.yaml says why")
    if not parameter.description:
        raise document.fail(f"the parameter {name} has no description")
    if (parameter.minimum, parameter.maximum) != (None, None) and kind not in {"integer", "number"}:
        raise document.fail(f"the parameter {name} has bounds, and is no number")
    if problem := problem_with(parameter, parameter.default):
        raise document.fail(f"the default of the parameter {name} {problem}")
    return parameter


def _names(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _day(text: str, document: Document) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise document.fail(f"as_of: {text} is no day") from None


def _hold_together(check: Check, document: Document) -> None:
    problem = _misplaced(check) or _misread(check)
    if problem:
        raise document.fail(problem)


def _misplaced(check: Check) -> str:
    root, cloud, service, name = check.package
    if root != "checks":
        return ""
    if check.id.split("-", 1)[0] != cloud:
        return f"the id {check.id} does not start with its cloud {cloud}"
    expected = directory_of(check.id, service)
    return "" if expected == name else f"the check {check.id} must live in {cloud}/{service}/{expected}, not in {name}"


def _misread(check: Check) -> str:
    given = [(kind, path) for part in (check.reads, check.presence) for kind, paths in part.items() for path in paths]
    for kind, path in given:
        if not _PATH.match(path):
            return f"the read path {path!r} of {kind} is not of the form a.b[].c"
    for kind in (*check.population, *check.companions):
        if kind not in check.reads:
            return f"{kind} has no entry under reads (an empty list says that nothing of it is read)"
    for kind, paths in check.presence.items():
        if not set(paths) <= set(check.reads.get(kind, ())):
            return f"presence of {kind} names a path that is not read"
    if check.severity_absent is not None and check.severity_absent.rank <= check.severity.rank:
        return "severity_absent must be lower than severity"
    if check.scope == "resource" and check.companions:
        return "a check of scope resource is judged alone and has no companions"
    if check.adds_up and check.scope != "resource":
        return "adds_up belongs to a check of scope resource; others see all resources anyway"
    return ""
