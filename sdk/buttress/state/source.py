"""Where a snapshot comes from: a file, a directory, a backend URL or a live stack."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from buttress.errors import StateError
from buttress.model import Snapshot
from buttress.state import deployment, preview

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_state(source: str, *, stack: bool = False) -> Iterator[Snapshot]:
    """Every snapshot that a source holds, in a stable order.

    `source` is a state or preview file, a directory of them, a DIY backend (`file://`, `s3://`, `azblob://`, `gs://`, or a directory
    with a `.pulumi` folder), or with `stack=True` the name of a live stack. Raises StateError, naming the file and the place.
    """
    if stack:
        from buttress.state import live

        yield live.read(source)
        return
    if "://" in source:
        from buttress.state import backend

        yield from backend.read(source)
        return
    path = FilePath(source)
    if path.is_dir():
        yield from _directory(path)
    else:
        yield read_file(source)


def read_file(source: str) -> Snapshot:
    """The snapshot in one file."""
    try:
        raw = FilePath(source).read_bytes()
    except OSError as problem:
        raise StateError(f"cannot be read: {problem.strerror}", where=source) from None
    return read_bytes(raw, source)


def read_bytes(raw: bytes, source: str) -> Snapshot:
    """The snapshot in the bytes of a file; `source` is its name in messages."""
    text = _decode(raw, source)
    if not text.strip():
        raise StateError("the file is empty", where=source, hint="give the output of `pulumi stack export` or `pulumi preview --json`")
    data = _parse(text, source)
    try:
        if isinstance(data, list):
            return preview.read_events(data, source, raw)
        if not isinstance(data, dict):
            raise deployment.foreign(data, source)
        if "steps" in data or ("changeSummary" in data and "deployment" not in data):
            return preview.read_digest({"steps": [], **data}, source, raw)
        return deployment.read(data, source, raw)
    except RecursionError:
        raise StateError("the file is nested too deeply", where=source) from None


def _directory(path: FilePath) -> Iterator[Snapshot]:
    if (path / ".pulumi").is_dir():
        from buttress.state import backend

        yield from backend.read(path.resolve().as_uri())
        return
    files = sorted(path.glob("*.json"))
    if not files:
        hint = "it looks like a Pulumi project: `buttress preview` judges a program" if (path / "Pulumi.yaml").exists() else None
        raise StateError("the directory holds no .json file and no .pulumi backend", where=str(path), hint=hint)
    for file in files:
        yield read_file(str(file))


def _decode(raw: bytes, source: str) -> bytes:
    # PowerShell writes redirected output as UTF-16; orjson wants UTF-8.
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding).encode()
            except UnicodeDecodeError as problem:
                raise StateError(f"is not valid {encoding} text (byte {problem.start})", where=source) from None
    return raw


def _parse(text: bytes, source: str) -> Any:
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as problem:
        whole = problem
    lines = text.splitlines()
    if len(lines) > 1 and lines[0].lstrip().startswith(b"{") and lines[0].rstrip().endswith(b"}"):
        events = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                events.append(orjson.loads(line))
            except orjson.JSONDecodeError as problem:
                raise StateError(f"not valid JSON: {problem.msg}", where=f"{source}:{number}", hint="the file may be truncated") from None
        return events
    cut = "; the file ends too early" if whole.pos >= len(text.rstrip()) - 1 else ""
    raise StateError(
        f"not valid JSON: {whole.msg.partition(': line')[0]}{cut}",
        where=f"{source}:{whole.lineno}",
        hint="export the state again; a redirect that was interrupted leaves a truncated file",
    ) from None
