"""Judging a Pulumi program in a unit test: no cloud, no CLI, the real checks in the real OPA.

The program runs under `pulumi.runtime.set_mocks`; ids, ARNs and names come from the stand-in providers, so that what refers to what is
seen as in a deployed stack.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.errors import ConfigError
from buttress.model import Assessment, Finding, Outcome, Resource, Snapshot, Stack, Urn
from buttress.offline.aws import Aws
from buttress.offline.azure import Azure
from buttress.offline.names import Identity
from buttress.offline.provider import Cloud
from buttress.pulumi import wire
from buttress.settings import Settings
from buttress.state import deployment
from buttress.state import resource as resources
from buttress.text import nearest

NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
PROJECT, STACK = "project", "test"


@frozen(kw_only=True)
class Judged:
    """The findings about one program. The `assert_` methods raise AssertionError with all that a person needs to fix it."""

    assessment: Assessment
    resources: tuple[Resource, ...] = field(repr=False)

    def findings(self, check: str, resource: str | None = None) -> tuple[Finding, ...]:
        """The findings of one check, on all resources or on those with this name."""
        if check not in self.assessment.checks:
            raise ConfigError(f"there is no check {check}", hint=nearest(check, list(self.assessment.checks)))
        found = (one for one in self.assessment.findings() if one.check == check and one.resource)
        return tuple(one for one in found if resource is None or Urn.parse(one.resource).name == resource)

    def assert_passes(self, check: str, resource: str | None = None) -> None:
        """That the check judged something and passes on all of it."""
        found = self.findings(check, resource)
        if not [one for one in found if one.outcome is not Outcome.NOT_APPLICABLE]:
            where = f" named {resource}" if resource else ""
            raise AssertionError(f"{check} judged nothing: the program has no resource{where} that it applies to\n{self._has()}")
        self._refuse([one for one in found if one.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE}])

    def assert_fails(self, check: str, resource: str | None = None) -> None:
        """That the check fails on something."""
        found = self.findings(check, resource)
        if not any(one.outcome is Outcome.FAIL for one in found):
            listed = "\n".join(f"  {one.outcome.value:<15} {one.resource}: {one.message}" for one in found) or f"  nothing\n{self._has()}"
            raise AssertionError(f"{check} does not fail; it says\n{listed}")

    def assert_clean(self, *, except_for: Iterable[str] = ()) -> None:
        """That no check fails, is unknown or could not be evaluated, but those named."""
        spared = set(except_for)
        bad = {Outcome.FAIL, Outcome.UNKNOWN, Outcome.ERROR}
        self._refuse([one for one in self.assessment.findings() if one.outcome in bad and one.check not in spared])

    def _refuse(self, bad: list[Finding]) -> None:
        if not bad:
            return
        lines = []
        for one in bad:
            check = self.assessment.checks[one.check]
            lines += [
                f"{one.outcome.value.upper()}  {one.check} ({one.severity.value})",
                f"  resource  {one.resource}",
                f"  because   {one.sentence}",
                f"  fix       {check.remediation}",
                f"  more      buttress explain {one.check}",
            ]
        raise AssertionError("\n".join([f"{len(bad)} findings", *lines]))

    def _has(self) -> str:
        types = sorted({one.type for one in self.resources if one.custom})
        return "it has " + (", ".join(types) or "no resources at all")


@frozen(kw_only=True)
class Compliance:
    """What the `compliance` fixture gives: `check(program)` judges what a program registers."""

    catalog: Catalog
    opa: Engine
    settings: Settings = field(factory=Settings)

    def check(self, program: Callable[[], Any], *, config: Mapping[str, str] | None = None, estate: bool = False) -> Judged:
        """The findings about all that `program` registers; its own exceptions come through."""
        from buttress.assessment import assess

        found = record(program, config=config)
        snapshot = Snapshot(
            stack=Stack(project=PROJECT, name=STACK, source="program"),
            mode="state",
            resources=found,
            justifications=deployment.justifications(found),
        )
        assessment = assess([snapshot], catalog=self.catalog, opa=self.opa, now=NOW, settings=self.settings, estate=estate)
        return Judged(assessment=assessment, resources=found)


def record(program: Callable[[], Any], *, config: Mapping[str, str] | None = None) -> tuple[Resource, ...]:
    """The resources that a program registers under mocks, sorted by URN."""
    import pulumi
    from pulumi.runtime import mocks

    monitor_class = _monitor_class()
    answers = _answers()
    monitor = monitor_class(answers)
    mocks.set_mocks(answers, project=PROJECT, stack=STACK, preview=False, monitor=monitor)
    if config:
        pulumi.runtime.set_all_config(dict(config))
    mocks.test(program)()  # type: ignore[no-untyped-call]
    return deployment.collect([(one.urn, one) for one in monitor.recorded], "program")


def _answers() -> Any:
    from pulumi.runtime import mocks

    class Answers(mocks.Mocks):
        clouds: ClassVar[Mapping[str, Cloud]] = {"aws": Aws(), "azure-native": Azure()}
        urn = ""

        def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
            cloud = self.clouds.get(args.typ.partition(":")[0])
            inputs = dict(args.inputs)
            if not args.custom or cloud is None:
                return (f"{args.name}-id" if args.custom else "", inputs)
            identity = Identity.of(self.urn)
            checked, _ = cloud.check(identity, {}, inputs, None)
            known = wire.declared(checked)
            number = args.resource_id or cloud.id(identity, known)
            return number, {**known, **cloud.outputs(identity, known, number)}

        def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]]]:
            cloud = self.clouds.get(args.token.partition(":")[0])
            answer = cloud.invoke(args.token, dict(args.args)) if cloud else None
            if answer is None:
                raise ConfigError(
                    f"the program calls {args.token}, which cannot be answered without the cloud", hint="pass its result as an argument"
                )
            return dict(answer), []

    return Answers()


def _monitor_class() -> Any:
    from pulumi.runtime import mocks

    class Monitor(mocks.MockMonitor):
        def __init__(self, answers: Any) -> None:
            super().__init__(answers)
            self.answers = answers
            self.recorded: list[Resource] = []
            # Registrations come from several threads, and the mocks do not learn the URN of what they answer for.
            self.turn = threading.Lock()

        def RegisterResource(self, request: Any) -> Any:  # noqa: N802  (gRPC names it)
            with self.turn:
                self.answers.urn = self.make_urn(request.parent, request.type, request.name)
                response = super().RegisterResource(request)  # type: ignore[no-untyped-call]
            inputs = wire.read(request.object)
            outputs = wire.read(response.object) if request.type != "pulumi:pulumi:Stack" else {}
            self.recorded.append(
                resources.from_parts(
                    urn=response.urn,
                    token=request.type,
                    inputs=inputs,
                    outputs=outputs,
                    mode="state",
                    identity=response.id,
                    custom=request.custom,
                    parent=request.parent,
                    dependencies={key: tuple(value.urns) for key, value in request.propertyDependencies.items()},
                    protect=request.protect,
                    ignore_changes=tuple(request.ignoreChanges),
                )
            )
            return response

    return Monitor
