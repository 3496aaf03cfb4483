"""How hard a check is enforced in a preview: by what the settings say of it, of its severity or of all."""

from __future__ import annotations

from buttress.catalog import Catalog
from buttress.model import Check, Severity
from buttress.settings import Level, Settings
from buttress.text import nearest

ALL = "all"
HARD = frozenset({Severity.CRITICAL, Severity.HIGH})


def usual(check: Check, settings: Settings) -> Level:
    """The level of a check that has none set: with a baseline all stop what is new."""
    return "mandatory" if settings.baseline or check.severity in HARD else "advisory"


def given(check: Check, settings: Settings) -> Level | None:
    """What the settings say of a check, the most precise word first; None where they say nothing that counts for it."""
    if check.opt_in and not settings.asks_for(check.id):
        return None
    return next((settings.levels[key] for key in (check.id, check.severity.value, ALL) if key in settings.levels), None)


def of(check: Check, settings: Settings) -> Level:
    """The level of a check: what is set for it, else its usual one, else off where it has to be asked for."""
    if check.opt_in and not settings.asks_for(check.id):
        return "disabled"
    return given(check, settings) or usual(check, settings)


def unknown(name: str, catalog: Catalog) -> str:
    """What to do about a name that cannot have a level; empty where it is a check, a severity or `all`."""
    known = [*catalog.checks, *Severity, ALL]
    return "" if name in known else nearest(name, known) or f"`buttress catalog` lists the checks; else {', '.join(Severity)} or {ALL}"


def validate(catalog: Catalog, settings: Settings) -> None:
    """A ConfigError with its line for a name under `levels` that is none."""
    for name in settings.levels:
        if problem := unknown(name, catalog):
            raise settings.document.fail(f"levels.{name} is neither a check nor a severity nor all", ("levels", name), problem)
