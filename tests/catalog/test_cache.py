"""What is remembered of a library from one run to the next."""

from __future__ import annotations

import attrs

from buttress.catalog import library


@attrs.frozen
class Before:
    title: str


@attrs.frozen
class After:
    title: str
    opt_in: bool = False


def test_what_was_remembered_without_a_field_is_not_read_back() -> None:
    After.__name__ = "Before"
    assert library._shape([Before]) == library._shape([Before])
    assert library._shape([Before]) != library._shape([After])


def test_every_record_that_is_remembered_counts() -> None:
    shapes = {library._shape(library._KEPT[:number]) for number in range(len(library._KEPT) + 1)}
    assert len(shapes) == len(library._KEPT) + 1
