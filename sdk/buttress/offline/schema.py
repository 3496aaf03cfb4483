"""The schema of a cloud's package for a program in YAML: the types that the program names, as the installed Python SDK has them.

Pulumi's language host for YAML resolves and checks types against the package's schema, which the provider serves. That of a whole cloud is
tens of megabytes, and no SDK holds it; what a program names is a handful, and the argument classes of the SDK say what each takes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from buttress.documents import parse_yaml
from buttress.errors import ConfigError
from buttress.pulumi.shapes import arguments_of, class_of, fields, members, result, root, shape, source_of

_ANY = {"$ref": "pulumi.json#/Any"}
_PLAIN = {"str": "string", "bool": "boolean", "int": "integer", "float": "number"}
_LATER = ("pulumi.Input[", "pulumi.Output[", "Optional[")
_KINDS = ("*.yaml", "*.yml")
_ARGUMENT = re.compile(r"__args__\['(\w+)'\]")
_ANSWER = re.compile(r"'?outputs\.(\w+)'?")
_CLASS = re.compile(r"'?(?:_?\w+\.)*(\w+Args)'?")


def schema(package: str, version: str, program: Path) -> dict[str, Any]:
    """A Pulumi package schema with the resources and functions of this package that the YAML files below a directory name.

    Properties are those that the installed SDK's argument classes take; where a class says a type that has no plain form (a union of
    objects), the property takes anything. Of a package without an SDK the types are what the program makes of them. Names that an SDK does
    not know are left out, so that the language host itself says that there is no such type.
    """
    written = Written(package)
    for token in sorted(tokens(package, program)):
        written.add(token)
    if root(package) is None:
        written.resources.update(_as_used(package, program))
    return {
        "name": package,
        "version": version or "0.0.0",
        "meta": {"moduleFormat": "(.*)(?:/[^/]*)"},
        "provider": {"inputProperties": written.provider()},
        "resources": written.resources,
        "types": written.types,
        "functions": written.functions,
    }


def _as_used(package: str, program: Path) -> dict[str, Any]:
    """The resource types of a package that no SDK here knows, with the properties that the program sets and reads, of any kind."""
    found: dict[str, Any] = {}
    for text in _texts(program):
        try:
            data = parse_yaml(text, "Pulumi.yaml").data
        except ConfigError:
            continue  # The language host says what is wrong with it.
        resources = data.get("resources") if isinstance(data, dict) else None
        for name, one in resources.items() if isinstance(resources, dict) else ():
            kind = one.get("type") if isinstance(one, dict) else None
            if not isinstance(kind, str) or not kind.startswith(f"{package}:"):
                continue
            parts = kind.split(":")
            token = kind if len(parts) == 3 else f"{package}:index/{parts[1][:1].lower()}{parts[1][1:]}:{parts[1]}"  # noqa: PLR2004
            given = one.get("properties")
            inputs = dict.fromkeys(given, _ANY) if isinstance(given, dict) else {}
            read = re.findall(rf"\$\{{{re.escape(str(name))}\.([A-Za-z]\w*)", text)
            type_ = found.setdefault(token, {"inputProperties": {}, "properties": {}})
            type_["inputProperties"].update(inputs)
            type_["properties"].update({**inputs, **dict.fromkeys((each for each in read if each not in {"id", "urn"}), _ANY)})
    return found


def tokens(package: str, program: Path) -> set[str]:
    """What the YAML files of a program name that looks like a type or function of the package, as written."""
    pattern = re.compile(rf"(?<![\w/-]){re.escape(package)}:[A-Za-z][\w/.-]*(?::[A-Za-z]\w*)?")
    return {token for text in _texts(program) for token in pattern.findall(text)}


def _texts(program: Path) -> Iterator[str]:
    for kind in _KINDS:
        for file in sorted(program.rglob(kind)):
            if file.is_file() and not any(part.startswith(".") or part == "node_modules" for part in file.relative_to(program).parts):
                yield file.read_text(encoding="utf-8", errors="replace")


def canonical(token: str) -> str:
    """The token by which the SDK knows what a program may write in short (`aws:s3:Bucket`, `aws:getRegion`); empty where it has none."""
    package, *rest = token.split(":")
    module, name = rest if len(rest) == 2 else ("index", rest[0])  # noqa: PLR2004  (module and name)
    lower = name[:1].lower() + name[1:]
    options = (f"{package}:{module}:{name}", f"{package}:{module}/{lower}:{name}", f"{package}:{module.split('/', 1)[0]}:{name}")
    return next((one for one in options if source_of(one)), "")


class Written:
    """The parts of a schema, filled by what is added."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.resources: dict[str, Any] = {}
        self.functions: dict[str, Any] = {}
        self.types: dict[str, Any] = {}

    def add(self, written: str) -> None:
        """A type or function by what a program calls it; nothing where the SDK has none of the name."""
        token = canonical(written)
        if not token:
            return
        name = token.rsplit(":", 1)[1]
        if name[:1].isupper():
            form = shape(token)
            inputs, required = self.arguments(token, name)
            known = {key: self._output(token, kind) for key, kind in form.types.items()}
            self.resources[token] = {"inputProperties": inputs, "requiredInputs": required, "properties": known, "required": []}
        else:
            answers = {key: self._output(token, kind) for key, kind in (result(token) or {}).items()}
            self.functions[token] = {"inputs": {"type": "object", "properties": self._asked(token)}, "outputs": {"properties": answers}}

    def provider(self) -> dict[str, Any]:
        """The inputs of the provider itself."""
        base = root(self.package)
        return self._members(f"{self.package}:index:Provider", class_of(_text(base / "provider.py"), "ProviderArgs"))[0] if base else {}

    def arguments(self, token: str, name: str) -> tuple[dict[str, Any], list[str]]:
        """The inputs of a resource type and those that it needs."""
        source = source_of(token)
        return self._members(token, arguments_of(_text(source), name)) if source else ({}, [])

    def _members(self, token: str, body: str) -> tuple[dict[str, Any], list[str]]:
        written = members(body)
        return {key: self._input(token, kind) for key, kind in written.items()}, [
            key for key, kind in written.items() if "Optional[" not in kind
        ]

    def _input(self, token: str, annotation: str) -> dict[str, Any]:
        kind = _bare(annotation)
        if kind.startswith("Sequence["):
            return {"type": "array", "items": self._input(token, _inside(kind))}
        if kind.startswith("Mapping["):
            return {"type": "object", "additionalProperties": self._input(token, _inside(kind).split(",", 1)[1].strip())}
        if kind.startswith("Union[") and "Args" not in kind:
            return {"type": next(filter(None, map(_plain, _inside(kind).split(","))), "string")}
        if found := _plain(kind):
            return {"type": found}
        if match := _CLASS.fullmatch(kind):
            return self._object(token, match[1])
        return {"type": "string"} if kind.startswith("'") and "Args" not in kind else _ANY

    def _object(self, token: str, name: str) -> dict[str, Any]:
        source = source_of(token)
        if source is None:
            return _ANY
        known = f"{_module(token)}/{name.removesuffix('Args')}:{name.removesuffix('Args')}"
        if known not in self.types:
            body = class_of(_text(source.parent / "_inputs.py"), name)
            if not body:
                return _ANY
            self.types[known] = {}  # A type may hold itself.
            properties, required = self._members(token, body)
            self.types[known] = {"type": "object", "properties": properties, "required": required}
        return {"$ref": f"#/types/{known}"}

    def _output(self, token: str, annotation: str) -> dict[str, Any]:
        kind = _bare(annotation)
        if found := _plain(kind):
            return {"type": found}
        if kind.startswith("Sequence["):
            return {"type": "array", "items": self._output(token, _inside(kind))}
        if kind.startswith("Mapping["):
            return {"type": "object", "additionalProperties": self._output(token, _inside(kind).split(",", 1)[1])}
        match = _ANSWER.fullmatch(kind)
        answered = fields(token, match[1]) if match else {}
        if not match or not answered:
            return _ANY
        known = f"{_module(token)}/{match[1]}Answer:{match[1]}Answer"
        if known not in self.types:
            self.types[known] = {}  # A type may hold itself.
            self.types[known] = {"type": "object", "properties": {key: self._output(token, kind) for key, kind in answered.items()}}
        return {"$ref": f"#/types/{known}"}

    def _asked(self, token: str) -> dict[str, Any]:
        source = source_of(token)
        return dict.fromkeys(_ARGUMENT.findall(_text(source)), _ANY) if source else {}


def _module(token: str) -> str:
    return token.rsplit(":", 1)[0].split("/", 1)[0]


def _bare(annotation: str) -> str:
    """An annotation without what says that it may be absent or come later."""
    kind = annotation.strip()
    while (
        opened := next((each for each in ("pulumi.Input[", "pulumi.Output[", "Optional[") if kind.startswith(each)), "")
    ) and kind.endswith("]"):
        kind = kind[len(opened) : -1].strip()
    return kind


def _inside(kind: str) -> str:
    return kind[kind.index("[") + 1 : -1]


def _plain(kind: str) -> str:
    return _PLAIN.get(_bare(kind).removeprefix("_builtins."), "")


@functools.cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
