"""All commands, as click knows them: reading calls, help, and what is wrong with a call."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

import kpilint.cli.commands
from kpilint.cli.exits import ExitCode, no_such
from kpilint.discover import module_names
from kpilint.text.nearest import nearest
from kpilint.text.show import show
from kpilint.version import VERSION

MAX_WORD = 80


class _Commands(click.Group):
    """Commands are the modules of `kpilint/cli/commands`, each with one named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(name.rstrip("_") for name in module_names(kpilint.cli.commands))

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


def call() -> ExitCode:
    """Run the command that the arguments of this process ask for."""
    try:
        code = group.main(prog_name="kpilint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return ExitCode.CALL
    except click.Abort:
        return ExitCode.INTERRUPTED
    return ExitCode(code or ExitCode.CLEAN)
