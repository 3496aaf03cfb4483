"""`python -m buttress.toolchain`: build the pinned tools, as `make tools` does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.errors import Error
from buttress.toolchain.build import install, link_to
from buttress.toolchain.pins import TOOLS


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of `python -m buttress.toolchain`: 0, or 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(
        prog="buttress.toolchain", description="Build OPA, the Pulumi CLI and its YAML language host, once a user."
    )
    parser.add_argument("--link", type=Path, metavar="DIR", help="link the tools into this folder")
    options = parser.parse_args(arguments)

    def report(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    try:
        for tool in TOOLS:
            path = install(tool, report=report)
            sys.stdout.write(f"{link_to(path, options.link / tool.name) if options.link else path}\n")
    except Error as problem:
        report(f"error: {problem.diagnostics()}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
