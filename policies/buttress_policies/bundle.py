"""The OPA bundle of a policy library, built byte for byte the same from the same files.

A bundle is a tar file with a manifest (roots and revision), the Rego of the checks and, for our own library, the shared Rego and
the routing package. Its revision is the SHA-256 of the files it is made of.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

ROOTS = ("buttress", "checks", "lib")
CUSTOM_ROOTS = ("custom",)
_TEST = "_test.rego"
_TOKENS = re.compile(rb"""^[ \t]*(?P<comment>\#[^\n]*) | "(?:\\.|[^"\\\n])*" | `[^`]*` | \#[^\n]*""", re.MULTILINE | re.VERBOSE)
"""A comment with a line to itself, or what may hold the sign of one: a text, a raw text over any lines, a comment behind code."""


def library() -> Traversable:
    """The folder of our own library: `lib/`, `checks/`, `controls/` and `route.rego`."""
    return resources.files("buttress_policies")


def modules(folder: Traversable | Path) -> Iterator[tuple[str, bytes]]:
    """Every Rego module below a folder but its tests, as a relative path and its bytes, in a stable order.

    An OSError names what has a module's name and is no file: a link to nothing, or to a device whose reading has no end.
    """
    yield from _walk(folder, "")


def digest(files: list[tuple[str, bytes]]) -> str:
    """The SHA-256 of these files, names included, as hexadecimal."""
    total = hashlib.sha256()
    for name, content in files:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def build(files: list[tuple[str, bytes]], roots: tuple[str, ...], *, annotated: bool = False) -> bytes:
    """The gzipped bundle with these modules; their comments, which OPA would parse at every start, only where it is `annotated`."""
    revision = digest(files)
    manifest = json.dumps({"revision": revision, "roots": list(roots), "rego_version": 1}, sort_keys=True)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        _add(archive, ".manifest", manifest.encode())
        for name, content in files:
            _add(archive, name, content if annotated else _bare(content))
        if "buttress" in roots:
            # A server that the user runs tells by this whether it holds the same library.
            _add(archive, "buttress/revision/data.json", json.dumps(revision).encode())
    return gzip.compress(stream.getvalue(), compresslevel=6, mtime=0)


def _bare(content: bytes) -> bytes:
    """A module with empty lines in the place of its comments, so that what OPA reports keeps its line."""
    return _TOKENS.sub(lambda found: b"" if found["comment"] else found[0], content)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = 0o644
    archive.addfile(entry, io.BytesIO(content))


def _walk(folder: Traversable | Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            if not entry.name.startswith((".", "__")):
                yield from _walk(entry, f"{name}/")
        elif name.endswith(".rego") and not name.endswith(_TEST):
            if not entry.is_file():
                raise OSError(errno.EINVAL, "is no file", str(entry))
            yield name, entry.read_bytes()
