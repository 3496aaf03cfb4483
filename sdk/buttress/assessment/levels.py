"""How hard a check is enforced in a preview: by what the settings say of it, of its severity or of all."""

from __future__ import annotations

from buttress.catalog import Catalog
from buttress.model import Check, Severity
from buttress.settings import Level, Settings
from buttress.text import nearest

ALL = "all"
_HARD = {Severity.CRITICAL, Severity.HIGH}


def default(check: Check) -> Level:
    """The level of a check of which nothing is said."""
    return "mandatory" if check.severity in _HARD else "advisory"


def of(check: Check, settings: Settings) -> Level:
    """The level of a check: the most precise word on it, else its default, or `mandatory` where a baseline holds what is known."""
    for key in (check.id, check.severity.value, ALL):
        if key in settings.levels:
            return settings.levels[key]
    return "mandatory" if settings.baseline else default(check)


def unknown(name: str, catalog: Catalog) -> str:
    """What to do about a name that levels cannot be said of; empty where it is a check, a severity or `all`."""
    known = [*catalog.checks, *Severity, ALL]
    return "" if name in known else nearest(name, known) or f"`buttress catalog` lists the checks; else {', '.join(Severity)} or {ALL}"


def validate(catalog: Catalog, settings: Settings) -> None:
    """A ConfigError with its line for a name under `levels` that is none."""
    for name in settings.levels:
        if problem := unknown(name, catalog):
            raise settings.document.fail(f"levels.{name} is neither a check nor a severity nor all", ("levels", name), problem)
