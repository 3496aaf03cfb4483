"""Fix help: what passes a check, as a piece of a Pulumi program in YAML and in Python.

A snippet is the check's smallest passing case, written as code; since every case is run against the check in OPA, so is the snippet's
content. It shows what the check reads and nothing else: other properties that the provider asks for are not in it.
"""

from __future__ import annotations

import functools
import json
import keyword
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from attrs import frozen

from buttress.catalog import components
from buttress.catalog.cases import SECRET, UNKNOWN, cases_of
from buttress.errors import CatalogError
from buttress.model import Case, Check, Effect

_WIDTH = 88
_PROVIDERS = {
    "aws": ("aws", "pulumi_aws"),
    "azure-native": ("azure_native", "pulumi_azure_native"),
    "azuread": ("azuread", "pulumi_azuread"),
}
_CAMEL = re.compile(r"[a-z][A-Za-z0-9]*")
_MAPS = frozenset({"tags", "variables", "labels", "metadata", "appSettings", "parameters", "properties", "settings"})
"""Properties whose keys are the user's own, which no language renames."""

_FORMER = frozenset({("azure-native:security:SecurityContact", "alertNotifications")})
_ARNS = re.compile(r"(arn|kmsKeyId|kmsMasterKeyId|kmsKey)$", re.IGNORECASE)


@frozen(kw_only=True)
class Snippet:
    """A passing case as code. `case` is its name."""

    case: str
    yaml: str
    python: str


@frozen(kw_only=True)
class FixHelp:
    """What helps with a failing check: the sentence, code that passes, components that pass, and what it does to a live resource."""

    text: str
    snippet: Snippet | None
    components: tuple[components.Component, ...]
    effect: Effect


@functools.lru_cache(maxsize=1024)
def _fix(check: _Key, kind: str) -> FixHelp:
    given = check.check
    text = " ".join(given.remediation.split())
    try:
        snippet = snippet_of(given, kind) if given.file else None
    except CatalogError:
        snippet = None
    return FixHelp(
        text=text,
        snippet=snippet,
        components=components.passing(given),
        effect=given.effect(kind),
    )


def fix_of(check: Check, kind: str = "") -> FixHelp:
    """The help with a check, for a resource of type `kind` where the cases have one; kept, since several pages may ask for it.

    A check whose cases cannot be read (a library of one's own that has moved) has no snippet.
    """
    return _fix(_Key(check), kind)


def snippet_of(check: Check, kind: str = "") -> Snippet | None:
    """The smallest passing case of a check as code, of type `kind` if there is one; None where none is made of plain inputs."""
    fitting = [case for case in cases_of(check) if _plain(case, check)]
    if not fitting:
        return None
    case = min(fitting, key=lambda one: _rank(one, check, kind))
    return Snippet(case=case.name, yaml=_yaml(case), python=_python(case))


def _given_back(resource: Mapping[str, Any]) -> bool:
    """Whether a case holds what only the provider gives, or what today's SDK takes no more."""
    kind, props = resource["type"], resource.get("props", {})
    return "arn" in props or (kind.startswith("azure-native:") and "name" in props) or any((kind, one) in _FORMER for one in props)


def _rank(case: Case, check: Check, kind: str) -> tuple[bool, bool, int, int, int]:
    """The wanted type first, then something to write down, the type that the check names first, few resources, few words."""
    types = [one["type"] for one in case.resources if one["type"] in check.population]
    size = len(json.dumps([dict(one) for one in case.resources], default=str))
    sets_any = any(value not in (None, [], {}, "") for one in case.resources for value in one.get("props", {}).values())
    return (kind not in types, not sets_any, min(map(check.population.index, types)), len(case.resources), size)


class _Key:
    """A check by its identity: its mappings cannot be hashed."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __hash__(self) -> int:
        return hash((self.check.id, self.check.file))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (self.check.id, self.check.file) == (other.check.id, other.check.file)


def _plain(case: Case, check: Check) -> bool:
    if case.expect != "pass" or not case.resources or case.parameters:
        return False
    if not any(one["type"] in check.population for one in case.resources):
        return False
    known = all(one["type"] in check.types and one["type"].partition(":")[0] in _PROVIDERS for one in case.resources)
    if not known or any("outputs" in one or _given_back(one) for one in case.resources):
        return False
    text = json.dumps([one.get("props", {}) for one in case.resources], default=str)
    return UNKNOWN not in text and SECRET not in text


def _ordered(case: Case) -> list[Mapping[str, Any]]:
    """The resources, each after those that it refers to."""
    left = {one["name"]: one for one in case.resources}
    done: list[Mapping[str, Any]] = []
    while left:
        ready = [name for name, one in left.items() if not any(target in left for target in _targets(one) if target != name)]
        for name in ready or list(left):
            done.append(left.pop(name))
    return done


def _targets(resource: Mapping[str, Any]) -> Iterable[str]:
    for names in resource.get("refs", {}).values():
        yield from [names] if isinstance(names, str) else names


def _inputs(resource: Mapping[str, Any], refer: Any) -> dict[str, Any]:
    """The properties, with references in the places of what refers to another resource."""
    found = dict(resource.get("props", {}))
    for path, names in resource.get("refs", {}).items():
        several = [refer(name, path) for name in ([names] if isinstance(names, str) else names)]
        top = path.partition(".")[0].removesuffix("[]")
        if top == path:
            present = found.get(path)
            found[path] = several if isinstance(present, list) or not isinstance(names, str) else several[0]
        elif top not in found:
            found[top] = _nested(path.split(".")[1:], several[0])
    return found


def _nested(steps: list[str], value: Any) -> Any:
    for step in reversed(steps):
        value = {step.removesuffix("[]"): [value] if step.endswith("[]") else value}
    return value


def _output(path: str) -> str:
    """Which output of a resource a property of another takes."""
    last = path.rpartition(".")[2].removesuffix("[]")
    return "arn" if _ARNS.search(last) else "name" if last.endswith("Name") else "id"


def _document(value: Any) -> Mapping[str, Any] | None:
    """The JSON document that a property holds as text, or as the object that the checks also take."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None
    return value if isinstance(value, Mapping) and "Statement" in value and not isinstance(value, _Verbatim) else None


def _yaml(case: Case) -> str:
    def refer(name: str, path: str) -> str:
        return f"\0{{{name}.{_output(path)}}}"

    def rendered(value: Any) -> Any:
        document = _document(value)
        if document is not None:
            return {"fn::toJSON": {key: rendered(member) for key, member in document.items()}}
        if isinstance(value, Mapping):
            return {str(key): rendered(member) for key, member in value.items()}
        if isinstance(value, list):
            return [rendered(member) for member in value]
        return value.replace("${", "$${").replace("\0", "$") if isinstance(value, str) else value

    resources = {}
    for one in _ordered(case):
        entry: dict[str, Any] = {"type": one["type"]}
        inputs = rendered(_inputs(one, refer))
        if inputs:
            entry["properties"] = inputs
        if one.get("options"):
            entry["options"] = dict(one["options"])
        resources[one["name"]] = entry
    text: str = yaml.safe_dump({"resources": resources}, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text.rstrip("\n")


class _Code(str):
    """Python that stands as it is."""

    __slots__ = ()


def _python(case: Case) -> str:
    names: dict[str, str] = {}
    for one in case.resources:
        name = re.sub(r"\W", "_", one["name"]).lower()
        names[one["name"]] = f"{name}_" if keyword.iskeyword(name) or not name.isidentifier() else name

    def refer(name: str, path: str) -> _Code:
        return _Code(f"{names[name]}.{_output(path)}")

    lines: list[str] = []
    modules: set[str] = set()
    for one in _ordered(case):
        provider, module, kind = _token(one["type"])
        modules.add(f"import {_PROVIDERS[provider][1]} as {_PROVIDERS[provider][0]}")
        inputs = _inputs(one, refer)
        arguments = [_Code(json.dumps(one["name"], ensure_ascii=False))]
        call = f"{_PROVIDERS[provider][0]}.{module}{'.' if module else ''}{kind}("
        listed = [*arguments, *(_Code(f"{_argument(key)}={_literal(value, 4, key)}") for key, value in inputs.items())]
        if one.get("options"):
            modules.add("import pulumi")
            options = ", ".join(f"{snake(key)}={_literal(value, 4)}" for key, value in one["options"].items())
            listed.append(_Code(f"opts=pulumi.ResourceOptions({options})"))
        flat = f"{call}{', '.join(listed)})"
        wanted = f"{names[one['name']]} = " if any(one["name"] in _targets(other) for other in case.resources) else ""
        if len(wanted + flat) <= _WIDTH and "\n" not in flat:
            lines.append(wanted + flat)
        else:
            lines.append(wanted + call + "\n" + "".join(f"    {each},\n" for each in listed) + ")")
    body = "\n".join(lines)
    if "json.dumps(" in body:
        modules.add("import json")
    heads = sorted(modules, key=lambda line: (line != "import json", line))
    return "\n".join(heads) + "\n\n" + body


def _token(token: str) -> tuple[str, str, str]:
    provider, module, kind = token.split(":")
    module = module.partition("/")[0]
    return provider, "" if module == "index" else f"{module}_" if keyword.iskeyword(module) else module, kind


def snake(name: str) -> str:
    """A property's name as the Python SDKs spell it: `kmsKeyId` becomes `kms_key_id`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.replace("IPv", "Ipv"))
    return spaced.lower()


def _argument(name: str) -> str:
    found = snake(name)
    return f"{found}_" if keyword.iskeyword(found) else found


def _literal(value: Any, indent: int, key: str = "") -> str:
    """A value as Python, over several lines where one is too short."""
    if isinstance(value, _Code):
        return value
    document = _document(value)
    if document is not None:
        return f"json.dumps({_literal(_kept(document), indent)})"
    if isinstance(value, Mapping):
        own = isinstance(value, _Verbatim) or key in _MAPS or not all(_CAMEL.fullmatch(str(one)) for one in value)
        spelt = str if own else snake
        members = [
            f"{json.dumps(spelt(str(one)), ensure_ascii=False)}: {_literal(member, indent + 4, str(one))}" for one, member in value.items()
        ]
        return _enclosed("{", members, "}", indent)
    if isinstance(value, list):
        return _enclosed("[", [_literal(member, indent + 4, key) for member in value], "]", indent)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)


class _Verbatim(dict[str, Any]):
    """A mapping whose keys, at every level, are not to be renamed."""


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _Verbatim({key: _kept(member) for key, member in value.items()})
    return [_kept(member) for member in value] if isinstance(value, list) else value


def _enclosed(opening: str, members: list[str], closing: str, indent: int) -> str:
    flat = opening + ", ".join(members) + closing
    if len(flat) + indent <= _WIDTH and "\n" not in flat:
        return flat
    pad = " " * (indent + 4)
    return f"{opening}\n" + "".join(f"{pad}{one},\n" for one in members) + " " * indent + closing
