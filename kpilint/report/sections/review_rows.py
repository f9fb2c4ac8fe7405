"""Reviews: those that are late, those that fall due, and those that were held."""

from __future__ import annotations

import datetime as dt

from kpilint.cadence.clock import State
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.record import changed
from kpilint.report.entries import by_name
from kpilint.report.facts import MonthLoad, Reviews
from kpilint.report.parts import ReviewRow
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.standing_reviews import StandingReviews
from kpilint.text.phrase import day_in_words


def review_rows(answers: Answers, start: dt.date, end: dt.date, horizon: dt.date) -> Reviews:
    """Reviews as they stand on the day of the run.

    `start` and `end` are those of the period that the report is about; what falls due is told up
    to `horizon`, the last day of the period after it.
    """
    today = answers.context.as_of
    kpis = sorted(answers.catalogue.kpis, key=by_name)
    rows = [answers.reviews.of(kpi) for kpi in kpis if kpi.is_live]
    late = [row for row in rows if row.state in _LATE]
    coming = [row for row in rows if row.state not in _LATE]
    return Reviews(
        late=tuple(sorted(late, key=_latest_first)),
        coming=_by_month(coming, today, horizon),
        held=_held(kpis, answers.reviews, start, min(end, today)),
    )


_LATE = frozenset(state.value for state in State if state.late)


def _latest_first(row: ReviewRow) -> tuple[bool, bool, int]:
    """What no review ever questioned comes first, above all where nothing says when one is due."""
    never = row.state == "never-reviewed"
    return (not never, row.days_late is not None, -(row.days_late or 0))


def _by_month(rows: list[ReviewRow], today: dt.date, horizon: dt.date) -> tuple[MonthLoad, ...]:
    """What falls due, by month, the empty months too; what is past its day and still in its days
    of grace belongs to this month."""
    months: dict[tuple[int, int], list[ReviewRow]] = {}
    year, month = today.year, today.month
    while (year, month) <= (horizon.year, horizon.month):
        months[year, month] = []
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for row in sorted(rows, key=lambda row: row.due or dt.date.max):
        if row.due is not None and max(row.due, today) <= horizon:
            day = max(row.due, today)
            months[day.year, day.month].append(row)
    return tuple(
        MonthLoad(
            month=f"{year:04}-{month:02}",
            label=day_in_words(dt.date(year, month, 1)).removeprefix("1 "),
            reviews=tuple(reviews),
        )
        for (year, month), reviews in months.items()
    )


def _held(
    kpis: list[Kpi], reviews: StandingReviews, start: dt.date, end: dt.date
) -> tuple[ReviewRow, ...]:
    """Each review of relevance that was held from `start` to `end`, by day and then by name. One
    that put the decision off was held too, though it does not count."""
    found: list[ReviewRow] = []
    for kpi in kpis:
        stands = reviews.of(kpi)
        written = [(one.date, one.decision) for one in kpi.reviews if _looked_at_relevance(one)]
        held = written if kpi.reviews else [(stands.last, stands.decision)]
        found += [
            changed(stands, last=day, decision=decision)
            for day, decision in held
            if day is not None and start <= day <= end
        ]
    return tuple(sorted(found, key=lambda row: row.last or start))


def _looked_at_relevance(review: Review) -> bool:
    return review.kind in (None, "relevance") and review.decision is not None
