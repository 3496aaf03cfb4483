"""Reports: renderings of one Assessment, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, runtime_checkable

from buttress.errors import ConfigError
from buttress.model import Assessment, Outcome
from buttress.report.context import SHOWN, Context
from buttress.report.registry import Format, Writer, file_name, folder_writer, formats, writer

__all__ = [
    "Context",
    "Format",
    "Writer",
    "file_name",
    "formats",
    "render",
    "render_folder",
]

_NARROWEST = 40


@runtime_checkable
class _Documented(Protocol):
    def to_dict(self) -> Mapping[str, Any]: ...


def render(
    assessment: Assessment,
    format: str,  # noqa: A002  (what callers call it)
    *,
    exposure: _Documented | Mapping[str, Any] | None = None,
    baseline: Mapping[str, Any] | None = None,
    width: int = 80,
    color: bool = False,
    ascii_only: bool = False,
    show: Iterable[Outcome | str] = SHOWN,
    full: bool = True,
    program: str = "Pulumi.yaml",
    options: Mapping[str, str] | None = None,
) -> bytes:
    """The assessment in one format, the same bytes for the same arguments.

    `exposure` is a `buttress.exposure.Exposure` or its document; `baseline` what `load_assessment` returns. `width`, `color` and
    `ascii_only` (a terminal that cannot show more) matter to the formats for people; `show` names the outcomes that are listed one by
    one; without `full` the text is no longer than a screen or two. `program` is the file that formats with source locations point at,
    relative to the repository. `options` are what single formats ask for: asff wants `aws_region`, and `aws_account` where no estate
    names it.
    """
    context = _context(
        assessment,
        exposure=exposure,
        baseline=baseline,
        width=width,
        color=color,
        ascii_only=ascii_only,
        show=show,
        full=full,
        program=program,
        options=options,
    )
    return writer(format)(context)


def render_folder(
    assessment: Assessment,
    format: str = "html",  # noqa: A002  (as above)
    *,
    exposure: _Documented | Mapping[str, Any] | None = None,
    baseline: Mapping[str, Any] | None = None,
    show: Iterable[Outcome | str] = SHOWN,
) -> dict[str, bytes]:
    """The report as a folder, file names to contents: for more findings than one page should hold."""
    return dict(folder_writer(format)(_context(assessment, exposure=exposure, baseline=baseline, show=show)))


def _context(
    assessment: Assessment,
    *,
    exposure: _Documented | Mapping[str, Any] | None,
    baseline: Mapping[str, Any] | None,
    show: Iterable[Outcome | str],
    width: int = 80,
    color: bool = False,
    ascii_only: bool = False,
    full: bool = True,
    program: str = "Pulumi.yaml",
    options: Mapping[str, str] | None = None,
) -> Context:
    document = exposure.to_dict() if isinstance(exposure, _Documented) else exposure
    try:
        shown = frozenset(Outcome(outcome) for outcome in show)
    except ValueError as problem:
        raise ConfigError(str(problem), hint=f"outcomes: {', '.join(Outcome)}") from None
    return Context(
        assessment=assessment,
        exposure=document,
        baseline=baseline,
        width=max(width, _NARROWEST),
        color=color,
        ascii_only=ascii_only,
        show=shown,
        full=full,
        program=program,
        options=dict(options or {}),
    )
