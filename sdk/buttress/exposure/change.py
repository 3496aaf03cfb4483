"""What changed since an earlier assessment, read from the exposure.json that it wrote."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from buttress.errors import ConfigError
from buttress.exposure.loss.levels import TITLES
from buttress.exposure.result import SCHEMA, Change, Exposure, Moved
from buttress.text import plural

_HINT = "give a file that `buttress exposure --format json` wrote"


def changed_since(path: str, after: Exposure) -> Exposure:
    """The same exposure with what is otherwise in it than in the document at `path`.

    Raises ConfigError where the file is no such document, is not older, or is in another currency.
    """
    try:
        before = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror}", where=path) from None
    except ValueError as problem:
        line = getattr(problem, "lineno", None)
        raise ConfigError("is not JSON", where=f"{path}:{line}" if line else path, hint=_HINT) from None
    if not isinstance(before, dict) or before.get("schema") != SCHEMA:
        raise ConfigError(f"is no {SCHEMA} document", where=path, hint=_HINT)
    if before["currency"] != after.currency:
        raise ConfigError(f"is in {before['currency']}, this assessment in {after.currency}", where=path, hint="use one currency for both")
    then = dt.datetime.fromisoformat(before["now"])
    if then > after.now:
        raise ConfigError(f"is of {then:%Y-%m-%d}, after this assessment of {after.now:%Y-%m-%d}", where=path, hint=_HINT)
    try:
        change = _change(then, before, after)
    except (KeyError, TypeError, AttributeError):
        raise ConfigError("was written by another version", where=path, hint=_HINT) from None
    return evolve(after, change=change, summary=(*after.summary, _in_words(change, after)))


def _in_words(change: Change, exposure: Exposure) -> str:
    """The change in one sentence."""
    moved = change.levels["residual"]
    by = abs(moved.now - moved.before)
    way = "is the same" if not by else f"{'rose' if moved.now > moved.before else 'fell'} by {exposure.money(by)}"
    parts = [f"Since {change.since:%Y-%m-%d} the residual exposure {way}"]
    if change.no_longer_failing:
        parts.append(f"{plural(len(change.no_longer_failing), 'control')} no longer fail{'s' * (len(change.no_longer_failing) == 1)}")
    if change.newly_failing:
        parts.append(f"{plural(len(change.newly_failing), 'control')} newly fail{'s' * (len(change.newly_failing) == 1)}")
    if change.inputs:
        parts.append(f"{plural(len(change.inputs), 'input')} of the model changed as well")
    return "; ".join(parts) + "."


def _change(then: dt.datetime, before: Mapping[str, Any], after: Exposure) -> Change:
    failing = {one["id"] for one in before["controls"] if one["failing"]}
    spent = {one["id"] for one in before["controls"] if one["budget_state"] == "spent"}
    fails = {one.id for one in after.controls if one.failing}
    spends = {one.id for one in after.controls if one.budget_state == "spent"}
    return Change(
        since=then,
        levels={name: Moved(before=before[name]["expected"]["mean"], now=getattr(after, name).mean) for name in TITLES},
        p_modified=Moved(before=before["residual"]["p_modified"], now=after.residual.p_modified),
        newly_failing=tuple(sorted(fails - failing)),
        no_longer_failing=tuple(sorted(failing - fails)),
        newly_spent=tuple(sorted(spends - spent)),
        inputs=tuple(_inputs(before, after)),
    )


def _inputs(before: Mapping[str, Any], after: Exposure) -> list[str]:
    """What a reader must not take for progress: another period, model, contract or assumption."""
    found = []
    if before["model_version"] != after.model_version:
        found.append(f"the model is version {after.model_version}, before {before['model_version']}")
    period = (before["period_start"], before["period_end"])
    if period != (after.period_start.isoformat(), after.period_end.isoformat()):
        found.append(f"the period is {after.period_start} to {after.period_end}, before {period[0]} to {period[1]}")
    contracts, now = {one["id"] for one in before["contracts"]}, {one.id for one in after.contracts}
    found += [f"contract {name} is new" for name in sorted(now - contracts)]
    found += [f"contract {name} is gone" for name in sorted(contracts - now)]
    old = set(before["assumptions"])
    found += [f"assumption now: {line}" for line in after.assumptions if line not in old]
    return found
