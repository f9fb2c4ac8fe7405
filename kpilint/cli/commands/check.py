"""`kpilint check`: lint a catalogue."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from pathlib import Path

import click

import kpilint.output
from kpilint.catalogue.files import find_files, read_source
from kpilint.cli.exits import ExitCode, UserError
from kpilint.config import Settings
from kpilint.discover import discover
from kpilint.engine.lint import lint
from kpilint.output.format import Format, View


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--select", multiple=True)
@click.option("--ignore", multiple=True)
@click.option("--profile", default="standard")
@click.option("--as-of", default=None)
@click.option("--format", "format_name", default=None)
def command(paths, select, ignore, profile, as_of, format_name) -> int:
    """Check KPI catalogues."""
    gc.disable()
    formats = {f.name: f for f in discover(kpilint.output, Format)}
    try:
        sources = [read_source(p, named=n) for p, n in find_files(paths or [Path()])]
    except FileNotFoundError as error:
        raise UserError(f'"{error}" does not exist.') from error
    day = dt.date.fromisoformat(as_of) if as_of else dt.date.today()
    result = lint(sources, Settings(profile=profile, select=select, ignore=ignore), day)
    color = sys.stdout.isatty()
    name = format_name or ("full" if color else "concise")
    click.echo(formats[name].render(result, View(color=color)), nl=False)
    for c in result.crashes:
        raise c.error
    return (
        ExitCode.FINDINGS
        if any(f.severity.word == "error" for f in result.open)
        else ExitCode.CLEAN
    )
