"""Components tried out under mocks: what each creates, and which properties of it change when one input does.

The arguments are the samples of the components' own tests, so that what is said here is of programs that are judged there.
"""

from __future__ import annotations

import json
import logging
import runpy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from buttress.model import Resource
from buttress.testing import record
from buttress_components._arguments import ArgumentError

_REASON = "To see what changes."
_MOST = 3
"""How many pairs of values of one input are compared: more tell nothing new."""


@frozen(kw_only=True)
class Form:
    """One set of arguments of a component with what it creates. `title` says what is particular in it."""

    args: Mapping[str, Any]
    created: Mapping[str, Resource]


@frozen(kw_only=True)
class Trial:
    """A component tried out. `forms` are its defaults and then the fullest samples.

    `touched` maps an input to the properties (type, top-level name) that change with it, `swapped` to the types of which it creates one
    and takes another away, or only one of the two.
    """

    name: str
    forms: tuple[Form, ...]
    touched: Mapping[str, frozenset[tuple[str, str]]]
    swapped: Mapping[str, frozenset[str]]
    untried: frozenset[str]

    @property
    def types(self) -> frozenset[str]:
        """Every type that it creates in one form or another."""
        return frozenset(one.type for form in self.forms for one in form.created.values())


def samples(root: Path) -> Mapping[str, Any]:
    """The samples of the components' tests by name."""
    found = runpy.run_path(str(root / "tests/components/conftest.py"))["SAMPLES"]
    return {one.name: one for one in found}


def attempt(sample: Any, inputs: Mapping[str, bool], others: Mapping[str, Any]) -> Trial:
    """Try a component: each of `inputs` (with whether it is a flag) with two values, taken from its samples, left out, or made from the one that is there.

    `others` are values for inputs of which none of these will do.
    """
    forms = [Form(args=args, created=_created(sample, args) or {}) for args in (sample.least, *sample.fullest)]
    touched: dict[str, frozenset[tuple[str, str]]] = {}
    swapped: dict[str, frozenset[str]] = {}
    untried = set()
    for name, flag in inputs.items():
        pairs = list(_pairs(sample, name, forms, flag=flag, others=others))
        if not pairs:
            untried.add(name)
            continue
        touched[name] = frozenset(found for before, after in pairs for found in _changed(before, after))
        swapped[name] = frozenset(found for before, after in pairs for found in _swapped(before, after))
    return Trial(name=sample.name, forms=tuple(forms), touched=touched, swapped=swapped, untried=frozenset(untried))


def _pairs(
    sample: Any, name: str, forms: Sequence[Form], *, flag: bool, others: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Resource], Mapping[str, Resource]]]:
    """What is created with one value of an input and with another, all else being equal."""
    left = _MOST
    for form in forms:
        tried = [_text(form.args.get(name))]
        for value in _values(sample, name, form, flag=flag, others=others):
            if not left or _text(value) in tried:
                continue
            tried.append(_text(value))
            args = {key: one for key, one in {**form.args, name: value}.items() if one is not None}
            after = _created(sample, args) or _created(sample, {**args, "justification": _REASON})
            if after is not None and after != form.created:
                left -= 1
                yield form.created, after


def _values(sample: Any, name: str, form: Form, *, flag: bool, others: Mapping[str, Any]) -> Iterator[Any]:
    if name in others:
        yield others[name]
    given = form.args.get(name)
    seen = [args.get(name) for args in (sample.least, *sample.fullest, *(args for args, _ in sample.opt_outs.values()))]
    yield from (one for one in seen if one is not None)
    if given is not None:
        yield from _altered(given)
        yield None
    if flag:
        yield from (True, False)


def _altered(value: Any) -> Iterator[Any]:
    """Values near to one: most components take at least one of them."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, value * 2)
    elif isinstance(value, str):
        yield from (f"{value}-2", f"{value}2")
    elif isinstance(value, list) and value:
        yield value[:-1]
        yield from ([*value[:-1], one] for one in _altered(value[-1]))
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from ({**value, key: one} for one in _altered(member))


def _created(sample: Any, args: Mapping[str, Any]) -> dict[str, Resource] | None:
    """The cloud resources by URN, or None if the component does not take the arguments."""
    try:
        found = record(sample.program(args))
    except ArgumentError:
        return None
    return {one.urn: one for one in found if one.custom}


def _changed(before: Mapping[str, Resource], after: Mapping[str, Resource]) -> Iterator[tuple[str, str]]:
    for urn in before.keys() & after.keys():
        old, new = before[urn], after[urn]
        for key in {*old.declared, *new.declared}:
            if _text(old.props.get(key)) != _text(new.props.get(key)):
                yield old.type, key


def _swapped(before: Mapping[str, Resource], after: Mapping[str, Resource]) -> Iterator[str]:
    for urn in before.keys() ^ after.keys():
        yield (before.get(urn) or after[urn]).type


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
