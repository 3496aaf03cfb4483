"""What the project's own interpreter runs: it connects the Pulumi SDK to the engine, runs the program and says that it came to its end.

It is started as a file, by an interpreter in which nothing of Buttress need be installed, and so stands alone. The last word goes through
a pipe: a program that leaves without it (`os._exit`, a crash) has not been seen whole.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import os
import runpy
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any


def main() -> int:
    """Run the program that the arguments name: the number of the pipe, and as JSON the entry file and the engine's settings."""
    pipe, run = int(sys.argv[1]), json.loads(sys.argv[2])
    os.set_inheritable(pipe, False)
    entry = run["entry"]
    sys.argv = [entry]
    # The first place is this file's own directory, which is none of the program's.
    sys.path[0] = os.path.dirname(entry)  # noqa: PTH120
    error = _run(entry, run["settings"])
    with os.fdopen(pipe, "w", encoding="utf-8") as report:
        json.dump({"error": error}, report)
    return 1 if error else 0


def _run(entry: str, given: dict[str, Any]) -> str:
    """Run a program to its end; the error that it ended with, or an empty string."""
    import pulumi

    known = inspect.signature(pulumi.runtime.Settings.__init__).parameters
    settings = pulumi.runtime.Settings(**{key: value for key, value in given.items() if key in known})
    pulumi.runtime.configure(settings)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=max(given["parallel"] or 0, 1) * 4))

    def program() -> None:
        runpy.run_path(entry, run_name="__main__")

    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(program))
    except pulumi.RunError as problem:
        return str(problem) or "the program failed"
    except SystemExit as problem:
        frames = traceback.format_exc().rstrip().rpartition("\n")[0]
        return f"{frames}\nSystemExit: the program ended itself with {problem.code!r} before it was finished\n"
    except BaseException:  # noqa: BLE001  (whatever it is, it is the program's)
        return traceback.format_exc()
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with suppress(BaseException):
                loop.run_until_complete(task)
        sys.stdout.flush()
        sys.stderr.flush()
    return ""


if __name__ == "__main__":
    sys.exit(main())
