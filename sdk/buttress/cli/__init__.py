"""The command line. Only here are errors printed and exit codes chosen: 0 clean, 1 findings, 2 anything else."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from buttress import __version__
from buttress.cli.options import COMPLETE, Group, rare, shows_all
from buttress.errors import Error
from buttress.text import nearest, printable

_OBJECTS = 200_000
"""How many more objects there must be before Python looks for cycles among them."""

# A command's module is imported when it is called: a check must not pay for the exposure engine.
_COMMANDS = {
    "catalog": ("buttress.cli.catalog", "catalog"),
    "check": ("buttress.cli.check", "check"),
    "completion": ("buttress.cli.completion", "completion"),
    "config": ("buttress.cli.config", "config"),
    "engine": ("buttress.cli.engine", "engine"),
    "explain": ("buttress.cli.catalog", "explain"),
    "exposure": ("buttress.cli.exposure", "exposure"),
    "init": ("buttress.cli.init", "init"),
    "new": ("buttress.cli.new", "new"),
    "pack": ("buttress.cli.pack", "pack"),
    "preflight": ("buttress.cli.preflight", "preflight"),
    "preview": ("buttress.cli.preview", "preview"),
    "report": ("buttress.cli.check", "report"),
    "test": ("buttress.cli.test", "test"),
    "waivers": ("buttress.cli.waivers", "waivers"),
}
_RARE = {"completion", "config", "engine", "new", "pack", "test"}
_INTERRUPTED = 130
_BY_SIGNAL = 128
_CLOSED = "stdout is closed: not everything could be written"


class _Program(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = [name for name in self.list_commands(ctx) if shows_all(ctx) or name not in _RARE]
        width = formatter.width - max(map(len, names)) - len("    ")
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._command(name).get_short_help_str(width)) for name in names])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            hint = nearest(name, [*_COMMANDS]) or "`buttress --help-all` lists them"
            raise click.UsageError(f"No such command {name!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return self._command(cmd_name) if cmd_name in _COMMANDS else None

    def _command(self, name: str) -> click.Command:
        module, attribute = _COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever nobody foresaw becomes an `Error` of one line here, before click makes something of its own of it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as problem:
            if ctx.params["debug"]:
                traceback.print_exc()
            raise _as_error(problem) from problem


def _as_error(problem: Exception) -> Error:
    if isinstance(problem, Error):
        return problem
    if isinstance(problem, BrokenPipeError):
        return Error(_CLOSED)
    if isinstance(problem, OSError) and problem.strerror:
        return Error(problem.strerror, where=str(problem.filename or "stdout"))
    line = " ".join("".join(traceback.format_exception_only(problem)).split())
    return Error(f"a fault of Buttress itself: {line} (`buttress --debug …` shows where)")


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="buttress")
@rare("--debug", is_flag=True, help="Show the traceback of whatever ends a command with an error.")
def program(*, debug: bool) -> None:
    r"""Check Pulumi stacks by Rego against SOC 2, and say what failing would cost.

    \b
    Examples:
      buttress check state.json
      buttress preview . --offline
      buttress report state.json -o report.html
    """
    del debug


class _Ended(BaseException):
    """Somebody asks us to end: what is open is put away on the way out, as after a Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _end(number: int, _frame: object) -> None:
    for one in _ENDINGS:
        signal.signal(one, signal.SIG_IGN)
    raise _Ended(number)


_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    for number in _ENDINGS:
        # Whoever started us under `nohup` meant it.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (lives until the interpreter ends)
    if sys.stdout is None:
        _say(Error(_CLOSED))
        sys.exit(2)
    # What a command reads lives until it ends: looking for cycles in it every few hundred objects is a tenth of a large check.
    gc.set_threshold(_OBJECTS)
    code = execute(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.stdout.flush()
    except OSError:
        # What could not be written has been reported; the interpreter is not to try it again when it ends.
        code = 2
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def execute(arguments: list[str]) -> int:
    """Run the command line; the exit code. A user's mistake ends in a message, never in a traceback."""
    try:
        result: Any = program.main(args=arguments, prog_name="buttress", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        sys.stderr.write("interrupted\n")
        return _INTERRUPTED
    except _Ended as end:
        sys.stderr.write(f"ended by {signal.Signals(end.number).name}\n")
        return _BY_SIGNAL + end.number
    except click.ClickException as problem:
        problem.show()
        return 2
    except Error as problem:
        return _say(problem)
    except SystemExit as end:
        if os.environ.get(COMPLETE):
            return int(end.code or 0)
        # So click answers a pipe that closes while it prints the help of the program itself, before there is a command to invoke.
        return _say(Error(_CLOSED))
    except OSError as problem:
        return _say(_as_error(problem))
    return result if isinstance(result, int) else 0


def _say(problem: Error) -> int:
    sys.stderr.write(f"error: {printable(problem.diagnostics(), lines=True)}\n")
    return 2
