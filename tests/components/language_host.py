"""A stand-in for `pulumi-language-python`, which no Go proxy has: it prepares and runs a plugin's directory as the real one does.

That is: a virtual environment `venv` in the directory with what `requirements.txt` names, and the directory given to its Python. The
packages are those of this interpreter, for a test must not download any; that the requirements name them is another test's business.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2


class Host(language_pb2_grpc.LanguageRuntimeServicer):
    """What the CLI asks of a language host before it can talk to a plugin in that language."""

    def Handshake(self, request: Any, context: Any) -> Any:
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        return plugin_pb2.PluginInfo(version="3.274.1")

    def InstallDependencies(self, request: Any, context: Any) -> Iterator[Any]:
        directory = Path(request.info.program_directory)
        if not (directory / "requirements.txt").is_file():
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "nothing to install: there is no requirements.txt")
        venv.create(directory / "venv", symlinks=True)
        (site,) = (directory / "venv" / "lib").glob("python*/site-packages")
        (site / "here.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
        yield language_pb2.InstallDependenciesResponse()

    def RunPlugin(self, request: Any, context: Any) -> Iterator[Any]:
        directory = request.info.program_directory
        process = subprocess.Popen(
            [Path(directory) / "venv" / "bin" / "python", directory, *request.args],
            cwd=request.pwd,
            env=dict(one.split("=", 1) for one in request.env),
            stdout=subprocess.PIPE,
        )
        context.add_callback(process.terminate)
        assert process.stdout is not None
        for line in process.stdout:
            yield language_pb2.RunPluginResponse(stdout=line)
        yield language_pb2.RunPluginResponse(exitcode=process.wait())


def main() -> None:
    # The CLI ends its plugins with an interrupt, which Python would tell with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(Host(), server)
    sys.stdout.write(f"{server.add_insecure_port('127.0.0.1:0')}\n")
    sys.stdout.flush()
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
