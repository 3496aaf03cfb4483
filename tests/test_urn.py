"""URNs, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.model import Urn


def test_a_urn_is_taken_apart() -> None:
    urn = Urn.parse("urn:pulumi:prod::shop::my:own:Comp$aws:s3/bucket:Bucket::logs")
    assert urn == Urn(name="logs", types=("my:own:Comp", "aws:s3/bucket:Bucket"), project="shop", stack="prod")
    assert (urn.type, urn.kind, urn.component) == ("aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket", "my:own:Comp")
    assert urn.label == "aws:s3/bucket:Bucket logs"


@pytest.mark.parametrize("name", ["a::b", "a$b", "::", "a::b$c::d", "", "line\nbreak"])
def test_a_name_may_hold_what_parts_a_urn(name: str) -> None:
    urn = Urn.parse(f"urn:pulumi:s::p::my:own:Comp$aws:s3/bucket:Bucket::{name}")
    assert (urn.name, urn.type) == (name, "aws:s3/bucket:Bucket")


@pytest.mark.parametrize("text", ["", "aws:123456789012", "urn:pulumi:s::p::t", "urn:other:s::p::t::n", "a::b::c::d"])
def test_foreign_text_is_a_name_alone(text: str) -> None:
    urn = Urn.parse(text)
    assert not Urn.valid(text)
    assert urn == Urn(name=text)
    assert (urn.type, urn.component, urn.label) == ("", "", f"account {text}")


@pytest.mark.parametrize("value", [None, 3, ["urn:pulumi:s::p::t::n"]])
def test_what_is_no_text_is_no_urn(value: object) -> None:
    assert not Urn.valid(value)


@given(st.text())
def test_any_text_can_be_parsed(text: str) -> None:
    assert Urn.parse(text).name in text


@pytest.mark.parametrize(
    ("urn", "component"),
    [
        ("urn:pulumi:s::p::shop:index:Storage$aws:s3/bucket:Bucket::b", "shop:index:Storage"),
        ("urn:pulumi:s::p::pulumi:pulumi:Stack$shop:index:Storage$aws:s3/bucket:Bucket::b", "shop:index:Storage"),
        ("urn:pulumi:s::p::aws:s3/bucket:Bucket::b", ""),
        ("aws:123456789012", ""),
    ],
)
def test_the_component_of_a_resource_is_read_from_its_urn(urn: str, component: str) -> None:
    assert Urn.parse(urn).component == component
