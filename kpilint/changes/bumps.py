"""Dates of reviews that moved while nothing was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kpilint.analysis.reviews import Reviews, last_written, promised
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import PLACE, Review
from kpilint.changes import kinds
from kpilint.changes.between import Between
from kpilint.changes.value import meaning
from kpilint.record import as_dict, record

# What may differ beside the date without anybody having looked at this KPI.
_NOT_OF_THE_KPI = (
    kinds.ReviewPlanChanged, kinds.ReviewRecorded, kinds.ReviewRemoved, kinds.BrakeLost,
    kinds.BrakeGained,
)  # fmt: skip


@record
class Bump:
    """A date of one KPI that moved.

    `which` is `last` (the short form), `entry` (of the list), `next`, or `first-day`; `entry` is
    the entry that moved.
    """

    kpi: Kpi
    which: str
    was: dt.date
    now: dt.date
    entry: Review | None = None


def bump_of(kpi: Kpi, between: Between, reviews: Reviews) -> Bump | None:
    """The date that moved, where nothing else of the KPI did and no review was recorded."""
    old = between.before(kpi)
    if old is None or not old.is_live or not kpi.is_live:
        return None
    changes = between.of(kpi)
    if not changes or any(_shows_work(change) for change in changes):
        return None
    recorded = between.recorded(kpi)
    moved = {id(review): was for review in recorded if (was := _moved_from(review, old, kpi))}
    if any(id(r) not in moved and (r.decision or r.note) for r in recorded):
        return None
    for review in recorded:
        if id(review) in moved and review.date is not None and review.date <= between.as_of:
            return Bump(kpi, "entry", moved[id(review)], review.date, review)
    fields = {change.field for change in changes}
    return _single_date(old, kpi, fields, reviews, between.as_of)


def with_equal_notes(
    kpis: Iterable[Kpi], between: Between, many: int
) -> list[list[tuple[Kpi, Review]]]:
    """Groups of at least `many` KPIs of which reviews with the same note were recorded.

    One meeting about many numbers is no such group: its entries share a `meeting`, and each holds
    a decision.
    """
    alike: dict[object, list[tuple[Kpi, Review]]] = {}
    for kpi in kpis:
        if not kpi.is_live or between.before(kpi) is None:
            continue
        seen = set()
        for review in between.recorded(kpi):
            key = (meaning(review.note), meaning(review.meeting))
            if review.note and key not in seen:
                seen.add(key)
                alike.setdefault(key, []).append((kpi, review))
    return [group for group in alike.values() if len(group) >= many and not _is_a_meeting(group)]


def _is_a_meeting(group: list[tuple[Kpi, Review]]) -> bool:
    return all(review.meeting and review.decision for _, review in group)


def _shows_work(change: kinds.Change) -> bool:
    is_first_day = isinstance(change, kinds.DetailChanged) and change.field == "active_from"
    return not isinstance(change, _NOT_OF_THE_KPI) and not is_first_day


def _single_date(
    old: Kpi, new: Kpi, fields: set[str], reviews: Reviews, as_of: dt.date
) -> Bump | None:
    was, now = last_written(old), last_written(new)
    if "last_reviewed" in fields and was and now and was < now <= as_of:
        return Bump(new, "last", was, now)
    was, now = promised(old), promised(new)
    # A day that is still to come may be agreed anew; one that has come was to be kept.
    if "next_review" in fields and was and now and was < now and was <= as_of:
        return Bump(new, "next", was, now)
    was, now = old.active_from, new.active_from
    restarts = reviews.due(new).since == now
    if "active_from" in fields and was and now and was < now <= as_of and restarts:
        return Bump(new, "first-day", was, now)
    return None


def _moved_from(review: Review, old: Kpi, new: Kpi) -> dt.date | None:
    """The earlier date of an entry of which nothing but the date changed."""
    still = {meaning(entry) for entry in new.reviews}
    for entry in old.reviews:
        same_words = _but_the_date(entry) == _but_the_date(review)
        if same_words and meaning(entry) not in still and entry.date and review.date:
            return entry.date if entry.date < review.date else None
    return None


def _but_the_date(review: Review) -> dict[str, object]:
    fields = as_dict(review)
    return {name: meaning(fields[name]) for name in fields if name not in PLACE and name != "date"}
