from __future__ import annotations

import math
import sys
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.model.sentinels import SIGNATURE, UNKNOWNS
from buttress.state import read_bytes
from buttress.state.values import SECRET, decode

SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def special(signature: str, **other: Any) -> dict[str, Any]:
    return {SIGNATURE: signature, **other}


HIDDEN = special("1b47061264138c4ac30d75fd1eb44270", ciphertext="v1:abc")


@pytest.mark.parametrize(
    ("given_value", "props", "unknown", "secret"),
    [
        pytest.param({"a": 1.0, "b": 1.5, "c": True}, {"a": 1, "b": 1.5, "c": True}, [], [], id="integral floats become integers"),
        pytest.param({"a": None, "__defaults": ["x"], "b": {"__x": 1, "y": None}}, {"b": {}}, [], [], id="nulls and internal keys go"),
        pytest.param({"a": SENTINEL, "b": [1, SENTINEL]}, {"b": [1, None]}, [("a",), ("b", 1)], [], id="unknowns leave their place"),
        pytest.param({"a": HIDDEN, "b": [HIDDEN]}, {"a": SECRET, "b": [SECRET]}, [], [("a",), ("b", 0)], id="secrets are replaced"),
        pytest.param({"a": SECRET}, {"a": SECRET}, [], [("a",)], id="a preview's own marker is a secret"),
        pytest.param(
            {"a": special("1b47061264138c4ac30d75fd1eb44270", value=SENTINEL)}, {}, [("a",)], [("a",)], id="an unknown secret is both"
        ),
        pytest.param({"a": special("8ad145fe-0d11-4827-bfd7-1abcbf086f5c", value=2.0)}, {"a": 2}, [], [], id="a float envelope"),
        pytest.param({"a": special("d0e6a833031e9bbcd3f4e8bde6ca49a4")}, {}, [("a",)], [], id="an output without a value"),
        pytest.param(
            {"a": special("d0e6a833031e9bbcd3f4e8bde6ca49a4", secret=True)}, {}, [("a",)], [("a",)], id="a secret output without a value"
        ),
        pytest.param(
            {"a": special("d0e6a833031e9bbcd3f4e8bde6ca49a4", value="v", secret=True)}, {"a": SECRET}, [], [("a",)], id="a secret output"
        ),
        pytest.param(
            {"a": special("c44067f5952c0a294b673a41bacd8c17", hash="h", text="key")},
            {"a": {"hash": "h"}},
            [],
            [],
            id="an asset keeps no text",
        ),
        pytest.param(
            {"a": special("5cf8f73096256a8f31e491e813e4eb8e", urn="urn:x", id="i")}, {"a": "i"}, [], [], id="a resource reference is its id"
        ),
        pytest.param(
            {"a": special("5cf8f73096256a8f31e491e813e4eb8e", urn="urn:x", id=SENTINEL)},
            {"a": "urn:x"},
            [],
            [],
            id="or its URN before it has one",
        ),
        pytest.param({"a": special("tomorrow", value=1)}, {}, [("a",)], [], id="a signature of tomorrow is unknown"),
    ],
)
def test_values_are_decoded(given_value: Any, props: Any, unknown: list[Any], secret: list[Any]) -> None:
    decoded = decode(given_value)
    assert (decoded.props, list(decoded.unknown), list(decoded.secret)) == (props, unknown, secret)


def test_all_seven_sentinels_are_unknown() -> None:
    assert len(UNKNOWNS) == 7
    assert decode({str(number): one for number, one in enumerate(sorted(UNKNOWNS))}).props == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5), st.text(min_size=12))
def test_no_secret_survives_decoding(props: dict[str, Any], word: str) -> None:
    """Whatever surrounds it, what a secret envelope holds is nowhere in the result."""
    hidden = special("1b47061264138c4ac30d75fd1eb44270", value={"inner": f"plain-{word}"}, plaintext=f'"plain-{word}"')
    decoded = decode({**props, "deep": [{"s": hidden}], "top": hidden})
    assert f"plain-{word}" not in repr(decoded)
    assert ("top",) in decoded.secret


@given(st.one_of(st.integers(), st.floats(), st.sampled_from([2**63, 2**64 - 1, 2**64, -(2**63) - 1, 10**400])))
def test_any_number_reaches_opa_or_is_unknown(number: float) -> None:
    decoded = decode({"n": number})
    carried = orjson.loads(orjson.dumps(decoded.props))
    assert carried == decoded.props
    if decoded.unknown:
        assert not abs(number) <= sys.float_info.max
    else:
        assert math.isclose(carried["n"], number, rel_tol=1e-15)


@given(st.integers(min_value=-(10**500), max_value=10**500))
def test_a_state_with_any_number_is_read(number: int) -> None:
    (resource,) = read_bytes(
        b'{"version": 3, "deployment": {"manifest": {}, "resources": [{"urn": "urn:pulumi:a::b::c:d:E::f", "type": "c:d:E", "custom": true,'
        b' "inputs": {"n": %d}}]}}' % number,
        "state.json",
    ).resources
    assert orjson.dumps(resource.props)
    assert ("n" in resource.props) != bool(resource.unknown)
