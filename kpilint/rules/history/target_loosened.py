"""HIS002: a target was made easier to reach, and no review decided that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
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
    if history is None or base is None:
        return
    loosening = history.loosening(kpi)
    if loosening is None:
        return
    decisions = ("change", "keep") if loosening.is_renewed else ("change",)
    if history.decided(kpi, *decisions, earlier=days_to_carry_out):
        return
    # Written wrongly only now: the KPI is that new, or it is a slip, and the earlier state is.
    old, first = loosening.old, shift(context.as_of, -days_to_correct)
    began = old.active_from or old.created
    if (began and began >= first) or (loosening.is_slip and base.day >= first):
        return
    left, field = loosening.left, loosening.field
    is_near = left is not None and left * 100 <= last_per_cent
    is_late = (is_near or loosening.is_over) and not loosening.is_harder
    yield problem(
        kpi,
        field,
        f'The {field} of "{kpi.name}" was made easier {base.since}: {listed(loosening.what)}'
        f"{_so_late(loosening.end, context.as_of) if is_late and loosening.end else ''}.",
        why="A target that moves towards the result is always met, and nobody learns from it.",
        help="Put it back, or hold a review and record who decided this and why: "
        f"`reviews: [{{date: {context.as_of}, decision: change, by: [...], note: ...}}]`.",
        severity=Severity.ERROR if is_late else None,
        reason="late" if is_late else None,
    )


def _so_late(day: dt.date, as_of: dt.date) -> str:
    left = (day - as_of).days
    how = f"is {counted(left, 'day')} away" if left >= 0 else "is over"
    return f", and its end on {day_in_words(day)} {how}"
