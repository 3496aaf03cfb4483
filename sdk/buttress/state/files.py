"""One file of state: an export, a checkpoint, a preview, or a stream of engine events, recognised by what they hold."""

from __future__ import annotations

import codecs
import gzip
import json
import sys
import zlib
from pathlib import Path as FilePath
from typing import Any

from buttress.errors import StateError
from buttress.model import Snapshot
from buttress.state import deployment, preview

STATES = (".json", ".json.gz", ".json.zst")
"""How the names of states end, as Pulumi writes them."""

_GZIP, _ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_DIGITS = 400
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_file(source: str) -> Snapshot:
    """The snapshot in one file, compressed or not; `-` is what stands on standard input."""
    if source == "-":
        return read_bytes(sys.stdin.buffer.read(), "standard input")
    path = FilePath(source)
    try:
        raw = (path if path.exists() else path.expanduser()).read_bytes()
    except OSError as problem:
        raise StateError(f"cannot be read: {problem.strerror}", where=source) from None
    return read_bytes(raw, source)


def read_bytes(raw: bytes, source: str) -> Snapshot:
    """The snapshot in the bytes of a file; `source` is its name in messages."""
    text = _decode(unpacked(raw, source), source)
    if not text.strip():
        raise StateError("the file is empty", where=source, hint="give the output of `pulumi stack export` or `pulumi preview --json`")
    data = parse(text, source)
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


def unpacked(raw: bytes, source: str) -> bytes:
    """The bytes of a file without gzip's or zstandard's compression, by which its content begins."""
    try:
        if raw.startswith(_GZIP):
            return gzip.decompress(raw)
        if raw.startswith(_ZSTANDARD):
            return _zstandard(raw)
    except (OSError, EOFError, zlib.error, ValueError):
        raise StateError("the compressed file is broken or truncated", where=source) from None
    return raw


def _zstandard(raw: bytes) -> bytes:
    import zstandard

    whole = zstandard.ZstdDecompressor().decompressobj()
    try:
        content = bytes(whole.decompress(raw))
    except zstandard.ZstdError as problem:
        raise ValueError(str(problem)) from None
    if not whole.eof:
        raise EOFError
    return content


def _decode(raw: bytes, source: str) -> bytes:
    # PowerShell writes redirected output as UTF-16; orjson wants UTF-8.
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding).encode()
            except UnicodeDecodeError as problem:
                raise StateError(f"is not valid {encoding} text (byte {problem.start})", where=source) from None
    return raw


def parse(text: bytes, source: str) -> Any:
    """The JSON in a text, or the list of JSON values that stand one a line; a StateError names the line where it is neither."""
    import orjson

    try:
        return _value(text)
    except orjson.JSONDecodeError as problem:
        whole = problem
    lines = text.splitlines()
    if len(lines) > 1 and lines[0].lstrip().startswith(b"{") and lines[0].rstrip().endswith(b"}"):
        events = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                events.append(_value(line))
            except orjson.JSONDecodeError as problem:
                raise StateError(f"not valid JSON: {problem.msg}", where=f"{source}:{number}", hint="the file may be truncated") from None
        return events
    cut = "; the file ends too early" if whole.pos >= len(text.rstrip()) - 1 else ""
    raise StateError(
        f"not valid JSON: {whole.msg.partition(': line')[0]}{cut}",
        where=f"{source}:{whole.lineno}",
        hint="export the state again; a redirect that was interrupted leaves a truncated file",
    ) from None


def _value(text: bytes) -> Any:
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as problem:
        if "infinity" not in problem.msg:
            raise
    # A number beyond what a float can hold is unknown to us, and the rest of the state is not.
    return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < _DIGITS else float(digits))
