"""Questions to an OPA server: over one kept connection to our own child, through opa-python-client to a server of the user's.

The child is asked once a resource during a preview. There requests, on which opa-python-client stands, takes four times the processor
time of the standard library's client, and 0.13 s to import; a user's server needs what it brings (TLS, proxies, certificates).
"""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from buttress.errors import EngineError

if TYPE_CHECKING:
    from opa_client.opa import OpaClient


class EvaluationError(EngineError):
    """OPA answered that it could not evaluate what was asked."""


class Client:
    """An OPA on loopback, asked over one connection that is kept open. `timeout` is in seconds and bounds each question."""

    def __init__(self, host: str, port: int, *, token: str, timeout: float) -> None:
        self._host, self._port, self._token, self._timeout = host, port, token, timeout
        self._connection: http.client.HTTPConnection | None = None

    def healthy(self) -> bool:
        """Whether the server says it is ready; False while it cannot be reached."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=1)
        try:
            connection.request("GET", "/health", headers=self._headers())
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def query(self, path: str, document: Any) -> Any:
        """The value of `data.<path>` with this input; `{}` if it is undefined.

        Raises EvaluationError if OPA could not evaluate it, EngineError if OPA did not answer (in time).
        """
        import orjson

        body = b"{}" if document is None else b'{"input":' + orjson.dumps(document) + b"}"
        try:
            status, content = self._post(f"/v1/data/{path}?strict-builtin-errors=true", body)
        except TimeoutError:
            raise EngineError(
                f"OPA did not answer within {self._timeout:g} s; nothing was judged", hint="raise --timeout, or check fewer stacks at once"
            ) from None
        except (OSError, http.client.HTTPException) as problem:
            raise EngineError(f"OPA cannot be reached: {type(problem).__name__}") from None
        try:
            answer = orjson.loads(content)
        except orjson.JSONDecodeError:
            raise EngineError(f"OPA answered {status} with something that is not JSON") from None
        if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN}:
            raise EngineError("the OPA server refused the token", hint="set BUTTRESS_OPA_TOKEN")
        if status != http.client.OK or not isinstance(answer, dict):
            raise EvaluationError(_reason(answer))
        return answer.get("result", {})

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _post(self, target: str, body: bytes) -> tuple[int, bytes]:
        kept = self._connection is not None
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        try:
            self._connection.request("POST", target, body, {"Content-Type": "application/json", **self._headers()})
            response = self._connection.getresponse()
            return response.status, response.read()
        except TimeoutError:
            self.close()
            raise
        except (OSError, http.client.HTTPException):
            self.close()
            if not kept:
                raise
            # The server may have dropped a connection that lay idle: that is no answer, so the question is put once more.
            return self._post(target, body)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}


class ServerClient(Client):
    """A server that the user runs, at an `http://` or `https://` URL."""

    def __init__(self, host: str, port: int, *, token: str, timeout: float, tls: bool) -> None:
        super().__init__(host, port, token=token, timeout=timeout)
        self._tls = tls
        self._client: OpaClient | None = None

    @classmethod
    def to(cls, url: str, *, token: str, timeout: float) -> Self:
        """The client of a URL; an EngineError says what a URL must be."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EngineError("not the URL of an OPA server", where=url, hint="BUTTRESS_OPA_URL is like https://opa.example.com:8181")
        tls = parts.scheme == "https"
        return cls(parts.hostname, parts.port or (443 if tls else 8181), token=token, timeout=timeout, tls=tls)

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close_connection()
            self._client = None

    def _post(self, target: str, body: bytes) -> tuple[int, bytes]:
        import requests

        if self._client is None:
            from opa_client.opa import OpaClient

            self._client = OpaClient(
                host=self._host, port=self._port, ssl=self._tls, token=self._token or None, timeout=self._timeout, retries=0
            )
        url = f"{self._client.schema}{self._host}:{self._port}{target}"
        try:
            response = self._client._session.post(  # noqa: SLF001  (its query_rule encodes with the standard library, six times slower)
                url, data=body, headers={"Content-Type": "application/json"}, timeout=self._timeout
            )
        except requests.Timeout:
            raise TimeoutError from None
        except requests.RequestException as problem:
            raise ConnectionError(type(problem).__name__) from None
        return response.status_code, response.content


def _reason(answer: Any) -> str:
    if not isinstance(answer, dict):
        return "OPA answered with an error"
    errors = answer.get("errors")
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        location = errors[0].get("location")
        place = f" ({location.get('file')}:{location.get('row')})" if isinstance(location, dict) and location.get("file") else ""
        return f"{errors[0].get('message', answer.get('message', 'evaluation failed'))}{place}"
    return str(answer.get("message", "evaluation failed"))
