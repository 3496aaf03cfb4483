"""Which OPA answers: the server that the environment names, else a child of ours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from buttress.engine.binary import find_opa
from buttress.engine.server import EVALUATE_SECONDS, Opa, RemoteOpa


def engine_for(bundles: Sequence[Path], revision: str, *, timeout: float = EVALUATE_SECONDS) -> Opa:
    """An OPA with these bundles, launched and not yet waited for; it ends with its `with` block.

    `BUTTRESS_OPA_URL` names a server to use instead, which must hold our library at `revision`; its token is `BUTTRESS_OPA_TOKEN`.
    """
    url = os.environ.get("BUTTRESS_OPA_URL")
    if url:
        return RemoteOpa(url, revision, token=os.environ.get("BUTTRESS_OPA_TOKEN", ""), evaluate_seconds=timeout)
    return Opa(find_opa().path, bundles, evaluate_seconds=timeout).start()
