"""`buttress completion`: what a shell needs to complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from buttress.cli.options import COMPLETE, Command
from buttress.errors import ConfigError


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    r"""Print the completion script of SHELL.

    \b
    Examples:
      buttress completion bash >> ~/.bash_completion
      buttress completion zsh > "${fpath[1]}/_buttress"
      buttress completion fish > ~/.config/fish/completions/buttress.fish
    """
    from buttress.cli import program

    found = get_completion_class(shell)
    if found is None:
        raise ConfigError(f"this version of click completes nothing for {shell}")
    click.echo(found(program, {}, "buttress", COMPLETE).source())
    return 0
