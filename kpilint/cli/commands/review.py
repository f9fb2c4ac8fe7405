"""`kpilint review`: record a review that was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

import click

from kpilint.cadence.period import CALENDAR_YEAR
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.files import ENDINGS
from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.catalogue.value import parse_day
from kpilint.catalogue.words import Decision, ReviewKind
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError
from kpilint.cli.load import Call, load
from kpilint.cli.options import Word, as_of_option, settings_options
from kpilint.cli.recorded import outcome
from kpilint.cli.repair import print_diff
from kpilint.cli.terminal import print_out, say, wants_debug
from kpilint.cli.verdict import check_readable, report_crashes
from kpilint.editing.review import (
    CannotRecordError,
    NewReview,
    Recorded,
    Reviewed,
    record_reviews,
)
from kpilint.editing.write import Change, Written, write_changes
from kpilint.engine.lint import lint
from kpilint.output.wording import help_of, message_of
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.nearest import nearest
from kpilint.text.phrase import day_in_words, listed, quoted
from kpilint.text.slug import slug

_SHOWN_IDS = 10
_NEEDED = {
    "decision": "--decision keep", "by": "--by head-of-support --by two-agents",
    "note": '--note "424 seconds, and fewer second calls."', "date": "--date 2026-11-20",
}  # fmt: skip


@click.command("review", short_help="Record a review that was held.")
@click.argument("words", nargs=-1, metavar="KPI... [PATHS]...")
@click.option("--decision", type=Word("decision", get_args(Decision)),
              help="Needed: what was decided; `deferred` is recorded, and does not "
              "count.")  # fmt: skip
@click.option("--by", multiple=True, metavar="WHO",
              help="Needed: who was in the room, as a role; repeated, or with commas.")  # fmt: skip
@click.option("--note", metavar="TEXT",
              help="Needed: what was found, and why it was decided so.")  # fmt: skip
@click.option("--date", metavar="DAY", help="Needed: the day it was held, such as 2026-11-20.")
@click.option("--kind", type=Word("kind", get_args(ReviewKind)),
              help="What was asked: relevance (is it still the right number?) unless said "
              "otherwise.")  # fmt: skip
@click.option("--period", metavar="PERIOD", help="The fiscal period that it covers: 2026-Q3.")
@click.option("--meeting", metavar="ID",
              help="A word for the meeting; its day where several KPIs are named.")  # fmt: skip
@click.option("--evidence", metavar="TEXT", help="One thing looked at that is not a number.")
@click.option("--goals", metavar="TEXT", help="Answer: does it still serve the goals?")
@click.option("--obligations", metavar="TEXT",
              help="Answer: does it still meet what the law and contracts ask?")  # fmt: skip
@click.option("--users", metavar="TEXT",
              help="Answer: does it show what the people served really need?")  # fmt: skip
@click.option("--diff", is_flag=True, help="Show what would change; write nothing.")
@as_of_option
@settings_options
def command(
    *,
    words: tuple[str, ...],
    diff: bool,
    as_of: str | None,
    config: Path | None,
    isolated: bool,
    **said: Any,
) -> ExitCode:
    """Record a review that was held, in the files of the catalogue.

    KPI is the id or the name of a KPI, a goal or a mission. PATHS are files and folders: with a
    slash, or .yaml at the end. Every comment and everything else in the files stays as it is.
    """
    day = choose_day(as_of)
    paths = [Path(word) for word in words if _is_path(word)]
    names = [word for word in words if not _is_path(word)]
    if not names:
        raise UserError("No KPI is named.", "Name what was reviewed, by its id or its name.")
    review = _review(said, day, several=len(names) > 1)
    call = load(paths, config, isolated)
    before = lint(call.sources, call.settings, day, read=call.read)
    check_readable(before)
    subjects = list(dict.fromkeys(_find(name, before.catalogue) for name in names))
    new = [one for one in subjects if not any(map(review.is_same, one.reviews))]
    for subject in subjects:
        if subject not in new:
            say(f'"{subject.name}" has this very review already; it is not recorded twice.')
    if not new:
        return ExitCode.CLEAN
    limits = call.settings.limits
    read = partial(parse, max_depth=limits.depth, max_nodes=limits.nodes)
    try:
        recorded = record_reviews(before.context, [(subject, review) for subject in new], read)
    except CannotRecordError as error:
        at = error.source.position(error.offset)
        where = f"{error.source.path}:{at.line}:{at.column}"
        raise UserError(f"{where}: {error}", f"{error.do} No file was changed.") from error
    after = _lint_again(call, recorded, day)
    if diff:
        print_diff((one.before, one.after) for one in recorded)
        ending = ExitCode.CLEAN
    else:
        written = _write(recorded)
        print_out("".join(_outcomes(recorded, written, review, after)))
        ending = _report_failures(recorded, written)
    _say_new_findings(before, after)
    report_crashes(after.crashes, wants_debug())
    return ExitCode.BUG if after.crashes else ending


def _is_path(word: str) -> bool:
    """KPIs are named without a slash, or there is no such file: "Calls / hour"."""
    if word.lower().endswith(ENDINGS) or word in (".", ".."):
        return True
    return "/" in word.replace("\\", "/") and Path(word).exists()


def _review(said: dict[str, Any], day: dt.date, *, several: bool) -> NewReview:
    """What the options say. Raises UserError for what is no review."""
    missing = [f"--{option}" for option in _NEEDED if said[option] in (None, ())]
    if missing:
        raise UserError(
            f"A review is recorded with what was decided, who was there, why and when: "
            f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing.",
            f"Write, for example: {' '.join(_NEEDED[option[2:]] for option in missing)}.",
        )
    text = {name: _text(name, value) for name, value in said.items() if isinstance(value, str)}
    held = parse_day(text["date"])
    if held is None:
        raise UserError(f'"{text["date"]}" is not a day.', "Write it as in --date 2026-11-20.")
    if held > day:
        raise UserError(
            f"{day_in_words(held)} is still to come: a review that was not held decides nothing.",
            "Record it when it was held; a planned day is written as `next` under `review`.",
        )
    period = text.get("period")
    if period is not None and CALENDAR_YEAR.named(period) is None:
        raise UserError(
            f'"{period}" is no period.', "Write --period 2026-Q3, 2026-H1, 2026-07 or 2026."
        )
    by = [who for words in said["by"] for who in _text("by", words).split(",")]
    return NewReview(
        date=held,
        decision=text["decision"],
        by=tuple(dict.fromkeys(_text("by", who) for who in by)),
        note=text["note"],
        kind=text.get("kind"),
        period=period,
        meeting=text.get("meeting") or (held.isoformat() if several else None),
        evidence=text.get("evidence"),
        answers=(text.get("goals"), text.get("obligations"), text.get("users")),
    )


def _text(option: str, value: str) -> str:
    text = value.strip()
    if not text:
        raise UserError(f"--{option} says nothing.", "Write what is to be recorded there.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UserError(f"--{option} holds a character that no file can hold.") from error
    return text


def _find(word: str, catalogue: Catalogue) -> Reviewed:
    """What is called so, by its id or by its name, which may be written as an id too."""
    found = catalogue.find(word)
    if isinstance(found, Mission | Goal | Kpi):
        return found
    known: list[Reviewed] = [*catalogue.kpis, *catalogue.goals, *catalogue.missions]
    named = [one for one in known if one.name == word]
    named = named or [one for one in known if slug(one.name) == word]
    if len(named) == 1:
        return named[0]
    if named:
        raise UserError(
            f'"{word}" is the name of {len(named)} entries.',
            f"Say which by its id: {quoted([one.id for one in named], 'or')}.",
        )
    if found is not None:
        noun = f"{'an' if found.noun[0] in 'aeiou' else 'a'} {found.noun}"
        raise UserError(
            f'"{word}" is {noun}: reviews are held of KPIs, goals and missions.',
            "Name one of those, by its id or its name.",
        )
    raise _unknown(word, known, catalogue)


def _unknown(word: str, known: Sequence[Reviewed], catalogue: Catalogue) -> UserError:
    by_word = {one.id: one.id for one in known} | {one.name.lower(): one.id for one in known}
    near = nearest(word.lower(), by_word) or nearest(slug(word), by_word)
    ids = [one.id for one in known]
    hint = f"There are: {', '.join(ids[:_SHOWN_IDS])}{' ...' * (len(ids) > _SHOWN_IDS)}."
    if near:
        hint = f'Did you mean "{by_word[near[0]]}"?'
    elif Path(word).exists():
        hint = f'If the path is meant, write "./{word}".'
    unread = [tree.source.path for tree in catalogue.trees if tree.root is None]
    if unread:
        hint += f" {quoted(unread)} could not be read; `kpilint check` says why."
    return UserError(f'There is no KPI, goal or mission "{word}".', hint)


def _lint_again(call: Call, recorded: Sequence[Recorded], day: dt.date) -> Result:
    new = {one.after.path: one.after for one in recorded}
    sources = [new.get(source.path, source) for source in call.sources]
    return lint(sources, call.settings, day, read=call.read)


def _write(recorded: Sequence[Recorded]) -> Written:
    return write_changes(
        [Change(Path(one.before.path), one.before.encode(), one.after.encode()) for one in recorded]
    )


def _outcomes(
    recorded: Sequence[Recorded], written: Written, review: NewReview, after: Result
) -> list[str]:
    done = {path.as_posix() for path in written.done}
    there = after.catalogue
    return [
        outcome(subject, review, after.context)
        for one in recorded
        if one.after.path in done
        for subject in (there.find(subject.id) for subject in one.subjects)
        if isinstance(subject, Mission | Goal | Kpi)
    ]


def _report_failures(recorded: Sequence[Recorded], written: Written) -> ExitCode:
    failed = {path.as_posix(): why for path, why in written.failed}
    for one in recorded:
        if one.before.path in failed:
            names = quoted([subject.name for subject in one.subjects])
            say(
                f'kpilint: "{one.before.path}" could not be written and is as it was: '
                f"{failed[one.before.path]}. Not recorded: {names}."
            )
    return ExitCode.CALL if failed else ExitCode.CLEAN


def _say_new_findings(before: Result, after: Result) -> None:
    """What `kpilint check` will say that it did not say before."""
    known = {(finding.rule.code, finding.problem.message) for finding in before.open}
    for finding in after.open:
        if (finding.rule.code, finding.problem.message) not in known:
            asks = f"{message_of(finding)} {help_of(finding.problem)}"
            say(f"`kpilint check` will report {finding.rule.code}: {asks}")
