"""The pack on disk: one executable file for today's Pulumi, or a directory for older ones."""

from __future__ import annotations

from pathlib import Path

from buttress import __version__
from buttress.documents import write_atomically
from buttress.errors import PackError
from buttress.launcher import write_launchers


def executable() -> Path:
    """The path of an executable policy pack, written once for each installation into the user's cache."""
    return write_launchers("pack", {"buttress": ("buttress.pack.serve",)}) / "buttress"


def directory(target: Path) -> Path:
    """A directory pack (`PulumiPolicy.yaml` and `__main__.py`) for a CLI before 3.255; it runs where Buttress is installed."""
    if target.exists() and any(target.iterdir()):
        known = target / "PulumiPolicy.yaml"
        if not known.is_file() or "buttress" not in known.read_text(encoding="utf-8"):
            raise PackError("the directory is not empty and holds no pack of ours", where=str(target))
    manifest = f"runtime: python\nversion: {__version__}\ndescription: Buttress, compliance as code for Pulumi\n"
    program = "from buttress.pack.serve import main\n\nraise SystemExit(main())\n"
    try:
        write_atomically(target / "PulumiPolicy.yaml", manifest.encode())
        write_atomically(target / "__main__.py", program.encode())
    except OSError as refusal:
        raise PackError(f"the directory pack cannot be written: {refusal.strerror}", where=str(target)) from None
    return target
