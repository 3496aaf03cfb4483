"""Our own YAML and JSON files, read strictly: every complaint names the file and the line.

A `Document` keeps, beside its data, the line of each key and list member, so that a value found wrong long after parsing
can still be pointed at.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import yaml
from attrs import field, frozen

from buttress.errors import ConfigError, Error
from buttress.text import nearest

Place = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100
_MOST_REPEATED = 100_000
_LONGEST_NUMBER = 100
_PREFIX = 100  # of the name of a temporary file, so that it has room for a few letters more
_LONGEST_MESSAGE = 300
_LONGEST_QUOTE = 60
_TAG = "tag:yaml.org,2002:"
_PLAIN = frozenset({"null", "bool", "int", "float", "timestamp", "str", "seq", "map"})


@frozen
class Document:
    """The data of one file, with the line on which each part of it stands."""

    file: str
    data: Any
    lines: Mapping[Place, int] = field(factory=dict, repr=False)
    error: type[Error] = ConfigError

    def where(self, place: Place = ()) -> str:
        """`file:line` of a place, or of the nearest part around it that has a line."""
        while place and place not in self.lines:
            place = place[:-1]
        line = self.lines.get(place)
        return f"{self.file}:{line}" if line else self.file

    def fail(self, message: str, place: Place = (), hint: str | None = None) -> Error:
        """An error of this document's kind that points at `place`; the caller raises it. Of a long message the ends are kept."""
        if len(message) > _LONGEST_MESSAGE:
            message = f"{message[: _LONGEST_MESSAGE // 2]} … {message[-_LONGEST_MESSAGE // 2 :]}"
        return self.error(message, where=self.where(place), hint=hint)


def parse_yaml(text: str, file: str, *, error: type[Error] = ConfigError) -> Document:
    """The document in `text` (YAML, hence JSON too). Broken syntax, duplicate keys, tags, numbers without end, and aliases that hold
    themselves or repeat more than 100,000 parts are errors with a line.
    """
    loader = _Loader("")
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return Document(file, None, {}, error)
        lines = _Lines(file, error, loader)
        lines.record(node)
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        raise error(
            f"not valid YAML: {problem.problem or problem.context}",
            where=f"{file}:{line}" if line else file,
        ) from None
    except yaml.reader.ReaderError as problem:
        line = text.encode(errors="replace")[: problem.position].count(b"\n") + 1
        raise error(f"not valid YAML: {problem.reason}", where=f"{file}:{line}") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise error(f"not valid YAML: {problem}", where=file) from None
    finally:
        loader.dispose()
    return Document(file, data, lines.found, error)


def load_yaml(path: str | os.PathLike[str], *, error: type[Error] = ConfigError) -> Document:
    """The document in a file; a missing, unreadable or non-UTF-8 file is an error that names it."""
    file = os.fspath(path)
    refuse_foreign(FilePath(file), error=error)
    try:
        text = FilePath(file).read_text(encoding="utf-8")
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", where=file) from None
    except UnicodeDecodeError as problem:
        raise error(f"is not UTF-8 text (byte {problem.start})", where=file) from None
    return parse_yaml(text, file, error=error)


def in_ci() -> bool:
    """Whether this runs in continuous integration, where what is read was written by somebody else."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def refuse_foreign(path: FilePath, *, error: type[Error] = ConfigError) -> None:
    """In CI, an error where a file is read by a link that leads out of its project: its repository, or its folder where it has none.

    A device (`/dev/zero`, by a link) is an error everywhere: reading it has no end.
    """
    with contextlib.suppress(OSError):
        if stat.S_ISCHR(path.stat().st_mode) or stat.S_ISBLK(path.stat().st_mode):
            raise error("is a device, and no file", where=os.fspath(path))
    if not in_ci():
        return
    named = FilePath(os.path.abspath(path))  # noqa: PTH100  (resolving it is what shall not happen)
    root = next((folder for folder in named.parents if os.path.lexists(folder / ".git")), named.parent)
    if not FilePath(os.path.realpath(named)).is_relative_to(os.path.realpath(root)):
        raise error("is read by a link that leads out of the project", where=os.fspath(path), hint="put the file itself there")


def find_file(folder: FilePath, name: str) -> FilePath | None:
    """The file of ours in a folder, or None. A `.yml` in its place is an error: it would be passed over in silence."""
    file = folder / name
    if file.is_file():
        return file
    if (other := file.with_suffix(".yml")).is_file():
        raise ConfigError("is not read", where=str(other), hint=f"rename it {name}")
    return None


def validate(document: Document, schema: Mapping[str, Any]) -> None:
    """Hold a document against a JSON Schema; the first complaint is raised with its line, and the nearest known key as a hint."""
    import jsonschema

    problems = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(document.data),
        # A misspelt key is also a missing one: say the former.
        key=lambda problem: (problem.validator != "additionalProperties", list(map(str, problem.absolute_path)), problem.message),
    )
    if not problems:
        return
    problem = problems[0]
    place: Place = tuple(problem.absolute_path)
    dotted = ".".join(map(str, place))
    if problem.validator == "additionalProperties" and isinstance(problem.instance, dict):
        known = list(problem.schema.get("properties", {}))
        extra = min(str(key) for key in problem.instance if key not in known)
        hint = nearest(extra, known) or f"known keys: {', '.join(sorted(known))}"
        key = f"{dotted}.{extra}" if dotted else extra
        if len(extra) > _LONGEST_QUOTE or not extra.isprintable() or " " in extra:
            raise document.fail(f"a key of {dotted or 'the document'} is no name that is known", (*place, extra), hint)
        raise document.fail(f"unknown key {key}", (*place, extra), hint)
    detail = str(problem.schema.get("$comment", "")) or None
    # What is read may be anybody's, by a link: of more than a word or two nothing is quoted.
    shown = repr(problem.instance)
    message = problem.message if len(shown) <= _LONGEST_QUOTE else problem.message.replace(shown, "this")
    if problem.validator == "type":
        message = f"must be {_wanted(problem.validator_value)}, not {_kind(problem.instance)}"
        raise document.fail(f"{dotted or 'the document'} {message}", place, detail)
    if problem.validator == "enum" and isinstance(problem.instance, str):
        detail = nearest(problem.instance, [one for one in problem.validator_value if isinstance(one, str)]) or detail
    raise document.fail(f"{dotted or 'the document'}: {message}", place, detail)


_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def _wanted(types: str | list[str]) -> str:
    return " or ".join(_KINDS[one] for one in ([types] if isinstance(types, str) else types))


def _kind(value: Any) -> str:
    by_type = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return _KINDS.get(by_type.get(type(value), ""), "a date")


def write_atomically(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file whole or not at all: into a temporary file beside it, then rename.

    A link stays, and what it leads to is written; a device or a pipe, as `/dev/stdout`, is written to. An OSError names the file.
    """
    try:
        _write(FilePath(path), content)
    except OSError as problem:
        raise type(problem)(problem.errno, problem.strerror, os.fspath(path)) from problem


def write_together(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write the files of a folder, by their names in it, all of them or none: into a place beside it first. An OSError names the folder.

    What the folder holds already stays, but for files of these names.
    """
    target = FilePath(os.path.realpath(folder))
    made = [place for place in (target, *target.parents) if not place.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:_PREFIX]}.", dir=target.parent) as beside:
            for name, content in files.items():
                write_atomically(FilePath(beside) / name, content)
            for name in files:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (FilePath(beside) / name).replace(target / name)
    except OSError as problem:
        for place in made[-1:]:
            shutil.rmtree(place, ignore_errors=True)
        raise type(problem)(problem.errno, problem.strerror, os.fspath(folder)) from problem


def _write(named: FilePath, content: bytes) -> None:
    if named.exists() and not named.is_dir() and (not named.is_file() or named.parent == FilePath("/dev")):
        with named.open("wb") as stream:
            stream.write(content)
        return
    target = FilePath(os.path.realpath(named))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_PREFIX]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        FilePath(name).chmod(0o666 & ~umask)
        FilePath(name).replace(target)
    except BaseException:
        FilePath(name).unlink(missing_ok=True)
        raise


@frozen
class _Lines:
    """The line of every part below a node. An alias stands for its anchor's node, so that a few lines may unfold without end: whatever
    multiplies is refused on the way, before anything is built of it.
    """

    file: str
    error: type[Error]
    loader: Any
    found: dict[Place, int] = field(factory=dict)
    seen: set[int] = field(factory=set)

    def record(self, node: yaml.Node, place: Place = (), around: tuple[int, ...] = (), repeated: int = 0) -> int:
        """Take down a node and what it holds; the number of parts so far that an alias repeats."""
        line = self.found[place] = node.start_mark.line + 1
        if id(node) in around:
            raise self._refused("an anchor holds an alias of itself", line)
        if len(around) > _DEEPEST:
            raise self._refused(f"is nested more than {_DEEPEST} levels deep", line)
        kind = self._kind(node)
        if kind not in _PLAIN:
            raise self._refused(f"the tag {node.tag.replace(_TAG, '!!')} has no meaning here", line)
        repeated += id(node) in self.seen
        if repeated > _MOST_REPEATED:
            raise self._refused(f"its aliases repeat more than {_MOST_REPEATED:,} parts", line)
        self.seen.add(id(node))
        around = (*around, id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key_node, value_node in node.value:
                key = self._key(key_node, keys)
                repeated = self.record(value_node, (*place, key), around, repeated)
                self.found[*place, key] = key_node.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            for position, member in enumerate(node.value):
                repeated = self.record(member, (*place, position), around, repeated)
        elif isinstance(node, yaml.ScalarNode) and kind != "str":
            self._value(node, kind)
        return repeated

    def _key(self, node: yaml.Node, before: set[str]) -> str:
        """A key, added to those before it. It is the text that is written, be it a number or `on`, as in JSON."""
        if not isinstance(node, yaml.ScalarNode):
            raise self._refused("a key is neither text nor a number", node.start_mark.line + 1)
        key = str(node.value)
        if key in before:
            raise self._refused(f"the key {key} appears twice", node.start_mark.line + 1)
        before.add(key)
        if self._kind(node) != "merge":
            node.tag = f"{_TAG}str"
        return key

    def _kind(self, node: yaml.Node) -> str:
        return str(node.tag).removeprefix(_TAG)

    def _value(self, node: yaml.ScalarNode, kind: str) -> Any:
        """The value of what is not text, which may be none, or larger than can be shown."""
        shown, line = f"{node.value[:_LONGEST_NUMBER]!r}", node.start_mark.line + 1
        if len(node.value) > _LONGEST_NUMBER:
            raise self._refused(f"{shown} … is longer than any number: put text in quotes", line)
        try:
            return self.loader.construct_object(node)
        except (ValueError, LookupError, AttributeError, OverflowError) as problem:
            raise self._refused(f"{shown} is no {kind} ({problem}): put text in quotes", line) from None

    def _refused(self, message: str, line: int) -> Error:
        return self.error(message, where=f"{self.file}:{line}")
