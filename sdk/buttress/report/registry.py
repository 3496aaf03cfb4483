"""The writers by name: ours, and those that other packages add under the entry point group `buttress.reports`.

A writer is one function `write(context) -> bytes`. To add one, a package declares

    [project.entry-points."buttress.reports"]
    slides = "acme_slides:write"

A name of ours cannot be taken.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from buttress.errors import ConfigError
from buttress.report.context import Context
from buttress.text import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Writer = Callable[[Context], bytes]

GROUP = "buttress.reports"

WRITERS: Mapping[str, str] = {
    "action-plan": "buttress.report.action_plan",
    "asff": "buttress.report.asff",
    "concise": "buttress.report.concise",
    "csv": "buttress.report.csv_table",
    "github": "buttress.report.github",
    "html": "buttress.report.page",
    "json": "buttress.report.json_document",
    "junit": "buttress.report.junit_xml",
    "markdown": "buttress.report.markdown",
    "ocsf": "buttress.report.ocsf",
    "oscal": "buttress.report.oscal_results",
    "oscal-components": "buttress.report.oscal_components",
    "oscal-poam": "buttress.report.oscal_plan",
    "pdf": "buttress.report.pdf_document",
    "sarif": "buttress.report.sarif",
    "text": "buttress.report.text",
}
"""Our formats and the module whose `write` makes each; a module is imported when it is first asked for."""

_ENDINGS: Mapping[str, str] = {
    "action-plan": "csv",
    "concise": "txt",
    "csv": "csv",
    "github": "txt",
    "html": "html",
    "junit": "xml",
    "markdown": "md",
    "pdf": "pdf",
    "sarif": "sarif",
    "text": "txt",
}


def file_name(name: str) -> str:
    """The usual name of a file in a format: `report.html`, `junit.xml`, `oscal-poam.json`; of one that another package adds, its name."""
    ending = _ENDINGS.get(name, "json" if name in WRITERS else name)
    return f"report.{ending}" if ending == name else f"{name}.{ending}"


def formats() -> tuple[str, ...]:
    """The names of all formats that can be written here, sorted."""
    return tuple(sorted({*WRITERS, *(entry.name for entry in _added())}))


def writer(name: str) -> Writer:
    """The writer of a format; an unknown name is an error with the nearest known one."""
    if name in WRITERS:
        return cast("Writer", importlib.import_module(WRITERS[name]).write)
    found = [entry for entry in _added() if entry.name == name]
    if not found:
        known = formats()
        raise ConfigError(f"there is no report format {name!r}", hint=nearest(name, known) or f"known formats: {', '.join(known)}")
    try:
        write = found[0].load()
    except (ImportError, AttributeError) as problem:
        raise ConfigError(f"the report format {name!r} could not be loaded: {problem}", where=found[0].value) from problem
    if not callable(write):
        raise ConfigError(f"the report format {name!r} is not a function", where=found[0].value)
    return cast("Writer", write)


def _added() -> list[EntryPoint]:
    """What other packages declare; looking is slow (it reads every installed package), so it is done only when asked."""
    import importlib.metadata

    return list(importlib.metadata.entry_points(group=GROUP))
