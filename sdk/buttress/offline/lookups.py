"""Results of functions that only a cloud could answer: of the right form, and recognised again wherever the program puts them.

A program works with the result of a plain function as with any text; a marked unknown would stop it at the first type check. So it gets
marked texts instead, and an input in which one of them turns up is unknown as a whole. A network is marked by its address (198.18.0.0/15 is
set aside for measuring networks and in use nowhere), for programs divide networks. A number or a switch cannot be marked, and is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from buttress.model import sentinels
from buttress.offline.names import Identity
from buttress.pulumi import wire
from buttress.pulumi.shapes import fields, result

_MARK = "offline-unknown-"
_MARKED = re.compile(rf"{_MARK}[0-9a-f]{{12}}|(?<![\d.])198\.1[89]\.\d{{1,3}}\.\d{{1,3}}(?![\d.])")
_NETWORK = "198.18.0.0/16"
_WRAPPED = re.compile(r"^(Optional|Sequence|Mapping)\[(?:_builtins\.str, )?(.*)\]$")
_CLASS = re.compile(r"^'?(?:outputs|_?outputs)\.(\w+)'?$")
_DEEPEST = 3
_SEVERAL = 3
"""Members of a list of texts: as many as there are zones."""


def made_up(token: str, arguments: wire.Properties) -> wire.Properties | None:
    """A result of which nothing is known, the arguments echoed into it; None where no SDK says what its form is."""
    form = result(token)
    if not form:
        return None
    seed = Identity(json.dumps([token, arguments], sort_keys=True, default=str), token, token)
    made = {key: _value(seed, token, kind, key, 0) for key, kind in form.items()}
    return {**{key: value for key, value in made.items() if value is not None}, **arguments}


def unmarked(properties: Mapping[str, Any]) -> wire.Properties:
    """The properties with an unknown for every text that a made-up result went into."""
    return {key: _unmarked(value) for key, value in properties.items()}


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        return sentinels.UNKNOWN if _MARKED.search(value) else value
    if isinstance(value, dict):
        return unmarked(value)
    return [_unmarked(member) for member in value] if isinstance(value, list) else value


def _value(seed: Identity, token: str, kind: str, path: str, depth: int) -> Any:
    wrapped = _WRAPPED.match(kind)
    if wrapped:
        if wrapped[1] == "Mapping":
            return {}
        if wrapped[1] == "Optional":
            return _value(seed, token, wrapped[2], path, depth)
        several = _SEVERAL if wrapped[2] == "_builtins.str" else 1
        members = [_value(seed, token, wrapped[2], f"{path}[{position}]", depth) for position in range(several)]
        return [member for member in members if member is not None]
    named = _CLASS.match(kind)
    if named:
        if depth == _DEEPEST:
            return None
        inner = fields(token, named[1])
        made = {key: _value(seed, token, field, f"{path}.{key}", depth + 1) for key, field in inner.items()}
        return {key: value for key, value in made.items() if value is not None}
    if kind != "_builtins.str":
        return None
    last = path.rsplit(".", 1)[-1].lower()
    return _NETWORK if "cidr" in last and "6" not in last else f"{_MARK}{seed.digits(12, path)}"
