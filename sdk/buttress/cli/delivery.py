"""From an assessment to files, stdout and the exit code."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from buttress.cli import terminal
from buttress.cli.ci_providers import repository
from buttress.cli.options import NEW, Output, chosen_frameworks
from buttress.documents import write_atomically, write_together
from buttress.errors import ConfigError
from buttress.model import Assessment, Outcome
from buttress.settings import Settings
from buttress.text import nearest

if TYPE_CHECKING:
    from buttress.exposure import Exposure


_PROJECT = "Pulumi.yaml"
ONE_PAGE = 2_000
"""The most findings that one page should list."""


@frozen
class Target:
    """One thing to write: a format, and its file, or the folder of its files, or stdout where there is no path."""

    format: str
    path: Path | None = None
    folder: bool = False


@frozen(kw_only=True)
class Delivery:
    """What is to be written and to be compared with, known to hold together before anything is judged."""

    output: Output
    settings: Settings
    targets: Sequence[Target]
    extra: Mapping[str, str]
    baseline: Mapping[str, Any] | None


def prepare(output: Output, settings: Settings, *, default: str, read: Sequence[str] = (), project: str | None = None) -> Delivery:
    """The delivery that the options ask for; whatever is wrong with them, or with the baseline, is an error now.

    No file is written twice, nor in the place of one of those that are `read`. `project` is the directory of the program, where that
    is known; else it is looked for in the working directory and beside the first file that is read.
    """
    targets = _targets(output.formats, output.outputs, default)
    keep_apart([target.path for target in targets if target.path], read, settings)
    extra = _extra_options(output.extra, targets)
    for name in output.show:
        _outcome(name)
    beside = [str(Path(one).parent) for one in read[:1] if "://" not in one]
    extra.setdefault("program", _program([".", *beside] if project is None else [project]))
    return Delivery(output=output, settings=settings, targets=targets, extra=extra, baseline=_baseline(output, settings))


def deliver(assessment: Assessment, delivery: Delivery, *, exposure: Exposure | None = None) -> int:
    """Write an assessment, and its exposure where one is given; the exit code."""
    for stack in assessment.stacks:
        for warning in stack.warnings:
            terminal.note(f"warning: {stack.stack.label}: {warning}")
    _write(assessment, delivery, exposure)
    return _exit_code(assessment, delivery)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and say so; a ConfigError where it cannot be written."""
    _file(path, content)
    terminal.note(f"wrote {path}")


def _write(assessment: Assessment, delivery: Delivery, exposure: Exposure | None) -> None:
    """Write each format to its file, and the one without a file to stdout."""
    from buttress.report import render, render_folder
    from buttress.report.registry import FORMATS

    output, baseline = delivery.output, delivery.baseline
    if output.frameworks:
        assessment = assessment.within(chosen_frameworks(output.frameworks, [*assessment.frameworks]))
    shown = {Outcome.FAIL, Outcome.ERROR, Outcome.UNKNOWN, Outcome.WAIVED, *(_outcome(name) for name in output.show)}
    extra = dict(delivery.extra)
    program = extra.pop("program")
    # Whatever a format refuses is refused before anything is written.
    written: list[tuple[Target, bytes | Mapping[str, bytes]]] = []
    for target in delivery.targets:
        name, path = target.format, target.path
        if target.folder and path is not None:
            pages = render_folder(assessment, name, exposure=exposure, baseline=baseline, show=sorted(shown))
            written.append((target, pages))
            continue
        content = render(
            assessment,
            name,
            exposure=exposure,
            baseline=baseline,
            show=() if output.summary and name in FORMATS and FORMATS[name].has_summary else sorted(shown),
            full=output.full or path is not None,
            program=program,
            options=extra,
            color=path is None and terminal.wants_color(no_color=output.no_color),
            ascii_only=path is None and terminal.ascii_only(),
            width=terminal.width() if path is None else 100,
        )
        written.append((target, content))
    for target, product in written:
        _deliver(target, product)
        listed = sum(finding.outcome in shown for finding in assessment.findings())
        if target.format == "html" and target.path and not target.folder and listed > ONE_PAGE:
            path = target.path
            terminal.note(f"{path} lists {listed:,} findings; -o html={path.with_suffix('')}/ writes a folder of smaller pages")


def _deliver(target: Target, content: bytes | Mapping[str, bytes]) -> None:
    """Write what was rendered to stdout, a file or a folder."""
    if not isinstance(content, bytes):
        _pages(target.path or Path(), content)
    elif target.path is None:
        terminal.emit(content)
    else:
        write_file(target.path, content)


def _targets(formats: Sequence[str], outputs: Sequence[str], default: str) -> list[Target]:
    """What to write. At most one format goes to stdout."""
    from buttress.report.registry import FORMATS, folder_writer, format_of
    from buttress.report.registry import formats as known_formats

    known = set(known_formats())
    wanted = list(formats)
    result: list[Target] = []
    for output in outputs:
        name, equals, path = output.partition("=")
        if equals and name in known:
            if not path:
                raise ConfigError(f"--output {output} names no file", hint=f"write it as --output {name}=FILE")
            folder = path.endswith("/")
            if folder:
                folder_writer(name)
            result.append(Target(name, Path(path), folder=folder))
            continue
        ending = Path(output).suffix.lower().removeprefix(".")
        form = format_of(ending)
        # `--format asff -o findings.json` means the file; `--format text -o report.html` means both.
        if len(wanted) == len(outputs) == 1 and (form is None or wanted[0] not in FORMATS or FORMATS[wanted[0]].ending == ending):
            result.append(Target(wanted.pop(), Path(output)))
            continue
        if form is None:
            raise ConfigError(f"--output {output}: the format does not follow from the ending", hint="write it as --output html=FILE")
        result.append(Target(form, Path(output)))
    written = {target.format for target in result}
    wanted = [name for name in wanted if name not in written]
    if not result and not wanted:
        wanted = [default]
    if len(wanted) > 1:
        raise ConfigError(
            f"only one format can go to stdout, and {', '.join(wanted)} were asked for", hint="give the others a file: --output sarif=FILE"
        )
    return [*result, *map(Target, wanted)]


def _program(folders: Sequence[str]) -> str:
    """The project's file as formats with lines name it: relative to the repository, which is where services look for it."""
    places = [Path(os.path.realpath(folder)) for folder in folders]
    place = next((one for one in places if (one / _PROJECT).is_file()), places[0])
    root = repository(place)
    return (place / _PROJECT).relative_to(root).as_posix() if root else _PROJECT


def keep_apart(paths: Sequence[Path], read: Sequence[str], settings: Settings) -> None:
    """An error where two of the paths to write are one, or one is a file that is read: an argument, the settings or the waivers."""
    everything = [*read, *(str(file) for file in (settings.file, settings.waivers_file) if file)]
    taken = {os.path.realpath(file): f"{file}, which is read" for file in everything}
    for path in paths:
        place = os.path.realpath(path)
        if place in taken:
            raise ConfigError(f"--output {path} would replace {taken[place]}", hint="give each file a name of its own")
        taken[place] = "what another --output writes"


def _file(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as problem:
        raise ConfigError(f"cannot be written: {problem.strerror}", where=str(path)) from None


def _pages(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        write_together(folder, files)
    except OSError as problem:
        raise ConfigError(f"cannot be written: {problem.strerror}", where=str(folder)) from None
    terminal.note(f"wrote {folder / 'index.html'} and {len(files) - 1} files beside it")


def _exit_code(assessment: Assessment, delivery: Delivery) -> int:
    """1 if the threshold is reached, else 0."""
    from buttress.assessment.baseline import compare
    from buttress.assessment.threshold import reached

    output, settings, baseline = delivery.output, delivery.settings, delivery.baseline
    return int(
        reached(
            assessment,
            output.fail_on if output.fail_on not in {None, NEW} else settings.fail_on,
            unknown=output.fail_on_unknown or settings.fail_on_unknown,
            fresh=compare(assessment, baseline).fresh() if output.only_new and baseline is not None else None,
        )
    )


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
    from buttress.assessment.baseline import read_assessment

    return read_assessment(named)


def _extra_options(options: Sequence[str], targets: Sequence[Target]) -> dict[str, str]:
    """The KEY=VALUE options of single formats; an unknown key is an error, unless a format of another package may know it."""
    from buttress.report.registry import FORMATS, OPTIONS

    extra = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals or not value:
            raise ConfigError(f"--option {option} is not of the form KEY=VALUE")
        if key not in OPTIONS and all(target.format in FORMATS for target in targets):
            hint = nearest(key, [*OPTIONS]) or f"known: {', '.join(OPTIONS)}"
            raise ConfigError(f"--option {key}: no format here has this option", hint=hint)
        extra[key] = value
    return extra


def _outcome(name: str) -> Outcome:
    try:
        return Outcome(name.replace("-", "_"))
    except ValueError:
        raise ConfigError(f"--show {name}: there is no such outcome", hint=f"one of {', '.join(sorted(Outcome))}") from None
