"""One resource of a state, a preview or an analyzer request, as a `Resource`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from buttress.model import Mode, Position, PropertyPath, Resource, Urn
from buttress.model.sentinels import UNKNOWNS
from buttress.state import legacy_types, tokens, values


def from_parts(
    *,
    urn: str,
    token: str,
    inputs: Mapping[str, Any] | None,
    outputs: Mapping[str, Any] | None,
    mode: Mode,
    identity: Any = "",
    custom: bool = True,
    parent: str = "",
    provider: str = "",
    dependencies: Mapping[str, Iterable[str]] | None = None,
    secret_outputs: Iterable[str] = (),
    external: bool = False,
    protect: bool = False,
    retain_on_delete: bool = False,
    ignore_changes: Iterable[str] = (),
    position: Position | None = None,
) -> Resource:
    """A resource in today's type and shape; `props` as the mode merges inputs and outputs (see `overlay`)."""
    name = Urn.parse(urn).name
    given = values.decode(inputs or {})
    answered = values.decode(outputs or {})
    if not given.whole or not answered.whole:
        return Resource(urn=urn, type=token, token=token, name=name, problem="its properties as a whole are unknown or secret")
    if token.startswith("azure-native") and "type" in given.props and str(answered.props.get("type", "")).startswith("Microsoft."):
        # Azure answers every resource with its ARM type, also where `type` is an input of its own (a machine's extension).
        del answered.props["type"]
    if token.startswith("azure-native") and mode != "preview":
        # An azure-native answer leaves out what is null, so that inside an object it does not tell "not set" from "not answered"
        # (a site's settings come back with a handful of keys): the program's own value stands. Tags are answered whole.
        for key, value in given.props.items():
            if key != "tags" and isinstance(value, dict) and isinstance(answered.props.get(key), dict):
                values.supplement(answered.props[key], value)
    props, unknown, secret = overlay(given, answered, mode, tuple(secret_outputs))
    kind, version = tokens.normalise(token, props)
    # Where a state holds no inputs at all, nothing tells the program's own from what the provider echoes.
    own = answered if inputs is None and mode != "preview" else given
    declared = tuple(sorted(own.props.keys() | {path.head for path in own.unknown}))
    today = legacy_types.upgrade(kind, props, unknown, secret, declared)
    joined = {today.names.get(key, key): tuple(sorted(set(urns))) for key, urns in (dependencies or {}).items() if urns}
    text = identity if isinstance(identity, str) and identity not in UNKNOWNS else ""
    return Resource(
        urn=urn,
        type=today.type,
        token=token,
        name=name,
        id=text,
        custom=custom,
        parent=parent,
        provider=provider,
        region=_text(today.props, "region") or _text(today.props, "location"),
        api_version=version,
        external=external,
        protect=protect,
        retain_on_delete=retain_on_delete,
        ignore_changes=tuple(ignore_changes),
        props=today.props,
        declared=today.declared,
        unknown=today.unknown,
        secret=today.secret,
        dependencies=joined,
        position=position,
    )


def overlay(
    given: values.Decoded, answered: values.Decoded, mode: Mode, secret_outputs: tuple[str, ...] = ()
) -> tuple[dict[str, Any], tuple[PropertyPath, ...], tuple[PropertyPath, ...]]:
    """Properties, unknown paths and secret paths of one resource.

    In a state the provider's answer wins, property by property. In a preview the program's inputs stand; a known output fills what
    the program left out, and an unknown output counts as absent, for the program did not ask for it.
    What is secret in an input stays secret in the output that answers it.
    """
    declared = given.props.keys() | {path.head for path in given.unknown}
    if mode == "preview":
        filled = {key for key in answered.props if key not in declared and not _reaches(answered.unknown, key)}
        props = {**given.props, **{key: answered.props[key] for key in filled}}
        unknown = given.unknown
        secret = (*given.secret, *(path for path in answered.secret if path.head in filled))
    else:
        answer = answered.props.keys() | {path.head for path in answered.unknown}
        props = {**{key: value for key, value in given.props.items() if key not in answer}, **answered.props}
        for path in answered.nulls:
            # A null inside an answer (Azure answers a site's settings with many) is no answer: the program's own value stands.
            values.fill(props, given.props, path)
        unknown = (*(path for path in given.unknown if path and path.head not in answer), *answered.unknown)
        secret = (*(path for path in given.secret if path and path.head not in answer), *answered.secret)
        inherited = [path for path in given.secret if path and path.head in answer]
        inherited += [PropertyPath((key,)) for key in secret_outputs]
        secret += tuple(path for path in inherited if path not in secret and values.mask(props, path))
    return props, tuple(sorted(set(unknown), key=_order)), tuple(sorted(set(secret), key=_order))


def _reaches(paths: Iterable[PropertyPath], key: str) -> bool:
    return any(path.head == key for path in paths)


def _text(props: Mapping[str, Any], key: str) -> str:
    value = props.get(key)
    return value if isinstance(value, str) else ""


def _order(path: PropertyPath) -> tuple[tuple[bool, str], ...]:
    return tuple((isinstance(step, int), f"{step:09d}" if isinstance(step, int) else step) for step in path)
