"""What stands between a program and the engine while a run is offline: everything passes, save what only a backend or a cloud could answer.

A reference to another stack becomes something without a cloud resource, whose outputs are unknown or what the user gave. A package without
a provider gets one that knows nothing of it before the engine looks for it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent import futures
from typing import Any

import grpc
from attrs import frozen
from pulumi.runtime.proto import language_pb2, resource_pb2

from buttress.model import sentinels
from buttress.pulumi import wire
from buttress.pulumi.answers import Answers
from buttress.pulumi.host import OPTIONS
from buttress.pulumi.plugins import Plugins

_REFERENCE = "pulumi:pulumi:StackReference"
_PROVIDER = "pulumi:providers:"
_SERVICE = "/pulumirpc.ResourceMonitor/"
# A registration waits for what it depends on, and the last call until all is done: each holds its thread.
_THREADS = 1024


@frozen(kw_only=True)
class Monitor:
    """The stand-in for the engine's resource monitor."""

    answers: Answers
    plugins: Plugins

    @contextlib.contextmanager
    def before(self, request: Any) -> Iterator[Any]:
        """Serve in front of the engine's monitor; yields the request to run a program with this one instead."""
        changed = language_pb2.RunRequest()
        changed.CopyFrom(request)
        with grpc.insecure_channel(request.monitor_address, options=OPTIONS) as channel:
            server = grpc.server(futures.ThreadPoolExecutor(max_workers=_THREADS), options=OPTIONS)
            server.add_generic_rpc_handlers((_Handler(self, channel, planned=request.dryRun),))
            changed.monitor_address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
            server.start()
            try:
                yield changed
            finally:
                server.stop(None).wait(1)


class _Handler(grpc.GenericRpcHandler):  # type: ignore[misc]  # grpc has no types
    """Hands every call on as the bytes that it is, the few that change excepted."""

    def __init__(self, monitor: Monitor, channel: grpc.Channel, *, planned: bool) -> None:
        self._monitor = monitor
        self._planned = planned
        self._channel = channel
        self._lock = threading.Lock()
        self._changed: dict[str, Callable[[bytes, grpc.ServicerContext], bytes]] = {
            "RegisterResource": self._register,
            "ReadResource": self._read,
            "Invoke": self._invoke,
            "Call": self._call,
            "RegisterPackage": self._package,
        }

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """How a method of the resource monitor is answered."""
        path = handler_call_details.method
        if not path.startswith(_SERVICE):
            return None
        name = path.removeprefix(_SERVICE)
        changed = self._changed.get(name)

        def answer(request: bytes, context: grpc.ServicerContext) -> bytes:
            return changed(request, context) if changed else self._hand_on(name, request, context)

        return grpc.unary_unary_rpc_method_handler(answer)

    def _hand_on(self, name: str, request: bytes, context: grpc.ServicerContext) -> bytes:
        try:
            answer: bytes = self._channel.unary_unary(f"{_SERVICE}{name}")(request)
        except grpc.RpcError as problem:
            context.set_trailing_metadata(
                [(key, value) for key, value in problem.trailing_metadata() or () if key == "grpc-status-details-bin"]
            )
            context.abort(problem.code(), problem.details())
            raise AssertionError from None  # abort raises
        return answer

    def _supply(self, type_: str) -> bool:
        package = type_.removeprefix(_PROVIDER).split(":", 1)[0]
        if package == "pulumi":
            return False
        with self._lock:
            return self._monitor.plugins.supply(package)

    def _register(self, data: bytes, context: grpc.ServicerContext) -> bytes:
        request = resource_pb2.RegisterResourceRequest.FromString(data)
        if request.type == _REFERENCE:
            given = wire.read(request.object)
            urn = self._reference(request, context)
            id_ = wire.text(given.get("name")) or request.name
            return _bytes(resource_pb2.RegisterResourceResponse(urn=urn, id=id_, object=self._outputs(request.name, given)))
        if not (request.custom or request.remote) or not self._supply(request.type) or not request.remote:
            return self._hand_on("RegisterResource", data, context)
        # Nobody is there to say what the component holds: as a resource of its own it is listed, and not evaluated.
        request.remote, request.custom = False, True
        return self._hand_on("RegisterResource", _bytes(request), context)

    def _read(self, data: bytes, context: grpc.ServicerContext) -> bytes:
        request = resource_pb2.ReadResourceRequest.FromString(data)
        if request.type != _REFERENCE:
            self._supply(request.type)
            return self._hand_on("ReadResource", data, context)
        given = {"name": request.id, **wire.read(request.properties)}
        urn = self._reference(request, context)
        return _bytes(resource_pb2.ReadResourceResponse(urn=urn, properties=self._outputs(request.name, given)))

    def _reference(self, request: Any, context: grpc.ServicerContext) -> str:
        """Register a reference as something without a resource, so that others can depend on it; its URN."""
        plain = resource_pb2.RegisterResourceRequest(
            type=_REFERENCE,
            name=request.name,
            parent=request.parent,
            dependencies=request.dependencies,
            acceptSecrets=request.acceptSecrets,
            acceptResources=request.acceptResources,
        )
        answer = self._hand_on("RegisterResource", _bytes(plain), context)
        urn = resource_pb2.RegisterResourceResponse.FromString(answer).urn
        outputs = resource_pb2.RegisterResourceOutputsRequest(urn=urn)
        self._hand_on("RegisterResourceOutputs", _bytes(outputs), context)
        return str(urn)

    def _outputs(self, name: str, given: wire.Properties) -> Any:
        stack = wire.text(given.get("name")) or name
        outputs: Any = self._monitor.answers.outputs_of(stack)
        if outputs is None:
            # Only a plan may hold what is not known.
            outputs = sentinels.UNKNOWN if self._planned else {}
        return wire.write({"name": stack, "outputs": outputs, "secretOutputNames": []})

    def _invoke(self, data: bytes, context: grpc.ServicerContext) -> bytes:
        self._supply(resource_pb2.ResourceInvokeRequest.FromString(data).tok)
        return self._hand_on("Invoke", data, context)

    def _call(self, data: bytes, context: grpc.ServicerContext) -> bytes:
        self._supply(resource_pb2.ResourceCallRequest.FromString(data).tok)
        return self._hand_on("Call", data, context)

    def _package(self, data: bytes, context: grpc.ServicerContext) -> bytes:
        self._supply(f"{resource_pb2.RegisterPackageRequest.FromString(data).name}:")
        return self._hand_on("RegisterPackage", data, context)


def _bytes(message: Any) -> bytes:
    return bytes(message.SerializeToString())
