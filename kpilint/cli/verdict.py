"""What a result means for the exit code, and what has to be said beside it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kpilint.cli.exits import ExitCode, UserError
from kpilint.cli.terminal import print_err, say
from kpilint.config import Settings
from kpilint.engine.choose import PROFILES
from kpilint.finding import Severity
from kpilint.output.format import View
from kpilint.run import Crash, Result
from kpilint.text.show import show_error

SHOWN_STALE = 3


def check_readable(result: Result) -> None:
    """Raise UserError when files were found, and none of them is part of a catalogue."""
    passed = result.passed_over
    if passed and not result.catalogue.trees:
        files = "The YAML file" if len(passed) == 1 else f"None of the {len(passed):,} YAML files"
        has = "has no" if len(passed) == 1 else "has"
        raise UserError(
            f"{files} found here {has} entries such as `mission`, `goals` or `kpis`.",
            "A file that you name is always read; `--show-files` lists what was found.",
        )


def threshold(settings: Settings) -> Severity | None:
    """The severity from which on a finding fails the run; None for never."""
    chosen = settings.fail_on or PROFILES[settings.profile].fail_on
    return chosen if isinstance(chosen, Severity) else None


def verdict(result: Result, view: View) -> ExitCode:
    """How the run ends. Says on stderr what no format does: stale entries, nothing readable."""
    report_stale(result)
    if result.crashes:
        return ExitCode.BUG
    if not any(tree.root is not None for tree in result.catalogue.trees):
        say("kpilint: nothing could be read, so nothing was checked.")
        return ExitCode.CALL
    return ExitCode.FINDINGS if any(map(view.fails, result.open)) else ExitCode.CLEAN


def report_crashes(crashes: Iterable[Crash], debug: bool) -> None:
    """Name each rule that failed, once, with the first subject it failed on."""
    for rule, group in groupby(crashes, key=lambda crash: crash.rule):
        first, *others = group
        on = f' on "{first.subject}"' if first.subject else ""
        more = f" and {len(others):,} more" if others else ""
        say(
            f'kpilint: the rule "{rule}" failed{on}{more} ({show_error(first.error)}). '
            "That is a mistake of kpilint, not of your catalogue; the other rules were checked."
        )
        if debug:
            import traceback  # noqa: PLC0415 - only after a crash

            print_err("".join(traceback.format_exception(first.error)))


def report_stale(result: Result) -> None:
    """Say which entries of the baseline set nothing aside any more."""
    stale = result.stale_baseline
    if not stale:
        return
    named = ", ".join(f'{rule} on {kind} "{id_}"' for rule, kind, id_, _ in stale[:SHOWN_STALE])
    more = f" and {len(stale) - SHOWN_STALE:,} more" if len(stale) > SHOWN_STALE else ""
    say(
        f"The baseline holds what is no longer found ({named}{more}); "
        "`kpilint baseline --prune` takes it out."
    )
