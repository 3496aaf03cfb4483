"""The command line. Only here are errors printed and exit codes chosen: 0 clean, 1 findings, 2 bad use or broken input."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from buttress import __version__
from buttress.errors import Error
from buttress.text import nearest, printable

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
    "preview": ("buttress.cli.preview", "preview"),
    "report": ("buttress.cli.check", "report"),
    "test": ("buttress.cli.test", "test"),
    "waivers": ("buttress.cli.waivers", "waivers"),
}
_INTERRUPTED = 130


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            hint = nearest(name, [*_COMMANDS]) or "`buttress --help` lists them"
            raise click.UsageError(f"No such command {name!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        _keep_lines(command)
        return command


def _keep_lines(command: click.Command) -> None:
    """Make the mark of a block that is not to be rewrapped what click knows: our docstrings are raw, so it stands there as two letters."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for member in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_lines(member)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="buttress")
def program() -> None:
    """Compliance as code for Pulumi: check stacks by Rego in OPA, report them against SOC 2, and say what failing would cost."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code. A user's mistake ends in a message, never in a traceback."""
    try:
        result: Any = program.main(args=arguments, prog_name="buttress", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return _INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return 2
    except Error as problem:
        sys.stderr.write(f"error: {printable(problem.diagnostics(), lines=True)}\n")
        return 2
    except BrokenPipeError:
        # The reader of our output has gone; so do we, without a word.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  (lives until the interpreter ends)
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return _INTERRUPTED
    return result if isinstance(result, int) else 0
