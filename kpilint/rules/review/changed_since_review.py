"""REV005: the work changed after a KPI was last questioned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi, Trigger
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import counted, day_in_words


@rule(
    "REV005",
    "changed-since-review",
    "the work changed after a KPI was last questioned",
    severity=Severity.WARNING,
)
def changed_since_review(context: Context) -> Iterator[Problem]:
    by_trigger: dict[int, list[Kpi]] = {}
    triggers = [trigger for trigger in context.catalogue.triggers if _is_past(trigger, context)]
    triggers.sort(key=_day, reverse=True)
    for kpi in context.catalogue.kpis if triggers else ():
        since = context.reviews.due(kpi).since
        if not kpi.is_live or since is None:
            continue
        for trigger in triggers:
            if _day(trigger) <= since:
                break
            if context.triggers.touches(trigger, kpi):
                by_trigger.setdefault(id(trigger), []).append(kpi)
                break
    for trigger in triggers:
        kpis = by_trigger.get(id(trigger), [])
        # What is overdue anyway has that finding first, and cannot stand for the others.
        in_time = (kpi for kpi in kpis if not context.reviews.due(kpi).state.late)
        first = next(in_time, None)
        for kpi in kpis:
            yield _problem(kpi, trigger, len(kpis) - 1, first, context)


def _problem(
    kpi: Kpi, trigger: Trigger, others: int, first: Kpi | None, context: Context
) -> Problem:
    due = context.reviews.due(kpi)
    changed = f'before a change of {day_in_words(_day(trigger))}: "{trigger.name}".'
    if due.last is not None:
        last = f'"{kpi.name}" was last questioned on {day_in_words(due.last.day)}'
    else:
        last = f'"{kpi.name}" has not been questioned since it began'
        last += f" on {day_in_words(due.since)}" if due.since else ""
    together = f", with the {counted(others, 'other KPI')} that it touches" if others else ""
    if due.state.late:
        cause = ("REV001", kpi.id)
    elif first is not None and first is not kpi:
        cause = ("REV005", first.id)
    else:
        cause = ("REV006", kpi.id)
    return problem(
        kpi,
        "review",
        f"{last}, {changed}",
        why="It may now measure different work, and nobody has asked.",
        help=f"Review it once with this change in mind{together}, and record the decision under "
        "`reviews`.",
        related=[(trigger, "The change")],
        cause=cause,
    )


def _is_past(trigger: Trigger, context: Context) -> bool:
    return trigger.date is not None and trigger.date <= context.as_of


def _day(trigger: Trigger) -> dt.date:
    return trigger.date or dt.date.max
