"""Components measured under mocks: what each creates, and which properties of it change when one input does.

The arguments are the samples of the components' own tests, so that what stands here is of programs that are judged there. Measuring all
of them takes minutes: what came out is kept in `component_effects.json`, with a digest of what each entry was made from.
"""

from __future__ import annotations

import ast
import concurrent.futures
import functools
import hashlib
import itertools
import json
import runpy
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import cattrs
from attrs import field, frozen

from buttress.catalog.snippets import snake
from buttress.documents import write_atomically
from buttress.errors import ConfigError
from buttress.model import Resource
from buttress.testing import record
from buttress_components._arguments import ArgumentError

FILE = Path(__file__).with_name("component_effects.json")
_SAMPLES = Path(__file__).resolve().parents[3] / "tests/support/samples.py"

_REASON = "To see what changes."
_MOST = 3
"""How many pairs of values of one input are compared, two of them for one set of arguments: more tell nothing new."""

_MAPS = frozenset({"tags", "parameters"})
"""Properties whose keys are nobody's but the user's."""


@frozen(kw_only=True)
class InputEffect:
    """One input with another value, all else being equal: `value` in words, how many more (or fewer) of a type there are, and which
    properties of what stays have changed.
    """

    value: str
    more: Mapping[str, int] = field(factory=dict)
    touched: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class ComponentEffects:
    """What a component does: how many of each type it creates at its defaults and with its fullest samples, and what each input moves.

    An input that no second value could be found for is in `unmeasured`.
    """

    digest: str
    defaults: Mapping[str, int]
    fullest: tuple[Mapping[str, int], ...]
    steps: Mapping[str, tuple[InputEffect, ...]]
    unmeasured: tuple[str, ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """Every type that it creates in one form or another."""
        found = {kind for form in (self.defaults, *self.fullest) for kind in form}
        return frozenset(found | {kind for steps in self.steps.values() for one in steps for kind in one.more})


def read() -> dict[str, ComponentEffects]:
    """What was measured, by component."""
    data = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return cattrs.structure(data, dict[str, ComponentEffects])


def stale(schema: Mapping[str, Any]) -> list[str]:
    """The components that have changed since they were measured, or were never measured."""
    known = read()
    return [name for name, sample in samples().items() if name not in known or known[name].digest != digest(sample, schema)]


def renew(schema: Mapping[str, Any], names: Iterable[str], tell: Callable[[str], object]) -> None:
    """Measure these components anew, two at a time, and keep what comes out as it comes."""
    found = {name: effects for name, effects in read().items() if name in samples()}
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        waiting = {pool.submit(measure, name, schema): name for name in names}
        for done in concurrent.futures.as_completed(waiting):
            found[waiting[done]] = done.result()
            write_atomically(FILE, text(found).encode())
            tell(f"measured {waiting[done]}")


def text(found: Mapping[str, ComponentEffects]) -> str:
    """`component_effects.json`, one line a component."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(cattrs.unstructure(one), sort_keys=True, separators=(',', ':'))}"
        for name, one in sorted(found.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


@functools.cache
def samples() -> dict[str, Any]:
    """The samples of the components' tests by name."""
    found = runpy.run_path(str(_SAMPLES))["SAMPLES"]
    return {one.name: one for one in found}


def digest(sample: Any, schema: Mapping[str, Any]) -> str:
    """The digest of what is measured: the code of the component and of what it shares, its samples, its inputs, this module."""
    module = Path(str(sys.modules[sample.component.__module__].__file__))
    shared = [*module.parents[1].glob("_*.py"), *module.parent.glob("_*.py"), Path(__file__)]
    parts = [_code(file) for file in (module, *sorted(shared))]
    forms = [sample.least, *sample.fullest, *(args for args, _ in sample.opt_outs.values()), sample.overrides]
    parts += [json.dumps(forms, sort_keys=True, default=str), json.dumps(sorted(_inputs(sample.name, schema).items()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def measure(name: str, schema: Mapping[str, Any]) -> ComponentEffects:
    """Measure a component: each input with other values, taken from its samples, left out, or made from the one that is there."""
    sample = samples()[name]
    forms = [(args, _created(sample, args)) for args in (sample.least, *sample.fullest)]
    if (refused := next((args for args, created in forms if created is None), None)) is not None:
        raise ConfigError(f"{name} does not take its own sample {sorted(refused)}", where=f"tests/components/samples/{name}.yaml")
    known = [(args, created) for args, created in forms if created is not None]
    steps: dict[str, tuple[InputEffect, ...]] = {}
    unmeasured = []
    for key, sort in _inputs(name, schema).items():
        found = list(itertools.islice((step for form in known for step in _steps(sample, key, form, sort)), _MOST))
        if found:
            steps[key] = tuple(one for place, one in enumerate(found) if one not in found[:place])
        else:
            unmeasured.append(key)
    counts = [dict(sorted(Counter(one.type for one in created.values()).items())) for _, created in known]
    return ComponentEffects(
        digest=digest(sample, schema), defaults=counts[0], fullest=tuple(counts[1:]), steps=steps, unmeasured=tuple(sorted(unmeasured))
    )


def _steps(sample: Any, name: str, form: tuple[Mapping[str, Any], Mapping[str, Resource]], sort: str) -> Iterator[InputEffect]:
    args, before = form
    left, tried = 2, [_text(args.get(name))]
    for value in _values(sample, name, args, sort):
        if not left:
            return
        if _text(value) in tried:
            continue
        tried.append(_text(value))
        other = {key: one for key, one in {**args, name: value}.items() if one is not None}
        tries = (other, *({**other, beside: _REASON} for beside in ("justification", "acknowledge_irreversible")))
        after = next((made for made in (_created(sample, one) for one in tries) if made is not None), None)
        if after is not None:
            left -= 1
            yield InputEffect(
                value=_said(value, args.get(name), sort),
                more=_counted(before, after),
                touched=tuple(sorted(_changed(before, after))),
            )


def _said(value: Any, before: Any, sort: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "left out"
    if sort == "choice" or isinstance(value, int):
        return str(value)
    return "given" if before is None else "another"


def _values(sample: Any, name: str, args: Mapping[str, Any], sort: str) -> Iterator[Any]:
    if name in sample.overrides:
        yield sample.overrides[name]
    given = args.get(name)
    seen = [form.get(name) for form in (sample.least, *sample.fullest, *(form for form, _ in sample.opt_outs.values()))]
    yield from (one for one in seen if one is not None)
    if sort == "flag":
        yield from (True, False)
    if given is not None:
        yield None
        yield from _altered(given)


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
    except ValueError as error:
        if not _refused(error):
            raise
        return None
    return {one.urn: one for one in found if one.custom}


def _refused(error: BaseException | None) -> bool:
    """Whether a component refused an argument, be it at once or when a lookup was answered: Pulumi raises its own then."""
    while error is not None and not isinstance(error, ArgumentError):
        error = error.__cause__ or error.__context__
    return error is not None


def _changed(before: Mapping[str, Resource], after: Mapping[str, Resource]) -> set[tuple[str, str]]:
    """The types and paths that differ, as deep as both have objects there."""
    return {
        (before[urn].type, path)
        for urn in before.keys() & after.keys()
        for key in {*before[urn].declared, *after[urn].declared}
        for path in _differing(key, before[urn].props.get(key), after[urn].props.get(key))
    }


def _differing(path: str, old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, Mapping) and isinstance(new, Mapping) and path not in _MAPS:
        for key in {*old, *new}:
            yield from _differing(f"{path}.{key}", old.get(key), new.get(key))
    elif _text(old) != _text(new):
        yield path


def _counted(before: Mapping[str, Resource], after: Mapping[str, Resource]) -> dict[str, int]:
    counts = Counter(after[urn].type for urn in after.keys() - before.keys())
    counts.subtract(Counter(before[urn].type for urn in before.keys() - after.keys()))
    return dict(sorted(counts.items()))


def _inputs(name: str, schema: Mapping[str, Any]) -> dict[str, str]:
    """The inputs as Python spells them, each a flag, a choice or neither; a justification changes nothing that is live."""
    given = schema["resources"][f"{schema['name']}:index:{name}"].get("inputProperties", {})
    return {snake(key): _sort(one, schema) for key, one in sorted(given.items()) if key != "justification"}


def _sort(given: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if given.get("type") == "boolean":
        return "flag"
    named = schema.get("types", {}).get(str(given.get("$ref", "")).rpartition("/")[2], {})
    return "choice" if "enum" in named else ""


def _code(file: Path) -> str:
    """A module without what does not run: comments, docstrings, layout."""
    return json.dumps(_plain_tree(ast.parse(file.read_text(encoding="utf-8"))))


def _plain_tree(node: Any) -> Any:
    """The tree as plain data without what is absent, so that it is the same in every Python: `ast.dump` is not."""
    if isinstance(node, list):
        return [_plain_tree(one) for one in node if not _idle(one)]
    if isinstance(node, ast.AST):
        members = {name: member for name, member in ast.iter_fields(node) if member is not None and member != []}
        return [type(node).__name__, {name: _plain_tree(member) for name, member in members.items()}]
    return repr(node)


def _idle(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
