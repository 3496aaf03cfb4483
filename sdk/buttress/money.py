"""Amounts: integer minor units of one currency, and how a person reads them."""

from __future__ import annotations

from decimal import Decimal

_SIGNIFICANT = 3


def decimals(currency: str) -> int:
    """The number of decimal places of a currency's minor unit as CLDR has it, hence without those no longer used; 2 where it is unknown."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def minor_units(amount: float | Decimal, currency: str) -> int:
    """An amount in whole units as integer minor units, rounded half to even."""
    return round(Decimal(str(amount)).scaleb(decimals(currency)))


def money(minor: float, currency: str) -> str:
    """An amount in minor units for the screen: three significant digits, thousands apart, the currency in front.

    Only for reading: what is stored and compared stays in minor units.
    """
    whole = Decimal(round(minor)).scaleb(-decimals(currency))
    if whole == 0:
        return f"{currency} 0"
    shift = whole.adjusted() - _SIGNIFICANT + 1
    rounded = whole.quantize(Decimal(1).scaleb(max(shift, -decimals(currency))))
    places = max(0, min(decimals(currency), -shift))
    return f"{currency} {rounded:,.{places}f}"


def share(probability: float) -> str:
    """A probability as a percentage of three significant digits; what is neither certain nor impossible never reads as 0 % or 100 %."""
    if probability in {0.0, 1.0}:
        return f"{probability:.0%}"
    percent = probability * 100
    if percent < 0.01:  # noqa: PLR2004  (a hundredth of a percent)
        return "< 0.01%"
    if percent > 99.9:  # noqa: PLR2004
        return "> 99.9%"
    return f"{percent:.3g}%"
