"""What the numbers of exposure.yaml count: the unit, what is in range, and whether only whole ones exist."""

from __future__ import annotations

import math

from attrs import frozen


@frozen
class Unit:
    """A unit in the words of a message, the least and the greatest value; `open` leaves these two out."""

    name: str
    low: float = 0.0
    high: float = math.inf
    whole: bool = False
    open: bool = False


@frozen
class Amount:
    """Money: read in whole units of a currency, kept as minor units of the model's."""


AMOUNT = Amount()
SHARE = Unit("a share or probability between 0 and 1", high=1.0)
OPEN_SHARE = Unit("a share strictly between 0 and 1", high=1.0, open=True)
DAYS = Unit("a whole number of days", high=3650, whole=True)
WEEKS = Unit("a number of weeks", high=520)
MONTHS = Unit("a number of months", high=520)
PEOPLE = Unit("a number of people", high=10_000)
SIZE = Unit("a whole number of items", high=10**6, whole=True)
ITEMS = Unit(SIZE.name, low=1, high=10**6, whole=True)
POPULATION = Unit("a whole number", low=1, high=2**62, whole=True)
POINTS = Unit("a whole number above 1", low=2, high=2**22, whole=True)
PARAMETER = Unit("a number above 0", low=1e-6, high=1e9)
RATE = Unit("a rate above 0", open=True)
