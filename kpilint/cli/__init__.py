"""Floor 8: the command line. One file a command, imported when it is called."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import click

import kpilint.cli.commands
from kpilint.cli.exits import ExitCode, UserError, no_such
from kpilint.cli.terminal import prepare, say, say_error, wants_debug
from kpilint.text.nearest import nearest
from kpilint.text.show import show, show_error
from kpilint.version import VERSION

MAX_WORD = 80


class _Commands(click.Group):
    """Commands are the modules of `kpilint/cli/commands`, each with one named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        names = [info.name for info in pkgutil.iter_modules(kpilint.cli.commands.__path__)]
        return sorted(name.rstrip("_") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"kpilint.cli.commands.{_module(cmd_name)}").command
        if not any(parameter.name == "debug" for parameter in command.params):
            command.params.append(
                click.Option(["--debug"], is_flag=True, expose_value=False,
                             help="Show where in kpilint's code a failure happened.")
            )  # fmt: skip
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their summaries, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(name)) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] in known or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = nearest(args[0], known)
        raise no_such("command", show(args[0], MAX_WORD), near[0] if near else None, known)


def summary(command: str) -> str:
    """What a command does, from the first line of its module, behind the colon."""
    file = Path(kpilint.cli.commands.__path__[0], f"{_module(command)}.py")
    with file.open(encoding="utf-8") as source:
        said = source.readline().strip().strip('"').partition(": ")[2]
    return said[:1].upper() + said[1:]


def _module(command: str) -> str:
    """`import` is a word of Python; its module is called `import_`."""
    return f"{command}_" if command == "import" else command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kpilint", message="%(prog)s %(version)s")
def group() -> None:
    """Check KPI catalogues: every number tied to the mission, balanced, and still questioned.

    Exit codes: 0 clean, 1 findings, 2 the call, settings or paths are wrong, 3 a mistake of
    kpilint itself, 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit."""
    prepare()
    try:
        code = group.main(prog_name="kpilint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = ExitCode.CALL
    except UserError as error:
        say_error(error)
        code = ExitCode.CALL
    except (KeyboardInterrupt, click.Abort):
        code = ExitCode.INTERRUPTED
    except OSError as error:
        code = _refused(error)
    except Exception as error:
        # Nobody but us can mend it: it is named as ours, and ends with a status of its own.
        code = _failed(error)
    sys.exit(int(code or ExitCode.CLEAN))


def _refused(error: OSError) -> ExitCode:
    """Say what the system does not allow: a full disk, a name that is too long, a closed folder."""
    of = f' of "{os.fsdecode(error.filename)}"' if isinstance(error.filename, str | bytes) else ""
    say(f"kpilint: The system says{of}: {error.strerror or type(error).__name__}.")
    _trace(error)
    return ExitCode.CALL


def _failed(error: Exception) -> ExitCode:
    """Say that kpilint itself is at fault; with `--debug`, where."""
    say(
        f"kpilint: {show_error(error)}. That is a mistake of kpilint, not of your catalogue; "
        "`--debug` shows where it happened."
    )
    _trace(error)
    return ExitCode.BUG


def _trace(error: Exception) -> None:
    if wants_debug():
        import traceback  # noqa: PLC0415 - only after a failure

        traceback.print_exception(error)
