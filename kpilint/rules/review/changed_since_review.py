"""REV005: the work changed after a KPI was last questioned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpilint.catalogue.model import Kpi, Trigger
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import counted, day_in_words, listed

if TYPE_CHECKING:
    from kpilint.changes.history import History

_PARTS = {"scope": "which work it covers", "direction": "which way is better"}
_KINDS = {
    **dict.fromkeys(
        ("target-loosened", "target-tightened", "target-moved", "target-set", "target-dropped"),
        "its target",
    ),
    "uses-changed": "what it is used for",
}


@rule(
    "REV005",
    "changed-since-review",
    "the work changed after a KPI was last questioned",
    severity=Severity.WARNING,
)
def changed_since_review(context: Context, *, days_to_carry_out: int = 30) -> Iterator[Problem]:
    told: set[int] = set()
    for kpi, found in _because_of_triggers(context):
        told.add(id(kpi))
        yield found
    for kpi in context.catalogue.kpis if context.changes else ():
        if id(kpi) not in told:
            yield from _because_of_itself(kpi, context, days_to_carry_out)


def _because_of_triggers(context: Context) -> Iterator[tuple[Kpi, Problem]]:
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
            yield kpi, _problem(kpi, trigger, len(kpis) - 1, first, context)


def _because_of_itself(kpi: Kpi, context: Context, carry_out: int) -> Iterator[Problem]:
    """What of it is another than at its last review, as far as the earlier state shows."""
    history, base = context.history, context.base
    since = context.reviews.due(kpi).since
    if history is None or base is None or not kpi.is_live or since is None or since > base.day:
        return
    old = history.before(kpi)
    if old is None or not old.is_live:
        return
    parts = list(dict.fromkeys(_parts(kpi, history)))
    reviewed = any(map(context.reviews.counts, history.recorded(kpi)))
    if not parts or reviewed or history.decided(kpi, "change", earlier=carry_out):
        return
    yield problem(
        kpi,
        "review",
        f"{_last(kpi, context)}, and {base.since} {listed(parts)} changed.",
        why="What was found right then was another number, and nobody has asked about this one.",
        help="Review it once with this change in mind, and record the decision under `reviews`.",
        reason="changed-itself",
        cause=_cause_of(kpi, history, context),
    )


def _parts(kpi: Kpi, history: History) -> Iterator[str]:
    """What people would call the parts that changed and that a review has to know of."""
    yield from (words for kind, words in _KINDS.items() if history.of(kpi, kind))
    for change in history.recounted(kpi):
        yield _PARTS.get(change.field, "how it is counted")
    if any(change.field == "role" for change in history.of(kpi, "relabelled")):
        yield "its role"


def _cause_of(kpi: Kpi, history: History, context: Context) -> tuple[str, str]:
    """The finding that tells of the same change; what is overdue anyway has that one first."""
    if context.reviews.due(kpi).state.late:
        return "REV001", kpi.id
    if history.loosening(kpi) is not None:
        return "HIS002", kpi.id
    return ("HIS005" if history.recounted(kpi, silently=True) else "HIS004"), kpi.id


def _last(kpi: Kpi, context: Context) -> str:
    due = context.reviews.due(kpi)
    if due.last is not None:
        return f'"{kpi.name}" was last questioned on {day_in_words(due.last.day)}'
    began = f" on {day_in_words(due.since)}" if due.since else ""
    return f'"{kpi.name}" has not been questioned since it began{began}'


def _problem(
    kpi: Kpi, trigger: Trigger, others: int, first: Kpi | None, context: Context
) -> Problem:
    due = context.reviews.due(kpi)
    changed = f'before a change of {day_in_words(_day(trigger))}: "{trigger.name}".'
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
        f"{_last(kpi, context)}, {changed}",
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
