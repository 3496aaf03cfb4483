"""One value of exposure.yaml at a time: numbers in their units, amounts, dates, quantities. What cannot be read is a ReadingError."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar, get_args

from attrs import evolve
from cattrs import BaseValidationError, Converter

from buttress.documents import Place
from buttress.exposure.model.inputs import ILLUSTRATIVE, Freeze, Prior, Trigger
from buttress.exposure.model.quantities import Quantity, fixed, interval90, pert
from buttress.exposure.model.units import PARAMETER, Amount, Unit
from buttress.money import minor_units

_AMOUNT = re.compile(r"^\s*([0-9]+(?:\.[0-9]+)?)\s+([A-Z]{3})\s*$")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST_AMOUNT = 10**15
_POINTS = {"fixed": "", "pert": "lowest, likeliest, highest", "ci90": "lowest, highest"}
_KEYS = {*_POINTS, "source", "as_of", "confidence"}

Scalar = Callable[[Any], float]
Found = TypeVar("Found")


class ReadingError(ValueError):
    """What is wrong with a value, `inside` it if not the whole of it, and what to write instead."""

    def __init__(self, message: str, hint: str | None = None, inside: Place = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.inside = inside

    def within(self, *place: str | int) -> ReadingError:
        """The same, seen from outside."""
        return ReadingError(str(self), self.hint, (*place, *self.inside))


def place_of(problem: BaseValidationError) -> tuple[Place, Exception]:
    """The first thing that is wrong, and where inside what was read."""
    inner = problem.exceptions[0]
    steps = [getattr(note, "name", getattr(note, "index", None)) for note in getattr(inner, "__notes__", ())]
    place = tuple(step for step in steps if step is not None)
    if isinstance(inner, BaseValidationError):
        further, last = place_of(inner)
        return (*place, *further), last
    return (*place, *getattr(inner, "inside", ())), inner


@functools.lru_cache(maxsize=32)
def converter_of(currency: str, rates: tuple[tuple[str, Decimal], ...]) -> Converter:
    """What reads values of a model in this currency; `rates` are what one unit of other currencies is worth in it."""
    amount = functools.partial(read_amount, currency=currency, rates=dict(rates))
    converter = Converter()

    def united(value: Any, kind: Any) -> Any:
        plain, unit = get_args(kind)
        scalar: Scalar = amount if isinstance(unit, Amount) else functools.partial(read_number, unit=unit)
        return _quantity(value, scalar) if plain is Quantity else scalar(value)

    converter.register_structure_hook_func(lambda kind: hasattr(kind, "__metadata__"), united)
    for kind, read in ((dt.date, read_date), (Prior, _prior), (Trigger, _trigger), (Freeze, _freeze)):
        converter.register_structure_hook(kind, functools.partial(_as, read))
    return converter


def read_number(value: Any, unit: Unit) -> float:
    """A number in its unit, an int where only whole ones exist."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ReadingError(f"{value!r} is not {unit.name}", f"expected {unit.name}, without a unit or quotes")
    if not -math.inf < value < math.inf:
        raise ReadingError(f"{value} is not a finite number", f"expected {unit.name}")
    if value < unit.low:
        raise ReadingError(f"{value} is below {unit.low:g}", f"expected {unit.name}")
    if value > unit.high:
        percentage = unit.high == 1 and value <= 100  # noqa: PLR2004
        raise ReadingError(
            f"{value} is above {unit.high:g}", f"expected {unit.name}" + (f"; {value:g} % is written {value / 100:g}" * percentage)
        )
    if (unit.open and value in {unit.low, unit.high}) or (unit.whole and value != int(value)):
        raise ReadingError(f"{value} is not {unit.name}", f"expected {unit.name}")
    return int(value) if unit.whole else float(value)


def read_amount(value: Any, *, currency: str, rates: dict[str, Decimal]) -> int:
    """An amount as minor units: a number in whole units, or text with a currency that has a rate."""
    rate = Decimal(1)
    if isinstance(value, str):
        match = _AMOUNT.match(value)
        if not match:
            raise ReadingError(f"{value!r} is not an amount", f"write a plain number of {currency}, or one like 250000 {currency}")
        number, code = match.groups()
        if code != currency and code not in rates:
            raise ReadingError(
                f"{value!r} is in {code}, the model in {currency}",
                f"give a rate with its date: fx: {{{code}: {{rate: …, as_of: YYYY-MM-DD}}}}",
            )
        rate = rates[code] if code != currency else rate
        value = float(number)
    amount = read_number(value, Unit(f"an amount in {currency}", low=-math.inf, high=_LARGEST_AMOUNT))
    if amount < 0:
        raise ReadingError(f"{amount:g} is negative", "an amount is what would be lost, hence zero or more")
    return minor_units(Decimal(str(amount)) * rate, currency)


def read_date(value: Any) -> dt.date:
    """A day, as YAML knows it or as text, which is all that JSON has."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError as problem:
            raise ReadingError(f"{value} is no day of the calendar ({problem})", "write it as 2026-01-31") from None
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise ReadingError(f"{value!r} is not a date", "write it as 2026-01-31")
    return value


def _as(read: Callable[[Any], Any], value: Any, _: Any) -> Any:
    return read(value)


def _inside(read: Callable[[Any], Found], value: Any, *place: str | int) -> Found:
    try:
        return read(value)
    except ReadingError as problem:
        raise problem.within(*place) from None


def _quantity(value: Any, scalar: Scalar) -> Quantity:
    """A scalar, {fixed}, {pert} or {ci90}, each part read by `scalar`."""
    if not isinstance(value, dict):
        return fixed(scalar(value))
    for key in value:
        if key not in _KEYS:
            raise ReadingError("unknown key", f"known keys: {', '.join(sorted(_KEYS))}", (key,))
    shapes = [key for key in _POINTS if key in value]
    if len(shapes) != 1:
        raise ReadingError("needs exactly one of fixed, pert and ci90", "as {pert: [50000, 125000, 200000]}")
    source = str(value.get("source", ""))
    return evolve(
        _inside(functools.partial(_shape, shapes[0], scalar), value[shapes[0]], shapes[0]),
        source=source,
        as_of=_inside(read_date, value["as_of"], "as_of") if "as_of" in value else None,
        confidence=str(value.get("confidence", "")),
        illustrative=source == ILLUSTRATIVE,
    )


def _shape(shape: str, scalar: Scalar, points: Any) -> Quantity:
    if shape == "fixed":
        return fixed(scalar(points))
    order = _POINTS[shape]
    if not isinstance(points, list) or len(points) != len(order.split(", ")):
        raise ReadingError(f"needs {len(order.split(', '))} numbers", order)
    numbers = [_inside(scalar, point, position) for position, point in enumerate(points)]
    if numbers != sorted(numbers):
        raise ReadingError(f"{points} is out of order", f"write {order}")
    if shape == "pert":
        return pert(*numbers)
    if numbers[0] <= 0 or numbers[0] == numbers[1]:
        raise ReadingError(f"{points} cannot bound a lognormal", "both bounds must be above 0, and differ")
    return interval90(*numbers)


def _prior(value: Any) -> Prior:
    pair = value["beta"]
    if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004
        raise ReadingError("needs the two parameters of a Beta distribution", "as {beta: [1, 9]}", ("beta",))
    a, b = (_inside(functools.partial(read_number, unit=PARAMETER), one, "beta", position) for position, one in enumerate(pair))
    return Prior(a=a, b=b)


def _trigger(value: Any) -> Trigger:
    if len(value) != 1:
        raise ReadingError("needs exactly one of opinion, criteria, exceptions and report_after")
    ((kind, what),) = value.items()
    if kind == "opinion":
        return Trigger(kind=what)
    if kind == "report_after":
        return Trigger(kind="late", date=_inside(read_date, what, kind))
    if not what:
        raise ReadingError("names no criterion", inside=(kind,))
    return Trigger(kind=kind, criteria=tuple(what))


def _freeze(value: Any) -> Freeze:
    first, last = (_inside(read_date, value[key], key) for key in ("from", "to"))
    if last < first:
        raise ReadingError(f"{last} comes before {first}", inside=("to",))
    return Freeze(first, last)
