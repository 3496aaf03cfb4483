"""OPA, the engine that evaluates every check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from buttress.engine.binary import find_opa
from buttress.engine.local import START_SECONDS, LocalOpa
from buttress.engine.protocol import EVALUATE_SECONDS, Engine, EvaluationError
from buttress.engine.remote import RemoteOpa

__all__ = ["Engine", "EvaluationError", "LocalOpa", "RemoteOpa", "open_engine"]


def open_engine(bundles: Sequence[Path], revision: str, *, timeout: float = EVALUATE_SECONDS) -> Engine:
    """An OPA with these bundles, launched and not yet waited for; it ends with its `with` block.

    `BUTTRESS_OPA_URL` names a server to use instead, which must hold our library at `revision`; its token is `BUTTRESS_OPA_TOKEN`.
    """
    url = os.environ.get("BUTTRESS_OPA_URL")
    if url:
        return RemoteOpa(url, revision, token=os.environ.get("BUTTRESS_OPA_TOKEN", ""), evaluate_seconds=timeout)
    return LocalOpa(find_opa().path, bundles, start_seconds=min(START_SECONDS, timeout), evaluate_seconds=timeout).start()
