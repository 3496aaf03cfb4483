"""Stand-ins for the `aws` and `azure-native` providers: a preview without a cloud, without credentials, without a network.

They answer as the providers do, create nothing and know nothing of what already exists in an account. What they cannot know,
such as the newest image, is an error that names the function and says how to give the answer.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from importlib import util
from pathlib import Path

from buttress.errors import ToolError
from buttress.offline.answers import VARIABLE as ANSWERS_VARIABLE

__all__ = ["ANSWERS_VARIABLE", "PROVIDERS", "environment", "provider_directory"]

PROVIDERS = ("aws", "azure-native")
"""The packages that have a stand-in."""

_LONGEST_SHEBANG = 127
_REMOVED = ("PULUMI_IGNORE_AMBIENT_PLUGINS", "PULUMI_DEBUG_PROVIDERS")


def provider_directory() -> Path:
    """A directory with the executables `pulumi-resource-aws` and `pulumi-resource-azure-native`, written once for each installation.

    Beside them lies `pulumi-resource-buttress`, which serves our components to programs in YAML. They run this interpreter in
    isolation from the working directory and from `PYTHON*` variables. The directory lies in the user's cache, or in a temporary
    place where the cache cannot be written; a `ToolError` says that neither can.
    """
    scripts = {f"pulumi-resource-{package}": _script("buttress.offline.provider", repr(package)) for package in PROVIDERS}
    scripts["pulumi-resource-buttress"] = _script("buttress_components.__main__", "")
    digest = hashlib.sha256("".join(scripts.values()).encode()).hexdigest()[:16]
    problem: OSError | None = None
    for base in (_cache(), Path(tempfile.gettempdir()) / f"buttress-{os.getuid()}"):
        directory = base / "offline" / digest
        try:
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            if directory.stat().st_uid != os.getuid():
                continue
            for name, text in scripts.items():
                _install(directory / name, text)
        except OSError as refusal:
            problem = refusal
            continue
        return directory
    raise ToolError(
        f"the stand-in providers cannot be written: {problem.strerror if problem else 'the directory belongs to somebody else'}",
        where=str(_cache()),
        hint="set XDG_CACHE_HOME to a directory that you can write",
    )


def environment(base: Mapping[str, str]) -> dict[str, str]:
    """A copy of an environment in which Pulumi finds the stand-ins first and never reaches for a plugin or an update."""
    env = {name: value for name, value in base.items() if name not in _REMOVED}
    env["PATH"] = os.pathsep.join([str(provider_directory()), *filter(None, [base.get("PATH", os.defpath)])])
    env["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
    env["PULUMI_SKIP_UPDATE_CHECK"] = "true"
    return env


def _cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("buttress", appauthor=False))


def _script(module: str, argument: str) -> str:
    places = dict.fromkeys(str(Path(place).parent) for place in map(_location, ("buttress", "buttress_components", "pulumi")) if place)
    first = f"#!{sys.executable} -I\n"
    if len(first) > _LONGEST_SHEBANG or " " in sys.executable:
        first = f"#!/bin/sh\n'''exec' \"{sys.executable}\" -I \"$0\" \"$@\"\n' '''\n"
    return f"{first}import sys\n\nsys.path[:0] = {list(places)!r}\n\nfrom {module} import main\n\nsys.exit(main({argument}))\n"


def _location(package: str) -> str:
    spec = util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return places[0] if places else ""


def _install(file: Path, text: str) -> None:
    """Write an executable whole or not at all; one that is right already is left alone."""
    if file.is_file() and file.read_text(encoding="utf-8") == text and os.access(file, os.X_OK):
        return
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).chmod(stat.S_IRWXU)
    Path(name).replace(file)
