"""`kpilint baseline`: set aside today's findings, so that only new ones are reported."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kpilint.catalogue.files import shown
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError
from kpilint.cli.load import baseline_file, input_files, load, load_baseline
from kpilint.cli.options import as_of_option, paths_argument, settings_options
from kpilint.cli.terminal import say, wants_debug
from kpilint.cli.verdict import check_readable, report_crashes
from kpilint.editing.write import WriteError, create_file, replace_file
from kpilint.engine.baseline import FILE_NAME, baseline_of, pruned, render_baseline
from kpilint.engine.lint import lint
from kpilint.engine.waive import NEVER_IN_BASELINE, Baseline
from kpilint.run import Result
from kpilint.text.phrase import counted


@click.command("baseline")
@paths_argument
@click.option("--update", is_flag=True, help="Set aside all that is found now.")
@click.option("--prune", is_flag=True, help="Take out what is no longer found; add nothing.")
@click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The file; otherwise that of the settings, or {FILE_NAME}.",
)
@as_of_option
@settings_options
def command(
    *,
    paths: tuple[Path, ...],
    update: bool,
    prune: bool,
    file: Path | None,
    as_of: str | None,
    config: Path | None,
    isolated: bool,
) -> ExitCode:
    """Set aside today's findings, so that only new ones are reported.

    The baseline names rules, entries and fields with counts, no lines and no messages. A file that
    cannot be read is never set aside.
    """  # fmt: skip
    if update and prune:
        raise UserError("--update and --prune exclude each other.", "--update also takes out.")
    call = load(paths, config, isolated)
    found = baseline_file(file, call.settings, call.settings_file)
    there = Path(found) if found is not None else Path(call.settings_file or "").parent / FILE_NAME
    exists = there.exists()
    if exists and not update and not prune:
        raise UserError(
            f'There is a baseline already: "{shown(there)}".',
            "--update sets aside all that is found now; --prune only takes out what is gone.",
        )
    if os.path.realpath(there) in map(os.path.realpath, input_files(call, None)):
        raise UserError(f'"{shown(there)}" is read in this run; it would be overwritten.')
    if prune and not exists:
        raise UserError(f'There is no baseline "{shown(there)}" to prune.')
    result = lint(call.sources, call.settings, choose_day(as_of), read=call.read)
    check_readable(result)
    if result.crashes:
        report_crashes(result.crashes, wants_debug())
        say("No baseline was written.")
        return ExitCode.BUG
    if prune:
        before = load_baseline(there, call.settings, call.settings_file)[0]
        after = pruned(before, result.findings)
        _write(there, after, exists=True)
        gone = sum(before.values()) - sum(after.values())
        say(f"{shown(there)}: {counted(gone, 'finding')} taken out, {sum(after.values()):,} left.")
    else:
        after = baseline_of(result.findings)
        _write(there, after, exists=exists)
        say(f"{shown(there)}: {counted(sum(after.values()), 'finding')} set aside.")
    return _ending(result)


def _write(file: Path, baseline: Baseline, *, exists: bool) -> None:
    data = render_baseline(baseline).encode()
    try:
        if exists:
            replace_file(file, data)
        else:
            create_file(file, data)
    except WriteError as error:
        raise UserError(f'"{shown(file)}" could not be written: {error}.') from error


def _ending(result: Result) -> ExitCode:
    left = sum(finding.rule.code in NEVER_IN_BASELINE for finding in result.open)
    if not left:
        return ExitCode.CLEAN
    say(f"{counted(left, 'finding')} cannot be set aside: what cannot be read is not checked.")
    return ExitCode.FINDINGS
