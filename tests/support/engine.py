"""A small deployment engine in this process: it runs a program against the stand-ins and says which steps an update takes.

It asks the stand-ins as Pulumi's engine does (Check, Diff, Create, Update, Delete) and keeps what they answer, so that a second update
meets the state of the first. What it knows of options: protect, retain on delete, ignored changes, import, aliases, delete before
replace, deleted with.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal

import grpc
from attrs import evolve, field, frozen
from pulumi.runtime import mocks, rpc, settings
from pulumi.runtime.proto import provider_pb2, resource_pb2
from pulumi.runtime.sync_await import _sync_await

from buttress.offline.aws import Aws
from buttress.offline.azure import Azure
from buttress.offline.names import Identity
from buttress.offline.provider import Servicer
from buttress.pulumi import wire
from buttress.pulumi.answers import Answers

Operation = Literal["create", "import", "same", "update", "replace", "delete", "forget"]


class RefusedError(AssertionError):
    """A step that the stand-in, or a protection, does not let happen: which resource, what was tried, why."""

    def __init__(self, operation: str, urn: str, reason: str) -> None:
        super().__init__(f"{operation} {urn.split('::', 2)[-1]}: {reason}")
        self.urn = urn
        self.reason = reason


@frozen(kw_only=True)
class Kept:
    """One resource in the state: what it was given, what it answered, and the options that outlast the program."""

    urn: str
    type: str
    id: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    custom: bool
    protect: bool = False
    retain: bool = False
    deleted_with: str = ""
    needs: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Step:
    """One step of an update. `keys` are the properties that changed, or those that force the replacement; `first` says that a replacement
    deletes what is there before it makes the new one.
    """

    operation: Operation
    urn: str
    type: str
    id: str = ""
    old_id: str = ""
    keys: tuple[str, ...] = ()
    first: bool = False


@frozen(kw_only=True)
class Update:
    """What an update did: its steps in the order in which they were taken, and the state that it leaves."""

    steps: tuple[Step, ...]
    state: Mapping[str, Kept] = field(factory=dict)

    def changed(self) -> list[Step]:
        """The steps that do something."""
        return [one for one in self.steps if one.operation != "same"]


def up(program: Callable[[], Any], state: Mapping[str, Kept] | None = None, *, project: str = "shop", stack: str = "production") -> Update:
    """Run an update of a program over a state. A RefusedError where a stand-in or a protection refuses a step."""
    monitor = _Monitor(state or {})
    mocks.set_mocks(monitor.answers, project=project, stack=stack, preview=False, monitor=monitor)
    try:
        mocks.test(program)()  # type: ignore[no-untyped-call]
    except Exception:
        if monitor.refused:
            raise monitor.refused[0] from None
        raise
    if monitor.refused:
        raise monitor.refused[0]
    gone = {urn: one for urn, one in monitor.old.items() if urn not in monitor.seen}
    monitor.steps += _delete(monitor.clouds, gone, monitor.old)
    return Update(steps=tuple(monitor.steps), state=monitor.new)


def destroy(state: Mapping[str, Kept]) -> Update:
    """Delete all that is in a state. A RefusedError where a stand-in or a protection refuses a step."""
    return Update(steps=tuple(_delete(_clouds(), dict(state), state)))


def _clouds() -> dict[str, Servicer]:
    answers = Answers.from_environment({})
    return {cloud.package: Servicer(cloud, answers) for cloud in (Aws(), Azure())}


def _delete(clouds: Mapping[str, Servicer], gone: Mapping[str, Kept], state: Mapping[str, Kept]) -> list[Step]:
    """The steps that take these away, dependents first."""
    steps: list[Step] = []
    left = dict(gone)
    while left:
        needed = {urn for one in left.values() for urn in one.needs}
        free = [one for urn, one in left.items() if urn not in needed] or list(left.values())
        for one in free:
            del left[one.urn]
            if one.protect:
                raise RefusedError("delete", one.urn, "it is protected")
            kept = one.retain or not one.custom or (one.deleted_with in gone and one.deleted_with in state)
            if not kept:
                _ask(clouds, one.type, "delete", one.urn, functools.partial(_gone, one=one))
            steps.append(Step(operation="forget" if kept else "delete", urn=one.urn, type=one.type, old_id=one.id))
    return steps


def _gone(cloud: Servicer, context: Any, one: Kept) -> None:
    cloud.Delete(
        provider_pb2.DeleteRequest(id=one.id, urn=one.urn, properties=wire.write(one.outputs), old_inputs=wire.write(one.inputs)), context
    )


class _Context:
    """What a servicer is given to refuse with."""

    def abort(self, code: grpc.StatusCode, details: str) -> None:
        raise _AbortError(details or str(code))


class _AbortError(Exception):
    pass


def _ask(clouds: Mapping[str, Servicer], type_: str, operation: str, urn: str, question: Callable[[Servicer, Any], Any]) -> Any:
    cloud = clouds.get(type_.partition(":")[0])
    try:
        return question(cloud, _Context()) if cloud else None
    except _AbortError as problem:
        raise RefusedError(operation, urn, str(problem)) from None


class _Monitor(mocks.MockMonitor):
    def __init__(self, state: Mapping[str, Kept]) -> None:
        self.clouds = _clouds()
        self.answers = _Answers(self.clouds)
        super().__init__(self.answers)
        self.old = dict(state)
        self.new: dict[str, Kept] = {}
        self.seen: set[str] = set()
        self.was: dict[str, str] = {}
        self.steps: list[Step] = []
        self.refused: list[RefusedError] = []
        # Registrations come from several threads.
        self.turn = threading.Lock()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        above = parent.split("::")[2] if parent else ""
        if above and above != "pulumi:pulumi:Stack":
            type_ = f"{above}${type_}"
        return "::".join([f"urn:pulumi:{settings.get_stack()}", settings.get_project(), type_, name])

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802  (gRPC names it)
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == "pulumi:pulumi:Stack":
            return resource_pb2.RegisterResourceResponse(urn=urn)
        with self.turn:
            try:
                kept = self._register(urn, request)
            except RefusedError as problem:
                self.refused.append(problem)
                raise
        state = _sync_await(rpc.serialize_properties(dict(kept.outputs), {}))
        return resource_pb2.RegisterResourceResponse(urn=urn, id=kept.id, object=state)

    def _register(self, urn: str, request: Any) -> Kept:
        if urn in self.new:
            raise RefusedError("create", urn, "there is another resource with this URN")
        before = self._before(urn, request)
        given = {key: value for key, value in wire.read(request.object).items() if value is not None}
        needs = {request.parent, *request.dependencies, *(one for many in request.propertyDependencies.values() for one in many.urns)}
        options: dict[str, Any] = {
            "protect": request.protect,
            "retain": request.retainOnDelete,
            "deleted_with": request.deletedWith,
            "needs": frozenset(needs - {urn, ""}),
        }
        if not request.custom or request.type.partition(":")[0] not in self.clouds:
            kept = Kept(
                urn=urn, type=request.type, id=f"{request.name}-id" if request.custom else "", inputs=given, outputs=given, custom=False
            )
        elif before is None:
            kept = self._create(urn, request, given)
        else:
            kept = self._change(urn, request, given, before)
        self.new[urn] = evolve(kept, **options)
        return self.new[urn]

    def _before(self, urn: str, request: Any) -> Kept | None:
        """What the state has of it, under its own URN or one that it had."""
        names = [urn, *request.aliasURNs]
        for alias in request.aliases:
            if alias.WhichOneof("alias") == "urn":
                names.append(alias.urn)
            else:
                parent = "" if alias.spec.noParent else alias.spec.parentUrn or request.parent
                names.append(self.make_urn(parent, alias.spec.type or request.type, alias.spec.name or request.name))
        if request.parent in self.was:
            # A parent that had another name hands that down to children that are named after it.
            above = self.was[request.parent]
            new, old = request.parent.rsplit("::", 1)[-1], above.rsplit("::", 1)[-1]
            name = f"{old}{request.name.removeprefix(new)}" if request.name.startswith(new) else request.name
            names.append(self.make_urn(above, request.type, name))
        for name in names:
            if name in self.old:
                self.seen.add(name)
                if name != urn:
                    self.was[urn] = name
                return self.old[name]
        return None

    def _checked(self, urn: str, type_: str, old: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        request = provider_pb2.CheckRequest(urn=urn, olds=wire.write(old), news=wire.write(given))
        answer = _ask(self.clouds, type_, "check", urn, lambda cloud, context: cloud.Check(request, context))
        if answer.failures:
            raise RefusedError("check", urn, "; ".join(f"{one.property}: {one.reason}" for one in answer.failures))
        return wire.read(answer.inputs)

    def _create(self, urn: str, request: Any, given: Mapping[str, Any]) -> Kept:
        inputs = self._checked(urn, request.type, {}, given)
        if request.importId:
            kept = Kept(urn=urn, type=request.type, id=request.importId, inputs=inputs, outputs=inputs, custom=True)
            kept = self._updated(kept, inputs)
            self.steps.append(Step(operation="import", urn=urn, type=request.type, id=kept.id))
            return kept
        kept = self._made(urn, request.type, inputs)
        self.steps.append(Step(operation="create", urn=urn, type=request.type, id=kept.id))
        return kept

    def _made(self, urn: str, type_: str, inputs: Mapping[str, Any]) -> Kept:
        question = provider_pb2.CreateRequest(urn=urn, properties=wire.write(inputs))
        answer = _ask(self.clouds, type_, "create", urn, lambda cloud, context: cloud.Create(question, context))
        return Kept(urn=urn, type=type_, id=answer.id, inputs=inputs, outputs=wire.read(answer.properties), custom=True)

    def _updated(self, before: Kept, inputs: Mapping[str, Any]) -> Kept:
        question = provider_pb2.UpdateRequest(
            id=before.id,
            urn=before.urn,
            olds=wire.write(before.outputs),
            news=wire.write(inputs),
            old_inputs=wire.write(before.inputs),
        )
        answer = _ask(self.clouds, before.type, "update", before.urn, lambda cloud, context: cloud.Update(question, context))
        return evolve(before, inputs=inputs, outputs=wire.read(answer.properties))

    def _change(self, urn: str, request: Any, given: Mapping[str, Any], before: Kept) -> Kept:
        before = evolve(before, urn=urn)
        for path in request.ignoreChanges:
            _keep(given, before.inputs, path.split("."))
        inputs = self._checked(urn, request.type, before.inputs, given)
        question = provider_pb2.DiffRequest(
            id=before.id, urn=urn, olds=wire.write(before.outputs), news=wire.write(inputs), old_inputs=wire.write(before.inputs)
        )
        answer = _ask(self.clouds, request.type, "diff", urn, lambda cloud, context: cloud.Diff(question, context))
        if not answer.diffs:
            self.steps.append(Step(operation="same", urn=urn, type=request.type, id=before.id, old_id=before.id))
            return before
        forced = sorted({*answer.replaces, *({"*"} if set(answer.diffs) & set(request.replaceOnChanges) else ())})
        if not forced:
            kept = self._updated(before, inputs)
            step = Step(operation="update", urn=urn, type=request.type, id=before.id, old_id=before.id, keys=tuple(sorted(answer.diffs)))
            self.steps.append(step)
            return kept
        if before.protect and request.protect:
            raise RefusedError("replace", urn, f"it is protected, and {', '.join(forced)} cannot change in place")
        kept = self._made(urn, request.type, inputs)
        first = request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else answer.deleteBeforeReplace
        step = Step(operation="replace", urn=urn, type=request.type, id=kept.id, old_id=before.id, keys=tuple(forced), first=first)
        self.steps.append(step)
        return kept


def _keep(new: Any, old: Any, path: list[str]) -> None:
    """Put the old value at a path in the new inputs."""
    head, *rest = path
    if not isinstance(new, dict) or not isinstance(old, Mapping):
        return
    if rest:
        _keep(new.get(head), old.get(head), rest)
    elif head in old:
        new[head] = old[head]
    else:
        new.pop(head, None)


class _Answers(mocks.Mocks):
    def __init__(self, clouds: Mapping[str, Servicer]) -> None:
        self.clouds = clouds

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        """A resource that a program only reads."""
        identity = Identity.of(f"urn:pulumi:production::shop::{args.typ}::{args.name}")
        cloud = self.clouds[args.typ.partition(":")[0]]
        answer = cloud.Read(provider_pb2.ReadRequest(id=args.resource_id or "", urn=identity.urn, properties=wire.write(args.inputs)), None)
        return args.resource_id, wire.read(answer.properties)

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]]]:
        cloud = self.clouds[args.token.partition(":")[0]]
        answer = cloud.Invoke(provider_pb2.InvokeRequest(tok=args.token, args=wire.write(args.args)), _Context())
        return wire.read(getattr(answer, "return")), []
