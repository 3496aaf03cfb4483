from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.model import sentinels
from buttress.pulumi import wire

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=12,
)
PROPERTIES = st.dictionaries(st.text(min_size=1, max_size=8), VALUES, max_size=4)


@given(PROPERTIES)
def test_properties_survive_the_way_over_the_wire(properties: wire.Properties) -> None:
    assert wire.read(wire.write(properties)) == properties


@given(PROPERTIES)
def test_equal_properties_have_no_differences(properties: wire.Properties) -> None:
    assert wire.differences(properties, properties) == []


@given(PROPERTIES, PROPERTIES)
def test_differences_are_found_exactly_when_something_but_nulls_and_internals_differs(old: wire.Properties, new: wire.Properties) -> None:
    assert bool(wire.differences(old, new)) == bool(wire.differences(new, old))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 2}, [("a", "UPDATE")]),
        ({"a": 1}, {}, [("a", "DELETE")]),
        ({}, {"a": {"b": 1}}, [("a", "ADD")]),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3, "c": 2}}, [("a.b", "UPDATE")]),
        ({"a": [1, 2]}, {"a": [1, 3, 4]}, [("a[1]", "UPDATE"), ("a[2]", "ADD")]),
        ({"a": [1, 2]}, {"a": [1]}, [("a[1]", "DELETE")]),
        ({"__defaults": ["x"], "a": 1}, {"__defaults": [], "a": 1}, []),
        ({"a": wire.secret("x")}, {"a": "x"}, []),
        ({"a": wire.secret("x")}, {"a": wire.secret("y")}, [("a", "UPDATE")]),
        ({"a": "known"}, {"a": sentinels.UNKNOWN}, [("a", "UPDATE")]),
        ({"a": None}, {}, []),
    ],
)
def test_differences_name_the_place_and_the_kind(old: wire.Properties, new: wire.Properties, expected: list[tuple[str, str]]) -> None:
    assert [(each.path, each.kind) for each in wire.differences(old, new)] == expected


@pytest.mark.parametrize("sentinel", sorted(sentinels.UNKNOWNS))
def test_every_sentinel_is_unknown_in_the_open_and_in_a_secret(sentinel: str) -> None:
    assert wire.is_unknown(sentinel)
    assert wire.is_unknown(wire.secret(sentinel))
    assert wire.text(sentinel) == ""


def test_a_secret_deep_inside_is_seen() -> None:
    assert wire.has_secret({"a": [{"b": wire.secret("x")}]})
    assert not wire.has_secret({"a": [{"b": "x"}]})
