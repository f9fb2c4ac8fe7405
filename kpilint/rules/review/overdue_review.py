"""REV001: nobody has recorded a relevance review of a KPI within its own rhythm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.analysis.reviews import promised
from kpilint.cadence.clock import Due, State
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import Refused, parse_cadence
from kpilint.catalogue.model import Kpi, Team
from kpilint.finding import Problem, ReviewState, Severity
from kpilint.graph.breaks import serves_the_past
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import counted, day_in_words

_PERIODS = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


@rule(
    "REV001",
    "overdue-review",
    "the review of a KPI is overdue",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def overdue_review(kpi: Kpi, context: Context) -> Iterator[Problem]:
    due = context.reviews.due(kpi)
    if not due.state.late:
        return
    yield problem(
        kpi,
        "review",
        _what(kpi, due, context),
        why="Numbers that nobody questions keep steering people after the work has changed.",
        help=_help(kpi, due, context),
        reason=due.state.value,
        cause=_cause(kpi, due, context),
        review=ReviewState(
            due.due.isoformat() if due.due else None, due.days_overdue, due.state.value
        ),
    )


def _what(kpi: Kpi, due: Due, context: Context) -> str:
    if due.due is not None:
        state = _state(kpi, due, due.due, context.reviews.rhythm(kpi))
        return f'"{kpi.name}" should be looked at {_rhythm(kpi, context)}; {state}'
    written = context.reviews.cadence(kpi)
    if written is None:
        when = ", and nothing says when one is due"
    elif isinstance(parse_cadence(written.text), Refused):
        when = f', and "{written.text}" does not say when one is due'
    else:
        when = f"; one is due {_rhythm(kpi, context)}"
    what = "is recorded" if not kpi.reviews else "that counts is recorded"
    return f'No review of "{kpi.name}" {what}{when}.'


def _rhythm(kpi: Kpi, context: Context) -> str:
    """How often, and who says so where it is not the KPI itself."""
    written = context.reviews.cadence(kpi)
    often = context.reviews.rhythm(kpi).in_words()
    if written is None:
        return f"{often} at the least, as nothing says how often"
    if isinstance(parse_cadence(written.text), Refused):
        return f'{often} at the least, as "{written.text}" names no rhythm'
    if isinstance(written.holder, Team):
        return f'{often}, the rhythm of its team "{written.holder.name}"'
    return often if written.holder else f"{often}, the rhythm of the whole catalogue"


def _state(kpi: Kpi, due: Due, day: dt.date, rhythm: Rhythm) -> str:
    agreed = "agreed for" if day == promised(kpi) else "due on"
    if due.period_end is not None:
        period = _PERIODS.get(rhythm.months, "period")
        agreed = f"about the {period} that ended on {day_in_words(due.period_end)} and {agreed}"
    late = f"{agreed} {day_in_words(day)}, is {_days(due)} past its date."
    if due.last is not None:
        return (
            f"the last recorded decision is from {day_in_words(due.last.day)}, and the next, {late}"
        )
    began = f" since it began on {day_in_words(due.since)}" if due.since else ""
    return f"no decision is recorded{began}, and the first, {late}"


def _days(due: Due) -> str:
    return counted(due.days_overdue or 0, "day")


def _help(kpi: Kpi, due: Due, context: Context) -> str:
    ask = "Put it on the next meeting with one question - keep, change, replace or retire? - "
    record = "and record the answer under `reviews`."
    latest = max(kpi.reviews, key=lambda review: str(review.date), default=None)
    why_not = context.reviews.why_not(latest) if latest else None
    passed_over = f" The latest entry there does not count: it {why_not}." if why_not else ""
    began = f" If it is new, write its first day: `active_from: {context.as_of}`."
    is_new = due.due is None and not latest
    return f"{ask}{record}{passed_over}{began if is_new else ''}{_escalation(kpi, due, context)}"


def _escalation(kpi: Kpi, due: Due, context: Context) -> str:
    """Whom else to ask when a whole further round was missed: who answers for its goal."""
    if due.state is not State.LONG_OVERDUE:
        return ""
    goals = (context.catalogue.find(link.id) for link in kpi.supports)
    owner = next((owner for goal in goals for owner in getattr(goal, "owner", ())), None)
    if owner is None:
        return " A whole further round was missed: tell whoever owns its goal."
    known = context.catalogue.find(owner)
    name = known.name if known is not None else owner
    return f' A whole further round was missed: ask "{name}", who answers for its goal, too.'


def _cause(kpi: Kpi, due: Due, context: Context) -> tuple[str, str]:
    """What cannot be read, is over, or was never given a rhythm, is late for that very reason."""
    if context.unread.has(kpi, "review", "reviews", "last_reviewed", "active_from", "created"):
        return "STR002", kpi.id
    written = context.reviews.cadence(kpi)
    if due.due is None and (written is None or isinstance(parse_cadence(written.text), Refused)):
        return "REV002", kpi.id
    # Whether it should go with the goal that it served is the first thing to ask of it.
    return "MIS001" if serves_the_past(kpi, context.links) else "REV006", kpi.id
