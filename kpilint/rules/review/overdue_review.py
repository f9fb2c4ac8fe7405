"""REV001: nobody has recorded a relevance review of a KPI within its own rhythm."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.cadence.clock import Due, State
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, ReviewState, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "REV001",
    "overdue-review",
    "the review of a KPI is overdue",
    severity=Severity.WARNING,
    each=Kpi,
)
def overdue_review(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not kpi.is_live:
        return
    due = context.reviews.due(kpi)
    if not due.state.late:
        return
    yield problem(
        kpi,
        "review",
        f'"{kpi.name}" should be looked at {context.reviews.rhythm(kpi).in_words()}; {_last(due)}',
        why="Numbers that nobody questions keep steering people after the work has changed.",
        help=_help(kpi, due),
        reason=due.state.value,
        review=ReviewState(
            due.due.isoformat() if due.due else None, due.days_overdue, due.state.value
        ),
    )


def _last(due: Due) -> str:
    if due.due is None:
        return "no review is recorded, and not even its first day is written down."
    late = "1 day" if due.days_overdue == 1 else f"{due.days_overdue} days"
    if due.state is State.NEVER_REVIEWED:
        return f"no review is recorded since its first day, and the first one is {late} late."
    held = f"the last recorded decision is from {due.last.day}" if due.last else "none is recorded"
    return f"{held}, and the next review is {late} late."


def _help(kpi: Kpi, due: Due) -> str:
    ask = "Put it on the next meeting with one question - keep, change, replace or retire? - "
    record = "and record the answer under `reviews`."
    if due.state is State.LONG_OVERDUE:
        goals = ", ".join(link.id for link in kpi.supports)
        whom = (
            f' Ask the owner of "{goals}" too: a whole further round was missed.' if goals else ""
        )
        return f"{ask}{record}{whom}"
    return f"{ask}{record}"
