"""The formats: ours, and those that other packages add under the entry point group `buttress.reports`.

A writer is one function `write(context) -> bytes`. To add one, a package declares

    [project.entry-points."buttress.reports"]
    slides = "acme_slides:write"

A name of ours cannot be taken. To add one here, write its module and its line in `FORMATS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from buttress.errors import ConfigError, Error
from buttress.report.context import Context
from buttress.text import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Writer = Callable[[Context], bytes]
FolderWriter = Callable[[Context], Mapping[str, bytes]]

GROUP = "buttress.reports"


@frozen(kw_only=True)
class Format:
    """One format of ours. `source` is where its writer stands, as `module:function`; it is imported when it is first asked for.

    `ending` is that of its files, `options` are what it asks for beyond the assessment, `has_summary` says that single findings may be
    left out of it, and `folder` is a writer of several files.
    """

    name: str
    source: str
    ending: str
    options: tuple[str, ...] = ()
    has_summary: bool = False
    folder: str = ""

    @property
    def file_name(self) -> str:
        """The usual name of a file: `report.html`, `junit.xml`, `oscal-poam.json`."""
        return f"report.{self.ending}" if self.ending == self.name else f"{self.name}.{self.ending}"

    @property
    def write(self) -> Writer:
        """Its writer."""
        return cast("Writer", _loaded(self.source))


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(name="text", source="text:write", ending="txt", has_summary=True),
        Format(name="json", source="json_document:write", ending="json"),
        Format(name="html", source="page:write", ending="html", folder="page:write_folder"),
        Format(name="pdf", source="pdf_document:write", ending="pdf"),
        Format(name="sarif", source="sarif:write", ending="sarif", options=("program",)),
        Format(name="junit", source="junit_xml:write", ending="xml"),
        Format(name="csv", source="csv_table:write", ending="csv"),
        Format(name="markdown", source="markdown:write", ending="md", has_summary=True),
        Format(name="action-plan", source="action_plan:write", ending="csv"),
        Format(name="asff", source="asff:write", ending="json", options=("aws_account", "aws_region")),
        Format(name="concise", source="concise:write", ending="txt"),
        Format(name="github", source="github:write", ending="txt", options=("program",)),
        Format(name="gitlab", source="gitlab:write", ending="json", options=("program",)),
        Format(name="ocsf", source="ocsf:write", ending="json"),
        Format(name="oscal", source="oscal:write_results", ending="json"),
        Format(name="oscal-components", source="oscal:write_components", ending="json"),
        Format(name="oscal-poam", source="oscal:write_plan", ending="json"),
    )
}
"""Our formats by name. A file without a named format gets the first one with its ending."""

OPTIONS: tuple[str, ...] = tuple(sorted({option for one in FORMATS.values() for option in one.options}))


def format_of(ending: str) -> str | None:
    """The format of a file with this ending (without its dot), if there is one."""
    return next((one.name for one in FORMATS.values() if one.ending == ending), None)


def file_name(name: str) -> str:
    """The usual name of a file in a format; of a format that another package adds, its name is the ending."""
    return FORMATS[name].file_name if name in FORMATS else f"report.{name}"


def formats() -> tuple[str, ...]:
    """The names of all formats that can be written here, sorted."""
    return tuple(sorted({*FORMATS, *(entry.name for entry in _added())}))


def writer(name: str) -> Writer:
    """The writer of a format; an unknown name is an error with the nearest known one."""
    if name in FORMATS:
        return FORMATS[name].write
    found = [entry for entry in _added() if entry.name == name]
    if not found:
        known = formats()
        raise ConfigError(f"there is no report format {name!r}", hint=nearest(name, known) or f"known formats: {', '.join(known)}")
    try:
        write = found[0].load()
    except (ImportError, AttributeError, SyntaxError) as problem:
        raise ConfigError(f"the report format {name!r} could not be loaded: {problem}", where=found[0].value) from problem
    if not callable(write):
        raise ConfigError(f"the report format {name!r} is not a function", where=found[0].value)
    return _foreign(name, cast("Writer", write), found[0].value)


def _foreign(name: str, write: Writer, place: str) -> Writer:
    """A writer of another package, whose faults are its own."""

    def call(context: Context) -> bytes:
        try:
            content: object = write(context)
        except Error:
            raise
        except Exception as problem:
            raise ConfigError(f"the report format {name!r} failed: {type(problem).__name__}: {problem}", where=place) from problem
        if not isinstance(content, bytes):
            raise ConfigError(f"the report format {name!r} gave {type(content).__name__} instead of bytes", where=place)
        return content

    return call


def folder_writer(name: str) -> FolderWriter:
    """The writer of several files of a format; an error where it has none."""
    if name not in FORMATS or not FORMATS[name].folder:
        known = ", ".join(one.name for one in FORMATS.values() if one.folder)
        raise ConfigError(f"the report format {name!r} is one file, not a folder", hint=f"a folder can be written of: {known}")
    return cast("FolderWriter", _loaded(FORMATS[name].folder))


def _loaded(source: str) -> Any:
    module, _, function = source.partition(":")
    return getattr(importlib.import_module(f"buttress.report.{module}"), function)


def _added() -> list[EntryPoint]:
    """What other packages declare; looking is slow (it reads every installed package), so it is done only when asked."""
    import importlib.metadata

    return list(importlib.metadata.entry_points(group=GROUP))
