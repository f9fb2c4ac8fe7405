"""Floor 8: the command line. One file a command, imported when it is called."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module

import click

import kpilint.cli.commands
from kpilint.cli.exits import ExitCode, UserError
from kpilint.text.show import show
from kpilint.version import VERSION


class _Commands(click.Group):
    """Commands are the modules of `kpilint/cli/commands`, each with one named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [info.name for info in pkgutil.iter_modules(kpilint.cli.commands.__path__)]
        return sorted(name.rstrip("_") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        # `import` is a word of Python; its module is called `import_`.
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command: click.Command = import_module(f"kpilint.cli.commands.{name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kpilint", message="%(prog)s %(version)s")
def group() -> None:
    """Check KPI catalogues: every number tied to the mission, balanced, and still questioned.

    Exit codes: 0 clean, 1 findings, 2 the call, settings or paths are wrong, 3 a mistake of
    kpilint itself, 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit."""
    try:
        code = group.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = ExitCode.CALL
    except UserError as error:
        click.echo(f"kpilint: {show(str(error), 600)}", err=True)
        if error.hint:
            click.echo(f"  {show(error.hint, 600)}", err=True)
        code = ExitCode.CALL
    except (KeyboardInterrupt, click.Abort):
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.CLEAN
    sys.exit(int(code or ExitCode.CLEAN))
