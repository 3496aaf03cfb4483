"""What an engine answers, whoever runs it, and how OPA's answers are read."""

from __future__ import annotations

import http
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from buttress.errors import EngineError

EVALUATE_SECONDS = 120.0
ROUTE, REVISION = "buttress/route", "buttress/revision"
"""The documents that an engine is asked for: the decisions of checks, and the revision of the library that it holds."""


class EvaluationError(EngineError):
    """OPA answered that it could not evaluate what was asked."""


class Engine(Protocol):
    """An OPA that holds our library. Use it as a context manager; `decide` waits until it is ready."""

    def wait(self) -> None:
        """Return once the engine can be asked; an EngineError says why it cannot."""

    def stop(self) -> None:
        """Let go of the engine; safe to call twice."""

    def ask(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
        """OPA's answer on these checks (id to package path) and this input document: `{"decisions": {id: …}}`."""

    def decide(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The decisions of these checks (id to package path) on an input document: `{id: {"deny": [...], "applies": [...]}}`.

        Raises EvaluationError when one of them cannot be evaluated (`failures` says which), EngineError when OPA is lost.
        """
        return dict(self.ask(document, checks).get("decisions", {}))

    def failures(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, dict[str, Any] | str]]:
        """Each check asked alone: its decision, or the reason why there is none."""
        for check, package in checks.items():
            try:
                yield check, self.decide(document, {check: package}).get(check, "OPA gave no decision for this check")
            except EvaluationError as problem:
                yield check, problem.message

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def read_answer(status: int, content: bytes) -> Any:
    """The value in an answer of OPA, `{}` if it is undefined; EvaluationError if OPA could not evaluate it, EngineError if it is none."""
    import orjson

    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise EngineError(f"OPA answered {status} with something that is not JSON") from None
    if status in {http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN}:
        raise EngineError("the OPA server refused the token", hint="set BUTTRESS_OPA_TOKEN")
    if status != http.HTTPStatus.OK or not isinstance(answer, dict):
        raise EvaluationError(_reason(answer))
    return answer.get("result", {})


def late(seconds: float) -> EngineError:
    """The error of an OPA that took longer than it may."""
    return EngineError(
        f"OPA did not answer within {seconds:g} s; nothing was judged", hint="raise --timeout, or check fewer stacks at once"
    )


def _reason(answer: Any) -> str:
    if not isinstance(answer, dict):
        return "OPA answered with an error"
    errors = answer.get("errors")
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        location = errors[0].get("location")
        place = f" ({location.get('file')}:{location.get('row')})" if isinstance(location, dict) and location.get("file") else ""
        return f"{errors[0].get('message', answer.get('message', 'evaluation failed'))}{place}"
    return str(answer.get("message", "evaluation failed"))
