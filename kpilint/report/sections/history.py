"""What a report knows of the past: the state it compares with, and the ends of earlier periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kpilint.cadence.dates import shift
from kpilint.cadence.period import Period
from kpilint.catalogue.value import parse_day
from kpilint.record import record
from kpilint.report.sections.period import Calendar
from kpilint.revisions.git import Commit, RevisionError, commit_on
from kpilint.revisions.runs import Project, forked_from, imported_between
from kpilint.revisions.sources import sources_at
from kpilint.revisions.trend import Past, past_at, pasts
from kpilint.run import Base, Context, Result
from kpilint.text.source import Source

MOST_ENDS = 5
"""So many ends of earlier periods stand in a trend beside today."""


@record
class History:
    """`base` is the state that is compared with; `ends` are the ends of earlier periods, oldest
    first, with the name of each. `title` says what the base is: "the end of Q3 2026"."""

    base: Past
    title: str
    ends: tuple[tuple[Period, Past], ...]

    @property
    def states(self) -> list[Past]:
        """All states, oldest first, each once."""
        found = {past.day: past for _, past in self.ends} | {self.base.day: self.base}
        return [found[day] for day in sorted(found)]

    def before(self, day: dt.date) -> Past | None:
        """The latest state that is older than a day."""
        return next((past for past in reversed(self.states) if past.day < day), None)


def read_history(
    project: Project, tip: Commit, calendar: Calendar, period: Period, since: str | None = None
) -> History | None:
    """The past of a catalogue as it stood at `tip`; None where it has none that is old enough.

    `since` is a day or a revision in place of the end of the period before. Raises RevisionError
    where that revision is unknown, or lies behind the cut of a shallow clone.
    """
    day, title = shift(period.start, -1), f"the end of {calendar.title(calendar.before(period))}"
    commit: Commit | None
    if since is None:
        commit = commit_on(day, project.folder, tip)
    elif (named := parse_day(since)) is not None:
        day, title = named, since
        commit = commit_on(day, project.folder, tip)
        if commit is None:
            raise RevisionError(f"There is no commit up to {since}.", "Name a later day.")
    else:
        commit = forked_from(since, tip, project.folder)
        day, title = commit.day, since
    if commit is None:
        return None
    ends = _ends(project, tip, calendar, period)
    same = (past for _, past in ends if past.day == day and past.commit == commit)
    base = next(same, None) or past_at(commit, day, project)
    return History(base, title, ends)


def base_for(history: History, project: Project, tip: Commit, as_of: dt.date) -> Base:
    """What the rules on history compare with: the base as it would stand on the day of the run."""
    past = history.base
    imported = imported_between(past.commit, tip, project, as_of)
    return Base(on_day(past.result, as_of), past.commit.short, past.day, imported)


def on_day(result: Result, as_of: dt.date) -> Context:
    """The catalogue of a result, looked at on another day."""
    known = result.context
    return Context(result.catalogue, as_of, known.lexicon, known.known_rules)


def _ends(
    project: Project, tip: Commit, calendar: Calendar, period: Period
) -> tuple[tuple[Period, Past], ...]:
    periods: dict[dt.date, Period] = {}
    for _ in range(MOST_ENDS):
        period = calendar.before(period)
        periods[period.end] = period
    return tuple((periods[past.day], past) for past in pasts(periods, project, tip))


def has_local_changes(sources: Sequence[Source], commit: Commit, project: Project) -> bool:
    """Whether files differ from those of a commit, other than by their line ends."""
    then = sources_at(commit, project.paths, project.settings, project.settings_file)
    return _texts(sources) != _texts(then)


def _texts(sources: Sequence[Source]) -> dict[str, str]:
    return {source.path: source.text.replace("\r\n", "\n") for source in sources}
