"""`kpilint report`: write the governance report of a quarter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpilint.cli.choose_format import check_places
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError
from kpilint.cli.load import STDIN, input_files, load, load_baseline
from kpilint.cli.narrow import FAIL_ON, narrow
from kpilint.cli.options import Word, as_of_option, paths_argument, settings_options
from kpilint.cli.report_files import (
    check_stdout,
    print_report,
    render,
    report_format,
    report_targets,
    write_report,
)
from kpilint.cli.report_state import choose, read_state
from kpilint.cli.rule_options import rule_options
from kpilint.cli.terminal import say, wants_debug
from kpilint.cli.verdict import check_readable, report_crashes, threshold, verdict
from kpilint.output.format import View
from kpilint.record import record
from kpilint.report.gather import gather
from kpilint.revisions.runs import Project
from kpilint.revisions.trend import reading_once


@record
class Flags:
    """The arguments of a call, by the names of the options."""

    paths: tuple[Path, ...]
    quarter: str | None
    since: str | None
    as_of: str | None
    format_name: str | None
    outputs: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    fail_on: str
    baseline: Path | None
    config: Path | None
    isolated: bool


@click.command("report")
@paths_argument
@click.option(
    "--quarter",
    metavar="PERIOD",
    help="The period: 2026-Q3, 2026-H1, 2026, or last for the quarter that ended last; otherwise "
    "the quarter of the day.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Compare with this revision or day; otherwise with the end of the period before.",
)
@as_of_option
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="[FORMAT:]FILE",
    help="Write the report to a file, such as report.html; may be repeated.",
)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    help="Print the report in this format; without --output, markdown.",
)
@rule_options
@click.option(
    "--fail-on",
    type=Word("severity", tuple(FAIL_ON)),
    default="never",
    help="Exit with 1 from this severity on; never unless said otherwise.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The findings to set aside; otherwise .kpilint-baseline.json.",
)
@settings_options
def command(**given: Any) -> ExitCode:
    """Write the governance report: what to decide, what changed, what is still questioned.

    A period that is over is reported on as it stood on its last day, by the commits of git; one
    that still runs, as the files are now.
    """  # fmt: skip
    flags = Flags(**given)
    if Path(STDIN) in flags.paths:
        raise UserError("A report is made from files.", "Name the folder of the catalogue.")
    targets = report_targets(flags.outputs)
    printed = report_format(flags.format_name) if flags.format_name else None
    if printed is None and not targets:
        printed = "markdown"
    if printed is not None:
        check_stdout(printed)
    call = load(flags.paths, flags.config, flags.isolated)
    settings = narrow(call.settings, flags.select, flags.ignore, flags.profile, flags.fail_on)
    baseline, file = load_baseline(flags.baseline, settings, call.settings_file)
    check_places([target.path for target in targets], input_files(call, file))

    as_of = choose_day(flags.as_of) if flags.as_of else None
    calendar, choice = choose(call.sources, flags.quarter, as_of, choose_day(None))
    read = reading_once(call.read)
    project = Project(flags.paths, settings, call.settings_file, baseline, read)
    state = read_state(call.sources, project, calendar, choice, flags.since)
    check_readable(state.result)
    report = gather(state.result, state.frame, state.history)
    made = {name: render(report, name) for name in {*(t.format for t in targets), printed} if name}
    say(state.said)
    for target in targets:
        write_report(target.path, made[target.format])
        word = report.verdict.headline.lower()
        say(f'"{target.path}" is written: {report.period.title}, {word}.')
    if printed is not None:
        print_report(made[printed])
    report_crashes(state.result.crashes, wants_debug())
    return verdict(state.result, View(fail_on=threshold(settings)))
