"""From an assessment to files, stdout and the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from buttress.cli import terminal
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.model import Assessment, Finding, Outcome, Severity
from buttress.settings import Settings

_ENDINGS = {
    ".json": "json",
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "text",
}


def targets(formats: Sequence[str], outputs: Sequence[str], default: str) -> list[tuple[str, Path | None]]:
    """What to write as (format, file), None for stdout. At most one format goes to stdout."""
    from buttress.report import formats as known_formats

    known = set(known_formats())
    wanted = list(formats)
    result: list[tuple[str, Path | None]] = []
    for output in outputs:
        name, equals, path = output.partition("=")
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


def write(
    assessment: Assessment,
    plan: Sequence[tuple[str, Path | None]],
    *,
    exposure: Any = None,
    baseline: str | None = None,
    show: Sequence[str] = (),
    no_color: bool = False,
) -> None:
    """Write each format to its file, whole or not at all, and the one without a file to stdout."""
    from buttress.report import load_assessment, render

    earlier = load_assessment(Path(baseline).read_bytes(), baseline) if baseline else None
    shown = {Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, *(_outcome(name) for name in show)}
    for name, path in plan:
        content = render(
            assessment,
            name,
            exposure=exposure,
            baseline=earlier,
            show=sorted(shown),
            color=path is None and terminal.wants_color(no_color=no_color),
            ascii_only=path is None and terminal.ascii_only(),
            width=terminal.width() if path is None else 100,
        )
        if path is None:
            terminal.emit(content)
            continue
        try:
            write_atomically(path, content)
        except OSError as problem:
            raise ConfigError(f"cannot be written: {problem.strerror}", where=str(path)) from None
        terminal.note(f"wrote {path}")


def exit_code(
    assessment: Assessment, settings: Settings, *, fail_on: str | None, fail_on_unknown: bool, new: frozenset[tuple[str, str]] | None = None
) -> int:
    """0 if nothing at or above the threshold is left, else 1. A check that could not be evaluated always counts.

    `new` holds the (check, resource) pairs that an earlier assessment did not have; without it every finding counts.
    """
    threshold = fail_on or settings.fail_on
    bad = {Outcome.FAIL, Outcome.UNKNOWN} if fail_on_unknown or settings.fail_on_unknown else {Outcome.FAIL}
    if any(finding.outcome is Outcome.ERROR for finding in assessment.findings()):
        return 1
    if threshold == "never":
        return 0
    rank = Severity(threshold).rank
    counted = (finding for finding in assessment.findings() if finding.outcome in bad and finding.severity.rank <= rank)
    if any(new is None or (finding.check, finding.resource) in new for finding in counted):
        return 1
    return int(any(problem.severity.rank <= rank for problem in assessment.waiver_problems))


def new_pairs(assessment: Assessment, baseline: str | None) -> frozenset[tuple[str, str]] | None:
    """The (check, resource) pairs whose finding an earlier assessment did not have as failing."""
    if baseline is None:
        return None
    from buttress.report import load_assessment

    earlier = load_assessment(Path(baseline).read_bytes(), baseline)
    known = {(one["check"], one["resource"]) for one in _earlier(earlier) if one["outcome"] in {"fail", "waived"}}
    return frozenset(_pair(finding) for finding in assessment.findings() if _pair(finding) not in known)


def _earlier(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for part in (*document.get("stacks", ()), *document.get("estates", ())):
        yield from part["findings"]


def _pair(finding: Finding) -> tuple[str, str]:
    return (finding.check, finding.resource)


def _outcome(name: str) -> Outcome:
    try:
        return Outcome(name.replace("-", "_"))
    except ValueError:
        raise ConfigError(f"--show {name}: there is no such outcome", hint=f"one of {', '.join(sorted(Outcome))}") from None
