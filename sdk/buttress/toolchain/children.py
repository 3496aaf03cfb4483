"""Child processes that do not outlive us, however we end.

A child runs in a session of its own, behind a shell that holds the read end of a pipe from us. When we are gone, by SIGKILL too, the pipe
closes, and the shell ends its whole group at once, be the child stopped or not. A Ctrl-C reaches us alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

GRACE_SECONDS = 5.0

_WATCH = (
    'exec 3<&0; "$@" </dev/null 3<&- & child=$!; trap "kill $child 2>/dev/null" TERM INT; '
    "{ read -r _ <&3; kill -9 -$$; } >/dev/null 2>&1 & watch=$!; exec 3<&-; "
    # A trap ends the wait, and not the child.
    "wait $child; code=$?; if [ $code -gt 128 ] && kill -0 $child 2>/dev/null; then wait $child; code=$?; fi; "
    "kill $watch 2>/dev/null; exit $code"
)


def spawn(command: Sequence[str | os.PathLike[str]], **options: Any) -> subprocess.Popen[Any]:
    """Start a command that dies with us; its stdin is empty. The options are those of `subprocess.Popen`; `end` it.

    `stdin` of what is returned is the pipe: closing it, as `communicate` does, ends the child. The exit code of a child that a signal
    ended is 128 and its number. Raises OSError where the command, given by its path, is no program.
    """
    program = os.fspath(command[0])
    if os.sep in program and not os.access(program, os.X_OK):
        number = errno.EACCES if os.path.lexists(program) else errno.ENOENT
        raise OSError(number, os.strerror(number), program)
    words = ["/bin/sh", "-c", _WATCH, "watch", *(os.fspath(word) for word in command)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True, **options)


def end(child: subprocess.Popen[Any], *, grace: float = GRACE_SECONDS) -> None:
    """End a child with its group: by SIGTERM, and by SIGKILL what is still there after `grace` seconds. Safe to call twice."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if grace:
                os.killpg(child.pid, signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(grace)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if child.stdin:
        with contextlib.suppress(OSError):
            child.stdin.close()


@contextlib.contextmanager
def running(command: Sequence[str | os.PathLike[str]], *, grace: float = GRACE_SECONDS, **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """Such a child for as long as the block lasts."""
    child = spawn(command, **options)
    try:
        yield child
    finally:
        end(child, grace=grace)
        for stream in (child.stdout, child.stderr):
            if stream:
                stream.close()
