"""What a project changed about how it is judged, and by what it makes its gate milder: for every report to say."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.assessment import levels
from buttress.assessment.parameters import ALL
from buttress.catalog import Catalog
from buttress.catalog.metadata import REASON
from buttress.model import Adjustment, Check
from buttress.settings import LONGEST_WAIVER, Settings


def adjustments(catalog: Catalog, settings: Settings) -> tuple[Adjustment, ...]:
    """Those of these settings: parameters, levels, what fails the run, then the lives of waivers, by what they are about."""
    return (*_parameters(catalog, settings), *_levels(catalog, settings), *_threshold(settings), *_lives(settings))


def _parameters(catalog: Catalog, settings: Settings) -> Iterator[Adjustment]:
    for target, values in sorted(settings.parameters.items()):
        for name, value in sorted(values.items()):
            defaults = [one.default for check in _about(catalog, target) for one in check.parameters if one.name == name]
            if any(default != value for default in defaults):
                usual = f", not {defaults[0]!r}" if all(default == defaults[0] for default in defaults) else ""
                why = f" ({values[REASON]})" if REASON in values else ""
                yield Adjustment(target=target, sentence=f"{name} of {_named(target)} is {value!r}{usual}{why}")


def _levels(catalog: Catalog, settings: Settings) -> Iterator[Adjustment]:
    plain = Settings()
    for target, level in sorted(settings.levels.items()):
        # A check that has to be asked for is asked for by its own name alone.
        usual = {levels.of(check, plain) for check in _about(catalog, target) if target == check.id or not check.opt_in}
        if usual - {level}:
            rest = f", not {next(iter(usual))}" if len(usual) == 1 else ""
            yield Adjustment(target=target, sentence=f"the level of {_named(target)} is {level}{rest}")


def _threshold(settings: Settings) -> Iterator[Adjustment]:
    usual = Settings().fail_on
    if settings.fail_on != usual:
        from_ = "no severity" if settings.fail_on == "never" else f"{settings.fail_on} up"
        yield Adjustment(target=ALL, sentence=f"a finding fails the run from {from_}, not {usual} up")


def _lives(settings: Settings) -> Iterator[Adjustment]:
    for severity, usual in LONGEST_WAIVER.items():
        days = settings.longest_waiver[severity]
        if days > usual:
            yield Adjustment(target=severity, sentence=f"a waiver of {severity} may live {days} days, not {usual}")


def _about(catalog: Catalog, target: str) -> list[Check]:
    return [check for check in catalog.checks.values() if target in {ALL, check.id, check.severity.value}]


def _named(target: str) -> str:
    return "all checks" if target == ALL else target
