"""A language host of our own: Pulumi's engine asks it to run the program, and it does so in a child process.

A program in Python is run by its own interpreter and `executor`; any other by Pulumi's host for its language. Nothing of the program is
executed in this process, so that it can neither end the judging nor change it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent import futures
from pathlib import Path
from typing import Any, Protocol

import grpc
from attrs import field, frozen
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from buttress.errors import StateError, ToolError
from buttress.pulumi import executor
from buttress.pulumi.command import Pulumi
from buttress.pulumi.interpreters import Interpreter
from buttress.pulumi.projects import Project
from buttress.toolchain import children

LARGEST_MESSAGE = 400 * 1024 * 1024
OPTIONS = [("grpc.max_receive_message_length", LARGEST_MESSAGE), ("grpc.max_send_message_length", LARGEST_MESSAGE)]

_UNFINISHED = "the program ended before it was finished, with exit code {}: what it had left to do is not known"
_GRACE_SECONDS = 5


class Program(Protocol):
    """Something that a host can run."""

    def run(self, request: Any, ended: Callable[[Callable[[], None]], None]) -> Any:
        """Run it to its end and return the engine's `RunResponse`. `ended` takes what is to be called when nobody waits any more."""


@frozen(kw_only=True)
class PythonProgram:
    """A program in Python, run by an interpreter from its own directory; what it prints goes to stderr."""

    entry: Path
    project: Project
    interpreter: Interpreter
    environment: Mapping[str, str] = field(factory=dict, repr=False)

    def run(self, request: Any, ended: Callable[[Callable[[], None]], None]) -> Any:
        """Run it in a child process that has to say that it came to its end."""
        reading, writing = os.pipe()
        settings = {
            "monitor": request.monitor_address,
            "engine": request.args[0] if request.args else "",
            "project": request.project,
            "stack": request.stack,
            "parallel": request.parallel,
            "dry_run": request.dryRun,
            "organization": request.organization or "organization",
            "root_directory": str(self.project.directory),
        }
        call = json.dumps({"entry": str(self.entry), "settings": settings})
        env = {
            **os.environ,
            **self.environment,
            "PULUMI_CONFIG": json.dumps(dict(request.config)),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
        }
        with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
            try:
                child = children.spawn(
                    [self.interpreter.path, "-u", executor.__file__, str(writing), call],
                    cwd=self.entry.parent,
                    env=env,
                    stdout=sys.stderr.fileno() if _real(sys.stderr) else subprocess.DEVNULL,
                    pass_fds=(writing,),
                )
            except OSError as problem:
                return _failed(f"{self.interpreter.path} cannot be started: {problem.strerror}")
            finally:
                os.close(writing)
            with _ending(child, ended):
                report = pipe.read()
                code = child.wait()
        try:
            error = json.loads(report)["error"]
        except (ValueError, KeyError, TypeError):
            error = None
        return _failed(error if isinstance(error, str) else _UNFINISHED.format(code))


@frozen(kw_only=True)
class HostedProgram:
    """A program in another language, run by Pulumi's own host for it."""

    host: Path
    directory: Path
    environment: Mapping[str, str] = field(factory=dict, repr=False)

    def run(self, request: Any, ended: Callable[[Callable[[], None]], None]) -> Any:
        """Start the host, hand the request on and take its answer."""
        engine = request.args[0] if request.args else ""
        del request.args[:]
        with tempfile.TemporaryFile() as said:
            child = children.spawn(
                [self.host, engine],
                cwd=self.directory,
                env={**os.environ, **self.environment},
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
            with child.stdout as output, _ending(child, ended):  # type: ignore[union-attr]
                port = output.readline().strip()
                if not port.isdigit():
                    return _failed(f"{self.host.name} did not start")
                threading.Thread(target=lambda: list(output), daemon=True).start()
                with grpc.insecure_channel(f"127.0.0.1:{port}", options=OPTIONS) as channel:
                    try:
                        response = language_pb2_grpc.LanguageRuntimeStub(channel).Run(request)
                    except grpc.RpcError as problem:
                        return _failed(str(problem.details()))
            said.seek(0)
            # It bails out when it has written to stderr what is wrong.
            return _failed(said.read().decode(errors="replace") or "failed") if response.bail else response


def python_program(project: Project, interpreter: Interpreter, environment: Mapping[str, str]) -> PythonProgram:
    """The program of a Python project; a `StateError` where there is none."""
    entry = project.main if project.main.is_file() else project.main / "__main__.py"
    if not entry.is_file():
        raise StateError("has no __main__.py", where=project.named, hint="a Python project's program is its __main__.py")
    return PythonProgram(entry=entry, project=project, interpreter=interpreter, environment=environment)


def hosted_program(project: Project, directory: Path, command: Pulumi, environment: Mapping[str, str]) -> HostedProgram:
    """The program of a project in another language; a `ToolError` where Pulumi's host for the language is not found."""
    name = f"pulumi-language-{project.runtime}"
    beside = command.path.parent / name
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which(name, path=environment.get("PATH") or os.environ.get("PATH"))
    if found is None:
        raise ToolError(f"{name} was not found", where=str(command.path.parent), hint="install the whole Pulumi CLI, or run `make tools`")
    return HostedProgram(host=Path(found), directory=directory, environment=environment)


@contextlib.contextmanager
def hosting(program: Program, between: Callable[[Any], contextlib.AbstractContextManager[Any]] = contextlib.nullcontext) -> Iterator[str]:
    """The address of a host of the program, as the CLI's `--client` takes it, for as long as the block lasts.

    `between` may put something between program and engine: it is given the request and yields the one to run, or None for the same.
    """
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=OPTIONS)
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(_Host(program, between), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(0).wait(_GRACE_SECONDS)


class _Host(language_pb2_grpc.LanguageRuntimeServicer):
    def __init__(self, program: Program, between: Callable[[Any], contextlib.AbstractContextManager[Any]]) -> None:
        self._program = program
        self._between = between

    def GetPluginInfo(self, _request: Any, _context: grpc.ServicerContext) -> Any:
        return plugin_pb2.PluginInfo()

    def About(self, _request: Any, _context: grpc.ServicerContext) -> Any:
        return language_pb2.AboutResponse()

    def GetRequiredPlugins(self, _request: Any, _context: grpc.ServicerContext) -> Any:
        return language_pb2.GetRequiredPluginsResponse()

    def GetRequiredPackages(self, _request: Any, _context: grpc.ServicerContext) -> Any:
        return language_pb2.GetRequiredPackagesResponse()

    def Run(self, request: Any, context: grpc.ServicerContext) -> Any:
        with self._between(request) as changed:
            return self._program.run(changed or request, context.add_callback)


def _failed(error: str) -> Any:
    """The engine's response with an error, which may be empty."""
    return language_pb2.RunResponse(error=error)


@contextlib.contextmanager
def _ending(child: subprocess.Popen[Any], ended: Callable[[Callable[[], None]], None]) -> Iterator[None]:
    """Leave no child behind, whether the engine gives up or this process does."""
    ended(lambda: children.end(child, grace=0))
    try:
        yield
    finally:
        children.end(child)


def _real(stream: Any) -> bool:
    """Whether the stream is a file of this process, which a child can write to."""
    try:
        return int(stream.fileno()) >= 0
    except (OSError, ValueError, AttributeError):
        return False
