"""The user's cache: everything in it can be made again, and what decides a verdict is sealed.

A cache travels: pipelines keep it from run to run, and what one pull request put into it the next one reads. What is read from it counts
only under a seal made with a key that lies elsewhere, in the user's state, and does not travel with it.
"""

from __future__ import annotations

import functools
import hmac
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "BUTTRESS_CACHE"
"""Names the folder where it is not to be the platform's own."""

_KEY_BYTES = 32


def cache_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The user's cache folder for Buttress, which may not exist yet: what BUTTRESS_CACHE names, or the platform's own place."""
    named = (os.environ if environ is None else environ).get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("buttress", appauthor=False)


def seal(*contents: bytes) -> str | None:
    """The seal over these contents, as hexadecimal; None where there is no key to make one with, hence nothing to trust."""
    import platformdirs

    key = _key(platformdirs.user_state_path("buttress", appauthor=False) / "cache-key")
    if key is None:
        return None
    total = hmac.new(key, digestmod="sha256")
    for content in contents:
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def is_private(place: Path, *, mask: int = 0o077) -> bool:
    """Whether a file or folder is itself, no link, belongs to this user, and gives others none of the rights in `mask`."""
    try:
        found = place.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & mask


@functools.cache
def _key(file: Path) -> bytes | None:
    """The key in a file of this user alone, made if there is none; None if there can be none or it is not to be trusted."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(secrets.token_bytes(_KEY_BYTES))
            try:
                # Of two runs that make the key at once, the first one's stays.
                os.link(name, file)
            except FileExistsError:
                pass
            finally:
                Path(name).unlink()
        key = file.read_bytes() if is_private(file) else b""
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None
