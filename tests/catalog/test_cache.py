"""What is remembered of a library from one run to the next."""

from __future__ import annotations

import attrs
import cattrs

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


def test_the_digest_of_the_fields_does_not_change_when_their_types_are_resolved() -> None:
    @attrs.frozen
    class Kept:
        names: tuple[str, ...]

    before = library._shape([Kept])
    cattrs.structure({"names": ["a"]}, Kept)
    attrs.resolve_types(Kept)
    assert library._shape([Kept]) == before
    assert library._shape(library._KEPT) == library._shape([attrs.resolve_types(kept) for kept in library._KEPT])
