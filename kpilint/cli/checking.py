"""What `kpilint check` does, once it is known what is asked."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from typing import TYPE_CHECKING

from kpilint.cli.choose_format import choose_targets, default_format, find_format, write_output
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError
from kpilint.cli.load import STDIN, Call, input_files, load, load_baseline
from kpilint.cli.narrow import narrow
from kpilint.cli.terminal import (
    print_err,
    print_exactly,
    print_out,
    wants_color,
    wants_debug,
    width,
)
from kpilint.cli.verdict import check_readable, report_crashes, threshold, verdict
from kpilint.config import SEVERITIES, Settings
from kpilint.engine.lint import lint
from kpilint.engine.waive import Baseline
from kpilint.output.format import View
from kpilint.record import changed, record
from kpilint.run import Result
from kpilint.text.path import StrPath, tidy

if TYPE_CHECKING:
    from kpilint.engine.fixing import Run


@record
class Flags:
    """The arguments of a call, by the names of the options, and what holds without them."""

    paths: tuple[StrPath, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: str | None = None
    min_severity: str = "advice"
    format_name: str | None = None
    outputs: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    as_of: str | None = None
    since: str | None = None
    baseline: StrPath | None = None
    statistics: bool = False
    show_files: bool = False
    no_waivers: bool = False
    exit_zero: bool = False
    color: str = "auto"
    config: StrPath | None = None
    isolated: bool = False
    stdin_filename: str | None = None

    @property
    def repairs(self) -> bool:
        return self.fix or self.unsafe_fixes or self.diff


def check(flags: Flags) -> ExitCode:
    """Check a catalogue, and show what is found."""
    day = choose_day(flags.as_of)
    format_ = find_format(flags.format_name or default_format())
    call = load(flags.paths, flags.config, flags.isolated, flags.stdin_filename)
    settings = narrow(call.settings, flags.select, flags.ignore, flags.profile, flags.fail_on)
    if flags.show_files:
        from kpilint.cli.show_files import show_files  # noqa: PLC0415 - most runs check

        show_files(call)
        return ExitCode.CLEAN
    baseline: Baseline = {}
    file = None
    if flags.no_waivers:
        settings = changed(settings, waivers=False)
    else:
        baseline, file = load_baseline(flags.baseline, settings, call.settings_file)
    targets = choose_targets(flags.outputs, input_files(call, file))

    run = _run(flags, call, settings, day, baseline)
    if flags.repairs:
        result, ending = _repair(flags, call, settings, day, run)
    else:
        result, ending = run(call.sources), ExitCode.CLEAN
    check_readable(result)
    plain = View(min_severity=SEVERITIES[flags.min_severity], fail_on=threshold(settings))
    view = changed(plain, color=wants_color(flags.color, sys.stdout), width=width(plain.width))
    if not flags.diff:
        show = print_err if flags.fix and STDIN in map(tidy, flags.paths) else print_out
        if flags.statistics:
            from kpilint.cli.statistics import statistics  # noqa: PLC0415 - few runs count

            show(statistics(view.visible(result), format_.name))
        else:
            show(format_.render(result, view))
        if format_.name == "github":
            from kpilint.cli.step_summary import (  # noqa: PLC0415 - only on GitHub's runners
                write_step_summary,
            )

            write_step_summary(result, view)
    for target in targets:
        write_output(target.path, target.format.render(result, plain))
    report_crashes(result.crashes, wants_debug())
    ending = max(ending, verdict(result, plain))
    return ExitCode.CLEAN if flags.exit_zero and ending is ExitCode.FINDINGS else ending


def _run(flags: Flags, call: Call, settings: Settings, day: dt.date, baseline: Baseline) -> Run:
    """What checks sources: all that they say, or what changed since a revision."""
    if flags.since is None:
        return partial(lint, settings=settings, as_of=day, baseline=baseline, read=call.read)
    from kpilint.cli.history import project_of, since  # noqa: PLC0415 - most need no history

    narrowed = changed(call, settings=settings)
    project = project_of(flags.paths, narrowed, flags.stdin_filename, baseline)
    return since(flags.since, project, day)


def _repair(
    flags: Flags, call: Call, settings: Settings, day: dt.date, run: Run
) -> tuple[Result, ExitCode]:
    """Fix, and show or write what that changes. The result is that of the fixed catalogue."""
    from kpilint.cli.repair import (  # noqa: PLC0415 - most runs repair nothing
        pairs_of,
        print_diff,
        whole_text,
        write_fixes,
    )
    from kpilint.engine.fixing import fix  # noqa: PLC0415
    from kpilint.finding import Safety  # noqa: PLC0415

    safety = Safety.UNSAFE if flags.unsafe_fixes else Safety.SAFE
    fixed = fix(call.sources, settings, day, safety, run=run)
    pairs = pairs_of(call.sources, fixed)
    if flags.diff:
        print_diff(pairs)
        return fixed.result, ExitCode.FINDINGS if pairs else ExitCode.CLEAN
    if STDIN in map(tidy, flags.paths):
        if len(call.sources) > 1:
            raise UserError("--fix with `-` takes no other paths.", "Use --diff, or name files.")
        print_exactly(whole_text(fixed.sources[0]))
        return fixed.result, ExitCode.CLEAN
    written = write_fixes(pairs, fixed.answered)
    return fixed.result, ExitCode.CLEAN if written else ExitCode.CALL
