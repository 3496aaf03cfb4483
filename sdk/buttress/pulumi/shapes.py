"""What a resource type looks like, read from the source of the installed provider SDK.

A generated SDK holds it all: the constructor names the inputs and sets every output-only property to `None`, the getters give
the property's wire name and whether the provider always answers it, and the documentation shows what an id looks like. Only
the file of a type that is used is read, as text: importing it would cost seconds.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
from collections.abc import Mapping
from importlib.machinery import PathFinder
from pathlib import Path

from attrs import field, frozen

PACKAGES_VARIABLE = "BUTTRESS_OFFLINE_PACKAGES"
"""Names to the stand-ins the directories in which the program's interpreter finds SDKs; those that are installed here come first."""

_GETTER = re.compile(
    r"@pulumi\.getter(?:\(name=\"(?P<name>\w+)\"\))?\s+(?:@_utilities\.deprecated\([^\n]*\)\s+)?"
    r"def (?P<attribute>\w+)\(self\) -> pulumi\.Output\[(?P<type>.*)\]:"
)
_SET = re.compile(r"__props__\.__dict__\[\"(\w+)\"\] = (.*)")
_REQUIRED = re.compile(r"if (\w+) is None and not opts\.urn:")
_IMPORT = re.compile(r"\$ pulumi import \S+ \S+ ([^\s`]+)")
_VERSION = re.compile(r"Uses Azure REST API version ([0-9]{4}-[0-9]{2}-[0-9]{2}(?:-preview)?)")
_MEMBER = re.compile(r"@pulumi\.getter(?:\(name=\"(\w+)\"\))?\s+(?:@_utilities\.deprecated\([^\n]*\)\s+)?def (\w+)\(self\) -> (.*):")


@frozen(kw_only=True)
class Shape:
    """The properties of one resource type, by their names on the wire.

    `types` maps each property to the SDK's own annotation (`_builtins.str`, `Optional[Sequence[_builtins.str]]`).
    `example` is the id in the documentation of `pulumi import`, `version` the API version that azure-native names there; both
    are empty where there is none.
    """

    token: str
    known: bool = True
    inputs: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    outputs: tuple[str, ...] = ()
    types: Mapping[str, str] = field(factory=dict)
    example: str = ""
    version: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The inputs that a program may leave out and the cloud then chooses."""
        return tuple(
            key for key in self.types if key in self.inputs and key not in self.required and not self.types[key].startswith("Optional[")
        )


@functools.cache
def shape(token: str) -> Shape:
    """The shape of a type by its token (`aws:s3/bucket:Bucket`); `known` is false where no installed SDK has the type."""
    source = source_of(token)
    if source is None:
        return Shape(token=token, known=False)
    name = token.rsplit(":", 1)[1]
    text = source.read_text(encoding="utf-8")
    body = class_of(text, name, "pulumi.CustomResource")
    start = body.find("def _internal_init")
    constructor = body[start : body.find("super(", start)]
    assigned = dict(_SET.findall(constructor))
    getters = list(_GETTER.finditer(body))
    # What only goes in has no getter beside the outputs.
    wire = {each[2]: each[1] or each[2] for each in _MEMBER.finditer(arguments_of(text, name))}
    wire |= {getter["attribute"]: getter["name"] or getter["attribute"] for getter in getters}
    inputs = {attribute for attribute, value in assigned.items() if value.strip() != "None"}
    example = _IMPORT.search(body)
    version = _VERSION.search(body)
    return Shape(
        token=token,
        inputs=frozenset(wire.get(attribute, camel(attribute)) for attribute in inputs),
        required=frozenset(wire.get(attribute, camel(attribute)) for attribute in _REQUIRED.findall(constructor)),
        outputs=tuple(wire[attribute] for attribute, value in assigned.items() if value.strip() == "None" and attribute in wire),
        types={wire[getter["attribute"]]: getter["type"] for getter in getters},
        example=example[1] if example else "",
        version=version[1] if version else "",
    )


@functools.cache
def fields(token: str, name: str) -> Mapping[str, str]:
    """The fields of an output class (`outputs.ClusterIdentity` beside a resource type): wire name to annotation."""
    directory = _directory(token)
    file = directory / "outputs.py" if directory else None
    if file is None or not file.is_file():
        return {}
    body = class_of(file.read_text(encoding="utf-8"), name, "dict")
    return members(body)


@functools.cache
def result(token: str) -> Mapping[str, str] | None:
    """What a function answers (`aws:ec2/getVpc:getVpc`): wire name to annotation; None where no installed SDK has the function."""
    source = source_of(token)
    if source is None:
        return None
    name = token.rsplit(":", 1)[1]
    text = source.read_text(encoding="utf-8")
    # azure-native leaves the verb out of the name of a result that is a resource.
    stems = (name[:1].upper() + name[1:], re.sub(r"^(get|list)", "", name))
    body = next(filter(None, (class_of(text, f"{stem}Result") for stem in stems)), "")
    return members(body)


def members(body: str) -> dict[str, str]:
    """The properties of a class of the SDK, as its text has them: wire name to annotation."""
    return {match[1] or match[2]: match[3] for match in _MEMBER.finditer(body)}


def arguments_of(source: str, name: str) -> str:
    """The text of the class of a resource type's arguments, which has another name where a nested type has taken the usual one."""
    return class_of(source, f"{name}Args") or class_of(source, f"{name}InitArgs")


def camel(name: str) -> str:
    """A Python name as the wire has it: `kms_key_id` gives `kmsKeyId`."""
    head, *rest = name.strip("_").split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def snake(name: str) -> str:
    """A wire name as Python files are named: `bucketVersioning` gives `bucket_versioning`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


@functools.cache
def root(package: str) -> Path | None:
    """The directory of the installed SDK of a package (`aws`), or None."""
    name = f"pulumi_{package.replace('-', '_')}"
    places = [place for place in os.environ.get(PACKAGES_VARIABLE, "").split(os.pathsep) if place]
    spec = importlib.util.find_spec(name) or PathFinder.find_spec(name, places)
    return Path(spec.origin).parent if spec and spec.origin else None


def _directory(token: str) -> Path | None:
    parts = token.split(":")
    base = root(parts[0]) if len(parts) == 3 else None  # noqa: PLR2004  (package, module, type)
    if base is None:
        return None
    module = parts[1].split("/", 1)[0]
    candidates = (base,) if module == "index" else (base / module, base / f"{module}_")
    return next((directory for directory in candidates if directory.is_dir()), None)


def source_of(token: str) -> Path | None:
    """The file of an installed SDK that has a type, or None."""
    directory = _directory(token)
    if directory is None:
        return None
    quoted = f"'{token}'".encode()
    name = token.rsplit(":", 1)[1]
    likely = [directory / f"{snake(name)}.py", directory / f"{snake(token.split(':')[1].rsplit('/', 1)[-1])}.py"]
    functions = name.startswith(("get", "list"))
    rest = sorted(
        file
        for file in directory.glob("*.py")
        if not file.name.startswith(("_", "outputs")) and file.name.startswith(("get_", "list_")) == functions
    )
    return next((file for file in [*likely, *rest] if file.is_file() and quoted in file.read_bytes()), None)


def class_of(source: str, name: str, base: str = "") -> str:
    """The text of a class with this base (or none) in a source; empty where it is not there."""
    start = source.find(f"\nclass {name}({base})" if base else f"\nclass {name}:")
    if start < 0:
        return ""
    end = source.find("\nclass ", start + 1)
    return source[start : end if end > 0 else len(source)]
