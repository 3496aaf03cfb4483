"""From an assessment to files, stdout and the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from buttress.cli import terminal
from buttress.cli.options import NEW, Output
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.model import Assessment, Finding, Outcome, Severity
from buttress.settings import Settings
from buttress.text import nearest

if TYPE_CHECKING:
    from buttress.exposure import Exposure

Key = tuple[str, str, str]
"""Stack label or estate id, check, resource."""

PAGES = "html/"
"""Not a format of its own: HTML as a folder of pages."""

ONE_PAGE = 2_000
"""The most findings that one page should list."""

_SUMMARISED = frozenset({"text", "markdown"})
_EXTRA = ("aws_account", "aws_region", "program")
_ENDINGS = {
    ".json": "json",
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".csv": "csv",
    ".md": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
}


@frozen(kw_only=True)
class Delivery:
    """What is to be written and to be compared with, known to hold together before anything is judged."""

    output: Output
    settings: Settings
    targets: Sequence[tuple[str, Path | None]]
    extra: Mapping[str, str]
    baseline: Mapping[str, Any] | None


def prepare(output: Output, settings: Settings, *, default: str) -> Delivery:
    """The delivery that the options ask for; whatever is wrong with them, or with the baseline, is an error now."""
    targets = _targets(output.formats, output.outputs, default)
    extra = _extra_options(output.extra, targets)
    for name in output.show:
        _outcome(name)
    return Delivery(output=output, settings=settings, targets=targets, extra=extra, baseline=_baseline(output, settings))


def deliver(assessment: Assessment, delivery: Delivery, *, exposure: Exposure | None = None) -> int:
    """Write an assessment, and its exposure where one is given; the exit code."""
    for stack in assessment.stacks:
        for warning in stack.warnings:
            terminal.note(f"warning: {stack.stack.label}: {warning}")
    _write(assessment, delivery, exposure)
    fresh = None
    if delivery.output.only_new and delivery.baseline is not None:
        from buttress.report import compare

        fresh = compare(assessment, delivery.baseline).fresh()
    return _exit_code(assessment, delivery, fresh)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and say so; a ConfigError where it cannot be written."""
    _file(path, content)
    terminal.note(f"wrote {path}")


def _write(assessment: Assessment, delivery: Delivery, exposure: Exposure | None) -> None:
    """Write each format to its file, and the one without a file to stdout."""
    from buttress.report import render, render_folder

    output, baseline = delivery.output, delivery.baseline
    shown = {Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, *(_outcome(name) for name in output.show)}
    extra = dict(delivery.extra)
    program = extra.pop("program", "Pulumi.yaml")
    for name, path in delivery.targets:
        if name == PAGES and path is not None:
            _pages(path, render_folder(assessment, exposure=exposure, baseline=baseline, show=sorted(shown)))
            continue
        content = render(
            assessment,
            name,
            exposure=exposure,
            baseline=baseline,
            show=() if output.summary and name in _SUMMARISED else sorted(shown),
            program=program,
            options=extra,
            color=path is None and terminal.wants_color(no_color=output.no_color),
            ascii_only=path is None and terminal.ascii_only(),
            width=terminal.width() if path is None else 100,
        )
        if path is None:
            terminal.emit(content)
            continue
        write_file(path, content)
        listed = sum(finding.outcome in shown for finding in assessment.findings())
        if name == "html" and listed > ONE_PAGE:
            terminal.note(f"{path} lists {listed:,} findings; -o html={path.with_suffix('')}/ writes a folder of smaller pages")


def _targets(formats: Sequence[str], outputs: Sequence[str], default: str) -> list[tuple[str, Path | None]]:
    """What to write as (format, file), None for stdout. At most one format goes to stdout."""
    from buttress.report import formats as known_formats

    known = set(known_formats())
    wanted = list(formats)
    result: list[tuple[str, Path | None]] = []
    for output in outputs:
        name, equals, path = output.partition("=")
        if equals and name == "html" and path.endswith("/"):
            result.append((PAGES, Path(path)))
            continue
        if equals and name in known:
            result.append((name, Path(path)))
            continue
        if len(wanted) == 1 and len(outputs) == 1:
            result.append((wanted.pop(), Path(output)))
            continue
        ending = "".join(Path(output).suffixes[-1:]).lower()
        if ending not in _ENDINGS:
            raise ConfigError(f"--output {output}: the format does not follow from the ending", hint="write it as --output html=FILE")
        result.append((_ENDINGS[ending], Path(output)))
    written = {name for name, _ in result}
    wanted = [name for name in wanted if name not in written]
    if not result and not wanted:
        wanted = [default]
    if len(wanted) > 1:
        raise ConfigError(
            f"only one format can go to stdout, and {', '.join(wanted)} were asked for", hint="give the others a file: --output sarif=FILE"
        )
    return [*result, *((name, None) for name in wanted)]


def _file(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as problem:
        raise ConfigError(f"cannot be written: {problem.strerror}", where=str(path)) from None


def _pages(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        _file(folder / name, content)
    terminal.note(f"wrote {folder / 'index.html'} and {len(files) - 1} files beside it")


def _exit_code(assessment: Assessment, delivery: Delivery, fresh: frozenset[Key] | None) -> int:
    """0 if nothing at or above the threshold is left, else 1. A check that could not be evaluated always counts.

    `fresh` are the findings that a baseline does not cover, as `Comparison.fresh` gives them; without it every finding counts.
    """
    output, settings = delivery.output, delivery.settings
    threshold = output.fail_on if output.fail_on not in {None, NEW} else settings.fail_on
    bad = {Outcome.FAIL, Outcome.UNKNOWN} if output.fail_on_unknown or settings.fail_on_unknown else {Outcome.FAIL}
    if any(finding.outcome is Outcome.ERROR for finding in assessment.findings()):
        return 1
    if threshold == "never":
        return 0
    rank = Severity(threshold).rank
    for label, findings in _labelled(assessment):
        for finding in findings:
            if finding.outcome not in bad or finding.severity.rank > rank:
                continue
            if fresh is None or (label, finding.check, finding.resource) in fresh:
                return 1
    return int(any(problem.severity.rank <= rank for problem in assessment.waiver_problems))


def _baseline(output: Output, settings: Settings) -> Mapping[str, Any] | None:
    """The earlier assessment that `--baseline` or `buttress.yaml` names."""
    named = output.baseline or settings.baseline
    if named is None:
        if output.only_new:
            raise ConfigError(
                "--fail-on new needs --baseline, or a baseline: in buttress.yaml",
                hint="write one with: buttress check STATE --format json -o FILE",
            )
        return None
    from buttress.report import read_assessment

    return read_assessment(named)


def _extra_options(options: Sequence[str], targets: Sequence[tuple[str, Path | None]]) -> dict[str, str]:
    """The KEY=VALUE options of single formats; an unknown key is an error, unless a format of another package may know it."""
    from buttress.report.registry import WRITERS

    extra = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals or not value:
            raise ConfigError(f"--option {option} is not of the form KEY=VALUE")
        if key not in _EXTRA and all(name in WRITERS for name, _ in targets):
            hint = nearest(key, [*_EXTRA]) or f"known: {', '.join(_EXTRA)}"
            raise ConfigError(f"--option {key}: no format here has this option", hint=hint)
        extra[key] = value
    return extra


def _labelled(assessment: Assessment) -> Iterator[tuple[str, Sequence[Finding]]]:
    for stack in assessment.stacks:
        yield stack.stack.label, stack.findings
    for estate in assessment.estates:
        yield estate.id, estate.findings


def _outcome(name: str) -> Outcome:
    try:
        return Outcome(name.replace("-", "_"))
    except ValueError:
        raise ConfigError(f"--show {name}: there is no such outcome", hint=f"one of {', '.join(sorted(Outcome))}") from None
