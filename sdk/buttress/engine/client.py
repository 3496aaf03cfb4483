"""Questions to an OPA server, through opa-python-client."""

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
    """One OPA server. `timeout` is in seconds and bounds each question."""

    def __init__(self, host: str, port: int, *, token: str, timeout: float, tls: bool = False) -> None:
        self._host, self._port, self._token, self._timeout, self._tls = host, port, token, timeout, tls
        self._client: OpaClient | None = None

    @classmethod
    def to(cls, url: str, *, token: str, timeout: float) -> Self:
        """The server at an `http://` or `https://` URL."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EngineError("not the URL of an OPA server", where=url, hint="BUTTRESS_OPA_URL is like https://opa.example.com:8181")
        tls = parts.scheme == "https"
        return cls(parts.hostname, parts.port or (443 if tls else 8181), token=token, timeout=timeout, tls=tls)

    def healthy(self) -> bool:
        """Whether the server says it is ready; False while it cannot be reached."""
        # Polled while Python still reads the state: the plain client costs no import of requests.
        connection = http.client.HTTPConnection(self._host, self._port, timeout=1)
        try:
            connection.request("GET", "/health", headers={"Authorization": f"Bearer {self._token}"})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def prepare(self) -> None:
        """Import what the first question needs, so that it need not wait for that."""
        self._connected()

    def query(self, path: str, document: Any) -> Any:
        """The value of `data.<path>` with this input; `{}` if it is undefined.

        Raises EvaluationError if OPA could not evaluate it, EngineError if OPA did not answer (in time).
        """
        import orjson
        import requests

        client = self._connected()
        body = b"{}" if document is None else b'{"input":' + orjson.dumps(document) + b"}"
        url = f"{client.root_url}/data/{path}?strict-builtin-errors=true"
        try:
            response = client._session.post(  # noqa: SLF001  (its query_rule encodes with the standard library, six times slower)
                url, data=body, headers={"Content-Type": "application/json"}, timeout=self._timeout
            )
        except requests.Timeout:
            raise EngineError(
                f"OPA did not answer within {self._timeout:g} s; nothing was judged", hint="raise --timeout, or check fewer stacks at once"
            ) from None
        except requests.RequestException as problem:
            raise EngineError(f"OPA cannot be reached: {type(problem).__name__}") from None
        try:
            answer = orjson.loads(response.content)
        except orjson.JSONDecodeError:
            raise EngineError(f"OPA answered {response.status_code} with something that is not JSON") from None
        if response.status_code in {401, 403}:
            raise EngineError("the OPA server refused the token", hint="set BUTTRESS_OPA_TOKEN")
        if not response.ok or not isinstance(answer, dict):
            raise EvaluationError(_reason(answer))
        return answer.get("result", {})

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close_connection()
            self._client = None

    def _connected(self) -> OpaClient:
        if self._client is None:
            from opa_client.opa import OpaClient

            self._client = OpaClient(
                host=self._host, port=self._port, ssl=self._tls, token=self._token or None, timeout=self._timeout, retries=0
            )
            # A proxy of the environment must not see what goes to loopback.
            self._client._session.trust_env = self._tls  # noqa: SLF001
        return self._client


def _reason(answer: Any) -> str:
    if not isinstance(answer, dict):
        return "OPA answered with an error"
    errors = answer.get("errors")
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        location = errors[0].get("location")
        place = f" ({location.get('file')}:{location.get('row')})" if isinstance(location, dict) and location.get("file") else ""
        return f"{errors[0].get('message', answer.get('message', 'evaluation failed'))}{place}"
    return str(answer.get("message", "evaluation failed"))
