"""Which state of the catalogue a report is about, and what it is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kpilint.catalogue.catalogue import is_catalogue, read_catalogue
from kpilint.cli.exits import UserError
from kpilint.cli.history import history as history_of_call
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.git import repository_of
from kpilint.record import record
from kpilint.report.gather import Frame
from kpilint.report.sections.history import History, base_for, has_local_changes, read_history
from kpilint.report.sections.period import Calendar, Choice, PeriodError, calendar_of, choose_period
from kpilint.revisions.git import HEAD, Commit, RevisionError, commit_on, resolve
from kpilint.revisions.runs import Project
from kpilint.revisions.sources import sources_at
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.phrase import day_in_words
from kpilint.text.source import Source


@record
class State:
    """All that a report is gathered from; `said` tells in a sentence what was read."""

    result: Result
    frame: Frame
    history: History | None
    said: str


def choose(
    sources: Sequence[Source], quarter: str | None, as_of: dt.date | None, today: dt.date
) -> tuple[Calendar, Choice]:
    """The fiscal calendar of the catalogue, and the period to report on. Raises UserError."""
    calendar = _calendar(sources)
    try:
        return calendar, choose_period(calendar, quarter, as_of, today)
    except PeriodError as error:
        raise UserError(error.message, error.hint) from error


def read_state(
    sources: Sequence[Source],
    project: Project,
    calendar: Calendar,
    choice: Choice,
    since: str | None,
) -> State:
    """The catalogue as the choice asks for it, checked, and its past. Raises UserError where
    history cannot answer what was asked for."""
    with history_of_call():
        head, why_not = _head(project, must=since is not None)
        tip = head
        title = calendar.title(choice.period)
        said = "Reads the files as they are now"
        cut = ""
        if choice.is_cut:
            tip = commit_on(choice.as_of, project.folder, head) if head is not None else None
            if tip is not None:
                sources = sources_at(
                    tip, project.paths, project.settings, project.settings_file
                )  # fmt: skip
                said = f"{title} is over: reads the state of {_of(tip)}"
                cut = (
                    f"The catalogue was read as it stood on {day_in_words(choice.as_of)}, in the "
                    f"commit {tip.short} of {day_in_words(tip.day)}."
                )
            else:
                tip = head
                why_not = why_not or f"history begins after {day_in_words(choice.as_of)}"
                said = (
                    f"How the catalogue stood at the end of {title} is not known, as {why_not}: "
                    "reads the files as they are now"
                )
                cut = (
                    f"How the catalogue stood on {day_in_words(choice.as_of)} is not known: "
                    f"{why_not}. The files of today were read."
                )
        past = base = None
        if tip is not None:
            past = read_history(project, tip, calendar, choice.period, since)
        if tip is not None and past is not None:
            base = base_for(past, project, tip, choice.as_of)
            said += f", and compares with {past.title}, the state of {_of(past.base.commit)}"
        else:
            why_not = why_not or f"history begins after the start of {title}"
            said += ". Nothing earlier is there to compare with"
            said += f", as {why_not}" * (why_not not in said)
        local = tip is not None and not cut and has_local_changes(sources, tip, project)
    result = lint(
        sources, project.settings, choice.as_of, project.baseline, base, read=project.read
    )
    frame = Frame(choice.period, calendar, tip, local, cut)
    return State(result, frame, past, f"{said}.")


def _calendar(sources: Sequence[Source]) -> Calendar:
    """The fiscal calendar, from the files that may hold it: the others are not read for that."""
    named = sorted(
        (source for source in sources if "defaults" in source.text), key=lambda one: one.path
    )
    limits = Settings().limits
    trees = (parse(source, limits.depth, limits.nodes) for source in named)
    return calendar_of(read_catalogue(filter(is_catalogue, trees)).defaults)


def _head(project: Project, *, must: bool) -> tuple[Commit | None, str]:
    """The commit that is checked out, or why there is none. What asks for a revision must have
    one: RevisionError."""
    try:
        if repository_of(project.folder) is None and not must:
            return None, "there is no git repository here"
        return resolve(HEAD, project.folder), ""
    except RevisionError as error:
        if must:
            raise
        reason = error.message.rstrip(".").partition(", so ")[0]  # what follows is said anyway
        return None, f"{reason[0].lower()}{reason[1:]}"


def _of(commit: Commit) -> str:
    return f"{commit.short} ({day_in_words(commit.day)})"
