"""A live stack, exported through the Automation API by the Pulumi CLI that the user is logged in with."""

from __future__ import annotations

from attrs import evolve

from buttress.errors import StateError, ToolError
from buttress.model import Snapshot
from buttress.state import deployment


def read(name: str) -> Snapshot:
    """The snapshot of the stack `organization/project/stack`; secrets stay encrypted."""
    import json

    from pulumi import automation

    try:
        exported = automation.LocalWorkspace().export_stack(name)
    except FileNotFoundError:
        raise ToolError("the Pulumi CLI is not on PATH", hint="install it, or give a file from `pulumi stack export`") from None
    except automation.CommandError as problem:
        lines = [line for line in str(problem).splitlines() if line.startswith(("error:", " stderr: error:"))]
        reason = lines[-1].partition("error:")[2].strip() if lines else "the export failed"
        raise StateError(reason, where=name, hint="log in with `pulumi login`, and name the stack as ORG/PROJECT/STACK") from None
    data = {"version": exported.version, "deployment": exported.deployment}
    raw = json.dumps(data, sort_keys=True, separators=(",", ":")).encode()
    snapshot = deployment.read(data, name, raw)
    parts = name.split("/")
    organization = parts[0] if len(parts) == 3 else ""  # noqa: PLR2004  (organization/project/stack)
    return evolve(snapshot, stack=evolve(snapshot.stack, organization=organization))
