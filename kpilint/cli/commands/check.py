"""`kpilint check`: check a KPI catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpilint.cli.checking import Flags, check
from kpilint.cli.exits import ExitCode
from kpilint.cli.narrow import FAIL_ON
from kpilint.cli.options import Word, as_of_option, paths_argument, settings_options
from kpilint.cli.rule_options import rule_options
from kpilint.config import SEVERITIES

_FILE = click.Path(path_type=Path)


@click.command("check")
@paths_argument
@rule_options
@click.option(
    "--fail-on",
    type=Word("severity", tuple(FAIL_ON)),
    help="Exit with 1 from this severity on; otherwise as the profile says.",
)
@click.option(
    "--min-severity",
    type=Word("severity", tuple(SEVERITIES)),
    default="advice",
    help="Show findings from this severity on.",
)
@click.option("--format", "format_name", metavar="FORMAT", help="How findings are shown.")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT:FILE",
    help="Also write the findings to a file; may be repeated.",
)
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="Make all fixes, also those that change what the catalogue says.",
)
@click.option("--diff", is_flag=True, help="Show what fixes would change; write nothing.")
@as_of_option
@click.option(
    "--since",
    metavar="REV",
    help="Report only what changed since a branch, a tag or a commit.",
)
@click.option(
    "--baseline",
    type=_FILE,
    metavar="FILE",
    help="The findings to set aside; otherwise .kpilint-baseline.json.",
)
@click.option("--statistics", is_flag=True, help="Count findings by rule instead.")
@click.option("--show-files", is_flag=True, help="List the files that would be read, and end.")
@click.option(
    "--no-waivers", is_flag=True, help="Show also what waivers and the baseline set aside."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although something was found.")
@click.option(
    "--color",
    type=Word("choice", ("auto", "always", "never")),
    default="auto",
    help="Colours: on a terminal, always, or never.",
)
@settings_options
@click.option("--stdin-filename", metavar="NAME", help="The name of what the path `-` reads.")
def command(**given: Any) -> ExitCode:
    """Check a KPI catalogue.

    PATHS are files and folders; without them, what the settings name as the catalogue is checked,
    or else the current folder.
    """  # fmt: skip
    return check(Flags(**given))
