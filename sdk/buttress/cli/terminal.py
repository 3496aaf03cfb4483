"""The terminal: data on stdout, everything else on stderr, colour and motion only where somebody sees them."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator

from buttress.text import printable


def wants_color(*, no_color: bool) -> bool:
    """Whether stdout may be coloured: a terminal, and neither `--no-color` nor `NO_COLOR`."""
    return sys.stdout.isatty() and not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def ascii_only() -> bool:
    """Whether stdout's encoding cannot show more than ASCII."""
    try:
        "✓–".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def width(elsewhere: int = 80) -> int:
    """Columns of the terminal; `elsewhere` where there is none."""
    return shutil.get_terminal_size((elsewhere, 24)).columns if sys.stdout.isatty() else elsewhere


def note(text: str) -> None:
    """One line to stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def emit(content: bytes) -> None:
    """Bytes to stdout, with a line end after them."""
    out = sys.stdout.buffer
    out.write(content if content.endswith(b"\n") else content + b"\n")
    out.flush()


@contextlib.contextmanager
def progress(first: str) -> Iterator[Callable[[str], None]]:
    """A function that tells what is being done; on a terminal a moving line on stderr, elsewhere nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _text: None
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status(first) as status:
        yield lambda text: status.update(Text(printable(text)))
