"""What a set of fixes must keep to: the team's weeks, due dates and precedence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from attrs import frozen

from buttress.exposure.audit.structure import Floats

_EPSILON = 1e-9


class Job(Protocol):
    """Something that takes `effort` weeks and is too late after `due` working weeks."""

    @property
    def effort(self) -> float: ...
    @property
    def due(self) -> float: ...
    @property
    def hopeless(self) -> bool: ...


@frozen(kw_only=True, eq=False)
class Limits:
    """A set x (m,) of 0 and 1 holds if matrix @ x <= bounds and no `then` comes without its `first`. The first row is the total effort."""

    matrix: Floats
    bounds: Floats
    precedence: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, jobs: Sequence[Job], capacity: float, precedence: Sequence[tuple[int, int]]) -> Limits:
        """The capacity, and for each due date that what is due by then takes no longer. A job too late in any case never fits."""
        efforts = [one.effort for one in jobs]
        rows, bounds = [efforts], [capacity + _EPSILON]
        for due in sorted({one.due for one in jobs if not math.isinf(one.due) and not one.hopeless}):
            rows.append([effort if one.due <= due and not one.hopeless else 0.0 for one, effort in zip(jobs, efforts, strict=True)])
            bounds.append(due + _EPSILON)
        rows.append([float(one.hopeless) for one in jobs])
        bounds.append(0.5)
        return cls(matrix=np.array(rows).reshape(len(rows), len(jobs)), bounds=np.array(bounds), precedence=tuple(precedence))

    def closed(self, chosen: frozenset[int]) -> frozenset[int]:
        """The set with all that its members must come after."""
        while missing := {first for first, then in self.precedence if then in chosen} - chosen:
            chosen |= missing
        return chosen

    def hold(self, chosen: frozenset[int]) -> bool:
        """Whether a set keeps to all of them."""
        if not all(first in chosen for first, then in self.precedence if then in chosen):
            return False
        return bool((self.matrix[:, sorted(chosen)].sum(axis=1) <= self.bounds).all())
