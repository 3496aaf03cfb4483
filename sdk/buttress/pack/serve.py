"""The process that Pulumi starts: it prints a port, answers, and ends without a trace."""

from __future__ import annotations

import datetime as dt
import gc
import os
import signal
import sys
import threading
from concurrent import futures
from pathlib import Path
from typing import Any

from buttress.catalog import load_catalog
from buttress.engine import open_engine
from buttress.engine.binary import find_opa
from buttress.errors import Error
from buttress.pulumi.projects import PROJECT_VARIABLE
from buttress.settings import find_settings

_MESSAGE_BYTES = 400 * 1024 * 1024
_GRACE_SECONDS = 1.0
_LOOK_SECONDS = 1.0


def main() -> int:
    """Serve until Pulumi says that it is done; the exit code."""
    stopping = threading.Event()

    def stop(*_: Any) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        return _serve(stopping)
    except Error as problem:
        sys.stderr.write(f"buttress: {problem.diagnostics()}\n")
        return 2


def _serve(stopping: threading.Event) -> int:
    # Whatever a library prints must not come before the port, nor after it.
    port_line, sys.stdout = sys.stdout, sys.stderr
    parent = os.getppid()
    # Pulumi starts a pack in the program's directory; a run of ours may work on a copy of it and says where the original is.
    settings = find_settings(Path(os.environ.get(PROJECT_VARIABLE) or Path.cwd()))
    catalog = load_catalog(settings.policies, opa=lambda: find_opa().path)
    with open_engine(catalog.bundles, catalog.revision) as opa:
        import grpc
        from pulumi.runtime.proto import analyzer_pb2_grpc

        from buttress.pack.review import Review
        from buttress.pack.servicer import Servicer

        review = Review(catalog=catalog, opa=opa, settings=settings, now=dt.datetime.now(dt.UTC))  # noqa: TID251  (a process of its own reads its own clock)
        server = grpc.server(
            futures.ThreadPoolExecutor(max_workers=4),
            options=[("grpc.max_receive_message_length", _MESSAGE_BYTES), ("grpc.max_send_message_length", _MESSAGE_BYTES)],
        )
        analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Servicer(review, stopping.set), server)
        port = server.add_insecure_port("127.0.0.1:0")
        # OPA compiles meanwhile, and the first question waits for it.
        # What is there now stays: a question is not to wait while Python looks for cycles in the catalog.
        gc.freeze()
        server.start()
        port_line.write(f"{port}\n")
        port_line.flush()
        # A CLI that was killed says nothing: its end shows only in who our parent is.
        while not stopping.wait(_LOOK_SECONDS) and os.getppid() == parent:
            pass
        server.stop(_GRACE_SECONDS).wait()
    return 0
