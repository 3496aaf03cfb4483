"""Which Pulumi type a person means: a check of a token that stands in no state would judge nothing, for ever and in silence."""

from __future__ import annotations

import functools
import importlib.util
import re
from collections.abc import Collection
from pathlib import Path

from buttress.errors import ConfigError
from buttress.state.tokens import normalise
from buttress.text import nearest

_TOKEN = re.compile(r"[a-z0-9-]+:[A-Za-z0-9/_-]+:[A-Za-z0-9]+")
_SDKS = {"aws": "pulumi_aws", "azure-native": "pulumi_azure_native"}
_WRITTEN = re.compile(r"""['"]([a-z-]+:[A-Za-z0-9/]+:[A-Za-z0-9]+)['"]""")


def resolve(kind: str, known: Collection[str]) -> str:
    """The token by which states name this type: `aws:s3:Bucket` is `aws:s3/bucket:Bucket` there.

    `known` are types that exist. A ConfigError names the nearest one where the type is not among them and not in the installed SDK of its
    provider; without that SDK, and for other providers, a well-formed token is taken as it is.
    """
    if not _TOKEN.fullmatch(kind):
        raise ConfigError(f"{kind!r} is not a Pulumi type", hint="a type is package:module:Type, as aws:s3/bucket:Bucket")
    package, module, name = kind.split(":")
    if package == "aws" and "/" not in module:
        kind = f"{package}:{module}/{name[:1].lower()}{name[1:]}:{name}"
    # Without properties nothing tells a flexible server from a single one; the name alone is that of the flexible.
    kind = normalise(kind)[0].removesuffix("?")
    if kind in known or package not in _SDKS:
        return kind
    listed = _listed(package, kind.split(":")[1].partition("/")[0])
    if listed is None or kind in listed:
        return kind
    hint = nearest(kind, [*listed, *known]) or f"its provider's registry page lists the types of {package}"
    raise ConfigError(f"there is no type {kind}", hint=hint)


@functools.cache
def _listed(package: str, module: str) -> frozenset[str] | None:
    """The types in a module of the installed SDK, read from its source; None where the SDK is not installed."""
    spec = importlib.util.find_spec(_SDKS[package])
    # A module that Python has a word for, as `lambda`, carries an underscore there.
    places = [Path(one) / name for one in spec.submodule_search_locations or () for name in (module, f"{module}_")] if spec else []
    if not places:
        return None
    files = (file for place in places if place.is_dir() for file in place.glob("*.py"))
    return frozenset(token for file in files for token in _WRITTEN.findall(file.read_text(encoding="utf-8")))
