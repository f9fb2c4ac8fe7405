"""TGT003: the day by which a target was to be reached has passed."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import day_in_words


@rule(
    "TGT003",
    "target-expired",
    "the day by which a target was to be reached has passed",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def target_expired(kpi: Kpi, context: Context) -> Iterator[Problem]:
    target = kpi.target
    if target is None or not target.is_set:
        return
    day = target.deadline
    if day is not None and day < context.as_of:
        yield problem(
            kpi,
            "target",
            f'The target of "{kpi.name}" ran out on {day_in_words(day)}.',
            why="After its date a target is neither reached nor missed; it only presses on.",
            help="Write down whether it was reached, then set a new one with a date, or drop it.",
            cause=("REV006", kpi.id),
        )
