"""The parameters of each check: its defaults, overlaid by what the user set for all checks or for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buttress.catalog import Catalog
from buttress.catalog.metadata import REASON, finds_less, problem_with
from buttress.settings import Settings
from buttress.text import nearest

ALL = "all"


def resolve(catalog: Catalog, settings: Settings) -> dict[str, dict[str, Any]]:
    """For each check with parameters, every name with its value. A ConfigError names the key and line of a bad one."""
    document, given = settings.document, settings.parameters
    users: dict[str, list[str]] = {}
    for check in catalog.checks.values():
        for parameter in check.parameters:
            users.setdefault(parameter.name, []).append(check.id)
    for target, values in given.items():
        if target != ALL and target not in catalog.checks:
            raise document.fail(
                f"parameters.{target}: there is no check of that id", ("parameters", target), nearest(target, [*catalog.checks, ALL])
            )
        known = sorted(users) if target == ALL else [one.name for one in catalog.checks[target].parameters]
        for name in values.keys() - {REASON}:
            if name not in known:
                listed = f"{target} has {', '.join(known)}" if known else f"{target} has no parameters"
                raise document.fail(
                    f"parameters.{target}.{name} is not a parameter", ("parameters", target, name), nearest(name, known) or listed
                )
    return {
        check.id: {one.name: _value(check.id, one, settings) for one in check.parameters}
        for check in catalog.checks.values()
        if check.parameters
    }


def _value(check: str, parameter: Any, settings: Settings) -> Any:
    for target in (check, ALL):
        values: Mapping[str, Any] = settings.parameters.get(target, {})
        if parameter.name in values:
            value = values[parameter.name]
            named, place = f"parameters.{target}.{parameter.name}", ("parameters", target, parameter.name)
            if problem := problem_with(parameter, value):
                raise settings.document.fail(f"{named} {problem}, not {value!r}", place, f"default: {parameter.default!r}")
            if finds_less(parameter, value) and not values.get(REASON):
                hint = f"say why: `{REASON}:` beside it; the default is {parameter.default!r}"
                raise settings.document.fail(f"{named} leaves out something that {check} looks for", place, hint)
            return value
    return parameter.default
