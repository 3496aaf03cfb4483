"""The samples of the components, `tests/components/samples/NAME.yaml`, and what each of them makes.

`least` are the fewest arguments, `fullest` forms with as many as go together, `opt_outs` the arguments that give up a protection with the
checks that they excuse, `inherent` the checks that it never meets and says why, `estate` the checks of the whole account that one such
component answers, `overrides` second values of arguments that take neither another form's nor one that is nearly the same. `$NAME` and
`${NAME}` stand for what `_shared.yaml` calls so.
"""

from __future__ import annotations

import importlib
import string
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from buttress.catalog.components import components
from buttress.model import Outcome
from buttress.testing import Compliance, Judged, record

FOLDER = Path(__file__).parents[1] / "components/samples"
REASON = "Tried out for a week; ticket SHOP-1."
_STACK = "pulumi:pulumi:Stack"


@frozen(kw_only=True)
class Sample:
    """One component: its arguments, and the checks that each opt-out excuses."""

    name: str
    least: Mapping[str, Any]
    fullest: tuple[Mapping[str, Any], ...] = ()
    opt_outs: Mapping[str, tuple[Mapping[str, Any], tuple[str, ...]]] = field(factory=dict)
    inherent: tuple[str, ...] = ()
    estate: tuple[str, ...] = ()
    overrides: Mapping[str, Any] = field(factory=dict)

    @property
    def component(self) -> Any:
        """The class."""
        (cloud,) = (one.cloud for one in components() if one.name == self.name)
        return getattr(importlib.import_module(f"buttress_components.{cloud}"), self.name)

    @property
    def satisfies(self) -> tuple[str, ...]:
        """The checks that it is said to satisfy."""
        (found,) = (one.satisfies for one in components() if one.name == self.name)
        return found

    @property
    def gives_up(self) -> tuple[str, ...]:
        """The checks that its opt-outs excuse, and those that it never meets."""
        return tuple(sorted({*self.inherent, *(check for _, checks in self.opt_outs.values() for check in checks)}))

    def program(self, args: Mapping[str, Any] | None = None) -> Callable[[], Any]:
        """A program that makes one called `shop`."""
        return lambda: self.component("shop", dict(self.least if args is None else args))

    def satisfied(self, compliance: Compliance) -> tuple[str, ...]:
        """The checks that pass on what it makes at its least and in every fullest form; an AssertionError where it is not clean."""
        found = {check for check in self.estate if check in compliance.catalog.checks}
        for args in (self.least, *self.fullest):
            judged = compliance.check(self.program(args))
            judged.assert_clean()
            found |= passing(judged)
        return tuple(sorted(found))

    def urns(self) -> list[str]:
        """What it makes at its least and in every fullest form: the types down to each child, and its name."""
        found: set[str] = set()
        for args in (self.least, *self.fullest):
            made = {one.urn: one for one in record(self.program(args))}
            found |= {f"{'$'.join(_types(one, made))}::{one.name}" for one in made.values() if one.token != _STACK}
        return sorted(found)


def passing(judged: Judged) -> set[str]:
    """The checks that passed."""
    return {one.check for one in judged.assessment.findings() if one.outcome is Outcome.PASS}


def _types(one: Any, made: Mapping[str, Any]) -> list[str]:
    """The types from the component to the child, as the engine writes them into a URN; mocks write the last two only."""
    if one.token == _STACK:
        return []
    return [*(_types(made[one.parent], made) if one.parent in made else []), one.token]


def _filled(value: Any, shared: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(member, shared) for key, member in value.items()}
    if isinstance(value, list):
        return [_filled(member, shared) for member in value]
    if isinstance(value, str) and "$" in value:
        return shared[value[1:]] if value[1:] in shared else string.Template(value).substitute(shared)
    return value


def _read(file: Path, shared: Mapping[str, Any]) -> Sample:
    given = _filled(yaml.safe_load(file.read_text(encoding="utf-8")), shared)
    return Sample(
        name=file.stem,
        least=given["least"],
        fullest=tuple(given.get("fullest", ())),
        opt_outs={name: (one["args"], tuple(one["checks"])) for name, one in given.get("opt_outs", {}).items()},
        inherent=tuple(given.get("inherent", ())),
        estate=tuple(given.get("estate", ())),
        overrides=given.get("overrides", {}),
    )


def _shared() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in yaml.safe_load((FOLDER / "_shared.yaml").read_text(encoding="utf-8")).items():
        found[name] = _filled(value, found)
    return found


SAMPLES = tuple(_read(file, _shared()) for file in sorted(FOLDER.glob("[A-Z]*.yaml")))
