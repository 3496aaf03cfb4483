"""OPA as a child process on loopback; one query for a whole stack.

Everything that goes wrong (OPA missing, a bundle that does not compile, a crash, a hang, an answer that is none) is an
EngineError. Nothing here ever turns an absent answer into a pass.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import IO, Any, Self

from buttress.engine.client import Client
from buttress.engine.protocol import EVALUATE_SECONDS, ROUTE, Engine, EvaluationError
from buttress.errors import EngineError
from buttress.toolchain import children, confinement

START_SECONDS = 60.0
_POLL_SECONDS = 0.01
_ATTEMPTS = 3


class LocalOpa(Engine):
    """A child of ours with these bundles. `start` returns at once, and the first question waits for health."""

    def __init__(
        self, binary: Path, bundles: Sequence[Path], *, start_seconds: float = START_SECONDS, evaluate_seconds: float = EVALUATE_SECONDS
    ) -> None:
        self._binary = binary
        self._bundles = tuple(bundles)
        self._start_seconds = start_seconds
        self._evaluate_seconds = evaluate_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._client: Client | None = None
        self._authz = contextlib.ExitStack()
        self._started = 0.0
        self._attempt = 0
        self._ready = False

    def start(self) -> Self:
        """Launch the child; whether it became healthy shows at the first question."""
        self._attempt += 1
        port, token = _free_port(), secrets.token_urlsafe(32)
        authz = self._authz.enter_context(resources.as_file(resources.files("buttress.engine") / "authz"))
        command = [
            str(self._binary),
            "run",
            "--server",
            f"--addr=127.0.0.1:{port}",
            "--authentication=token",
            "--authorization=basic",
            "--log-level=error",
            "--skip-version-check",
            "--bundle",
            str(authz),
            *map(str, self._bundles),
        ]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the child)
        try:
            self._child = children.spawn(
                command,
                stdout=self._errors,
                stderr=self._errors,
                # It lives for one run: collecting garbage less often is a tenth to a quarter of its time.
                env={"GOGC": "400", **confinement.environment(), "BUTTRESS_OPA_TOKEN": token},
            )
        except OSError as problem:
            self.stop()
            raise EngineError(f"OPA could not be started: {problem.strerror}", where=str(self._binary)) from None
        self._started = time.monotonic()
        self._client = Client("127.0.0.1", port, token=token, timeout=self._evaluate_seconds)
        return self

    def wait(self) -> None:
        """Return once OPA is healthy; an EngineError says why it is not."""
        if self._ready:
            return
        if self._child is None or self._client is None:
            raise EngineError("OPA was not started")
        # OPA still compiles: the imports cost no time now.
        while not self._client.healthy():
            if self._child.poll() is not None:
                report = self._report()
                if "address already in use" in report and self._attempt < _ATTEMPTS:
                    self._close()
                    self.start()
                    continue
                self.stop()
                raise _refusal(report)
            if time.monotonic() - self._started > self._start_seconds:
                self.stop()
                raise EngineError(f"OPA did not become healthy within {self._start_seconds:g} s", hint="see `buttress engine info`")
            time.sleep(_POLL_SECONDS)
        self._ready = True

    def stop(self) -> None:
        """End the child and everything it started; safe to call twice."""
        self._close()
        self._authz.close()

    def _close(self) -> None:
        child, self._child = self._child, None
        self._ready = False
        if self._client:
            self._client.close()
        if child is not None:
            # It holds nothing that it would have to put in order.
            children.end(child, grace=0)
        if self._errors:
            self._errors.close()
            self._errors = None

    def ask(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
        self.wait()
        if self._client is None:
            raise EngineError("OPA was not started")
        try:
            return dict(self._client.query(ROUTE, {**document, "checks": checks}))
        except EvaluationError:
            raise
        except EngineError:
            child = self._child
            if child is not None:
                # Its end may reach us a moment before the process table says so.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(0.2)
                if child.poll() is not None:
                    report = self._report()
                    self.stop()
                    raise EngineError("OPA ended in the middle of an evaluation; nothing was judged", hint=_last_line(report)) from None
            self.stop()
            raise

    def _report(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def __enter__(self) -> Self:
        return self if self._child is not None else self.start()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refusal(report: str) -> EngineError:
    lines = [line.strip() for line in report.splitlines() if line.strip()]
    shown = "; ".join(lines[:4]) or "it printed nothing"
    return EngineError(f"OPA ended before it was ready: {shown}", hint="`buttress engine check DIR` shows what does not compile")


def _last_line(report: str) -> str | None:
    lines = [line for line in report.splitlines() if line.strip()]
    return lines[-1] if lines else None
