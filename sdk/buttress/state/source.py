"""Where a snapshot comes from: a file, a directory, a backend URL or a live stack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from attrs import evolve

from buttress.errors import ForeignError, StateError
from buttress.model import Snapshot
from buttress.state.files import STATES, read_file


def read_state(source: str, *, stack: bool = False) -> Iterator[Snapshot]:
    """Every snapshot that a source holds, in a stable order.

    `source` is a state or preview file (`-` for standard input), a directory of them (other JSON files
    in it are left out, with a warning), a DIY backend (`file://`, `s3://`, `azblob://`,
    `gs://`, or a directory with a `.pulumi` folder), or with `stack=True` the name of a live stack. Raises StateError, naming the file and
    the place.
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
    path = path if path.exists() else path.expanduser()
    if path.is_dir():
        yield from _directory(path, source)
    else:
        yield read_file(source)


def _directory(path: FilePath, named: str) -> Iterator[Snapshot]:
    if (path / ".pulumi").is_dir():
        from buttress.state import backend

        yield from backend.read(named)
        return
    files = sorted(file for file in path.iterdir() if file.name.endswith(STATES) and file.is_file())
    if not files:
        hint = "it looks like a Pulumi project: `buttress preview` judges a program" if (path / "Pulumi.yaml").exists() else None
        raise StateError("the directory holds no .json file and no .pulumi backend", where=str(path), hint=hint)
    yield from _states(files)


def _states(files: list[FilePath]) -> Iterator[Snapshot]:
    """The snapshots in these files; the last says which files are something else, and where none is a state, that is an error."""
    last: Snapshot | None = None
    left_out: list[str] = []
    refused: ForeignError | None = None
    for file in files:
        try:
            found = read_file(str(file))
        except ForeignError as problem:
            refused = refused or problem
            left_out.append(f"{file} is not a Pulumi state or preview, and was left out")
            continue
        if last is not None:
            yield last
        last = found
    if last is None:
        raise refused or StateError("there is no state")
    yield evolve(last, warnings=(*last.warnings, *left_out))
