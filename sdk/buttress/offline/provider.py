"""The plugin protocol, served by something that plays a cloud: it answers as a provider does and creates nothing.

It speaks the protocol itself rather than through `pulumi.provider.experimental`, whose values lose an asset's hash, cannot
carry an unknown back and answer an error with a traceback of the provider's own source.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent import futures
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, plugin_pb2, provider_pb2, provider_pb2_grpc

from buttress.errors import ConfigError, Error
from buttress.model import sentinels
from buttress.offline import lookups
from buttress.offline.names import Identity
from buttress.offline.schema import schema
from buttress.pulumi import wire
from buttress.pulumi.answers import UNANSWERED, Answers
from buttress.pulumi.plugins import PREFIX
from buttress.pulumi.projects import PROJECT_VARIABLE

_LARGEST_MESSAGE = 400 * 1024 * 1024


class Naming(Protocol):
    """How the user's `pulumi:autonaming` wants a resource named."""

    proposed_name: str
    mode: int


class Cloud(Protocol):
    """What a stand-in knows of its cloud."""

    package: str

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take the provider's configuration: region, location, default tags."""

    def check(
        self, resource: Identity, olds: wire.Properties, news: wire.Properties, naming: Naming | None
    ) -> tuple[wire.Properties, list[tuple[str, str]]]:
        """The inputs with what the provider adds, and the failures as (property, reason)."""

    def refuses(self, resource: Identity, action: str, olds: wire.Properties, news: wire.Properties) -> str:
        """Why the cloud would not `create`, `update` or `delete` it, in the words that it uses; empty where it would."""

    def imported(self, resource: Identity, id_: str) -> wire.Properties:
        """The inputs that follow from the id alone of a resource that is imported."""

    def replaces(self, resource: Identity) -> frozenset[str]:
        """The top-level properties of which a change means another resource."""

    def keeps_name(self, resource: Identity, olds: wire.Properties, news: wire.Properties) -> bool:
        """Whether old and new would have one name, so that the old one has to go first."""

    def id(self, resource: Identity, inputs: wire.Properties) -> str:
        """The id that the cloud would give."""

    def unknown(self, resource: Identity, inputs: wire.Properties) -> Sequence[str]:
        """The properties that are not known before the resource exists."""

    def reshaped(self, resource: Identity, inputs: wire.Properties) -> wire.Properties:
        """The inputs that come back in another form than they were given in."""

    def outputs(self, resource: Identity, inputs: wire.Properties, id_: str) -> wire.Properties:
        """What the provider adds to the inputs once the resource exists."""

    def invoke(self, token: str, arguments: wire.Properties) -> wire.Properties | None:
        """The answer of a function, or None where the stand-in has none."""


def _say_nothing(_warning: str) -> None:
    """What a servicer does with warnings that has no engine."""


class Servicer(provider_pb2_grpc.ResourceProviderServicer):
    """One cloud behind the plugin protocol."""

    def __init__(self, cloud: Cloud, answers: Answers, say: Callable[[str], None] = _say_nothing) -> None:
        self._cloud = cloud
        self._answers = answers
        self._say = say

    def GetPluginInfo(self, _request: Any, _context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """The version of the SDK that is installed, for which the stand-in plays the provider."""
        return plugin_pb2.PluginInfo(version=_version(self._cloud.package))

    def Parameterize(self, request: Any, context: grpc.ServicerContext) -> provider_pb2.ParameterizeResponse:
        """The package that a generated SDK of one API version names: it has the same types under another name."""
        if request.WhichOneof("parameters") == "value":
            return provider_pb2.ParameterizeResponse(name=request.value.name, version=request.value.version)
        context.abort(grpc.StatusCode.UNIMPLEMENTED, _no_schema(self._cloud.package))
        raise AssertionError  # abort raises

    def GetSchema(self, _request: Any, context: grpc.ServicerContext) -> provider_pb2.GetSchemaResponse:
        """The schema of what the previewed program names, as far as the installed Python SDK tells it."""
        program = os.environ.get(PROJECT_VARIABLE)
        if not program:
            context.abort(grpc.StatusCode.UNIMPLEMENTED, _no_schema(self._cloud.package))
        package = self._cloud.package
        return provider_pb2.GetSchemaResponse(schema=json.dumps(schema(package, _version(package), Path(str(program)))))

    def CheckConfig(self, request: Any, _context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """The provider's configuration as it came."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, _context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """What changed in the provider's configuration; nothing there replaces the provider."""
        old = wire.read(request.old_inputs if request.old_inputs.fields else request.olds)
        return _diff(wire.differences(old, wire.read(request.news)), frozenset(), first=False)

    def Configure(self, request: Any, _context: grpc.ServicerContext) -> provider_pb2.ConfigureResponse:
        """That secrets are understood and previews answered; resources and outputs come as plain values."""
        config: dict[str, Any] = {key.split(":", 2)[-1]: value for key, value in request.variables.items()}
        config.update(wire.read(request.args))
        self._cloud.configure(config)
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    def Check(self, request: Any, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """The inputs with auto-names and defaults."""
        naming = request.autonaming if request.HasField("autonaming") else None
        try:
            news = lookups.unmarked(wire.read(request.news))
            inputs, failures = self._cloud.check(Identity.of(request.urn), wire.read(request.olds), news, naming)
        except Error as problem:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, problem.diagnostics())
            raise AssertionError from None  # abort raises
        return provider_pb2.CheckResponse(
            inputs=wire.write(inputs), failures=[provider_pb2.CheckFailure(property=key, reason=why) for key, why in failures]
        )

    def Diff(self, request: Any, _context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        """What changed between the old inputs and the new ones, and whether that means another resource."""
        resource = Identity.of(request.urn)
        new = wire.read(request.news)
        old = wire.read(request.old_inputs) if request.HasField("old_inputs") else {}
        if not old:
            state = wire.read(request.olds)
            old = {key: value for key, value in state.items() if key in new}
        ignored = {path.split(".", 1)[0].split("[", 1)[0] for path in request.ignoreChanges}
        differences = [each for each in wire.differences(old, new) if each.key not in ignored]
        return _diff(differences, self._cloud.replaces(resource), first=self._cloud.keeps_name(resource, old, new))

    def Create(self, request: Any, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        """The inputs, with unknowns in a preview and deterministic values in an update."""
        resource = Identity.of(request.urn)
        inputs = wire.read(request.properties)
        self._judge(context, resource, "create", {}, inputs)
        if request.preview:
            return provider_pb2.CreateResponse(properties=wire.write(self._previewed(resource, inputs)))
        id_ = self._cloud.id(resource, inputs)
        return provider_pb2.CreateResponse(id=id_, properties=wire.write(self._created(resource, inputs, id_)))

    def Update(self, request: Any, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        """The new inputs with the outputs that the resource already had."""
        resource = Identity.of(request.urn)
        old, inputs = wire.read(request.olds), wire.read(request.news)
        self._judge(context, resource, "update", old, inputs)
        created = self._created(resource, inputs, request.id)
        unknown = self._cloud.unknown(resource, inputs)
        kept = {key: old[key] for key in unknown if key in old and inputs.get(key) is None and not key.startswith("tags")}
        return provider_pb2.UpdateResponse(properties=wire.write(created | kept))

    def Delete(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Nothing: there is nothing to delete, if the cloud would delete it."""
        self._judge(context, Identity.of(request.urn), "delete", wire.read(request.properties), {})
        return empty_pb2.Empty()

    def Read(self, request: Any, _context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        """The state as it was given, or, for a resource that the program only looks up, what follows from its id."""
        resource = Identity.of(request.urn)
        state, inputs = wire.read(request.properties), wire.read(request.inputs)
        if not inputs and not set(self._cloud.unknown(resource, state)) <= state.keys():
            seed, _ = self._cloud.check(resource, {}, dict(state), None)
            invented = self._cloud.id(resource, seed)
            named = {key: value for key, value in seed.items() if value == invented}
            state = wire.replace(named | self._cloud.outputs(resource, seed, request.id), invented, request.id) | state
            inputs = self._cloud.imported(resource, request.id)
        return provider_pb2.ReadResponse(id=request.id, properties=wire.write(state), inputs=wire.write(inputs))

    def Invoke(self, request: Any, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        """The answer of a function; where the stand-in cannot know it, a preview gets unknowns and a warning, an update an error."""
        arguments = wire.read(request.args)
        try:
            answer = self._answers.find(request.tok, arguments)
            if answer is None:
                answer = self._cloud.invoke(request.tok, arguments)
            if answer is None and request.preview:
                answer = lookups.made_up(request.tok, arguments)
                if answer is not None:
                    self._say(f"{request.tok} {UNANSWERED}")
        except Error as problem:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, problem.diagnostics())
            raise AssertionError from None  # abort raises
        if answer is None:
            context.abort(grpc.StatusCode.UNIMPLEMENTED, _no_answer(request.tok))
            raise AssertionError  # abort raises
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(wire.write(answer))
        return response

    def Cancel(self, _request: Any, _context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Nothing: no call of the stand-in lasts."""
        return empty_pb2.Empty()

    def Attach(self, _request: Any, _context: grpc.ServicerContext) -> empty_pb2.Empty:
        """That a debugging engine may attach."""
        return empty_pb2.Empty()

    def _judge(self, context: grpc.ServicerContext, resource: Identity, action: str, olds: wire.Properties, news: wire.Properties) -> None:
        if why := self._cloud.refuses(resource, action, olds, news):
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, why)
            raise AssertionError  # abort raises

    def _previewed(self, resource: Identity, inputs: wire.Properties) -> wire.Properties:
        unknown = {key: sentinels.UNKNOWN for key in self._cloud.unknown(resource, inputs) if inputs.get(key) is None}
        return wire.declared(inputs) | self._cloud.reshaped(resource, inputs) | unknown

    def _created(self, resource: Identity, inputs: wire.Properties, id_: str) -> wire.Properties:
        given = {key: value for key, value in wire.declared(inputs).items() if value is not None}
        return given | self._cloud.outputs(resource, given, id_)


def serve(cloud: Cloud, answers: Answers) -> None:
    """Serve on a loopback port, print it, and return on SIGINT, on SIGTERM or when the parent is gone."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    parent = os.getppid()
    options = [("grpc.max_receive_message_length", _LARGEST_MESSAGE), ("grpc.max_send_message_length", _LARGEST_MESSAGE)]
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8), options=options)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(cloud, answers, _warner(sys.argv[1:2])), server)
    port = server.add_insecure_port("127.0.0.1:0")
    if not port:
        raise ConfigError("the stand-in provider cannot listen on the loopback interface", hint="allow 127.0.0.1")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while not stopped.wait(1.0) and os.getppid() == parent:
        pass
    server.stop(None)


def _warner(engines: list[str]) -> Callable[[str], None]:
    """What tells the engine of a warning: its address is the first argument of a provider."""
    if not engines:
        return _say_nothing
    engine = engine_pb2_grpc.EngineStub(grpc.insecure_channel(engines[0]))

    def say(warning: str) -> None:
        with contextlib.suppress(grpc.RpcError):
            engine.Log(engine_pb2.LogRequest(severity=engine_pb2.WARNING, message=warning))

    return say


def main(package: str) -> int:
    """Play the provider of a package, of the one that the executable is named after where none is given; the exit code of the process."""
    package = package or Path(sys.argv[0]).name.removeprefix(PREFIX)
    cloud: Cloud
    if package == "aws":
        from buttress.offline.aws import Aws

        cloud = Aws()
    elif package == "azure-native":
        from buttress.offline.azure import Azure

        cloud = Azure()
    else:
        from buttress.offline.generic import Generic

        cloud = Generic(package)
    try:
        serve(cloud, Answers.from_environment(os.environ))
    except Error as problem:
        sys.stderr.write(f"{problem.diagnostics()}\n")
        return 2
    return 0


def _diff(differences: list[wire.Difference], replacing: frozenset[str], *, first: bool) -> provider_pb2.DiffResponse:
    replaces = sorted({each.key for each in differences if each.key in replacing})
    kinds = {
        each.path: provider_pb2.PropertyDiff(
            kind=provider_pb2.PropertyDiff.Kind.Value(f"{each.kind}_REPLACE" if each.key in replacing else each.kind), inputDiff=True
        )
        for each in differences
    }
    return provider_pb2.DiffResponse(
        changes=provider_pb2.DiffResponse.DIFF_SOME if differences else provider_pb2.DiffResponse.DIFF_NONE,
        replaces=replaces,
        deleteBeforeReplace=bool(replaces) and first,
        diffs=sorted({each.key for each in differences}),
        detailedDiff=kinds,
        hasDetailedDiff=True,
    )


def _version(package: str) -> str:
    try:
        return metadata.version(f"pulumi-{package}")
    except metadata.PackageNotFoundError:
        return "0.0.0"


def _no_answer(token: str) -> str:
    return (
        f"{token} was called, and offline there is no cloud to ask\n"
        f"  hint: give its answer in a YAML file named by BUTTRESS_OFFLINE_ANSWERS, as '{token}: {{...}}', or preview without --offline"
    )


def _no_schema(package: str) -> str:
    return f"the offline stand-in for {package} has no schema\n  hint: preview the program with `buttress preview --offline`"
