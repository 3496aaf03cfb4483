"""Stand-ins for the `aws` and `azure-native` providers: a preview without a cloud, without credentials, without a network.

They answer as the providers do, create nothing and know nothing of what already exists in an account. What they cannot know,
such as the newest image, is an error that names the function and says how to give the answer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from buttress.launcher import write_launchers
from buttress.pulumi.answers import VARIABLE as ANSWERS_VARIABLE
from buttress.pulumi.plugins import GENERIC

__all__ = ["ANSWERS_VARIABLE", "PROVIDERS", "environment", "provider_directory"]

PROVIDERS = ("aws", "azure-native")
"""The packages that have a stand-in."""

_REMOVED = ("PULUMI_IGNORE_AMBIENT_PLUGINS", "PULUMI_DEBUG_PROVIDERS")


def provider_directory() -> Path:
    """A directory with the executables `pulumi-resource-aws` and `pulumi-resource-azure-native`, written once for each installation.

    Beside them lies `pulumi-resource-buttress`, which serves our components to programs in YAML.
    """
    stand_ins = {f"pulumi-resource-{package}": ("buttress.offline.provider", package) for package in PROVIDERS}
    stand_ins[GENERIC] = ("buttress.offline.provider", "")
    return write_launchers("offline", {**stand_ins, "pulumi-resource-buttress": ("buttress_components.__main__",)})


def environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """A copy of an environment (this process's own, if none is given) that makes a run of Pulumi find the stand-ins first.

    In it Pulumi never reaches for a plugin or an update.
    """
    base = os.environ if base is None else base
    env = {name: value for name, value in base.items() if name not in _REMOVED}
    env["PATH"] = os.pathsep.join([str(provider_directory()), *filter(None, [base.get("PATH", os.defpath)])])
    if base.get(ANSWERS_VARIABLE):
        # The stand-ins run in other directories.
        env[ANSWERS_VARIABLE] = str(Path(base[ANSWERS_VARIABLE]).absolute())
    env["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
    env["PULUMI_SKIP_UPDATE_CHECK"] = "true"
    return env
