"""HIS002: a target was made easier to reach, and no review decided that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Kpi
from kpilint.changes.kinds import TargetLoosened
from kpilint.changes.loosening import in_words, is_renewed, is_slip, share_left
from kpilint.changes.targets import deadline
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Base, Context
from kpilint.text.phrase import counted, day_in_words, listed


@rule(
    "HIS002",
    "target-loosened",
    "a target was made easier, and no review decided it",
    severity=Severity.WARNING,
    each=Kpi,
    compares=True,
)
def target_loosened(
    kpi: Kpi,
    context: Context,
    *,
    last_per_cent: int = 20,
    days_to_correct: int = 7,
    days_to_carry_out: int = 30,
) -> Iterator[Problem]:
    history, base = context.history, context.base
    if history is None or base is None or not history.of(kpi, TargetLoosened):
        return
    old = history.before(kpi)
    if old is None or not old.is_live or not kpi.is_live:
        return
    decisions = ("change", "keep") if is_renewed(old, kpi, context.as_of) else ("change",)
    if history.decided(kpi, *decisions, earlier=days_to_carry_out):
        return
    if _is_correction(old, kpi, base, shift(context.as_of, -days_to_correct)):
        return
    left = share_left(old, _last_change(old, context), context.as_of)
    day, field = deadline(old), "target" if old.has_target else "floor"
    is_over = day is not None and day < context.as_of and day == deadline(kpi)
    is_late = is_over or (left is not None and left * 100 <= last_per_cent)
    yield problem(
        kpi,
        field,
        f'The {field} of "{kpi.name}" was made easier {base.since}: '
        f"{listed(in_words(old, kpi))}{_so_late(day, context.as_of) if is_late and day else ''}.",
        why="A target that moves towards the result is always met, and nobody learns from it.",
        help="Put it back, or hold a review and record who decided this and why: "
        f"`reviews: [{{date: {context.as_of}, decision: change, by: [...], note: ...}}]`.",
        severity=Severity.ERROR if is_late else None,
        reason="late" if is_late else None,
    )


def _is_correction(old: Kpi, new: Kpi, base: Base, first: dt.date) -> bool:
    """Whether it was written wrongly only now: the KPI itself is that new, or the value was off as
    only a slip is, and was so at the end of the earlier state, which is that new."""
    began = old.active_from or old.created
    return (began is not None and began >= first) or (base.day >= first and is_slip(old, new))


def _last_change(old: Kpi, context: Context) -> dt.date | None:
    reviews = [r for r in old.reviews if r.decision == "change" and context.reviews.counts(r)]
    return max((review.date for review in reviews if review.date), default=None)


def _so_late(day: dt.date, as_of: dt.date) -> str:
    left = (day - as_of).days
    how = f"is {counted(left, 'day')} away" if left >= 0 else "is over"
    return f", and its end on {day_in_words(day)} {how}"
