"""The gRPC face of the pack: `pulumirpc.Analyzer`, each resource decoded once and each question asked once.

Fail closed: whatever goes wrong in here ends the RPC with an error, which fails the preview or the update.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import grpc
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2 as pb
from pulumi.runtime.proto import analyzer_pb2_grpc, plugin_pb2

from buttress import __version__
from buttress.catalog import Catalog
from buttress.catalog.metadata import REASON
from buttress.errors import Error
from buttress.model import Check, Finding, Frameworks, Outcome, Stack, cited, labels
from buttress.pack.review import Review, worth_showing
from buttress.pulumi.wire import read as plain

NAME = "buttress"

_LEVELS = {"advisory": pb.ADVISORY, "mandatory": pb.MANDATORY, "disabled": pb.DISABLED}
_LEVEL_NAMES = {number: name for name, number in _LEVELS.items()}
_SEVERITIES = {
    "critical": pb.POLICY_SEVERITY_CRITICAL,
    "high": pb.POLICY_SEVERITY_HIGH,
    "medium": pb.POLICY_SEVERITY_MEDIUM,
    "low": pb.POLICY_SEVERITY_LOW,
}
_TYPES = {"resource": pb.POLICY_TYPE_RESOURCE, "stack": pb.POLICY_TYPE_STACK, "estate": pb.POLICY_TYPE_STACK}


class Servicer(analyzer_pb2_grpc.AnalyzerServicer):
    """The analyzer. `stop` is called when Pulumi says that it is done."""

    def __init__(self, review: Review, stop: Callable[[], None]) -> None:
        self._review = review
        self._catalog: Catalog = review.catalog
        self._stop = stop
        # Pulumi may ask about several resources at once; the review keeps state.
        self._lock = threading.Lock()
        self._keep_reasons()

    def _keep_reasons(self) -> None:
        """Make once what is answered of the checks that say nothing."""
        off = self._review.off()
        self._others = {
            check.id: pb.PolicyNotApplicable(policy_name=check.id, reason=off.get(check.id, "it judges resources of other types"))
            for check in self._catalog.checks.values()
            if check.scope == "resource"
        }
        unasked = {check: reason for check, reason in off.items() if self._catalog.checks[check].scope == "stack"}
        self._estates = _not_applicable({**self._review.not_applicable(), **unasked})

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:
        del request, context
        # A run that changes a stack says so next, by `ConfigureStack` or, before 3.170, in the environment. `pulumi policy analyze` says
        # neither: the stack is there already, and all of it comes in the end.
        self._review.at_the_end = "PULUMI_DRY_RUN" not in os.environ
        return pb.AnalyzerHandshakeResponse()

    def ConfigureStack(self, request: Any, context: grpc.ServicerContext) -> Any:
        del context
        self._review.at_the_end = False
        self._review.stack = Stack(organization=request.organization, project=request.project, name=request.stack, tags=dict(request.tags))
        self._review.dry_run = request.dry_run
        return pb.AnalyzerStackConfigureResponse()

    def GetAnalyzerInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        del request, context
        checks = self._catalog.checks.values()
        return pb.AnalyzerInfo(
            name=NAME,
            displayName="Buttress",
            version=__version__,
            supportsConfig=True,
            policies=[self._policy(check) for check in checks],
            description="Compliance as code for Pulumi, judged by Open Policy Agent",
        )

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        del request, context
        return plugin_pb2.PluginInfo(version=__version__)

    def Configure(self, request: Any, context: grpc.ServicerContext) -> Any:
        with self._lock, _closed(context):
            self._review.configure(
                {
                    name: (_LEVEL_NAMES.get(config.enforcementLevel, "mandatory"), plain(config.properties))
                    for name, config in request.policyConfig.items()
                }
            )
            self._keep_reasons()
        return struct_empty()

    def Remediate(self, request: Any, context: grpc.ServicerContext) -> Any:
        del request, context
        return pb.RemediateResponse()

    def Analyze(self, request: Any, context: grpc.ServicerContext) -> Any:
        with self._lock, _closed(context):
            findings = self._review.resource(
                request.urn,
                request.type,
                plain(request.properties),
                parent=request.options.parent,
                provider=request.provider.urn,
                protect=request.options.protect,
                ignore_changes=tuple(request.options.ignoreChanges),
            )
            later = self._review.postponed(request.urn)
        return self._answer(findings, self._elsewhere(findings, later))

    def AnalyzeStack(self, request: Any, context: grpc.ServicerContext) -> Any:
        with self._lock, _closed(context):
            entries = [
                self._review.whole(
                    one.urn,
                    one.type,
                    plain(one.properties),
                    custom=bool(one.provider.urn),
                    parent=one.parent,
                    provider=one.provider.urn,
                    dependencies={key: tuple(value.urns) for key, value in one.propertyDependencies.items()},
                    protect=one.options.protect,
                    ignore_changes=tuple(one.options.ignoreChanges),
                )
                for one in request.resources
            ]
            findings = self._review.everything(entries)
        return self._answer(findings, self._estates)

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Any:
        del request, context
        self._stop()
        return struct_empty()

    def _elsewhere(self, findings: Iterable[Finding], later: Iterable[str]) -> list[Any]:
        # Pulumi counts a policy as passed for each resource of which it hears neither a diagnostic nor that it does not apply.
        postponed = dict.fromkeys(later, "what it reads is not known yet: it judges at the end, with the whole stack")
        spoken = {finding.check for finding in findings} | postponed.keys()
        return [*(one for check, one in self._others.items() if check not in spoken), *_not_applicable(postponed)]

    def _answer(self, findings: Iterable[Finding], beside: Iterable[Any]) -> Any:
        listed = list(self._review.worth_telling(findings))
        spoken = {finding.check for finding, alone in listed if alone and finding.outcome is not Outcome.NOT_APPLICABLE}
        silent = {
            finding.check: finding.message if alone else f"what it says is part of {finding.subsumed_by}"
            for finding, alone in listed
            if finding.check not in spoken
        }
        return pb.AnalyzeResponse(
            diagnostics=[self._diagnostic(finding) for finding, alone in listed if alone and worth_showing(finding)],
            not_applicable=[*_not_applicable(silent), *beside],
        )

    def _diagnostic(self, finding: Finding) -> Any:
        check = self._catalog.checks[finding.check]
        level = self._review.level_of(finding)
        if finding.outcome is Outcome.ERROR:
            level = "mandatory"
        elif finding.outcome in {Outcome.UNKNOWN, Outcome.WAIVED}:
            level = "advisory"
        return pb.AnalyzeDiagnostic(
            policyName=check.id,
            policyPackName=NAME,
            policyPackVersion=__version__,
            description=check.title,
            message=sentence(finding, check, self._catalog.frameworks),
            enforcementLevel=_LEVELS[level],
            urn=finding.resource,
            severity=_SEVERITIES[finding.severity.value],
        )

    def _policy(self, check: Check) -> Any:
        schema = struct_pb2.Struct()
        schema.update({one.name: _schema(one) for one in check.parameters})
        schema.update({REASON: {"type": "string", "description": "Why, where a value leaves out something that the check looks for"}})
        return pb.PolicyInfo(
            name=check.id,
            displayName=check.title,
            description=check.description,
            message=check.title,
            enforcementLevel=_LEVELS[self._review.level(check.id)],
            configSchema=pb.PolicyConfigSchema(properties=schema) if check.parameters else None,
            policy_type=_TYPES[check.scope],
            severity=_SEVERITIES[check.severity.value],
            framework=self._framework(check),
            tags=[check.cloud, *labels(check.criteria, self._catalog.frameworks), *check.controls],
            remediation_steps=check.remediation,
            url=check.references[0] if check.references else "",
        )

    def _framework(self, check: Check) -> Any:
        """Pulumi asks for one framework: the first that the check serves."""
        name = next(iter(check.criteria), None)
        if name is None:
            return None
        framework = self._catalog.frameworks[name]
        return pb.PolicyComplianceFramework(name=framework.name, version=framework.version, reference=", ".join(check.criteria[name]))


def _not_applicable(reasons: Mapping[str, str]) -> list[Any]:
    return [pb.PolicyNotApplicable(policy_name=check, reason=reason) for check, reason in reasons.items()]


def sentence(finding: Finding, check: Check, frameworks: Frameworks) -> str:
    """One line for a developer: what is wrong, where, how to fix it, and by which criteria it counts."""
    criteria = f" [{cited(finding.criteria, frameworks)}]" if finding.criteria else ""
    if finding.outcome is Outcome.WAIVED and finding.waiver:
        until = f" until {finding.waiver.expires}" if finding.waiver.expires else ""
        return f"waived{until}: {finding.sentence}; {finding.waiver.reason}"
    if finding.outcome is Outcome.ERROR:
        return f"could not be evaluated: {finding.message}"
    if finding.outcome is Outcome.UNKNOWN:
        return f"cannot be judged yet: {finding.sentence}"
    return f"{finding.sentence}. {check.remediation}{criteria}"


def struct_empty() -> Any:
    """An empty answer."""
    from google.protobuf import empty_pb2

    return empty_pb2.Empty()


def _schema(parameter: Any) -> dict[str, Any]:
    described: dict[str, Any] = {"type": parameter.type, "description": parameter.description}
    if parameter.items:
        described["items"] = {"type": parameter.items}
    described |= {name: bound for name in ("minimum", "maximum") if (bound := getattr(parameter, name)) is not None}
    return described


class _closed:  # noqa: N801  (reads as a word in a with statement)
    """Turns an error of ours into a failed RPC, so that Pulumi stops and shows it."""

    def __init__(self, context: grpc.ServicerContext) -> None:
        self._context = context

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: object) -> None:
        if isinstance(value, Error):
            self._context.abort(grpc.StatusCode.FAILED_PRECONDITION, f"buttress: {value.diagnostics()}")
