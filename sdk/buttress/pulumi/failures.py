"""What a failed operation prints, turned into an error that names the place in the user's own program."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Sequence
from pathlib import Path

from buttress.errors import Error, StateError, ToolError
from buttress.pulumi.projects import Project
from buttress.text import nearest

_FRAME = re.compile(r'File "([^"]+)", line (\d+)')
_EXCEPTION = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:: .*)?$")
_HINT = re.compile(r"^\s*hint: (.*)$", re.MULTILINE)
_YAML_PLACE = re.compile(r"\bon (Pulumi\.ya?ml|Main\.ya?ml|\S+\.ya?ml) line (\d+)")
_UNFIT = re.compile(r"^Error: (\S+) is not assignable from .*$\n?((?:.*\n?)*)", re.MULTILINE)
_NO_COMPONENT = re.compile(r'unable to find resource type "buttress:(?:index:)?(\w+)"')
_YAML_ERROR = re.compile(r"^Error: (.*)$", re.MULTILINE)
_CALL = re.compile(r"(?:Exception: )?invoke of \S+ failed: invocation of \S+ returned an error: ")
_OUTSIDE = "no line of the program is in the way to it: look at what the libraries that it uses were given"
_MARKUP = re.compile(r"<\{%[^%]*%\}>|\x1b\[[0-9;]*m")


def plain(text: str) -> str:
    """The text without the CLI's colours."""
    return _MARKUP.sub("", text).strip()


def explain(project: Project, errors: Sequence[tuple[str, str]], notes: Sequence[str], output: str) -> Error:
    """The error behind a failure: of the program with file and line, of a resource with its URN, else the CLI's own words.

    `errors` are the diagnostics (URN, text) of severity error, `notes` what the language host wrote, `output` what the CLI did.
    """
    written = "\n".join((*notes, *(text for _, text in errors)))
    for text in (*(text for _, text in errors), *notes, plain(output)):
        place = _own_frame(project, text)
        if place:
            hint = _HINT.search(text)
            return StateError(
                _CALL.sub("", _exception(text)), where=place, hint=hint[1] if hint else "the program failed; correct it and run again"
            )
    place_in_yaml = _YAML_PLACE.search(written)
    if place_in_yaml:
        message, hint = _YAML_ERROR.search(written), _HINT.search(written)
        return StateError(
            message[1] if message else "the program is not valid",
            where=f"{project.named}/{place_in_yaml[1]}:{place_in_yaml[2]}",
            hint=hint[1] if hint else _nearest_component(written),
        )
    if unfit := _UNFIT.search(written):
        said = [line.strip() for line in unfit[2].splitlines() if line.strip() and not line.startswith("Cannot assign ")]
        return StateError(f"{unfit[1]}: {'; '.join(said) or 'its properties do not fit'}", where=_declared(project, unfit[1]))
    resources = [(urn, text) for urn, text in errors if urn and "pulumi:pulumi:Stack::" not in urn]
    for urn, text in (*resources, *errors):
        if "Traceback (most recent call last)" in text:
            hint, where = _HINT.search(text), urn if resources else project.named
            return StateError(_CALL.sub("", _exception(text)), where=where, hint=hint[1] if hint else _OUTSIDE)
        first, *rest = [line.strip() for line in text.splitlines() if line.strip()] or ["failed"]
        if first.endswith(":") and rest:
            first, rest = f"{first} {rest[0].removeprefix('- ')}", rest[1:]
        hint = _HINT.search(text)
        advice = hint[1] if hint else " ".join(rest) or None
        return StateError(first.removeprefix("error:").strip(), where=urn if resources else project.named, hint=advice)
    return ToolError(_complaint(plain(output)), where=project.named, hint="run `pulumi preview` in the project to see more")


def _declared(project: Project, token: str) -> str:
    """The line of the only resource of a YAML program that has this type; the project where there are none or several."""
    resources = project.document.data.get("resources")
    name = token.rpartition(":")[2]
    found = [
        ("resources", key, "type")
        for key, entry in (resources.items() if isinstance(resources, dict) else ())
        if isinstance(entry, dict) and str(entry.get("type", "")).rpartition(":")[2] == name
    ]
    return project.document.where(found[0]) if len(found) == 1 else project.named


def _nearest_component(text: str) -> str | None:
    """A hint at the component of ours that is nearest to the type which Pulumi does not find."""
    missing = _NO_COMPONENT.search(text)
    spec = importlib.util.find_spec("buttress_components") if missing else None
    if missing is None or spec is None:
        return None
    names = [
        name
        for place in spec.submodule_search_locations or ()
        for name in json.loads((Path(place) / "satisfies.json").read_text(encoding="utf-8"))
    ]
    return nearest(f"buttress:{missing[1]}", [f"buttress:{name}" for name in names])


def _own_frame(project: Project, text: str) -> str:
    """`file:line` of the last frame of a traceback that lies in the project, or an empty string."""
    own = [(Path(file), line) for file, line in _FRAME.findall(text) if Path(file).is_relative_to(project.directory)]
    return f"{Path(project.named) / own[-1][0].relative_to(project.directory)}:{own[-1][1]}" if own else ""


def _exception(text: str) -> str:
    """The exception at the end of a traceback, `Type: message`."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    start = max((position for position, line in enumerate(lines) if _FRAME.search(line)), default=0)
    return next((line for line in lines[start:] if _EXCEPTION.match(line)), lines[-1].strip() if lines else "the program failed")


def _complaint(text: str) -> str:
    """The CLI's own `error:` line, or its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and line.strip() not in {"stderr:", "stdout:"}]
    errors = [line.partition("error:")[2].strip() for line in lines if line.startswith(("error:", "stderr: error:"))]
    return next(iter(errors), lines[-1] if lines else "the Pulumi CLI failed")
