"""An OPA server that the user runs, asked through opa-python-client, which brings TLS, certificates and proxies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from buttress.engine.protocol import EVALUATE_SECONDS, REVISION, ROUTE, Engine, EvaluationError, late, read_answer
from buttress.errors import EngineError

if TYPE_CHECKING:
    from opa_client.opa import OpaClient


class RemoteOpa(Engine):
    """A server at an `http://` or `https://` URL. It must hold the same library: its revision is compared before the first question."""

    def __init__(self, url: str, revision: str, *, token: str = "", evaluate_seconds: float = EVALUATE_SECONDS) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as problem:
            raise _no_server(url, f": {problem}") from None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise _no_server(url)
        if parts.username or parts.password:
            raise EngineError("the URL of the OPA server holds a user", where=url, hint="give its token in BUTTRESS_OPA_TOKEN")
        self._url = url
        self._revision = revision
        self._evaluate_seconds = evaluate_seconds
        tls = parts.scheme == "https"
        self._server = {
            "host": parts.hostname,
            "port": port or (443 if tls else 8181),
            "ssl": tls,
            "token": token or None,
            "timeout": evaluate_seconds,
            "retries": 0,
        }
        self._client: OpaClient | None = None
        self._checked = False

    def wait(self) -> None:
        if self._checked:
            return
        try:
            revision = self._query(REVISION, {})
        except EngineError as problem:
            raise EngineError(f"the OPA server cannot be asked: {problem.message}", where=self._url, hint=problem.hint) from None
        if revision != self._revision:
            state = f"holds policies {str(revision)[:12]}" if revision else "holds no policies of ours"
            raise EngineError(
                f"the OPA server {state}, and these are {self._revision[:12]}",
                where=self._url,
                hint="load the bundle that `buttress engine bundle --output bundle.tar.gz` writes",
            )
        self._checked = True

    def stop(self) -> None:
        if self._client is not None:
            self._client.close_connection()
            self._client = None

    def ask(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
        self.wait()
        return dict(self._query(ROUTE, {**document, "checks": checks}))

    def _query(self, path: str, document: Mapping[str, Any]) -> Any:
        import requests

        if self._client is None:
            from opa_client.opa import OpaClient

            self._client = OpaClient(**self._server)
        try:
            answer = self._client.query_rule(document, path, query_params={"strict-builtin-errors": "true"})
        except requests.Timeout:
            raise late(self._evaluate_seconds) from None
        except requests.JSONDecodeError:
            raise EngineError("OPA answered with something that is not JSON") from None
        except requests.RequestException as problem:
            if problem.response is not None:
                return read_answer(problem.response.status_code, problem.response.content)
            raise EngineError(f"OPA cannot be reached: {type(problem).__name__}") from None
        if not isinstance(answer, dict):
            raise EvaluationError("OPA answered with an error")
        return answer.get("result", {})


def _no_server(url: str, why: str = "") -> EngineError:
    return EngineError(f"not the URL of an OPA server{why}", where=url, hint="BUTTRESS_OPA_URL is like https://opa.example.com:8181")
