"""`buttress.yaml`: a project's own settings, read strictly and found by walking up from a directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen

from buttress.documents import Document, find_file, load_yaml, validate
from buttress.errors import ConfigError
from buttress.model import Mode

NAME = "buttress.yaml"
WAIVERS = "buttress-waivers.yaml"
EXPOSURE = "exposure.yaml"
VARIABLE = "BUTTRESS_CONFIG"
"""Names the settings file where it is not to be looked for, as `--config` does: a pipeline's own, from the base branch."""

FailOn = Literal["critical", "high", "medium", "low", "never"]
Level = Literal["mandatory", "advisory", "disabled"]

LONGEST_WAIVER: Mapping[str, int] = {"critical": 30, "high": 90, "medium": 180, "low": 180}
"""Days a waiver may live, by the severity of its check."""

_STRINGS = {"type": "array", "items": {"type": "string", "minLength": 1}}
_REASON = {"type": "string", "pattern": "\\S", "$comment": "say why in words"}
_DAYS = {"type": "integer", "minimum": 1, "maximum": 3650}

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "policies": _STRINGS,
        "fail_on": {"enum": ["critical", "high", "medium", "low", "never"]},
        "fail_on_unknown": {"type": "boolean"},
        "baseline": {"type": "string", "minLength": 1},
        "parameters": {
            "type": "object",
            "additionalProperties": {"type": "object", "properties": {"reason": _REASON}},
        },
        "estates": {"type": "object", "additionalProperties": {**_STRINGS, "minItems": 1}},
        "covered_by": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["checks", "reason"],
                "properties": {"checks": {**_STRINGS, "minItems": 1}, "estates": _STRINGS, "reason": {"type": "string", "minLength": 1}},
            },
        },
        "levels": {"type": "object", "additionalProperties": {"enum": ["mandatory", "advisory", "disabled"]}},
        "waivers": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "file": {"type": "string", "minLength": 1},
                "in_code": {"enum": ["allow", "forbid"]},
                "approvers": {**_STRINGS, "minItems": 1},
                "longest": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"critical": _DAYS, "high": _DAYS, "medium": _DAYS, "low": _DAYS},
                },
            },
        },
    },
}


@frozen(kw_only=True)
class Coverage:
    """Estate checks that something outside of these programs answers for estates (globs; all of them by default), and why."""

    checks: tuple[str, ...]
    reason: str
    estates: tuple[str, ...] = ("*",)


@frozen(kw_only=True)
class Settings:
    """What a project asks for. Paths are absolute; `document` is where each value came from, for messages.

    `parameters` maps `all` or a check id to names and values; `levels` maps a check id, a severity or `all` to an enforcement level.
    `in_ci` says whether this runs in continuous integration, `named` whether the file was named by whoever runs us, as `--config` does, and
    not found beside what is judged.
    """

    file: Path | None = None
    policies: tuple[str, ...] = ()
    fail_on: FailOn = "low"
    fail_on_unknown: bool = False
    baseline: Path | None = None
    parameters: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    estates: Mapping[str, tuple[str, ...]] = field(factory=dict)
    covered_by: tuple[Coverage, ...] = ()
    levels: Mapping[str, Level] = field(factory=dict)
    waivers_file: Path | None = None
    waivers_in_code: Literal["allow", "forbid", "default"] = "default"
    approvers: tuple[str, ...] = ()
    in_ci: bool = False
    named: bool = False
    longest_waiver: Mapping[str, int] = field(factory=lambda: dict(LONGEST_WAIVER))
    document: Document = field(factory=lambda: Document(NAME, {}), repr=False)

    def hears_code(self, mode: Mode) -> bool:
        """Whether the reasons count that components state in the code.

        Not in a preview in CI, where the code that is judged would excuse itself, unless a file that was named says
        `waivers.in_code: allow`: one that was found there comes with the same pull request.
        """
        if self.in_ci and mode == "preview":
            return self.waivers_in_code == "allow" and self.named
        return self.waivers_in_code != "forbid"

    def approves(self, approver: str) -> bool:
        """Whether a waiver counts that this person approved: one of `waivers.approvers`; where nobody is listed, anybody, but not in CI."""
        if not self.approvers:
            return not self.in_ci
        return approver.strip().casefold() in {one.strip().casefold() for one in self.approvers}

    def asks_for(self, check: str) -> bool:
        """Whether a level or a parameter is given to this very check, so that it runs even if it is off by default."""
        return self.levels.get(check, "disabled") != "disabled" or bool(self.parameters.get(check))


def find_settings(start: Path) -> Settings:
    """The settings that BUTTRESS_CONFIG names, else those of the nearest `buttress.yaml` at or above a directory, else the defaults."""
    if VARIABLE in os.environ:
        if not os.environ[VARIABLE]:
            raise ConfigError(f"{VARIABLE} is empty", hint="let it name a buttress.yaml, or unset it")
        return read_settings(Path(os.environ[VARIABLE]), named=True)
    for folder in (start, *start.parents):
        if file := find_file(folder, NAME):
            return read_settings(file)
    return Settings(waivers_file=find_file(start, WAIVERS), in_ci=_in_ci())


def read_settings(path: Path, *, named: bool = False) -> Settings:
    """The settings in a file; a ConfigError names the line of an unknown key or a value that is not allowed.

    `named` says that whoever runs us chose this file.
    """
    document = load_yaml(path)
    data = document.data if document.data is not None else {}
    document = Document(document.file, data, document.lines, document.error)
    validate(document, SCHEMA)
    folder = path.resolve().parent
    waivers = data.get("waivers", {})
    waived = folder / waivers["file"] if "file" in waivers else find_file(folder, WAIVERS)
    if "file" in waivers and waived and not waived.is_file():
        raise document.fail(f"the waiver file {waived} does not exist", ("waivers", "file"))
    if "baseline" in data and not (folder / data["baseline"]).is_file():
        raise document.fail(
            f"the baseline {folder / data['baseline']} does not exist",
            ("baseline",),
            "write one with: buttress check STATE --format json -o FILE",
        )
    return Settings(
        file=path,
        policies=tuple(str(folder / one) for one in data.get("policies", ())),
        fail_on=data.get("fail_on", "low"),
        fail_on_unknown=data.get("fail_on_unknown", False),
        baseline=folder / data["baseline"] if "baseline" in data else None,
        parameters=data.get("parameters", {}),
        estates={name: tuple(stacks) for name, stacks in data.get("estates", {}).items()},
        covered_by=tuple(
            Coverage(checks=tuple(one["checks"]), reason=one["reason"], estates=tuple(one.get("estates", ["*"])))
            for one in data.get("covered_by", [])
        ),
        levels=data.get("levels", {}),
        waivers_file=waived,
        waivers_in_code=waivers.get("in_code", "default"),
        approvers=tuple(waivers.get("approvers", ())),
        in_ci=_in_ci(),
        named=named,
        longest_waiver={**LONGEST_WAIVER, **waivers.get("longest", {})},
        document=document,
    )


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
