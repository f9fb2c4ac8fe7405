"""HIS001: dates of reviews moved, and nobody decided anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Base, Context
from kpilint.text.phrase import counted, day_in_words

if TYPE_CHECKING:
    from kpilint.changes.bumps import Bump

_WHAT = {
    "last": "the last review of",
    "entry": "a review of",
    "next": "the next review of",
    "first-day": "the first day of",
}
_ENDS = {
    "last": "no decision was recorded",
    "entry": "its decision and its words stayed the same",
    "next": "none was held",
    "first-day": "its next review went with it",
}


@rule(
    "HIS001",
    "review-date-bumped",
    "a review date moved, and nothing was decided",
    severity=Severity.WARNING,
    compares=True,
)
def review_date_bumped(context: Context, *, many: int = 5) -> Iterator[Problem]:
    history, base = context.history, context.base
    if history is None or base is None:
        return
    bumps = history.bumps()
    together = len(bumps) if len(bumps) >= many else 0
    for bump in bumps:
        first = bumps[0].kpi if together and bump is not bumps[0] else None
        yield _moved(bump, base, context, together, first)
    for group in history.copied_reviews(many):
        for kpi, review in group:
            yield _copied(kpi, review, base, group)


def _moved(bump: Bump, base: Base, context: Context, together: int, first: Kpi | None) -> Problem:
    """One date that moved; the first of many says how many there are."""
    kpi = bump.kpi
    plan = {"last": ("last", "last_reviewed"), "next": ("next", "next_review")}.get(bump.which)
    node = None
    if plan is not None:
        in_plan = kpi.review.node.get(plan[0]) if kpi.review else None
        node = in_plan or kpi.node.get(plan[1])
    others = counted(together - 1, "other KPI")
    beside = f" So did dates of {others}." if together and first is None else ""
    since = f"{base.since[0].upper()}{base.since[1:]}"
    return problem(
        kpi,
        {"entry": "reviews", "first-day": "active_from"}.get(bump.which, "review"),
        f'{since}, {_WHAT[bump.which]} "{kpi.name}" moved from {day_in_words(bump.was)} to '
        f"{day_in_words(bump.now)}, and {_ENDS[bump.which]}.{beside}",
        why="A date that moves by itself looks like a review, and nobody asked whether the number "
        "still serves.",
        help="Hold the review - keep, change, replace or retire? - and record the answer: "
        f"`reviews: [{{date: {context.as_of}, decision: ..., by: [...]}}]`. After one meeting on "
        "many numbers, give each its own decision and all the same `meeting`.",
        at=bump.entry or node,
        reason=bump.which,
        cause=("HIS001", first.id) if first else None,
    )


def _copied(kpi: Kpi, review: Review, base: Base, group: list[tuple[Kpi, Review]]) -> Problem:
    first = group[0][0]
    return problem(
        kpi,
        "reviews",
        f'The review of "{kpi.name}" that was recorded {base.since} has the same note as those of '
        f"{counted(len(group) - 1, 'other KPI')}.",
        why="What is copied was not asked of each number, and each needs its own decision.",
        help="Write for each what was found. If it was one meeting, name that in all of them "
        "(`meeting: ...`), with a decision each.",
        at=review,
        reason="same-note",
        cause=("HIS001", first.id) if first is not kpi else None,
    )
